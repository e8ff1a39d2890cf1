import type { Policy } from '../../../shared/domain/index.ts';
import { decodeRecord, type RemovalRecord, recordedApplication, recordedZoneIds } from '../../../shared/marks/record.ts';
import { readShiftComment } from '../../../shared/marks/shift-comment.ts';
import type { Report } from '../../../shared/report/report.ts';
import type { Region } from '../../region/region.ts';
import { stateOf } from '../region-state.ts';
import type { Invoked } from '../responder/responder-driver.ts';

/**
 * 11: nothing of ours is ever forgotten. No status says that nothing is out, and no restore is done, while a record or a shift that
 * names our application is anywhere in the account and Region, whether anything selects it or not.
 */
export function watchForgotten(region: Region, policy: Policy): (invoked: Invoked) => string[] {
  // What another run writes meanwhile is nothing that this one could know.
  const atStart = new Set(marksOf(region, policy).map(keyOf));
  return (invoked) => {
    const marks = marksOf(region, policy).filter((mark) => atStart.has(keyOf(mark)));
    return invoked.kind === 'report' ? forgottenBy(invoked.report, marks) : [];
  };
}

function forgottenBy({ action, outcome, zone }: Report, marks: readonly Mark[]): string[] {
  if (action === 'status' && outcome === 'nothing-to-do') {
    return marks.map(({ what, zoneId }) => `a status says that nothing is out, and ${what} is out of ${zoneId}`);
  }
  if (action !== 'restore' || outcome !== 'done') return [];
  const left = marks.filter(({ zoneId }) => zoneId === zone?.zoneId);
  return left.map(({ what, zoneId }) => `a restore of ${zoneId} is done, and ${what} is still out`);
}

interface Mark {
  /** `group web`, or the ARN of a load balancer. */
  readonly what: string;
  readonly zoneId: string;
  /** The record or the shift: the next one has another. */
  readonly id: string;
}

function keyOf({ what, zoneId, id }: Mark): string {
  return `${what} ${zoneId} ${id}`;
}

/** Who goes on with the evacuation of a dead run keeps its report, and writes a record of its own, with a head of its own. */
function idOf(record: RemovalRecord | null): string {
  return record === null ? '' : `${record.reportId} ${record.head ?? 0}`;
}

function marksOf(region: Region, { application }: Policy): Mark[] {
  const { groups, shifts } = stateOf(region);
  const records = groups.flatMap(({ name, tags }) =>
    recordedZoneIds(tags)
      .filter((zoneId) => recordedApplication(tags, zoneId) === application)
      .map((zoneId) => ({ what: `group ${name}`, zoneId, id: idOf(decodeRecord(tags, zoneId)) })),
  );
  const ours = shifts.filter(({ active, comment }) => active && readShiftComment(comment)?.application === application);
  return [...records, ...ours.map(({ id, resource, awayFrom }) => ({ what: resource, zoneId: awayFrom, id }))];
}
