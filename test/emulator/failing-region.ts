import { Region } from '../../simulator/region/region.ts';
import { defaultRegionSpec } from '../../simulator/region/region-spec.ts';
import type { AlarmSpec } from '../../simulator/region/template-alarms/template-alarms.ts';
import type { TrafficSpec } from '../../simulator/region/traffic/traffic.ts';
import type { Account, DeployedAlarm } from './account.ts';

export const FAILING_ZONE = 'use1-az1';
const MINUTE_MILLIS = 60_000;
/** So that its alarms have a past, and the newest event of one is younger than the responder accepts. */
const MINUTES = { past: 60, failing: 8 };

/** What DescribeAlarms answers besides the input of PutMetricAlarm and PutCompositeAlarm. */
const NOT_PUT = /^(State|AlarmArn|AlarmConfiguration)/;

/**
 * A Region with the alarms and the topic that the emulator holds. It is now there, and one zone has failed a fifth of its requests for
 * eight minutes.
 */
export function aFailingRegion({ alarms, topics }: Pick<Account, 'alarms' | 'topics'>): Region {
  const now = Date.now();
  const spec = defaultRegionSpec({
    seed: 1,
    startsAt: new Date(now - MINUTES.past * MINUTE_MILLIS),
    topics: topics.map((arn) => arn.split(':').at(-1) ?? arn),
    alarms: [...alarms.metric.map(specOf('metric')), ...alarms.composite.map(specOf('composite'))],
    faults: [{ kind: 'errors', at: MINUTES.past - MINUTES.failing, zoneIds: [FAILING_ZONE], share: 0.2 }],
  });
  const region = new Region({ ...spec, traffic: spec.traffic.map(atItsPeak) });
  region.advanceTo(now);
  return region;
}

/** The judgement must not depend on the hour at which the tests run. */
function atItsPeak({ dailyCurve: _curve, ...traffic }: TrafficSpec): TrafficSpec {
  return traffic;
}

function specOf(kind: AlarmSpec['kind']): (alarm: DeployedAlarm) => AlarmSpec {
  return (alarm) => {
    const members = Object.entries(alarm).filter(([name, value]) => !NOT_PUT.test(name) && !isEmpty(value));
    return { kind, input: { ...Object.fromEntries(members), AlarmName: alarm.AlarmName } };
  };
}

function isEmpty(value: unknown): boolean {
  return value === null || (Array.isArray(value) && value.length === 0);
}
