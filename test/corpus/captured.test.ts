import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { explain } from '../../shared/explain/explain.ts';
import { findReport } from '../../shared/explain/find-report.ts';
import { renderExplanation } from '../../shared/explain/render.ts';
import type { Report } from '../../shared/report/report.ts';

/**
 * Whole reports, one a line, as the built responder of an earlier version logged them in game days. Nobody makes them again. Words may
 * have changed since and checks may have come, but what was decided then is decided today.
 */
const captured = readdirSync(join(__dirname, 'captured')).flatMap((file) => {
  const lines = readFileSync(join(__dirname, 'captured', file), 'utf8')
    .trim()
    .split('\n');
  return lines.map((line) => {
    const { action, outcome, id } = JSON.parse(line) as Report;
    return { version: file.replace('.jsonl', ''), action, outcome, id, line };
  });
});

describe('a report of an earlier version', () => {
  it('is there of each action and outcome that rests on much evidence', () => {
    expect([...new Set(captured.map(({ action, outcome }) => `${action} ${outcome}`))].sort()).toEqual([
      'evacuate done',
      'evacuate held',
      'restore in-progress',
      'upkeep done',
      'upkeep in-progress',
      'upkeep partial',
    ]);
  });

  it.each(captured)('is still explained: $version $action $outcome $id', ({ line }) => {
    const report = findReport(line) as Report;
    const { again, checks, steps } = explain(report);
    expect(again.decision.verdict).toBe(report.decision.verdict);
    expect(again.awaited).toEqual(report.awaited);
    const recorded = checks.filter((check) => check.recorded !== null);
    expect(recorded.length).toBeGreaterThan(4);
    expect(recorded.map(({ check, now }) => [check, now?.status, now?.holds])).toEqual(
      recorded.map((check) => [check.check, check.recorded?.status, check.recorded?.holds]),
    );
    expect(steps.filter(({ recorded: then, now }) => then === null || now === null)).toEqual([]);
  });

  it.each(captured)('is still shown: $version $action $outcome $id', ({ id, line }) => {
    expect(renderExplanation(explain(findReport(line)))).toContain(`report ${id}`);
  });
});
