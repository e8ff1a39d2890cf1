import { awsError } from '../../aws-errors.ts';
import { WEB, ZONE_1, ZONE_2, ZONE_4 } from '../../builders.ts';
import { ALB_SIGNAL } from '../../shared/signals.ts';
import {
  alarmEvent,
  alarmed,
  asked,
  askedWhileOut,
  evacuated,
  inAlarm,
  putTraffic,
  type Recipe,
  type Recipes,
  type Traffic,
  UPKEEP,
  unchanged,
  type World,
} from '../world.ts';

/** What rests on the zones' own signals: zone-is-outlier and more-than-one-target. */

function signalsUnread({ aws }: World): void {
  aws.calls.failAlways('GetMetricData', awsError('ThrottlingException', 'Rate exceeded'));
}

/** A tenth of a percent everywhere: nobody is worse than anybody. */
function everywhereAlike({ aws }: World): void {
  for (const zone of [ZONE_1, ZONE_2, ZONE_4]) putTraffic(aws, zone, { faults: 1 });
}

/** No datapoint in any minute. */
const NOTHING = [null, null, null, null, null];

/** The zone that the person names is well. */
function anotherZoneFails({ aws }: World): void {
  putTraffic(aws, ZONE_1, {});
  putTraffic(aws, ZONE_2, { faults: 69 });
}

const outlier: Recipes = {
  'zone-is-outlier-pass': alarmed(unchanged, { limits: { actWithoutSignals: true } }),
  'zone-is-outlier-pass-slow': alarmed(({ aws }) => putTraffic(aws, ZONE_1, { slowPercent: 5, targets: 3 })),
  'zone-is-outlier-pass-uneven-load': alarmed(({ aws }) => {
    putTraffic(aws, ZONE_1, { requests: 500, faults: 5, targets: 2 });
    putTraffic(aws, ZONE_2, { requests: 3_000, faults: 1 });
    putTraffic(aws, ZONE_4, { requests: 1_500 });
  }),
  'zone-is-outlier-pass-person': asked(everywhereAlike),
  'zone-is-outlier-pass-upkeep': askedWhileOut(({ aws }) => aws.clock.advanceMinutes(400), { request: UPKEEP }),
  'zone-is-outlier-pass-under-way': async () => {
    const world = await evacuated();
    everywhereAlike(world);
    return world.ask(alarmEvent(world));
  },
  'zone-is-outlier-pass-adopted': alarmed(({ aws }) => {
    aws.shifts.put({ resource: WEB, awayFrom: ZONE_1.zoneId, comment: 'on call: 503s' });
    putTraffic(aws, ZONE_1, { requests: 2, targets: 2 });
  }),
  'zone-is-outlier-pass-unfinished-minute': seeing({
    requests: [1_000, 1_000, 1_000, 1_000, 20],
    faults: [50, 50, 50, 50, 50],
    targets: 3,
  }),
  'zone-is-outlier-fail': alarmed(everywhereAlike),
  'zone-is-outlier-fail-person': asked(anotherZoneFails),
  'zone-is-outlier-fail-person-overridden': asked(anotherZoneFails, { request: { override: ['zone-is-outlier'] } }),
  'zone-is-outlier-fail-two-zones': alarmed(({ aws }) => putTraffic(aws, ZONE_2, { faults: 50 })),
  'zone-is-outlier-unknown': alarmed(signalsUnread),
  'zone-is-outlier-unknown-acted-upon': alarmed(signalsUnread, { limits: { actWithoutSignals: true } }),
  'zone-is-outlier-unknown-not-configured': alarmed(unchanged, { signals: [] }),
  'zone-is-outlier-unknown-few-requests': alarmed(({ aws }) => {
    for (const zone of [ZONE_1, ZONE_2, ZONE_4]) putTraffic(aws, zone, { requests: 4, faults: zone === ZONE_1 ? 1 : 0 });
  }),
  'zone-is-outlier-unknown-nothing-failed-yet': alarmed(({ aws }) => {
    for (const zone of [ZONE_1, ZONE_2, ZONE_4]) putTraffic(aws, zone, { requests: 4 });
  }),
  'zone-is-outlier-unknown-other-zone-is-small': async () => {
    const world = inAlarm({}, { faults: 25, targets: 2 });
    putTraffic(world.aws, ZONE_4, { requests: 60 });
    return world.ask(alarmEvent(world));
  },
  'zone-is-outlier-unknown-other-zone-may-be-unwell': alarmed(({ aws }) =>
    putTraffic(aws, ZONE_4, { requests: 60, faults: [0, 1, 0, 0, 0] }),
  ),
  'zone-is-outlier-unknown-gaps': seeing({
    requests: [900, null, null, 950, null],
    faults: [45, null, null, 40, null],
    slowPercent: [0, null, null, 0, null],
  }),
  'zone-is-outlier-unknown-no-traffic': seeing({ requests: NOTHING, faults: NOTHING, slowPercent: NOTHING, targets: NOTHING }),
  'zone-is-outlier-unknown-impossible': alarmed(({ aws }) => putTraffic(aws, ZONE_1, { requests: 10, faults: 50 })),
  'zone-is-outlier-unknown-partial-data': alarmed(({ aws }) =>
    aws.region.cloudWatch.metricFaults.add({
      kind: 'status',
      status: 'PartialData',
      name: 'HTTPCode_Target_5XX_Count',
      message: 'try again',
    }),
  ),
  'zone-is-outlier-unknown-clock-skew': async () => {
    const world = inAlarm();
    return world.ask(alarmEvent(world, -3));
  },
};

/** The alarm's run, with other traffic in zone 1. */
function seeing(traffic: Traffic): Recipe {
  return async () => {
    const world = inAlarm({}, traffic);
    return world.ask(alarmEvent(world));
  };
}

const ruleOf = (zoneId: string) => `faults-by-instance-${zoneId}`;
const INSIGHTS = {
  kind: 'contributor-insights',
  rules: Object.fromEntries([ZONE_1, ZONE_2, ZONE_4].map(({ zoneId }) => [zoneId, ruleOf(zoneId)])),
};

/** Of 50 failures a minute in zone 1, so many fall on one target, the same in every minute, and no more on any other. */
function contributors({ aws }: World, worst: number, failures = 50): void {
  const counts: number[] = [];
  for (let rest = failures; rest !== 0; rest -= counts.at(-1) ?? 0) {
    counts.push(counts.length > 0 && rest < worst ? rest : worst);
  }
  for (const minute of [1, 2, 3, 4, 5]) {
    const at = aws.region.clock.millis - minute * 60_000;
    const contributors = Object.fromEntries(counts.map((count, index) => [`i-${index}`, count]));
    aws.region.cloudWatch.recordContributors(ruleOf(ZONE_1.zoneId), { at, contributors });
  }
}

const targets: Recipes = {
  'more-than-one-target-pass': alarmed((world) => contributors(world, 14), { signals: [ALB_SIGNAL, INSIGHTS] }),
  'more-than-one-target-pass-anomalous-hosts': alarmed(unchanged, { autoScalingGroups: [] }),
  'more-than-one-target-pass-person': asked(({ aws }) => putTraffic(aws, ZONE_1, { faults: 50, targets: 1 })),
  'more-than-one-target-pass-upkeep': askedWhileOut(unchanged, { request: UPKEEP, configuration: { signals: [] } }),
  'more-than-one-target-fail': alarmed((world) => contributors(world, 49), { signals: [ALB_SIGNAL, INSIGHTS] }),
  'more-than-one-target-fail-anomalous-host': alarmed(({ aws }) => putTraffic(aws, ZONE_1, { faults: 50, targets: 1 })),
  'more-than-one-target-unknown': alarmed(({ aws }) => putTraffic(aws, ZONE_1, { faults: 50 })),
  'more-than-one-target-unknown-not-measured': alarmed(unchanged, { signals: [{ ...ALB_SIGNAL, targetGroups: [] }] }),
  'more-than-one-target-unknown-few-failures': alarmed((world) => contributors(world, 1, 1), {
    signals: [ALB_SIGNAL, INSIGHTS],
  }),
  'more-than-one-target-unknown-impossible': alarmed((world) => contributors(world, 60), { signals: [ALB_SIGNAL, INSIGHTS] }),
};

export const ofSignals: Recipes = { ...outlier, ...targets };
