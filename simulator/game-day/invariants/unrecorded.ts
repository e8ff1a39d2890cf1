import type { AzId } from '../../../shared/domain/index.ts';
import { decodeRecord } from '../../../shared/marks/record.ts';
import type { Region } from '../../region/region.ts';
import type { GroupState } from '../region-state.ts';
import type { Step } from './step.ts';

type Check = (step: Pick<Step, 'before' | 'after'>, by: { readonly isOurs: boolean }) => string[];

/**
 * 10: what the responder takes out of a group stays on record there until it is back, whoever runs at the same time. Each call of the
 * check returns what has lost its record since the last; what no longer exists in EC2 needs none.
 */
export function unrecorded(region: Region): Check {
  const out = new Map<string, Set<string>>();
  return ({ before, after }, { isOurs }) => {
    for (const group of after.groups) follow(group, { was: before.groups.find(({ arn }) => arn === group.arn), isOurs, out });
    return after.groups.flatMap((group) => {
      const gone = out.get(group.arn) ?? new Set();
      const recorded = recordedMembers(group, region);
      const lost = [...gone].filter((member) => !recorded.has(member) && exists(member, region));
      for (const member of lost) gone.delete(member);
      return lost.map((member) => `${member} is out of group ${group.name}, and no record names it`);
    });
  };
}

interface Change {
  readonly was: GroupState | undefined;
  readonly isOurs: boolean;
  readonly out: Map<string, Set<string>>;
}

function follow({ arn, members }: GroupState, { was, isOurs, out }: Change): void {
  const removed = isOurs ? (was?.members ?? []).filter((member) => !members.includes(member)) : [];
  const still = [...(out.get(arn) ?? []), ...removed].filter((member) => !members.includes(member));
  out.set(arn, new Set(still));
}

function recordedMembers({ tags }: GroupState, { zones }: Region): ReadonlySet<string> {
  const records = zones.flatMap(({ zoneId }) => decodeRecord(tags, zoneId as AzId) ?? []);
  return new Set(records.flatMap(({ members }) => members.map(({ member }) => member)));
}

function exists(member: string, { ec2 }: Region): boolean {
  return !member.startsWith('subnet-') || ec2.subnet(member) !== undefined;
}
