import * as fc from 'fast-check';
import { type CheckName, EVACUATE_CHECKS } from '../../../shared/decide/check-names.ts';
import { decide } from '../../../shared/decide/decide.ts';
import type { Evidence } from '../../../shared/domain/index.ts';
import { planEvacuation } from '../../../shared/plan/plan-evacuation.ts';
import { understand } from '../../../shared/situation/understand.ts';
import {
  aGroup,
  aManualTrigger,
  anAlarmTrigger,
  aResource,
  aShift,
  known,
  minutesAfter,
  NOW,
  someAlarms,
  someEvidence,
  unread,
  WEB,
  ZONE_1,
  ZONE_2,
} from '../../builders.ts';
import { aGroupOf } from '../fleets.ts';
import { aFailedLaunch, refreshing, someLaunches } from '../launches.ts';
import { aPastShift, aRestoredShift } from '../past-shifts.ts';
import { aSignal, aWatchfulPolicy, aZoneSeries, failing, observed, steadily, ZONE_1_FAILS } from '../signals.ts';
import { anEvacuatedGroup, aTick, ourShift } from '../standing.ts';

const HARD: readonly CheckName[] = ['paused', 'single-zone', 'no-other-evacuation'];

const triggers = fc.oneof(
  fc.integer({ min: -30, max: 60 }).map((minutes) => anAlarmTrigger({ at: minutesAfter(NOW, -minutes) })),
  fc.subarray(EVACUATE_CHECKS.filter((name) => name !== 'paused')).map((override) => aManualTrigger({ override })),
  fc.constant(aTick()),
);
const states = fc.constantFrom('OK' as const, 'ALARM' as const, 'INSUFFICIENT_DATA' as const);
const alarms: fc.Arbitrary<Evidence['alarms']> = fc.oneof(
  fc.tuple(states, states, states).map(([here, other, regional]) =>
    known(
      someAlarms({
        'use1-az1-isolated-impact': here,
        'use1-az2-isolated-impact': other,
        'wildrydes-regional-impact': regional,
      }),
    ),
  ),
  fc.constant(unread<never>()),
);
const signals: fc.Arbitrary<Evidence['signals']> = fc.constantFrom(
  ZONE_1_FAILS,
  observed(aSignal()),
  observed(aSignal({ 'use1-az1': failing(50), 'use1-az2': failing(50) })),
  observed(aSignal({ 'use1-az1': { ...failing(50), targets: steadily(1) } })),
  observed(aSignal({ 'use1-az1': failing(-1) })),
  observed(aSignal({ 'use1-az1': aZoneSeries({ requests: steadily(-1) }), 'use1-az4': undefined })),
  observed(),
  unread<never>('PartialData'),
);
const groups: fc.Arbitrary<Evidence['groups']> = fc.constantFrom(
  { web: known(aGroup()) },
  { web: known(aGroup({ tags: { 'eks:cluster-name': 'prod' } })) },
  { web: known(aGroupOf('web', [9, 1, 1])) },
  { web: known(anEvacuatedGroup()) },
  { web: unread<never>() },
  {},
);
const shifted = fc.constantFrom(
  [],
  [aShift({ comment: 'by hand' })],
  [ourShift()],
  [aShift({ awayFrom: ZONE_2.zoneId })],
  [aShift({ type: 'PRACTICE_RUN', awayFrom: ZONE_2.zoneId })],
);
const evidences: fc.Arbitrary<Evidence> = fc
  .record({
    trigger: triggers,
    alarms,
    signals,
    groups,
    zone: fc.constantFrom(ZONE_1, ZONE_1, ZONE_1, null),
    launches: fc.constantFrom(someLaunches(), someLaunches(aFailedLaunch()), refreshing('InProgress'), {}),
    pastShifts: fc.constantFrom(
      known([]),
      known([aPastShift(5)]),
      known([aRestoredShift(300, 200), aPastShift(90)]),
      unread<never>(),
    ),
    shifted,
  })
  .map(({ shifted: shifts, ...seen }) =>
    someEvidence({ ...seen, shifts: known(shifts), resources: { [WEB]: known(aResource(shifts)) } }),
  );
const policies = fc.record({ paused: fc.boolean(), actWithoutSignals: fc.boolean(), watchful: fc.boolean() }).map((chosen) =>
  aWatchfulPolicy({
    paused: chosen.paused,
    limits: { actWithoutSignals: chosen.actWithoutSignals },
    resources: [WEB],
    ...(chosen.watchful ? {} : { signals: [] }),
  }),
);

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value);
    for (const part of Object.values(value)) frozen(part);
  }
  return value;
}

describe('a decision, whatever the evidence', () => {
  it('tells every check once, with a status and a reason', () => {
    fc.assert(
      fc.property(evidences, policies, (evidence, policy) => {
        const { reasons } = decide(understand(evidence, policy), policy);
        expect(reasons.map(({ check }) => check)).toEqual([...EVACUATE_CHECKS]);
        expect(reasons.filter(({ why }) => why === '')).toEqual([]);
      }),
    );
  });

  it('is the same, to the byte, when it is made again from a file, on evidence that nobody may change', () => {
    fc.assert(
      fc.property(evidences, policies, (evidence, policy) => {
        const loaded = frozen(JSON.parse(JSON.stringify([evidence, policy])));
        const again = {
          decision: decide(understand(loaded[0], loaded[1]), loaded[1]),
          plan: planEvacuation(understand(loaded[0], loaded[1]), loaded[1]),
        };
        const first = {
          decision: decide(understand(evidence, policy), policy),
          plan: planEvacuation(understand(evidence, policy), policy),
        };
        expect(JSON.stringify(again)).toBe(JSON.stringify(first));
      }),
    );
  });

  it('is to hold where a hard check fails, whoever answers for it', () => {
    fc.assert(
      fc.property(evidences, policies, (evidence, policy) => {
        const { verdict, reasons } = decide(understand(evidence, policy), policy);
        const isBarred = reasons.some(({ check, status }) => HARD.some((name) => name === check) && status === 'fail');
        return !isBarred || verdict === 'hold';
      }),
      { numRuns: 500 },
    );
  });

  it('is to hold an alarm unless its zone is an outlier, or was moved already, wherever there are signals to prove it', () => {
    fc.assert(
      fc.property(evidences, (evidence) => {
        fc.pre(evidence.trigger.kind === 'alarm');
        const { verdict, reasons } = decide(
          understand(evidence, aWatchfulPolicy({ resources: [WEB] })),
          aWatchfulPolicy({ resources: [WEB] }),
        );
        const proof = reasons.find(({ check }) => check === 'zone-is-outlier');
        return verdict === 'hold' || proof?.status === 'pass';
      }),
      { numRuns: 500 },
    );
  });
});
