import type { Random } from './random.ts';

function hexadecimal(random: Random, digits: number): string {
  return Array.from({ length: digits }, () => Math.floor(random.uniform() * 16).toString(16)).join('');
}

/** A version 4 UUID that depends only on the seed: `3f0c2b1e-8a4d-4c6f-9b7a-0d1e2f3a4b5c`. */
export function uuid(random: Random): string {
  const variant = Math.floor(8 + random.uniform() * 4).toString(16);
  const parts = [hexadecimal(random, 8), hexadecimal(random, 4), `4${hexadecimal(random, 3)}`];
  return [...parts, `${variant}${hexadecimal(random, 3)}`, hexadecimal(random, 12)].join('-');
}

/** A resource ID in EC2's long format: prefix and 17 hexadecimal digits, `i-0a1b2c3d4e5f60718`. */
export function resourceId(prefix: 'i' | 'lt', random: Random): string {
  return `${prefix}-0${hexadecimal(random, 16)}`;
}
