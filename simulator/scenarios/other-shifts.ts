import type { ActorStep, Scenario } from '../game-day/scenario.ts';
import { loadBalancerArn } from '../region/load-balancer/load-balancer.ts';
import { defaultRegionSpec } from '../region/region-spec.ts';

const oneZoneFails: Scenario['region'] = (options) =>
  defaultRegionSpec({ ...options, faults: [{ kind: 'errors', at: 10, zoneIds: ['use1-az1'], share: 0.2 }] });

const WEB_ARN = loadBalancerArn({ name: 'web', id: '50dc6c495c0c9188' }, { region: 'us-east-1', account: '111122223333' });

const SHIFT_BY_A_PERSON: ActorStep = {
  at: 5,
  who: 'a person on call',
  kind: 'call',
  call: {
    service: 'arc-zonal-shift',
    operation: 'StartZonalShift',
    input: { resourceIdentifier: WEB_ARN, awayFrom: 'use1-az2', expiresIn: '6h', comment: 'rack maintenance' },
  },
};

export const anotherZoneShifted: Scenario = {
  name: 'another-zone-shifted-by-a-person',
  title: 'one zone fails while a person has shifted away from another',
  summary:
    'At 18:35 somebody shifts the public load balancer away from use1-az2. At 18:40 use1-az1 begins to fail. A good responder ' +
    'does not take out a second zone, and does not touch other people’s shifts.',
  region: oneZoneFails,
  durationMinutes: 30,
  actors: [SHIFT_BY_A_PERSON],
  expected: { evacuated: null, outcomes: ['held'], heldBy: ['no-other-evacuation'] },
};

export const practiceRunUnderWay: Scenario = {
  name: 'practice-run-under-way',
  title: 'one zone fails during a practice run in another',
  summary:
    'At 18:35 ARC’s weekly practice run shifts the public load balancer away from use1-az2. At 18:40 use1-az1 begins to fail. ' +
    'A practice run gives way to a real failure: a good responder evacuates, and reports that this ends the practice run.',
  region: oneZoneFails,
  durationMinutes: 40,
  actors: [{ at: 5, who: 'ARC', kind: 'practice-run', loadBalancer: 'web', awayFrom: 'use1-az2' }],
  expected: { evacuated: 'use1-az1', outcomes: ['done'] },
};
