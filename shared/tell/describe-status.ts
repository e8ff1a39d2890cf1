import type { Report } from '../report/report.ts';
import type { EvacuationStatus, ZoneStatus } from '../report/status.ts';

/** A line of text. Where it needs several lines, the further ones stand under `text`. */
export interface Line {
  readonly lead: string;
  readonly text: string;
}

/** What is evacuated, if a report says so. */
export function statusLines(status: EvacuationStatus | undefined): Line[] {
  if (status === undefined) return [];
  const unread = status.unread.map((why) => ({ lead: '  ', text: `could not be read: ${why}` }));
  if (status.evacuated.length === 0 && unread.length === 0) return [{ lead: '  ', text: 'nothing is evacuated' }];
  return [...status.evacuated.flatMap(zoneLines), ...unread];
}

function zoneLines({ zoneId, isUnconfigured, since, isRestoring, shifts, groups }: ZoneStatus): Line[] {
  const more = [isRestoring ? ', and being restored' : '', isUnconfigured ? ', and not in the configuration' : ''];
  return [
    { lead: '  ', text: `${zoneId} is out${since === null ? '' : ` since ${since}`}${more.join('')}` },
    ...shifts.map(({ resource, ours, expiresAt }) => ({
      lead: '    ',
      text: `${resource}: shifted ${ours ? 'by us' : 'by others'} until ${expiresAt ?? 'AWS ends it'}`,
    })),
    ...groups.map(({ name, instancesLeft, heldBy }) => ({
      lead: '    ',
      text: `group ${name}: out of it; ${instancesLeft} instances are still there${heldBy === undefined ? '' : `, and stay: ${heldBy}`}`,
    })),
  ];
}

/** The capacity that a restore waits for, and what keeps it from coming. */
export function describeAwaited({ group, healthy, needed, inUnits, heldBy }: NonNullable<Report['awaited']>[number]): string {
  const held = heldBy === undefined ? '' : `; it does not come by itself: ${heldBy}`;
  return `${healthy} of ${needed} ${inUnits ? 'units' : 'instances'} of group ${group} serve in the zone${held}`;
}
