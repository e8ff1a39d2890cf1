import type { CheckResult, Policy, Step } from '../../../shared/domain/index.ts';
import { ConfigurationError, InvalidReportError } from '../../../shared/errors.ts';
import { explain } from '../../../shared/explain/explain.ts';
import type { Report } from '../../../shared/report/report.ts';
import { changedPolicy, names, saved } from '../../corpus/saved.ts';

/** The report with the reason of one check replaced, as another version of the responder, or a person, may have written it. */
function withReason(report: Report, name: string, change: Partial<CheckResult>): Report {
  const reasons = report.decision.reasons.map((reason) => (reason.check === name ? { ...reason, ...change } : reason));
  return { ...report, decision: { ...report.decision, reasons } };
}

function withSteps(report: Report, steps: readonly Step[]): Report {
  return { ...report, plan: { ...report.plan, steps } };
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value);
    for (const member of Object.values(value)) deepFreeze(member);
  }
  return value;
}

describe('explain', () => {
  it('changes nothing of the report, answers plain JSON, and the same again', () => {
    for (const name of names) {
      const report = deepFreeze(saved(name));
      const text = JSON.stringify(explain(report));
      expect(explain(report)).toEqual(JSON.parse(text));
      expect(JSON.stringify(explain(report))).toBe(text);
    }
  });

  it('takes the recorded configuration for no change when it is given besides', () => {
    const report = saved('paused-pass');
    expect(explain(report, report.policy as Policy)).toMatchObject({ isReproduced: true, changedPolicy: null, notRead: [] });
  });

  it('says of each check whether it holds: a failure that a person answers for does not, nor one of the capacity steps', () => {
    const holding = (name: string) =>
      explain(saved(name))
        .checks.filter(({ recorded, now }) => recorded?.holds && now?.holds)
        .map(({ check }) => check);
    expect(holding('single-zone-fail-cannot-be-overridden')).toEqual(['single-zone']);
    expect(holding('regional-fail-overridden')).toEqual([]);
    expect(holding('launch-health-fail')).toEqual([]);
    expect(holding('regional-unknown')).toEqual([]);
  });

  it('says that a check no longer holds although it comes to the same', () => {
    const report = saved('zone-is-outlier-unknown');
    const { checks } = explain(report, changedPolicy(report, { limits: { actWithoutSignals: true } }));
    const outlier = checks.find(({ check }) => check === 'zone-is-outlier');
    expect(outlier).toMatchObject({ isSame: true, recorded: { holds: true }, now: { holds: false, status: 'unknown' } });
  });

  it('holds the numbers behind a check', () => {
    const outlier = explain(saved('zone-is-outlier-pass')).checks.find(({ check }) => check === 'zone-is-outlier');
    expect(outlier?.comparisons.map(({ other, here, there, status }) => [other, here, there, status])).toEqual([
      ['use1-az2', [250, 5_000], [0, 5_000], 'worse'],
      ['use1-az4', [250, 5_000], [0, 5_000], 'worse'],
    ]);
  });

  it('tells on what a restore was begun, where it looked again between its steps', () => {
    const report = saved('restore-held-between-its-steps');
    expect(explain(report)).toMatchObject({ begunOn: { verdict: 'restore' }, again: { decision: { verdict: 'hold' } } });
    const { begunOn } = explain(report, changedPolicy(report, { limits: { soakMinutes: 31 } }));
    expect(begunOn).toMatchObject({ verdict: 'hold' });
    expect(explain(saved('recovery-fail')).begunOn).toBeNull();
  });

  it.each([
    ['noted-regional', 'nothing was asked for'],
    ['failed-foreign-alarm', 'InvalidEventError'],
    ['upkeep-failed-cannot-be-known', 'whether anything is evacuated is unknown'],
    ['status-done', 'a status decides nothing'],
    ['upkeep-nothing-to-do-nothing-out', 'nothing of ours was evacuated'],
  ])('says of %s why there is nothing to decide', (name, why) => {
    expect(explain(saved(name))).toMatchObject({ nothing: expect.stringContaining(why), isReproduced: true, checks: [] });
  });
});

describe('a report that is not reproduced', () => {
  it('is one in which a status is another', () => {
    const {
      isReproduced,
      differing,
      checks,
      changedPolicy: changes,
    } = explain(withReason(saved('paused-pass'), 'regional', { status: 'fail', why: 'so it was' }));
    expect({ isReproduced, differing, changes }).toEqual({ isReproduced: false, differing: ['decision'], changes: null });
    expect(checks.filter(({ isSame }) => !isSame)).toMatchObject([
      { check: 'regional', recorded: { status: 'fail', why: 'so it was', holds: true }, now: { status: 'pass', holds: false } },
    ]);
  });

  it('is one in which a number is another', () => {
    const report = saved('zone-is-outlier-pass');
    const [first, ...rest] = report.decision.reasons.find(({ comparisons }) => comparisons)?.comparisons ?? [];
    if (first === undefined) throw new Error('there are no numbers');
    const comparisons = [{ ...first, pValue: 0.5 }, ...rest];
    const { checks } = explain(withReason(report, 'zone-is-outlier', { comparisons }));
    expect(checks.flatMap(({ numbers }) => numbers)).toEqual([{ path: '[0].pValue', recorded: 0.5, now: first.pValue }]);
  });

  it('is one with a check that is not known any more', () => {
    const report = saved('paused-pass');
    const reasons = [
      ...report.decision.reasons,
      { check: 'moon-phase', status: 'fail', why: 'new moon' } as unknown as CheckResult,
    ];
    const { checks } = explain({ ...report, decision: { ...report.decision, reasons } });
    expect(checks.at(-1)).toMatchObject({ check: 'moon-phase', recorded: { holds: true }, now: null, isSame: false });
  });

  it('is one with a step too few, too many or changed', () => {
    const report = saved('evacuate-partial');
    const [api, web, removal] = report.plan.steps;
    if (api?.kind !== 'start-zonal-shift' || web === undefined || removal === undefined) throw new Error('another plan');
    const foreign: Step = {
      kind: 'remove-record',
      group: 'web',
      zone: { ...removal, zoneId: 'use1-az1', zoneName: 'us-east-1a' } as never,
    };
    const { differing, steps } = explain(withSteps(report, [{ ...api, expiresIn: '4h' }, foreign, removal]));
    expect(differing).toEqual(['plan']);
    expect(steps).toMatchObject([
      { kind: 'start-zonal-shift', target: api.resource, changes: [{ path: 'expiresIn', recorded: '4h', now: '8h' }] },
      { kind: 'remove-record', target: 'web', recorded: foreign, now: null },
      { kind: 'start-zonal-shift', recorded: null, now: web },
    ]);
  });

  it('is one whose steps are in another order', () => {
    const report = saved('evacuate-partial');
    expect(explain(withSteps(report, [...report.plan.steps].reverse()))).toMatchObject({ differing: ['plan'], steps: [] });
  });

  it.each([
    ['restore-in-progress', { awaited: [] }, ['awaited']],
    ['status-done', { status: { ...saved('status-nothing-to-do').status } }, ['status']],
    ['upkeep-done-renews', { reason: 'because' }, ['reason']],
  ])('is %s with another %j', (name, change, differing) => {
    expect(explain({ ...saved(name), ...change })).toMatchObject({ differing, isReproduced: false });
  });
});

describe('a changed configuration', () => {
  it('is shown place by place', () => {
    const report = saved('paused-pass');
    const policy = changedPolicy(report, { mode: 'observe', limits: { cooldownMinutes: 5 }, regionalAlarms: [] });
    expect(explain(report, policy).changedPolicy).toEqual([
      { path: 'mode', recorded: 'act', now: 'observe' },
      { path: 'regionalAlarms[0]', recorded: 'wildrydes-regional-impact', now: undefined },
      { path: 'limits.cooldownMinutes', recorded: 60, now: 5 },
    ]);
  });

  it('that asks for what the run did not read is decided without it, and says so', () => {
    const report = saved('paused-pass');
    const policy = changedPolicy(report, {
      resources: ['arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/net/edge/70dc6c495c0c9177'],
      autoScalingGroups: [{ name: 'batch' }],
      regionalAlarms: ['everything-is-down'],
      signals: [{ kind: 'network-load-balancer', loadBalancer: 'net/edge/70dc6c495c0c9177' }],
      outlier: { windowMinutes: 10 },
    });
    expect(explain(report, policy).notRead).toEqual([
      'resource arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/net/edge/70dc6c495c0c9177',
      'group batch',
      'alarm everything-is-down',
      'signal net/edge/70dc6c495c0c9177',
      'signals over another window than 5 minutes',
    ]);
  });

  it('that selects other groups, or restores by itself, rests on what upkeep did not read', () => {
    const report = saved('upkeep-done-renews');
    const document = JSON.parse(JSON.stringify(report.policy));
    const autoScalingGroups = { tag: { key: 'app', value: 'wildrydes' }, capacityStep: 'remove-subnets' };
    const { notRead } = explain(report, { ...document, autoScalingGroups, restore: 'automatic' });
    expect(notRead).toEqual(['the groups tagged app=wildrydes', 'past shifts, on which an automatic restore rests']);
  });

  it('with which a held run would evacuate lacks what only capacity steps need', () => {
    const report = saved('paused-fail');
    expect(explain(report, changedPolicy(report, { paused: false })).notRead).toEqual([
      'launches of group web',
      'zones of subnet-0a1, subnet-0b2, subnet-0c3',
    ]);
  });

  it.each([
    ['another application', { application: 'other' }, 'application: "other" is not that of the report; accepted: "wildrydes"'],
    [
      'other zones',
      { zones: ['use1-az2', 'use1-az4'].map((zoneId, index) => ({ zoneId, zoneName: `us-east-1${'bc'[index]}` })) },
      'zones: the zone of the report is not among them; accepted: zones with use1-az1',
    ],
  ])('is refused when it is of %s', (_what, change, message) => {
    const report = saved('paused-pass');
    const policy = changedPolicy({ ...report, policy: { ...(report.policy as Policy), subnets: {} } }, change);
    expect(() => explain(report, policy)).toThrow(ConfigurationError);
    expect(() => explain(report, policy)).toThrow(message);
  });
});

describe('what is no whole report', () => {
  const report = saved('paused-pass');
  const evidence = (change: object) => ({ ...report, evidence: { ...report.evidence, ...change } });

  it.each([
    ['a text', 'report', 'the document: "report" is not accepted; accepted: an object'],
    ['nothing of a report', {}, 'decision: missing; accepted: an object'],
    ['no evidence, as a notice', { ...report, evidence: undefined }, 'notices leave it out'],
    ['no plan', { ...report, plan: undefined }, 'plan: missing; accepted: an object'],
    [
      'another verdict',
      { ...report, decision: { verdict: 'maybe', reasons: [] } },
      'decision.verdict: "maybe" is not accepted; accepted: evacuate, restore, hold',
    ],
    ['no signals', evidence({ signals: undefined }), 'evidence.signals: missing; accepted: {'],
    ['a reading without a value', evidence({ alarms: { known: true } }), 'evidence.alarms.value: missing; accepted: a list'],
    ['a reading without why', evidence({ shifts: { known: false } }), 'evidence.shifts.why: missing; accepted: text'],
    ['a time that is none', evidence({ now: 'today' }), 'evidence.now: "today" is not accepted; accepted: a time in UTC'],
    ['no policy', { ...report, policy: undefined }, 'policy: missing in the report; accepted: '],
    ['a policy that is none', { ...report, policy: { application: 'x' } }, "the report's policy cannot be used: zones: missing"],
  ])('is refused, and told what it lacks: %s', (_what, document, message) => {
    expect(() => explain(document)).toThrow(InvalidReportError);
    expect(() => explain(document)).toThrow(message);
  });

  it('may lack a configuration if one is given besides', () => {
    expect(explain({ ...report, policy: null }, report.policy as Policy)).toMatchObject({ differing: [], isReproduced: false });
  });

  it('may have a configuration of before the defaults that have come since', () => {
    const { signals: _signals, outlier: _outlier, ...earlier } = saved('zone-is-outlier-unknown-not-configured').policy as Policy;
    expect(explain({ ...saved('zone-is-outlier-unknown-not-configured'), policy: earlier }).isReproduced).toBe(true);
  });
});
