import { execFileSync } from 'node:child_process';
import { buildFailureReport, type Report } from '../../../shared/report/report.ts';
import { grayFailureCommand } from '../../../shared/report/suggested-command.ts';
import { layOutReport } from '../../../shared/tell/lay-out-report.ts';
import { WEB } from '../../builders.ts';
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
    const lines = linesOf(aReport({ decision: { verdict: 'hold', reasons: [{ check: 'paused', status: 'fail', why }] } }));
    expect(lines.slice(1, 3)).toEqual([
      '  fail    paused: the kill switch is on ("paused": true) ("paused": true) ("paused": true)',
      '          ("paused": true) ("paused": true) ("paused": true)',
    ]);
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
    const [first = '', ...further] = linesOf(aReport({ next: [command] })).slice(1, -1);
    expect([first, ...further]).toEqual([
      "next: npx gray-failure evacuate use1-az1 --config 'it'\\''s one --of/ours.json' --override capacity \\",
      "      --override regional --reason 'approved cli-9b5a47fc-ae7e-44c8-b2d2-21279295ac78'",
    ]);
    const words = (text: string) => execFileSync('sh', ['-c', `printf '%s\\0' ${text}`], { encoding: 'utf8' });
    expect(words([first.slice('next: '.length), ...further].join('\n'))).toBe(words(command));
  });
});
