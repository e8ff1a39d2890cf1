import { asFailure, usageFailure } from '../../cli/failure.ts';
import { CallError } from '../../shared/errors.ts';

describe('any error of a sub-command', () => {
  it.each([
    ['CredentialsProviderError: Could not load credentials from any providers', /^no usable AWS credentials: set AWS_PROFILE/],
    ['ExpiredToken: The security token included in the request is expired', /^no usable AWS credentials: set AWS_PROFILE/],
    ['Region is missing', /^no Region: set AWS_REGION/],
  ])('says what to do, with exit code 3: %s', (why, says) => {
    const { message, exitCode } = asFailure(new CallError('other', `reading function f: ${why}`));
    expect(message).toMatch(says);
    expect(message).toContain(`reading function f: ${why}`);
    expect(exitCode).toBe(3);
  });

  it.each([
    ['ambiguous', 'reading function f: Error: connect ECONNREFUSED 127.0.0.1:1'],
    ['aborted', 'reading function f: AbortError: Request aborted'],
    ['denied', 'reading function f: AccessDeniedException: not authorized to perform lambda:GetFunctionConfiguration'],
  ] as const)('says that AWS cannot be asked, with exit code 3: %s', (kind, message) => {
    expect(asFailure(new CallError(kind, message))).toMatchObject({ message, exitCode: 3 });
  });

  it('is told as it is where nothing is known against it', () => {
    expect(asFailure(new Error('a surprise'))).toMatchObject({ message: expect.stringContaining('a surprise'), exitCode: 5 });
    expect(asFailure(usageFailure('no such zone'))).toMatchObject({ message: 'no such zone', exitCode: 2 });
  });
});
