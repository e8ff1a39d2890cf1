import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import type { CallerIdentity } from '../../domain/index.ts';
import { call } from '../call.ts';
import type { CallOptions, ClientOptions } from '../client-options.ts';

/** Whose credentials these are. IAM allows it always (API GetCallerIdentity). */
export async function readCaller(client: ClientOptions, options: CallOptions): Promise<CallerIdentity> {
  const command = new GetCallerIdentityCommand({});
  const { Account = '', Arn = '' } = await call('reading who calls', () => new STSClient(client).send(command, options));
  return { account: Account, arn: Arn };
}
