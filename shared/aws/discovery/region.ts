import { STSClient } from '@aws-sdk/client-sts';
import type { ClientOptions } from '../client-options.ts';

/** The Region of the environment or the profile, as the SDK finds it. Rejects if neither names one. */
export function resolveRegion(client: ClientOptions): Promise<string> {
  return new STSClient(client).config.region();
}
