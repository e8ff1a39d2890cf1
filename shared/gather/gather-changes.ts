import type { Evidence, Instant, Policy } from '../domain/index.ts';
import type { Reader } from '../ports.ts';
import { reading } from './reading.ts';

/** As far back as a rollout is of interest. */
const LOOKED_BACK_MINUTES = 60;
/** So many groups are asked for one by one. AWS warns that a listing of the account may be slow, but it is one call for any number. */
const ASKED_BY_NAME = 10;

interface Sources {
  readonly reader: Pick<Reader, 'groups'>;
  readonly policy: Policy;
  readonly now: Date;
}

/**
 * What changed in the groups of late, at the same time as everything else is read: names come from the configuration, so that nothing
 * waits for a list of groups.
 */
export async function gatherChanges({ reader, policy, now }: Sources): Promise<Pick<Evidence, 'changes'>> {
  const { autoScalingGroups: groups, deployment } = policy;
  if (deployment.suspectMinutes === 0 || (!('tag' in groups) && groups.length === 0)) return {};
  const minute = Math.floor(now.getTime() / 60_000);
  const since = new Date((minute - LOOKED_BACK_MINUTES) * 60_000).toISOString() as Instant;
  const isListed = 'tag' in groups || groups.length > ASKED_BY_NAME;
  return { changes: await reading(reader.groups.changes(since, isListed ? null : groups.map(({ name }) => name))) };
}
