import type { Application } from '../game-day/application.ts';
import { gameDayConfiguration } from '../game-day/game-day-configuration.ts';
import type { Script } from '../game-day/script.ts';
import type { RegionSpec } from '../region/region-spec.ts';

const FUNCTION_NAME = 'gray-failure-responder';

export const misconfigured: Script = {
  name: 'misconfigured',
  title: 'a quiet evening on which an evacuation would not work',
  on: (app) => {
    app.needNone('a deployed function');
    const { name, arn } = app.lastLoadBalancer;
    return {
      summary:
        `Nothing fails. But the load balancer ${name} has not opted in to zonal shift, clients of the others keep their connections ` +
        'for an hour, the function was deployed by an older version, and its own alarms were deleted. A good responder says the ' +
        'first by itself, at its first quiet tick, and all of it to a person who asks.',
      region: (options) => deployed(misconfigure(app, app.region(options))),
      durationMinutes: 20,
      upkeep: [{ everyMinutes: 1 }],
      requests: [{ at: 16, who: 'a person who has just deployed it', request: { action: 'doctor' } }],
      expected: {
        evacuated: null,
        outcomes: ['failed', 'held', 'nothing-to-do'],
        told: [`opt-in: ${arn.split(':loadbalancer/')[1]} has not opted in to zonal shift: its traffic would stay`],
      },
    };
  },
};

function misconfigure({ lastLoadBalancer }: Application, spec: RegionSpec): RegionSpec {
  const loadBalancers = spec.loadBalancers.map((one) =>
    one.name === lastLoadBalancer.name ? { ...one, zonalShiftEnabled: false } : { ...one, clientKeepAliveSeconds: 3_600 },
  );
  return { ...spec, loadBalancers };
}

/** As the stack of an older version deployed it. Its alarms on itself are gone. */
function deployed(spec: RegionSpec): RegionSpec {
  const configuration = JSON.stringify(gameDayConfiguration(spec, { capacity: { drain: '8m' } }));
  const rules = [
    { name: FUNCTION_NAME, eventPattern: '{}', isEnabled: true },
    { name: `${FUNCTION_NAME}-upkeep`, schedule: 'rate(1 minute)', isEnabled: true },
  ];
  return { ...spec, responder: { functionName: FUNCTION_NAME, configuration, version: '0.1.0', reservedConcurrency: 1, rules } };
}
