import type { AzName, Evidence, GroupChange, Instant } from '../domain/index.ts';

/** The moment from which an instance that somebody has changed may answer differently: a new one is in service, an old one gone. */
export interface Touch {
  readonly group: string;
  readonly zoneName: AzName;
  readonly at: Instant;
  /** Auto Scaling says that an instance refresh did it. */
  readonly isOfRefresh: boolean;
}

/**
 * Causes of Auto Scaling (User Guide, "Verify a scaling activity"): `... in response to an instance refresh`, `... in response to an
 * unhealthy instance needing to be replaced`, `... in response to an ELB system health check failure`.
 */
const OF_REFRESH = /instance refresh/i;
const OF_BAD_HEALTH = /unhealthy instance|health check/i;

/** What may have changed how the zones answer. */
export function touchesIn({ changes }: Pick<Evidence, 'changes'>): Touch[] {
  return changes?.known ? changes.value.flatMap(touchOf) : [];
}

/** A replacement of what is unhealthy follows from a failure. What leaves without a refresh takes nothing new along. */
function touchOf({ group, kind, zoneName, status, startedAt, endedAt, cause }: GroupChange): Touch[] {
  if (zoneName === null || OF_BAD_HEALTH.test(cause)) return [];
  const isOfRefresh = OF_REFRESH.test(cause);
  const at = kind === 'launch' ? inService(status, endedAt) : startedAt;
  return at === null || (kind === 'termination' && !isOfRefresh) ? [] : [{ group, zoneName, at, isOfRefresh }];
}

function inService(status: string, endedAt: Instant | null): Instant | null {
  return status === 'Successful' ? endedAt : null;
}
