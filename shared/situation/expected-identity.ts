import type { Policy } from '../domain/index.ts';

/** Region and account that the configuration itself speaks of: from its ARNs, the Region else from the zone names. */
export function expectedIdentity(policy: Policy): { region: string; account: string | null } {
  const arn = policy.resources[0] ?? policy.notify.topicArn;
  if (arn !== undefined) return { region: arnField(arn, 'region'), account: arnField(arn, 'account') };
  return { region: regionOf(policy.zones[0]?.zoneName ?? ''), account: null };
}

/** `us-east-1a` is in `us-east-1`. */
export function regionOf(zoneName: string): string {
  return zoneName.replace(/[a-z]$/, '');
}

export function arnField(arn: string, field: 'region' | 'account'): string {
  return arn.split(':')[field === 'region' ? 3 : 4] ?? '';
}
