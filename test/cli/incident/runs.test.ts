import { describeIncidents } from '../../../cli/incident/describe-incident.ts';
import { groundsOf } from '../../../cli/incident/grounds.ts';
import { verdictOf } from '../../../cli/incident/headline.ts';
import type { Band, Incident, Run } from '../../../cli/incident/incident.ts';
import { incidentsOf, observationsOf } from '../../../cli/incident/incidents-of.ts';
import { type ReadRuns, readRuns } from '../../../cli/incident/read-runs.ts';
import { causeOf, overriddenChecks } from '../../../cli/incident/run-text.ts';
import type { Report } from '../../../shared/report/report.ts';
import { saved } from '../../corpus/saved.ts';

const MINUTE = 60_000;
const ALARM = 'use1-az1-isolated-impact';

function read(...reports: readonly object[]): ReadRuns {
  return readRuns([{ name: 'the log', text: reports.map((report) => JSON.stringify(report)).join('\n') }]);
}

/** The report of a held alarm, as if it had looked some minutes later. */
function held(minutes = 0, change: (evidence: Record<string, unknown>) => object = () => ({})): object {
  const report = saved('zone-is-outlier-fail');
  const evidence = report.evidence as Extract<Report['evidence'], { now: unknown }>;
  const now = new Date(Date.parse(evidence.now) + minutes * MINUTE).toISOString();
  return { ...report, evidence: { ...evidence, now, ...change(evidence as never) } };
}

const startOf = ({ runs }: ReadRuns) => runs[0]?.at ?? 0;
const bandsIn = ({ runs }: ReadRuns, kind: Band['kind']) =>
  (observationsOf(runs).bands['use1-az1'] ?? []).filter((band) => band.kind === kind);

describe('the runs in a text', () => {
  it('are told apart by an hour of quiet', () => {
    const { runs } = read(held(0), held(59), held(119));
    expect(incidentsOf(runs).map((incident) => incident.runs.length)).toEqual([2, 1]);
  });

  it('belong to one application each', () => {
    const { runs } = read(held(0), { ...held(1), application: 'other' });
    expect(incidentsOf(runs).map(({ application }) => application)).toEqual(['wildrydes', 'other']);
  });

  it('do not make an incident of a look at the status, or of a quiet tick', () => {
    expect(incidentsOf(read(saved('status-nothing-to-do'), saved('upkeep-nothing-to-do-nothing-out')).runs)).toEqual([]);
  });

  it('say who asked, and what that person answered for', () => {
    const [run] = read(saved('capacity-fail-overridden')).runs as [Run];
    expect(causeOf(run)).toBe('a person');
    expect(overriddenChecks(run.report)).toEqual(['capacity']);
  });

  it('are told by the bus of many accounts: where they are from, when they were sent, and what they did, without numbers', () => {
    const sent = (account: string) => {
      const { evidence: _, ...detail } = saved('evacuate-done-subnets-configured');
      const about = { source: 'gray-failure-responder', 'detail-type': 'Gray Failure Response', time: '2026-11-24T03:00:41Z' };
      return { version: '0', id: account, ...about, account, region: 'us-east-1', detail };
    };
    const { runs, problems } = read(sent('111122223333'), sent('444455556666'));
    expect(problems).toEqual([]);
    expect(runs.map(({ at }) => new Date(at).toISOString())).toEqual(Array(2).fill('2026-11-24T03:00:41.000Z'));
    const told = describeIncidents(incidentsOf(runs), 200);
    expect(told).toContain('2026-11-24 wildrydes in 111122223333 us-east-1: use1-az1 (us-east-1a) was evacuated');
    expect(told).toContain('2026-11-24 wildrydes in 444455556666 us-east-1: use1-az1 (us-east-1a) was evacuated');
  });

  it('are left out with a reason where a report is not whole', () => {
    const { results: _, ...without } = saved('zone-is-outlier-fail');
    const damaged = { ...saved('zone-is-outlier-fail'), results: [{ kind: 'start-zonal-shift' }] };
    const { runs, problems } = read(without, damaged, { ...saved('zone-is-outlier-fail'), evidence: {} });
    expect(runs).toHaveLength(1);
    expect(problems).toEqual([
      expect.stringContaining('results[0].target: missing'),
      expect.stringContaining('nothing in it says when it ran'),
    ]);
  });
});

describe('a run that was held', () => {
  it('names the checks that held it, and none that its configuration only notes', () => {
    const report = saved('zone-is-outlier-fail');
    const soft = { check: 'more-than-one-target', status: 'unknown', why: 'not read' };
    const reasons = [...report.decision.reasons.filter(({ check }) => check !== soft.check), soft];
    const incidents = incidentsOf(read({ ...report, decision: { ...report.decision, reasons } }).runs);
    expect(describeIncidents(incidents, 200)).toMatch(/was not evacuated: zone-is-outlier fails\n/);
  });

  it('speaks for its own zone: what held another one meanwhile does not stand in the headline', () => {
    const { reasons } = saved('single-zone-fail').decision;
    const zone = { zoneId: 'use1-az2', zoneName: 'us-east-1b' };
    const ofAnother = { ...held(2), zone, decision: { verdict: 'hold', reasons } };
    const [incident] = incidentsOf(read(held(0), held(1), ofAnother).runs) as [Incident];
    expect(describeIncidents([incident], 200)).toMatch(/use1-az1 \(us-east-1a\) was not evacuated: zone-is-outlier fails\n/);
    expect(groundsOf(incident).map(({ label }) => label)).toEqual(['held by zone-is-outlier']);
  });

  it('would not have evacuated its zone because another one would have been evacuated', () => {
    const zone = { zoneId: 'use1-az2', zoneName: 'us-east-1b' };
    const ofAnother = { ...saved('single-zone-pass'), zone, dryRun: false, outcome: 'planned' };
    const incidents = incidentsOf(read(held(0), held(1), { ...ofAnother, evidence: (held(2) as Report).evidence }).runs);
    expect(incidents.map(({ zone: about }) => about?.zoneId)).toEqual(['use1-az1']);
    expect(incidents.map(verdictOf)).toEqual(['held']);
  });
});

describe('the bands of an alarm', () => {
  const alarmWith = (state: string, sinceMinutes: number) => (evidence: Record<string, unknown>) => {
    const { value } = evidence.alarms as { value: { name: string }[] };
    const stateSince = new Date(Date.parse(evidence.now as string) + sinceMinutes * MINUTE).toISOString();
    return { alarms: { known: true, value: value.map((one) => (one.name === ALARM ? { ...one, state, stateSince } : one)) } };
  };

  it('end when it went OK, and begin anew when it rings again', () => {
    const seen = read(
      held(0, alarmWith('ALARM', -2)),
      held(10, alarmWith('OK', 7)),
      held(20, alarmWith('ALARM', 15)),
      held(21, alarmWith('ALARM', 15)),
    );
    const at = (minutes: number) => startOf(seen) + minutes * MINUTE;
    expect(bandsIn(seen, 'alarm')).toEqual([
      { kind: 'alarm', label: ALARM, from: at(-2), to: at(7), isOver: true },
      { kind: 'alarm', label: ALARM, from: at(15), to: at(21), isOver: false },
    ]);
  });

  it('do not stretch the time of the incident over the days that it rang before', () => {
    const [incident] = incidentsOf(read(held(0, alarmWith('ALARM', -4_000))).runs);
    expect((incident?.to ?? 0) - (incident?.from ?? 0)).toBeLessThan(90 * MINUTE);
  });
});

describe('the bands of a shift', () => {
  const WEB = 'arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/web/50dc6c495c0c9188';
  const shifts = (value: object[]) => () => ({ shifts: { known: true, value } });
  const shift = { zonalShiftId: '1', resource: WEB, awayFrom: 'use1-az1', type: 'ZONAL_SHIFT', applied: true, comment: 'mine' };

  it('end when a run no longer sees it, whoever ended it', () => {
    const seen = read(held(0, shifts([])), held(1), held(2, shifts([])));
    const startedAt = new Date(startOf(seen) - MINUTE).toISOString();
    const others = { ...shift, startedAt, expiresAt: null };
    const again = read(held(0, shifts([others])), held(5, shifts([others])), held(9, shifts([])));
    expect(bandsIn(seen, 'shift')).toEqual([]);
    expect(bandsIn(again, 'shift')).toEqual([
      { kind: 'shift', label: 'web', from: startOf(again) - MINUTE, to: startOf(again) + 5 * MINUTE, isOver: true },
    ]);
  });

  it('go on while nobody can read the shifts', () => {
    const others = { ...shift, startedAt: null, expiresAt: null };
    const unread = () => ({ shifts: { known: false, why: 'throttled' } });
    const seen = read(held(0, shifts([others])), held(5, unread), held(9, shifts([others])));
    expect(bandsIn(seen, 'shift')).toMatchObject([{ from: startOf(seen), to: startOf(seen) + 9 * MINUTE, isOver: false }]);
  });
});

describe('a dry run that a person asked for', () => {
  it('is no evacuation', () => {
    const dry = { ...saved('evacuate-again-planned'), dryRun: true };
    const incidents = incidentsOf(read(dry).runs);
    expect(incidents.map(verdictOf)).toEqual(['rehearsed']);
    expect(describeIncidents(incidents, 100)).toContain('a dry run, which changed nothing');
  });
});
