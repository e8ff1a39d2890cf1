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
    ...shifts.map(({ resource, ours, expiresAt, isStray }) => ({
      lead: '    ',
      text: `${resource}: shifted ${ours ? 'by us' : 'by others'} until ${expiresAt ?? 'AWS ends it'}${strayNote(isStray)}`,
    })),
    ...groups.map(({ name, instancesLeft, by, isStray }) => ({
      lead: '    ',
      text: `group ${name}: out of it${by === undefined ? '' : `, by ${by}`}; ${instancesLeft} instances are still there${strayNote(isStray)}`,
    })),
  ];
}

/** Nothing says that it is ours but its mark. */
function strayNote(isStray: true | undefined): string {
  return isStray ? '; nothing selects it any more, and a restore brings it back' : '';
}

/** The capacity that a restore waits for. */
export function describeAwaited({ group, healthy, needed }: NonNullable<Report['awaited']>[number]): string {
  return `${healthy} of ${needed} instances of group ${group} serve in the zone`;
}
