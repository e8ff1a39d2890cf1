import { execFileSync } from 'node:child_process';
import { buildFailureReport, type Report } from '../../../shared/report/report.ts';
import { grayFailureCommand } from '../../../shared/report/suggested-command.ts';
import { layOutReport } from '../../../shared/tell/lay-out-report.ts';
import { aPolicy, WEB } from '../../builders.ts';
import { names, saved } from '../../corpus/saved.ts';

const EMPTY = { id: 'cli-1', application: 'wildrydes', action: 'evacuate', mode: null, dryRun: false, timings: {} };
const command = grayFailureCommand('npx gray-failure', ['--config', `it's one --of/ours.json`])({
  action: 'evacuate',
  zone: 'use1-az1',
  override: ['capacity', 'regional'],
  reason: 'approved cli-9b5a47fc-ae7e-44c8-b2d2-21279295ac78',
});

function aReport(different: Partial<Report> = {}): Report {
  const { error: _error, ...report } = buildFailureReport({ name: '', message: '' }, EMPTY);
  return { ...report, ...different };
}

function linesOf(report: Report, columns = 100): string[] {
  return layOutReport(report, columns).split('\n');
}

describe('a report on a terminal', () => {
  // Its commands are those of a function, in which the payload cannot be broken.
  it.each([100, 80])('has no line that is longer than %d columns', (columns) => {
    const lines = names.flatMap((name) => linesOf({ ...saved(name), next: [command] }, columns));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(columns);
  });

  it('goes on under the beginning of the text', () => {
    const why = `the kill switch is on ${'("paused": true) '.repeat(6)}`.trim();
    const reasons = [{ check: 'paused', status: 'fail', why } as const];
    const lines = linesOf(aReport({ policy: aPolicy(), outcome: 'held', decision: { verdict: 'hold', reasons } }));
    expect(lines.slice(1, 3)).toEqual([
      'held by: paused: the kill switch is on ("paused": true) ("paused": true) ("paused": true) ("paused":',
      '         true) ("paused": true) ("paused": true)',
    ]);
  });

  it('shows which check holds first, and every check only if it is asked to', () => {
    const held = linesOf(saved('capacity-fail'));
    expect(held[1]).toMatch(/^held by: capacity: web: 4 of 12 /);
    expect(held).toContain('11 checks pass');
    expect(held.length).toBeLessThan(14);
    const whole = layOutReport(saved('capacity-fail'), 100, { isWhole: true });
    expect(whole.match(/^ {2}(pass|fail|unknown) /gm)).toHaveLength(13);
    expect(whole).not.toContain('checks pass');
  });

  it('shows the zones side by side, and marks the one that it is about', () => {
    expect(linesOf(saved('evacuate-partial'), 80)).toEqual(
      expect.arrayContaining([
        '  app/web/50dc6c495c0c9188    requests         failed           slow    healthy',
        '  > use1-az1 us-east-1a          5,000      250 (5 %)        0 (0 %)     4 of 4',
        '    use1-az2 us-east-1b          5,000        0 (0 %)        0 (0 %)     4 of 4',
      ]),
    );
  });

  it('says of no check that it passes where nobody asked it', () => {
    const whole = layOutReport(saved('single-zone-unknown-unread'), 100, { isWhole: true });
    expect(whole).toMatch(/^ {2}not asked {4}impact-alarm: a person asked for it; the alarm is unreadable/m);
  });

  it('names resources as people do', () => {
    const shifts = [{ resource: WEB, ours: true, expiresAt: null }];
    const evacuated = [{ zoneId: 'use1-az1', since: null, isRestoring: false, shifts, notShifted: [], groups: [] }];
    const status = { outcome: 'done', holdInfrastructureChanges: true, evacuated, unread: [] } as unknown as NonNullable<
      Report['status']
    >;
    expect(linesOf(aReport({ status }))).toContain('    app/web/50dc6c495c0c9188: shifted by us until AWS ends it');
  });

  it('keeps every ARN in AWS’s own words that is not a resource’s', () => {
    const message = 'User: arn:aws:iam::111122223333:user/me is not authorized';
    expect(linesOf(aReport({ error: { name: 'AccessDenied', message } }))).toContain(`AccessDenied: ${message}`);
  });

  it('breaks a command between its options, so that a shell still reads it as one', () => {
    const [first = '', ...further] = linesOf(aReport({ next: [command] })).slice(2, -1);
    expect([first, ...further]).toEqual([
      "next: npx gray-failure evacuate use1-az1 --config 'it'\\''s one --of/ours.json' --override capacity \\",
      "      --override regional --reason 'approved cli-9b5a47fc-ae7e-44c8-b2d2-21279295ac78'",
    ]);
    const words = (text: string) => execFileSync('sh', ['-c', `printf '%s\\0' ${text}`], { encoding: 'utf8' });
    expect(words([first.slice('next: '.length), ...further].join('\n'))).toBe(words(command));
  });
});
