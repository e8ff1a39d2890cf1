import { AwsError } from '../operations/operation.ts';

/** `ValidationException` with ARC's reason (HTTP 400). */
export function invalid(reason: string, message: string): AwsError {
  return new AwsError('ValidationException', message, { status: 400, fields: { reason } });
}

/** `ConflictException` with ARC's reason and, if any, the conflicting shift (HTTP 409). */
export function conflict(reason: string, about: { message: string; zonalShiftId?: string }): AwsError {
  const { message, zonalShiftId } = about;
  return new AwsError('ConflictException', message, { status: 409, fields: { reason, zonalShiftId } });
}

export function notFound(message: string): AwsError {
  return new AwsError('ResourceNotFoundException', message, { status: 404 });
}

/** Returns a required member. Throws `ValidationException` with reason MissingValue without it. An empty string is a value. */
export function required<M extends string>(input: { readonly [K in M]?: string | undefined }, member: M): string {
  const value = input[member];
  if (value === undefined) throw invalid('MissingValue', `A value for ${member} is required.`);
  return value;
}

/** Length 8-1024 and an ARN (ARC API Reference, ResourceIdentifier). */
export function checkResourceIdentifier(resourceIdentifier: string): void {
  const { length } = resourceIdentifier;
  if (length >= 8 && length <= 1024 && resourceIdentifier.startsWith('arn:')) return;
  throw invalid('InvalidResourceIdentifier', `The resource identifier is not a valid ARN: ${resourceIdentifier}`);
}

/** Checks the format of an AZ ID. Refuses AZ names (`us-east-1a`), because ARC uses only IDs. */
export function checkZoneId(awayFrom: string): void {
  if (awayFrom.length <= 20 && /^[a-z0-9]+-[a-z0-9-]*az\d+$/.test(awayFrom)) return;
  throw invalid('InvalidAz', `The Availability Zone is not a valid Availability Zone ID: ${awayFrom}`);
}

const LONGEST_MINUTES = 72 * 60;

/** Minutes of an `expiresIn` such as `90m` or `8h`: 1 minute to 72 hours (StartZonalShift, ARC API Reference). */
export function minutesOf(expiresIn: string): number {
  const [, amount, unit] = /^([1-9][0-9]{0,3})(m|h)$/.exec(expiresIn) ?? [];
  const minutes = Number(amount) * (unit === 'h' ? 60 : 1);
  if (minutes <= LONGEST_MINUTES) return minutes;
  throw invalid('InvalidExpiresIn', `expiresIn must be 1m to 72h, a whole number of minutes (m) or hours (h): ${expiresIn}`);
}
