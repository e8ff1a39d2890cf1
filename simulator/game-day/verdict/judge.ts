import type { AzId, CapacityStep, GroupSelection, Policy } from '../../../shared/domain/index.ts';
import { decodeRecord, RECORD_PREFIX } from '../../../shared/marks/record.ts';
import type { Report } from '../../../shared/report/report.ts';
import { bearsOurMarker } from '../../../shared/situation/shifts.ts';
import { noticeOf } from '../../../shared/tell/notice.ts';
import { type Memory, remember } from '../../../shared/tell/notify.ts';
import type { Played } from '../play.ts';
import { baselineOf, type GroupState, type ShiftState, stateOf } from '../region-state.ts';
import type { Restored } from '../scenario.ts';

/** How much of a zone we have evacuated: all, part or none of it. */
export type Extent = 'whole' | 'part' | 'none';

/** How a game day differs from what its scenario expects. Empty if it went as expected. */
export function differencesOf(played: Played): string[] {
  const { expected } = played.scenario;
  return [
    ...played.violations,
    ...evacuationDiffers(played),
    ...(expected.byChance ? [] : outcomesDiffer(played)),
    ...(isHeldBy(played.reports, expected.heldBy ?? []) ? [] : [`no report holds for ${expected.heldBy?.join(' and ')}`]),
    ...(expected.byChance ? [] : deadLettersDiffer(played)),
    ...missingCodes(played),
    ...untold(played),
    ...(expected.restored === undefined ? [] : notRestored(played, expected.restored)),
  ];
}

/** The same for a day in mode observe: nothing may change, and the verdict must be the expected one. */
export function differencesOfDryRun(played: Played): string[] {
  const { expected } = played.scenario;
  // Of the alarms: what people ask for is their own advice.
  const advised = played.reports
    .filter(({ decision, evidence }) => decision.verdict === 'evacuate' && evidence.trigger?.kind !== 'manual')
    .map(({ zone }) => zone?.zoneId ?? '?');
  const { advised: wanted = expected.evacuated } = expected;
  const writes = played.region.calls.length - played.region.calls.filter(({ mutates }) => !mutates).length;
  const byActors = played.scenario.actors?.filter(({ kind }) => API_STEPS.has(kind)).length ?? 0;
  return [
    ...played.violations,
    ...evacuationDiffers(played, null),
    ...differs('zones that it would evacuate', [...new Set(advised)].join() || 'none', wanted ?? 'none'),
    ...(writes > byActors ? [`${writes - byActors} calls changed something`] : []),
  ];
}

/** Actions of other actors that use the API and therefore show in the audit log. */
const API_STEPS = new Set(['call', 'practice-run', 'cancel-shift']);

/** How much of each zone we have evacuated, by AZ ID. */
export function extentOfEvacuation({ region, policy }: Played): Record<string, Extent> {
  const { shifts, groups } = stateOf(region);
  const ours = shifts.filter(({ active, comment }) => active && bearsOurMarker({ comment }, policy.application));
  const parts = ({ zoneId }: { zoneId: string }) => [
    ...policy.resources.map((arn) => ours.some(({ resource, awayFrom }) => resource === arn && awayFrom === zoneId)),
    ...groups.flatMap((group) => leavesBy(group, policy)({ zoneId, ours })),
  ];
  const extent = (out: readonly boolean[]): Extent => {
    if (out.every((isOut) => isOut)) return 'whole';
    return out.some((isOut) => isOut) ? 'part' : 'none';
  };
  return Object.fromEntries(policy.zones.map((zone) => [zone.zoneId, extent(parts(zone))]));
}

type Leaves = (way: { zoneId: string; ours: readonly ShiftState[] }) => boolean[];

/** Whether a group has left a zone in the way that the configuration asks for. Nothing of a group that it leaves alone. */
function leavesBy(group: GroupState, { autoScalingGroups: selection }: Policy): Leaves {
  const ways: Readonly<Record<CapacityStep, Leaves>> = {
    none: () => [],
    'zonal-shift': ({ zoneId, ours }) => [ours.some(({ resource, awayFrom }) => resource === group.arn && awayFrom === zoneId)],
    'remove-subnets': ({ zoneId }) => (mayLeave(zoneId)(group) ? [!group.zoneIds.includes(zoneId)] : []),
  };
  return ways[stepOf(group, selection)];
}

/** What nothing selects is left alone, but for what bears a record of ours. */
function stepOf({ name, tags }: GroupState, selection: GroupSelection): CapacityStep {
  const isRecorded = Object.keys(tags).some((key) => key.startsWith(RECORD_PREFIX));
  const otherwise = isRecorded ? 'remove-subnets' : 'none';
  if (!('tag' in selection)) return selection.find((group) => group.name === name)?.capacityStep ?? otherwise;
  return tags[selection.tag.key] === selection.tag.value ? selection.capacityStep : otherwise;
}

/** The groups that are in the zone, or out of it by a record of ours. One that is in no other zone is never emptied. */
function mayLeave(zoneId: string): (group: GroupState) => boolean {
  return ({ tags, zoneIds }) => (zoneIds.includes(zoneId) ? zoneIds.length > 1 : decodeRecord(tags, zoneId as AzId) !== null);
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

function deadLettersDiffer({ deadLetters, scenario }: Played): string[] {
  return differs('events in the failure destination', deadLetters.length, scenario.expected.deadLetters ?? 0);
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

function missingCodes({ reports, scenario }: Played): string[] {
  const seen = new Set(reports.flatMap(({ results }) => results.map(({ code }) => code)));
  return (scenario.expected.codes ?? []).filter((code) => !seen.has(code)).map((code) => `no result has the code ${code}`);
}

/** Checks the notices that the handler would send. In process, none are sent. */
function untold({ marks, scenario }: Played): string[] {
  const memory: Memory = { lastTold: null };
  const notices = marks.flatMap((mark) => {
    if (mark.kind !== 'ended' || mark.invoked.kind !== 'report') return [];
    const { report } = mark.invoked;
    const notice = noticeOf(report, { now: new Date(mark.at), lastTold: memory.lastTold });
    remember(report, memory);
    return notice ?? [];
  });
  const texts = notices.map(({ subject, message }) => `${subject}\n${message}`);
  const { told = [] } = scenario.expected;
  return told.filter((text) => !texts.some((all) => all.includes(text))).map((text) => `no notice contains "${text}"`);
}

/**
 * A restored Region has groups with the same members and tags, no shifts of ours, and weights changed only by other people's
 * shifts.
 */
function notRestored({ region, before, policy }: Played, { members = {} }: Restored): string[] {
  const after = baselineOf(region);
  const groups = after.groups.flatMap((group) => {
    const was = before.groups.find(({ name }) => name === group.name);
    if (was === undefined) return newGroupDiffers(group, members[group.name]);
    return groupDiffers(group, { ...was, members: members[group.name] ?? was.members });
  });
  const active = after.shifts.filter((shift) => shift.active);
  const ours = active.filter(({ comment }) => bearsOurMarker({ comment }, policy.application));
  const weights = Object.entries(after.weights).flatMap(([arn, now]) =>
    active.some(({ resource }) => resource === arn) || before.weights[arn] === undefined
      ? []
      : differs(`weights of ${arn}`, JSON.stringify(now), JSON.stringify(before.weights[arn])),
  );
  return [...groups, ...differs('shifts of ours', ours.length, 0), ...weights];
}

/** A copy, or a group under a new name: nothing of ours is left on it. */
function newGroupDiffers({ name, members, tags }: GroupState, expected: readonly string[] = members): string[] {
  const ours = Object.keys(tags).filter((key) => key.startsWith(RECORD_PREFIX));
  return [
    ...differs(`group ${name}`, members.join(), expected.join()),
    ...differs(`tags of ours on group ${name}`, ours.join(), ''),
  ];
}

function groupDiffers({ name, members, tags }: GroupState, was: GroupState): string[] {
  return [
    ...differs(`group ${name}`, members.join(), was.members.join()),
    ...differs(`tags of group ${name}`, JSON.stringify(tags), JSON.stringify(was.tags)),
  ];
}
