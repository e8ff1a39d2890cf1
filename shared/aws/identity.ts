import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { call } from './call.ts';
import { CLIENT_OPTIONS, type ClientOptions } from './client-options.ts';

export interface Identity {
  readonly account: string;
  /** `arn:aws:sts::111122223333:assumed-role/on-call/maria` */
  readonly arn: string;
}

/** Who the credentials at hand belong to. Needs no permission (STS GetCallerIdentity). Rejects with CallError. */
export async function readIdentity(options: ClientOptions = CLIENT_OPTIONS): Promise<Identity> {
  const answer = await call('asking who you are', () => new STSClient(options).send(new GetCallerIdentityCommand({})));
  return { account: answer.Account ?? '', arn: answer.Arn ?? '' };
}
