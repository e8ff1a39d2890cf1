import { usageFailure } from './failure.ts';

const MILLIS_OF: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** The length of `45m`, `3h` or `30d` in milliseconds. Throws a Failure (exit code 2) that names the value. */
export function readSince(text: string): number {
  const [, amount = '', unit = ''] = /^([1-9]\d{0,3})([mhd])$/.exec(text) ?? [];
  const millis = MILLIS_OF[unit];
  if (millis !== undefined) return Number(amount) * millis;
  throw usageFailure(`--since cannot be "${text}"; accepted: minutes, hours or days, such as 45m, 3h or 30d`);
}
