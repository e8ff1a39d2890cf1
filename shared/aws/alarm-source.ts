import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import type { CallOptions } from './client-options.ts';

/** What a reader of alarms asks with. */
export interface AlarmSource {
  readonly client: CloudWatchClient;
  readonly options: CallOptions;
}
