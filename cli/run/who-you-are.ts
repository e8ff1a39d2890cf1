import { readCaller } from '../../shared/aws/readiness/caller.ts';
import { expectedIdentity } from '../../shared/configuration/parse-configuration.ts';
import type { Policy } from '../../shared/domain/index.ts';
import { describeError } from '../../shared/errors.ts';
import { EXIT } from '../exit-codes.ts';
import { Failure } from '../failure.ts';
import { PATIENT_CLIENT } from './patience.ts';

/** The SDK's own words for credentials that are missing, not valid, or over. */
const NO_CREDENTIALS =
  /CredentialsProviderError|Could not load credentials|ExpiredToken|InvalidClientTokenId|UnrecognizedClient|SignatureDoesNotMatch/;

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
    const you = await readCaller({ ...PATIENT_CLIENT, maxAttempts: 2 }, { abortSignal: AbortSignal.timeout(STS_MILLIS) });
    if (account !== null && you.account !== account) throw wrongAccount(you, account);
    return `you are ${you.arn}; account ${you.account}, ${region}, mode ${policy.mode}`;
  } catch (error) {
    if (error instanceof Failure) throw error;
    const why = describeError(error);
    if (NO_CREDENTIALS.test(why)) throw unreachable(error);
    return `who you are is not known (${why}); ${region}, mode ${policy.mode}`;
  }
}

function wrongAccount(you: { account: string; arn: string }, account: string): Failure {
  return new Failure(
    `your credentials are of account ${you.account} (${you.arn}), and the configuration is of account ${account}: nothing was touched\nset AWS_PROFILE to a profile of account ${account}`,
    EXIT.unreachable,
  );
}

/** What to do about it, by the SDK's own words. */
const REMEDIES: readonly (readonly [RegExp, string])[] = [
  [NO_CREDENTIALS, 'no usable AWS credentials: set AWS_PROFILE, or log in ("aws sso login"). '],
  [/Region is missing/, 'no Region: set AWS_REGION, or one in your profile. '],
];

/** For where nothing can be done without AWS: exit code 3, and what to do about credentials or the Region if they are the reason. */
export function unreachable(error: unknown): Failure {
  const why = describeError(error);
  const [, remedy = ''] = REMEDIES.find(([pattern]) => pattern.test(why)) ?? [];
  return new Failure(`${remedy}${why}`, EXIT.unreachable);
}
