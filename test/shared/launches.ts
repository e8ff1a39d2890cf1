import type { Evidence, LaunchHealth, ObservedGroup } from '../../shared/domain/index.ts';
import { aGroup, known, minutesAfter, NOW, someEvidence, ZONE_2 } from '../builders.ts';

type Launch = LaunchHealth['launches'][number];

/** In one of the zones that stay, ten minutes ago. */
export function aLaunch(overrides: Partial<Launch> = {}): Launch {
  return {
    status: 'Successful',
    zoneName: ZONE_2.zoneName,
    startedAt: minutesAfter(NOW, -10),
    message: '',
    ...overrides,
  };
}

export const NO_CAPACITY = 'We currently do not have sufficient m5.large capacity in the Availability Zone you requested';

export function aFailedLaunch(overrides: Partial<Launch> = {}): Launch {
  return aLaunch({ status: 'Failed', message: NO_CAPACITY, ...overrides });
}

export function someLaunches(...launches: Launch[]): Evidence['launches'] {
  return { web: known({ launches, refreshes: [] }) };
}

export function refreshing(...refreshes: string[]): Evidence['launches'] {
  return { web: known({ launches: [], refreshes }) };
}

/** The group `web`, changed in one thing. */
export function withGroup(overrides: Partial<ObservedGroup>, more: Partial<Evidence> = {}): Evidence {
  return someEvidence({ groups: { web: known(aGroup(overrides)) }, ...more });
}
