import type { AvailabilityZone, Policy } from '../domain/index.ts';
import { few } from './few.ts';
import { findZone } from './zones.ts';

/** What tells a contributor of an alarm from the others: `{ az_id: 'use1-az1' }` (API AlarmContributor, ContributorAttributes). */
export type ContributorAttributes = Readonly<Record<string, string>>;

/**
 * The one configured zone that the values of a contributor's attributes name, by AZ ID or AZ name, whatever the attributes are called. Null:
 * they name none, or more than one.
 */
export function zoneOfContributor(attributes: ContributorAttributes, policy: Policy): AvailabilityZone | null {
  const named = Object.values(attributes).flatMap((value) => findZone(value, policy) ?? []);
  const [first] = named;
  return first !== undefined && named.every(({ zoneId }) => zoneId === first.zoneId) ? first : null;
}

/** `{az_id=use1-az1}` */
export function contributorText(attributes: ContributorAttributes): string {
  return `{${few(
    Object.entries(attributes).map(([key, value]) => `${key}=${value}`),
    ', ',
  )}}`;
}
