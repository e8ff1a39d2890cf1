import { decide } from '../../../shared/decide/decide.ts';
import type { Decision, NotedTrigger, Omission, StepResult } from '../../../shared/domain/index.ts';
import { planEvacuation } from '../../../shared/plan/plan-evacuation.ts';
import { buildFailureReport, buildReport } from '../../../shared/report/report.ts';
import type { ReportParts } from '../../../shared/report/report-parts.ts';
import { lambdaCommand } from '../../../shared/report/suggested-command.ts';
import { understand } from '../../../shared/situation/understand.ts';
import { aManualTrigger, anAlarmTrigger, aPolicy, CHANGED_AT, NOW, someEvidence, unread, WEB, ZONE_1 } from '../../builders.ts';

const EVACUATE: Decision = { verdict: 'evacuate', reasons: [{ check: 'paused', status: 'pass', why: 'the kill switch is off' }] };
const HOLD: Decision = { verdict: 'hold', reasons: [{ check: 'paused', status: 'fail', why: 'the kill switch is on' }] };
const PLAN = planEvacuation(understand(someEvidence(), aPolicy()), aPolicy());
const APPROVE = aPolicy({ mode: 'approve' });
const DONE_ALREADY = { steps: [], omitted: [] };
const NOT_IN_ZONE: Omission = {
  kind: 'start-zonal-shift',
  target: WEB,
  status: 'skipped',
  code: 'not-in-zone',
  why: 'it is not in use1-az1',
};
const NOT_OPTED_IN: Omission = { ...NOT_IN_ZONE, code: 'not-opted-in', why: 'zonal shift is not enabled on it' };

function findings(overrides: Partial<ReportParts> = {}): ReportParts {
  return {
    trigger: anAlarmTrigger(),
    policy: aPolicy(),
    commandFor: lambdaCommand('responder'),
    timings: { totalMs: 12 },
    situation: understand(someEvidence(), aPolicy()),
    decision: EVACUATE,
    plan: PLAN,
    ...overrides,
  };
}
function result(status: StepResult['status'], code: StepResult['code'] = 'call-failed'): StepResult {
  return { kind: 'start-zonal-shift', target: WEB, status, code, why: 'because', startedAt: NOW, tookMs: 41 };
}
const outcomeOf = (overrides: Partial<ReportParts>) => buildReport(findings(overrides)).outcome;

describe('a report', () => {
  it('holds the trigger, the decision, the plan, the results and the evidence', () => {
    const results = [result('done', 'shifted')];
    expect(buildReport(findings({ results }))).toMatchObject({
      id: '0123456789abcdef',
      application: 'wildrydes',
      action: 'evacuate',
      mode: 'act',
      dryRun: false,
      reason: 'threshold crossed',
      zone: ZONE_1,
      decision: EVACUATE,
      plan: { steps: PLAN.steps },
      results,
      evidence: someEvidence(),
      policy: aPolicy(),
      timings: { totalMs: 12 },
    });
  });

  it('holds the evidence whole: loaded again, it is decided the same', () => {
    const loaded = JSON.parse(JSON.stringify(buildReport(findings())));
    expect(decide(understand(loaded.evidence, aPolicy()), aPolicy())).toEqual(
      decide(understand(someEvidence(), aPolicy()), aPolicy()),
    );
  });

  it('names the zone that only the evidence could tell', () => {
    expect(buildReport(findings({ trigger: anAlarmTrigger({ zone: null }) })).zone).toEqual(ZONE_1);
  });

  it('plans nothing when it holds', () => {
    expect(buildReport(findings({ decision: HOLD })).plan.steps).toEqual([]);
  });

  it('tells what the plan leaves out, also when nothing was carried out', () => {
    const report = buildReport(findings({ plan: { ...PLAN, omitted: [NOT_OPTED_IN] } }));
    expect(report).toHaveProperty('plan.omitted', [NOT_OPTED_IN]);
  });

  it('holds no evidence, and no results, where nothing was read', () => {
    const { situation: _situation, decision: _decision, plan: _plan, ...parsed } = findings();
    expect(buildReport(parsed)).toMatchObject({ evidence: {}, results: [], plan: { steps: [] }, decision: { reasons: [] } });
  });
});

describe('the outcome of a run that carried out nothing', () => {
  it('is planned when it would evacuate', () => {
    expect(outcomeOf({})).toBe('planned');
  });

  it('is held when it holds', () => {
    expect(outcomeOf({ decision: HOLD })).toBe('held');
  });

  it.each([
    ['it would evacuate', EVACUATE],
    ['it holds, as for a late duplicate', HOLD],
  ])('is nothing-to-do when everything is done and %s', (_what, decision) => {
    expect(outcomeOf({ decision, plan: DONE_ALREADY })).toBe('nothing-to-do');
  });

  it('is nothing-to-do when what is left is not in the zone', () => {
    expect(outcomeOf({ plan: { steps: [], omitted: [NOT_IN_ZONE] } })).toBe('nothing-to-do');
  });

  it('is not nothing-to-do when what is left could not be planned', () => {
    expect(outcomeOf({ decision: HOLD, plan: { steps: [], omitted: [NOT_OPTED_IN] } })).toBe('held');
  });

  it.each(['OK', 'INSUFFICIENT_DATA'])('is nothing-to-do for a change to %s', (value) => {
    const trigger: NotedTrigger = {
      kind: 'noted',
      action: 'evacuate',
      id: '0123456789abcdef',
      at: CHANGED_AT,
      zone: ZONE_1,
      dryRun: false,
      reason: `went to ${value}`,
    };
    expect(outcomeOf({ trigger })).toBe('nothing-to-do');
  });
});

describe('the outcome of a run that could not know what there is to do', () => {
  const outcomeFor = (evidence: ReturnType<typeof someEvidence>, policy = aPolicy()) =>
    outcomeOf({
      trigger: evidence.trigger,
      situation: understand(evidence, policy),
      decision: decide(understand(evidence, policy), policy),
      plan: planEvacuation(understand(evidence, policy), policy),
    });

  it('is held when the zone of the alarm is not known', () => {
    const trigger = anAlarmTrigger({ zone: null });
    expect(outcomeFor(someEvidence({ trigger, zone: null, alarms: unread() }))).toBe('held');
  });

  it('is held when the groups of a tag could not be listed', () => {
    const policy = aPolicy({ resources: [], autoScalingGroups: { tag: { key: 'app', value: 'wildrydes' } } });
    expect(outcomeFor(someEvidence({ resources: {}, groups: {}, groupSelection: 'Rate exceeded' }), policy)).toBe('held');
  });
});

describe('the outcome of a run that was carried out', () => {
  const cases: [outcome: string, results: StepResult[]][] = [
    ['done', [result('done', 'shifted')]],
    ['done', [result('done', 'shifted'), result('already-done', 'adopted')]],
    ['done', [result('done', 'shifted'), result('skipped', 'not-in-zone')]],
    ['done', [result('done', 'shifted'), result('skipped', 'managed-elsewhere')]],
    ['in-progress', []],
    ['in-progress', [result('done', 'shifted'), result('skipped', 'launches-unsafe')]],
    ['in-progress', [result('already-done', 'already-shifted'), result('skipped', 'launches-unsafe')]],
    ['partial', [result('done', 'shifted'), result('skipped', 'launches-unsafe'), result('failed')]],
    ['nothing-to-do', [result('already-done', 'already-shifted'), result('skipped', 'managed-elsewhere')]],
    ['nothing-to-do', [result('already-done', 'already-shifted')]],
    ['nothing-to-do', [result('skipped', 'not-in-zone')]],
    ['partial', [result('done', 'shifted'), result('failed')]],
    ['partial', [result('done', 'shifted'), result('skipped', 'traffic-not-moved')]],
    ['partial', [result('already-done', 'adopted'), result('failed')]],
    ['partial', [result('done', 'shifted'), result('skipped', 'not-opted-in')]],
    ['failed', [result('failed')]],
    ['failed', [result('skipped', 'not-opted-in')]],
    ['failed', [result('skipped', 'out-of-time'), result('failed')]],
    ['failed', [result('failed'), result('skipped', 'not-in-zone')]],
  ];

  it.each(
    cases.map(([outcome, results]) => ({
      outcome,
      results,
      told: results.map(({ status, code }) => `${status} ${code}`).join(', '),
    })),
  )('is $outcome after: $told', ({ outcome, results }) => {
    expect(outcomeOf({ results })).toBe(outcome);
  });
});

describe('the outcome of a status', () => {
  it.each(['nothing-to-do', 'in-progress', 'done'] as const)('is that of what is evacuated: %s', (outcome) => {
    const status = { outcome, holdInfrastructureChanges: true, evacuated: [], unread: [] };
    const report = buildReport(findings({ trigger: aManualTrigger({ action: 'status' }), status }));
    expect(report).toMatchObject({ action: 'status', outcome, status });
  });
});

describe('the commands that a report suggests', () => {
  const next = (overrides: Partial<ReportParts>) => buildReport(findings(overrides)).next;
  const payload = (overrides: Partial<ReportParts>) =>
    JSON.parse(/--payload '(.*)' \/dev\/stdout$/.exec(next(overrides)[0] ?? '')?.[1] ?? 'null');

  it('approve a plan that waits', () => {
    expect(payload({ policy: APPROVE })).toEqual({ action: 'evacuate', zone: 'use1-az1', reason: 'approved 0123456789abcdef' });
    expect(next({ policy: APPROVE })[0]).toContain('aws lambda invoke --function-name responder ');
  });

  it('carry out a dry run for real', () => {
    expect(payload({ trigger: aManualTrigger({ dryRun: true }) })).toMatchObject({ action: 'evacuate', zone: 'use1-az1' });
  });

  it('answer for the same checks as the dry run did', () => {
    const trigger = aManualTrigger({ dryRun: true, override: ['capacity'] });
    expect(payload({ trigger })).toMatchObject({ override: ['capacity'] });
  });

  it.each([
    ['done', [result('done', 'shifted')]],
    ['partial', [result('done', 'shifted'), result('failed')]],
  ])('ask for the status after a run that is %s', (_outcome, results) => {
    expect(payload({ results })).toEqual({ action: 'status', zone: 'use1-az1' });
  });

  it.each([
    ['a plan in mode observe, which cannot act', { policy: aPolicy({ mode: 'observe' }) }],
    ['a hold', { decision: HOLD }],
    ['nothing to do', { plan: DONE_ALREADY }],
    ['a failure', { results: [result('failed')] }],
  ])('are none after %s', (_what, overrides) => {
    expect(next(overrides)).toEqual([]);
  });
});

describe('the report of a failure', () => {
  it('is failed, with the error and nothing done', () => {
    const known = {
      id: 'request-1',
      application: 'wildrydes',
      action: 'none',
      mode: null,
      dryRun: false,
      timings: { totalMs: 1 },
    };
    expect(buildFailureReport({ name: 'InvalidEventError', message: 'zone: missing' }, known)).toMatchObject({
      ...known,
      reason: '',
      zone: null,
      decision: { verdict: 'hold', reasons: [] },
      plan: { steps: [] },
      results: [],
      outcome: 'failed',
      next: [],
      evidence: {},
      error: { name: 'InvalidEventError', message: 'zone: missing' },
    });
  });
});
