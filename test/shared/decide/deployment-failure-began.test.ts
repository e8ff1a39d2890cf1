import type { Evidence, GroupChange, PastSeries, Reading, ZoneSeries } from '../../../shared/domain/index.ts';
import { anAlarmTrigger, known, minutesAfter, NOW, someEvidence, unread, ZONE_1, ZONE_2, ZONE_4 } from '../../builders.ts';
import { ALB_SIGNAL, aSignal, aWatchfulPolicy, aZoneSeries, observed, steadily } from '../signals.ts';
import { resultOf, statusOf } from './verdict.ts';

/** What the signals tell the check of deployments about when the failure began. */

const POLICY = aWatchfulPolicy();

/** An instance of a scale-out that came into service in the first zone so many minutes ago. */
function arrived(minutesAgo: number, cause = 'an instance was started to increase the capacity'): Evidence['changes'] {
  const endedAt = minutesAfter(NOW, -minutesAgo);
  const { zoneName } = ZONE_1;
  const launch: GroupChange = {
    group: 'web',
    kind: 'launch',
    zoneName,
    status: 'Successful',
    startedAt: endedAt,
    endedAt,
    cause,
  };
  return known([launch]);
}

/** Zone 1 shows this in the five minutes up to now; its alarm has been in ALARM for half a minute. */
function shown(here: Partial<ZoneSeries>, changes: Evidence['changes'], more: Partial<Evidence> = {}): Evidence {
  const signals = observed(aSignal({ [ZONE_1.zoneId]: aZoneSeries(here) }));
  const trigger = anAlarmTrigger({ at: minutesAfter(NOW, -0.5) });
  return someEvidence({ trigger, signals, ...(changes === undefined ? {} : { changes }), ...more });
}

const past = (bad: readonly number[], measure: 'faults' | 'slow' = 'faults'): PastSeries => ({
  requests: steadily(5_000, bad.length),
  faults: steadily(0, bad.length),
  slow: steadily(0, bad.length),
  drops: null,
  [measure]: bad,
});

describe('the check of deployments, where the signals show when the failure began', () => {
  it('passes when the zone failed before the new instance came into service, though its alarm rang after it', () => {
    const failing = { faults: [0, 100, 100, 100, 100] };
    expect(statusOf('deployment', shown(failing, arrived(3.5)), POLICY)).toBe('fail');
    expect(statusOf('deployment', shown(failing, arrived(2.5)), POLICY)).toBe('pass');
  });

  it('counts a first minute that fails only in part', () => {
    const failing = { faults: [0, 30, 100, 100, 100] };
    expect(statusOf('deployment', shown(failing, arrived(2.5)), POLICY)).toBe('pass');
  });

  it('does not take a few failures before it for the beginning', () => {
    const failing = { faults: [2, 2, 2, 100, 100] };
    expect(statusOf('deployment', shown(failing, arrived(1.5)), POLICY)).toBe('fail');
  });

  it('follows the failure into earlier windows', () => {
    const failing = { faults: steadily(100), past: past([0, 0, 400]) };
    expect(statusOf('deployment', shown(failing, arrived(4.5)), POLICY)).toBe('pass');
    expect(statusOf('deployment', shown({ ...failing, past: past([0, 400, 0]) }, arrived(4.5)), POLICY)).toBe('fail');
  });

  it.each<[string, Reading<ZoneSeries>]>([
    ['cannot be read', unread()],
    ['is well now', known(aZoneSeries({ faults: [100, 100, 100, 0, 0] }))],
  ])('goes by the alarm where the zone %s', (_what, zone) => {
    const signals = observed(aSignal({ [ZONE_1.zoneId]: zone }));
    expect(statusOf('deployment', shown({}, arrived(0.6), { signals }), POLICY)).toBe('fail');
    expect(statusOf('deployment', shown({}, arrived(0.4), { signals }), POLICY)).toBe('pass');
  });

  it('goes by the alarm where all zones are as bad', () => {
    const bad = aZoneSeries({ faults: steadily(100) });
    const signals = observed(aSignal(Object.fromEntries([ZONE_1, ZONE_2, ZONE_4].map(({ zoneId }) => [zoneId, bad]))));
    expect(statusOf('deployment', shown({}, arrived(0.6), { signals }), POLICY)).toBe('fail');
  });

  it('holds what is new for a quarter of an hour where it is slow, and for eight minutes where it fails', () => {
    const since = (minutesAgo: number, measure: 'faults' | 'slow', before: readonly number[]) =>
      shown({ [measure]: steadily(200), past: past(before, measure) }, arrived(minutesAgo), {
        trigger: anAlarmTrigger({ at: minutesAfter(NOW, -minutesAgo + 6) }),
      });
    expect(statusOf('deployment', since(8, 'faults', [0, 0]), POLICY)).toBe('fail');
    expect(statusOf('deployment', since(8.5, 'faults', [0, 0]), POLICY)).toBe('pass');
    expect(statusOf('deployment', since(8.5, 'slow', [0, 0]), POLICY)).toBe('fail');
    expect(statusOf('deployment', since(15, 'slow', [0, 1_000, 1_000]), POLICY)).toBe('fail');
    expect(statusOf('deployment', since(15.5, 'slow', [0, 1_000, 1_000, 1_000]), POLICY)).toBe('pass');
  });

  it('passes when more targets stand out than are new', () => {
    const failing = (targets: number[]) => shown({ faults: [0, 100, 100, 100, 100], targets }, arrived(3.5));
    expect(statusOf('deployment', failing([0, 1, 1, 1, 1]), POLICY)).toBe('fail');
    expect(statusOf('deployment', failing([0, 4, 4, 4, 1]), POLICY)).toBe('fail');
    expect(resultOf('deployment', failing([0, 1, 1, 3, 4]), POLICY)).toMatchObject({
      status: 'pass',
      why: 'web: new are 1 of 4 instances in use1-az1, the last 0.5 minutes before the failure, but 3 targets of the zone stand out, more than are new',
    });
  });

  it('counts an instance once in each target group of the load balancer', () => {
    const targetGroups = ['targetgroup/web/943f017f100becff', 'targetgroup/api/943f017f100becfe'];
    const policy = aWatchfulPolicy({ signals: [{ ...ALB_SIGNAL, targetGroups }] });
    const failing = (count: number) => shown({ faults: [0, 100, 100, 100, 100], targets: steadily(count) }, arrived(3.5));
    expect(statusOf('deployment', failing(2), policy)).toBe('fail');
    expect(statusOf('deployment', failing(3), policy)).toBe('pass');
  });
});
