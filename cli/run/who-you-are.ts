import { readCaller } from '../../shared/aws/readiness/caller.ts';
import { expectedIdentity } from '../../shared/configuration/parse-configuration.ts';
import type { Policy } from '../../shared/domain/index.ts';
import { describeError } from '../../shared/errors.ts';
import { EXIT } from '../exit-codes.ts';
import { Failure, isWithoutCredentials, unreachable } from '../failure.ts';
import { PATIENT_CLIENT } from './patience.ts';
import { whileWaiting } from './while-waiting.ts';

/** Enough for a slow link. An evacuation must not wait long for what it can do without. */
const STS_MILLIS = 12_000;

/**
 * One line on who you are and which mode is in force. Throws a Failure (exit code 3) without usable credentials, or where they are another
 * account's than the configuration's. If STS cannot answer for another reason, the run goes on: it is needed most when AWS is in trouble.
 */
export async function whoYouAre(policy: Policy): Promise<string> {
  const { region, account } = expectedIdentity(policy);
  process.env.AWS_REGION = region;
  try {
    const client = { ...PATIENT_CLIENT, maxAttempts: 2 };
    const call = { abortSignal: AbortSignal.timeout(STS_MILLIS) };
    const you = await whileWaiting('asking AWS who you are', () => readCaller(client, call));
    if (account !== null && you.account !== account) throw wrongAccount(you, account);
    return `you are ${you.arn}; account ${you.account}, ${region}, mode ${policy.mode}`;
  } catch (error) {
    if (error instanceof Failure) throw error;
    if (isWithoutCredentials(error)) throw unreachable(error);
    return `who you are is not known (${describeError(error)}); ${region}, mode ${policy.mode}`;
  }
}

function wrongAccount(you: { account: string; arn: string }, account: string): Failure {
  return new Failure(
    `your credentials are of account ${you.account} (${you.arn}), and the configuration is of account ${account}: nothing was touched\nset AWS_PROFILE to a profile of account ${account}`,
    EXIT.unreachable,
  );
}
