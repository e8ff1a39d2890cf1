import type { Scenario } from '../game-day/scenario.ts';
import { canaryAlarmName } from '../region/traffic/canary.ts';
import { smallApplication } from './small-application.ts';

export const namesOfAnotherAccount: Scenario = {
  name: 'names-of-another-account',
  title: 'the configuration has the zone names of another account',
  summary:
    'In the configuration use1-az1 and use1-az2 have each other’s names. A good responder says so at the first quiet tick. At ' +
    '18:40 use1-az1 begins to fail: it holds, because it would move the capacity of the wrong zone.',
  region: (options) => smallApplication({ ...options, faults: [{ kind: 'errors', at: 10, zoneIds: ['use1-az1'], share: 0.2 }] }),
  configuration: {
    zones: [zoneNamed('use1-az1', 'us-east-1b'), zoneNamed('use1-az2', 'us-east-1a'), zoneNamed('use1-az4', 'us-east-1c')],
  },
  durationMinutes: 25,
  upkeep: [{ everyMinutes: 1 }],
  expected: {
    evacuated: null,
    outcomes: ['failed', 'held'],
    heldBy: ['zone-names'],
    told: ['"zones" has use1-az1 as us-east-1b, but AWS says that it is us-east-1a (group web)'],
  },
};

function zoneNamed(zoneId: string, zoneName: string) {
  return { zoneId, zoneName, impactAlarm: `${zoneId}-isolated-impact`, recoveryAlarm: canaryAlarmName(zoneId) };
}
