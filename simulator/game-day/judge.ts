import type { AzId } from '../../shared/domain.ts';
import { OWNERSHIP_MARKER } from '../../shared/domain-rules.ts';
import { decodeRecord } from '../../shared/record.ts';
import type { Report } from '../../shared/report.ts';
import type { Played } from './play.ts';
import { stateOf } from './region-state.ts';

/** How far a zone is out, through what we did: all of it, some of it, or none. */
export type Extent = 'whole' | 'part' | 'none';

/** Where a game day differs from what its scenario expects, in words; nothing: it went as expected. */
export function differencesOf(played: Played): string[] {
  const { expected } = played.scenario;
  return [
    ...played.violations,
    ...evacuationDiffers(played),
    ...outcomesDiffer(played),
    ...(isHeldBy(played.reports, expected.heldBy ?? []) ? [] : [`no report holds for ${expected.heldBy?.join(' and ')}`]),
    ...differs('events in the failure destination', played.deadLetters.length, expected.deadLetters ?? 0),
  ];
}

/** The same for a day on which the responder only looks: nothing changes, and its verdict is the one that is expected. */
export function differencesOfDryRun(played: Played): string[] {
  const { expected } = played.scenario;
  const advised = played.reports.filter(({ decision }) => decision.verdict === 'evacuate').map(({ zone }) => zone?.zoneId ?? '?');
  const wanted = expected.evacuated === null ? [] : [expected.evacuated];
  const writes = played.region.calls.length - played.region.calls.filter(({ mutates }) => !mutates).length;
  const byActors = played.marks.filter(({ kind }) => kind === 'actor').length;
  return [
    ...played.violations,
    ...evacuationDiffers(played, null),
    ...differs('zones that it would evacuate', [...new Set(advised)].join() || 'none', wanted.join() || 'none'),
    ...(writes > byActors ? [`${writes - byActors} calls that change something were made`] : []),
  ];
}

/** How far each zone is evacuated by us, by AZ ID. */
export function extentOfEvacuation({ region, policy }: Played): Record<string, Extent> {
  const { shifts, groups } = stateOf(region);
  const ours = shifts.filter(({ active, comment }) => active && comment.startsWith(OWNERSHIP_MARKER));
  const parts = ({ zoneId }: { zoneId: string }) => [
    ...policy.resources.map((arn) => ours.some(({ resource, awayFrom }) => resource === arn && awayFrom === zoneId)),
    ...groups.map(({ tags, zoneIds }) => decodeRecord(tags, zoneId as AzId) !== null && !zoneIds.includes(zoneId)),
  ];
  const extent = (out: readonly boolean[]): Extent => {
    if (out.every((isOut) => isOut)) return 'whole';
    return out.some((isOut) => isOut) ? 'part' : 'none';
  };
  return Object.fromEntries(policy.zones.map((zone) => [zone.zoneId, extent(parts(zone))]));
}

function evacuationDiffers(played: Played, expected: string | null = played.scenario.expected.evacuated): string[] {
  return Object.entries(extentOfEvacuation(played)).flatMap(([zoneId, extent]) =>
    differs(`${zoneId}, evacuated`, extent, zoneId === expected ? 'whole' : 'none'),
  );
}

function outcomesDiffer({ reports, scenario }: Played): string[] {
  const seen = [...new Set(reports.map(({ outcome }) => outcome))].sort().join(', ');
  return differs('outcomes', seen || 'no invocation', [...scenario.expected.outcomes].sort().join(', ') || 'no invocation');
}

function isHeldBy(reports: readonly Report[], checks: readonly string[]): boolean {
  if (checks.length === 0) return true;
  return reports.some(({ decision: { verdict, reasons } }) => {
    const failing = reasons.filter(({ status }) => status !== 'pass').map(({ check }): string => check);
    return verdict === 'hold' && checks.every((check) => failing.includes(check));
  });
}

function differs<T extends string | number>(what: string, actual: T, expected: T): string[] {
  return actual === expected ? [] : [`${what}: ${actual}; expected: ${expected}`];
}
