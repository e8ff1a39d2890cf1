import { call } from '../../../shared/aws/call.ts';
import { CallError } from '../../../shared/errors.ts';
import {
  aborted,
  arcConflict,
  arcDenied,
  arcInternal,
  arcInvalid,
  arcNotFound,
  arcThrottled,
  awsError,
  connectionReset,
  timedOut,
} from '../../aws-errors.ts';

async function failureOf(error: unknown): Promise<CallError> {
  const caught: unknown = await call('reading the world', () => Promise.reject(error)).catch((thrown: unknown) => thrown);
  if (caught instanceof CallError) return caught;
  throw new Error('it did not fail with a CallError');
}

describe('call', () => {
  it('answers what the call answers', async () => {
    expect(await call('reading the world', async () => 7)).toBe(7);
  });

  it.each([
    ['conflict', arcConflict('ZonalShiftAlreadyExists')],
    ['conflict', awsError('ScalingActivityInProgressFault', 'Scaling activity is in progress')],
    ['conflict', awsError('ResourceContentionFault', 'pending update already', 500)],
    ['not-found', arcNotFound()],
    ['invalid', arcInvalid('InvalidAz')],
    ['invalid', awsError('ValidationError', 'The subnet ID does not exist')],
    ['denied', arcDenied()],
    ['denied', awsError('AccessDenied', 'not authorized to use launch template', 403)],
    ['denied', awsError('UnauthorizedOperation', 'You are not authorized', 403)],
    ['denied', awsError('AuthorizationError', 'not authorized to perform: SNS:Publish', 403)],
    ['denied', awsError('ExpiredToken', 'The security token is expired', 403)],
    ['throttled', arcThrottled()],
    ['throttled', awsError('Throttling', 'Rate exceeded')],
    ['throttled', awsError('RequestLimitExceeded', 'Request limit exceeded', 503)],
    ['throttled', awsError('SomethingNew', 'slow down', 429)],
    ['ambiguous', arcInternal()],
    ['ambiguous', awsError('ServiceLinkedRoleFailure', 'try later', 500)],
    ['ambiguous', awsError('ServiceUnavailable', 'try later', 503)],
    ['ambiguous', timedOut()],
    ['ambiguous', connectionReset('ECONNRESET')],
    ['ambiguous', connectionReset('EPIPE')],
    ['aborted', aborted()],
    ['other', awsError('LimitExceededFault', 'too many tags')],
    ['other', new Error('a bug')],
    ['other', 'thrown text'],
  ])('says %s for %s', async (kind, error) => {
    expect((await failureOf(error)).kind).toBe(kind);
  });

  it('says in one line which call failed, with the code and the message of AWS', async () => {
    expect((await failureOf(arcDenied())).message).toBe('reading the world: AccessDeniedException: User is not authorized');
  });

  it('says only the code where AWS sends no message', async () => {
    expect((await failureOf(awsError('Throttling', ' '))).message).toBe('reading the world: Throttling');
  });

  it("keeps AWS's own reason", async () => {
    expect((await failureOf(arcConflict('ZonalAutoshiftActive'))).reason).toBe('ZonalAutoshiftActive');
  });

  it('keeps what was thrown as its cause', async () => {
    const error = timedOut();
    expect((await failureOf(error)).cause).toBe(error);
  });

  it('turns what is thrown before a promise exists into a CallError too', async () => {
    const failing = () => {
      throw new TypeError('no region');
    };
    await expect(call('reading the world', failing)).rejects.toThrow(CallError);
  });
});
