import type { GroupStatus } from '../report/group-status.ts';
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
  const missing = (status.missing ?? []).map((why) => ({ lead: '  ', text: `configured, and not there: ${why}` }));
  const isQuiet = status.evacuated.length === 0 && unread.length === 0;
  const evacuated = isQuiet ? [{ lead: '  ', text: 'nothing is evacuated' }] : status.evacuated.flatMap(zoneLines);
  return [...evacuated, ...unread, ...missing];
}

function zoneLines({ zoneId, isUnconfigured, since, isRestoring, shifts, groups, ...others }: ZoneStatus): Line[] {
  const more = [isRestoring ? ', and being restored' : '', isUnconfigured ? ', and not in the configuration' : ''];
  return [
    { lead: '  ', text: `${zoneId} is out${since === null ? '' : ` since ${since}`}${more.join('')}` },
    ...shifts.map(({ resource, ours, expiresAt, isStray }) => ({
      lead: '    ',
      text: `${resource}: shifted ${ours ? 'by us' : 'by others'} until ${expiresAt ?? 'AWS ends it'}${strayNote(isStray)}`,
    })),
    ...notShiftedLines(others),
    ...groups.map((group) => ({
      lead: '    ',
      text: `group ${group.name}: ${describeGroup(group)}${originNote(group)}${strayNote(group.isStray)}`,
    })),
  ];
}

function notShiftedLines({ notShifted, whyNotShifted = {} }: Pick<ZoneStatus, 'notShifted' | 'whyNotShifted'>): Line[] {
  return notShifted.map((resource) => {
    const why = whyNotShifted[resource];
    return { lead: '    ', text: `${resource}: not shifted${why === undefined ? ', it still takes traffic there' : `: ${why}`}` };
  });
}

/** Nothing says that it is ours but its mark. */
function strayNote(isStray: true | undefined): string {
  return isStray ? '; nothing selects it any more, and a restore brings it back' : '';
}

/** Its name does not say that it is another group. */
function originNote({ isCopy, createdAt }: GroupStatus): string {
  if (isCopy) return '; its record came with the tags of a group of which it is a copy';
  return createdAt === undefined ? '' : `; it was created at ${createdAt}, after the zone went out`;
}

function describeGroup({ state, instancesLeft, healthy, needed, until, heldBy, by }: GroupStatus): string {
  switch (state) {
    case 'waiting':
      return `waits until the clients have left, until ${until} at the latest; ${instancesLeft} instances are there`;
    case 'in-zone':
      return `still in it, with ${instancesLeft} instances`;
    case 'not-removed':
      return `recorded, but a run ended before it removed its subnets; ${instancesLeft} instances are there`;
    case 'put-back':
      return `put back by somebody; ${instancesLeft} instances are there`;
    case 'latched':
      return `put back too often, and left alone; ${instancesLeft} instances are there`;
    case 'leaving':
      return `out of it; ${instancesLeft} instances are still there${heldBy === undefined ? '' : `, and stay: ${heldBy}`}`;
    case 'out':
      return 'out of it';
    case 'coming-back':
      return `on its way back; ${healthy} of ${needed} instances serve there`;
    case 'out-by-another':
      return `out of it, by ${by}; ${instancesLeft} instances are still there`;
    case 'unreadable':
      return `its record cannot be read, so it may be out; ${instancesLeft} instances are there`;
  }
}

/** What a restore or an evacuation waits for. */
export function describeAwaited(awaited: NonNullable<Report['awaited']>[number]): string {
  if ('until' in awaited) {
    const { group, remove, until, why } = awaited;
    return `group ${group}: ${remove.join(', ')} leaves by ${until.slice(0, 'YYYY-MM-DDTHH:MM:SS'.length)}Z: ${why}`;
  }
  const { group, healthy, needed, inUnits, heldBy } = awaited;
  const held = heldBy === undefined ? '' : `; it does not come by itself: ${heldBy}`;
  return `${healthy} of ${needed} ${inUnits ? 'units' : 'instances'} of group ${group} serve in the zone${held}`;
}
