import { gameDayConfiguration } from '../game-day/game-day-configuration.ts';
import type { Scenario } from '../game-day/scenario.ts';
import type { RegionSpec } from '../region/region-spec.ts';
import { defaultRegionSpec } from '../region/region-spec.ts';

const FUNCTION_NAME = 'gray-failure-responder';

export const misconfigured: Scenario = {
  name: 'misconfigured',
  title: 'a quiet evening on which an evacuation would not work',
  summary:
    'Nothing fails. But the internal load balancer has not opted in to zonal shift, and clients of the public one keep their ' +
    'connections for an hour. A good responder says the first by itself, at its first quiet tick, and both to a person who asks.',
  region: (options) => deployedIn(defaultRegionSpec({ ...options, loadBalancers: misconfiguredOnes(options) })),
  durationMinutes: 20,
  upkeep: [{ everyMinutes: 1 }],
  requests: [{ at: 16, who: 'a person who has just deployed it', request: { action: 'doctor' } }],
  expected: {
    evacuated: null,
    outcomes: ['failed', 'held', 'nothing-to-do'],
    told: ['opt-in: app/api/1f2e3d4c5b6a7980 has not opted in to zonal shift: its traffic would stay'],
  },
};

function misconfiguredOnes(options: { seed: number; startsAt: Date }): RegionSpec['loadBalancers'] {
  return defaultRegionSpec(options).loadBalancers.map((one) =>
    one.name === 'api' ? { ...one, zonalShiftEnabled: false } : { ...one, clientKeepAliveSeconds: 3_600 },
  );
}

/** As the stack of the constructs deploys it. */
function deployedIn(spec: RegionSpec): RegionSpec {
  const configuration = JSON.stringify(gameDayConfiguration(spec, { capacity: { drain: '8m' } }));
  const rules = [
    { name: FUNCTION_NAME, eventPattern: '{}', isEnabled: true },
    { name: `${FUNCTION_NAME}-upkeep`, schedule: 'rate(1 minute)', isEnabled: true },
  ];
  return { ...spec, responder: { functionName: FUNCTION_NAME, configuration, reservedConcurrency: 1, rules } };
}
