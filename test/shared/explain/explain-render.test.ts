import { explain } from '../../../shared/explain/explain.ts';
import { renderExplanation } from '../../../shared/explain/render.ts';
import { changedPolicy, names, saved } from '../../corpus/saved.ts';

/** As it is shown for a report, with a changed configuration where one is given. */
function shown(name: string, change?: Parameters<typeof changedPolicy>[1]): string {
  const report = saved(name);
  return renderExplanation(explain(report, change === undefined ? undefined : changedPolicy(report, change)));
}

function longest(text: string): number {
  return Math.max(...text.split('\n').map((line) => line.length));
}

describe('an explanation as text', () => {
  it.each([100, 80])('has no line that is longer than %d columns, and none that ends in a blank', (columns) => {
    for (const name of names) {
      const report = saved(name);
      const policy =
        report.policy === null ? undefined : changedPolicy(report, { limits: { cooldownMinutes: 1 }, regionalAlarms: [] });
      for (const explanation of [explain(report), explain(report, policy)]) {
        const text = renderExplanation(explanation, columns);
        expect(longest(text)).toBeLessThanOrEqual(columns);
        expect(text.split('\n').filter((line) => line !== line.trimEnd())).toEqual([]);
      }
    }
  });

  it('begins with what was asked for, and what is decided', () => {
    expect(shown('paused-fail')).toMatch(
      /^wildrydes: evacuate use1-az1 \(us-east-1a\), report [0-9a-f]{16}\ndecided again on the evidence of 2026-11-24T03:00:00.000Z, with the recorded configuration: hold\n/,
    );
  });

  it('has a line for each check, in capitals where it holds', () => {
    const text = shown('single-zone-unknown-unread');
    expect(text).toContain('\ncheck                 recorded  now       why\n');
    expect(text).toContain('\npaused                pass      pass      the kill switch is off\n');
    expect(text).toContain('\nsingle-zone           UNKNOWN   UNKNOWN   the alarms of the other zones could not be read');
    expect(text).toContain('\nregional              unknown   unknown   the regional alarms could not be read');
  });

  it('says where a person answers for a check', () => {
    expect(shown('regional-fail-overridden')).toContain(
      '\nregional              fail      fail      (a person answers for it) the failure',
    );
  });

  it('has the numbers behind the outlier, zone by zone', () => {
    const text = shown('zone-is-outlier-pass-uneven-load');
    expect(text).toContain('\napp/web/50dc6c495c0c9188, faults\n  use1-az1               25 of 2500       1 % now\n');
    expect(text).toMatch(/\n {2}vs use1-az2 +5 of 15000 +0\.0333 % now {2}p = 3\.59e-9 +worse$/m);
  });

  it('leaves out a chance that was not asked for, and a rate that is not known', () => {
    expect(shown('zone-is-outlier-fail')).toMatch(/vs use1-az2 +5 of 5000 +0\.1 % now {17}not-worse$/m);
    expect(shown('zone-is-outlier-unknown-gaps')).toMatch(/use1-az1 +0 of 0 +unknown now/);
  });

  it('has the plan, and what is left out of it', () => {
    expect(shown('paused-pass')).toContain(
      '\nthe plan\n  start-zonal-shift   app/web/50dc6c495c0c9188: away from use1-az1\n  remove-subnets      web: subnet-0a1\n',
    );
    expect(shown('launch-health-fail')).toContain('\nleft out of it\n  remove-subnets      web: skipped, launches fail');
    expect(shown('paused-fail')).toContain('\nthe plan: none, it is held\n');
    expect(shown('evacuate-nothing-to-do')).toContain('\nthe plan: nothing is missing\n');
  });

  it('has the capacity that a restore waits for, and on what it was begun', () => {
    const text = shown('restore-in-progress');
    expect(text).toContain('\nbefore its first step: restore\n');
    expect(text).toContain('\nawaited: 0 of 4 instances of group web serve in the zone\n');
    expect(shown('restore-held-between-its-steps', { limits: { soakMinutes: 40 } })).toContain(
      'before its first step: hold (recovery: use1-az1-canary has been OK for 30 minutes (minimum 40))',
    );
  });

  it('has what is evacuated, for a status', () => {
    expect(shown('status-done')).toContain('\n  use1-az1 is out since 2026-11-24T03:00:00.000Z\n');
  });

  it('says why there is nothing to decide', () => {
    expect(shown('noted-ok')).toContain('nothing was asked for, so nothing was read: alarm use1-az1-isolated-impact went to OK');
    expect(shown('noted-ok')).toContain('Reproduced: nothing was decided, and nothing is decided again.');
  });
});

describe('the difference as text', () => {
  it('is none where the report is reproduced', () => {
    expect(shown('cooldown-fail').split('\n').at(-1)).toBe(
      'Reproduced: what is decided again is, byte for byte, what the report says.',
    );
  });

  it('shows what a changed configuration comes to, and from which change', () => {
    const text = shown('cooldown-fail', { limits: { cooldownMinutes: 20 } });
    expect(text).toContain('\nthe changed configuration\n  limits.cooldownMinutes: 60 -> 20\n');
    expect(text).toContain('\ndecided without what the run did not read:\n  launches of group web\n');
    expect(text).toContain('\n  verdict: hold -> evacuate\n');
    expect(text).toContain(
      '\n  cooldown: fail, which holds -> pass\n    recorded: the last evacuation (use1-az1) was restored 30',
    );
    expect(text).toContain('\n  start-zonal-shift app/web/50dc6c495c0c9188: only now\n');
  });

  it('shows what changes within a step', () => {
    expect(shown('paused-pass', { zonalShift: { expiresIn: '4h' } })).toContain(
      '\n  start-zonal-shift app/web/50dc6c495c0c9188\n    expiresIn: "8h" -> "4h"\n',
    );
  });

  it('says when a changed configuration makes none', () => {
    expect(shown('paused-pass', { limits: { soakMinutes: 5 } })).toContain('It makes no difference: what is decided again is');
  });

  it('says loudly that a report is not reproduced', () => {
    const report = saved('paused-pass');
    const text = renderExplanation(
      explain({ ...report, decision: { verdict: 'hold', reasons: report.decision.reasons.slice(1) } }),
    );
    expect(text).toContain('NOT reproduced');
    expect(text).toContain('\n  verdict: hold -> evacuate\n  paused: not evaluated -> pass\n');
  });

  it('says what else differs', () => {
    const [one, other] = [saved('evacuate-partial'), saved('restore-in-progress')];
    const reordered = { ...one, plan: { ...one.plan, steps: [...one.plan.steps].reverse() } };
    expect(renderExplanation(explain(reordered))).toContain('the plan has the same steps in another order');
    expect(renderExplanation(explain({ ...other, awaited: [] }))).toContain(
      'awaited, now: [{"group":"web","healthy":0,"needed":4}]',
    );
  });
});
