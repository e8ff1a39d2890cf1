import type { Scenario } from '../../simulator/game-day/scenario.ts';
import { tellFigures, tellVerdict } from '../../simulator/game-day/story/story-end.ts';
import { count, duration, paintFor, paragraph } from '../../simulator/game-day/story/terminal.ts';
import { isSkipped, type Skipped } from '../../simulator/rehearsal/cast.ts';
import { scripts } from '../../simulator/scenarios/index.ts';
import { writeAnswer } from '../streams.ts';
import type { PlayedDay } from './play-day.ts';

const NAME_WIDTH = Math.max(...scripts.map(({ name }) => name.length));

export const SUMMARY_HEAD = `${'scenario'.padEnd(NAME_WIDTH)}  went          shifted   failed  without`;

/** The figures and the verdict of one day. Painted: not for `writeAnswer`, which lets no escape sequence through. */
export function tellDay({ figures, dryRun, asExpected, differences }: PlayedDay): void {
  const paint = paintFor(process.stdout, process.env);
  process.stdout.write(`\n${tellFigures(figures, paint)}\n\n`);
  if (dryRun && asExpected) process.stdout.write('Nothing was changed: the responder made only read calls.\n');
  process.stdout.write(`${tellVerdict(differences, paint)}\n`);
}

/** `gray-errors   as expected     0.9 s    5,111   48,694`: how long from the alarm to the last shift, and what failed. */
export function summaryOf({ scenario, asExpected, differences, figures: { alarmToLastShift, users } }: PlayedDay): string {
  const shifted = alarmToLastShift === undefined ? '-' : duration(alarmToLastShift);
  const failed = [users.withResponder.failed, users.without.failed].map((number) => count(number).padStart(9));
  const went = asExpected ? 'as expected' : 'NOT so';
  return [
    `${scenario.padEnd(NAME_WIDTH)}  ${went.padEnd(11)}  ${shifted.padStart(8)}${failed.join('')}`,
    ...differences.map((difference) => `    ${difference}`),
  ].join('\n');
}

export function skippedLine({ name, needs }: Skipped): string {
  return `${name.padEnd(NAME_WIDTH)}  skipped\n    it needs ${needs}`;
}

/** Every scenario with its summary, or with what it needs. */
export function tellList(days: readonly (Scenario | Skipped)[]): void {
  const lines = days.map((day) =>
    isSkipped(day) ? skippedLine(day) : `${day.name.padEnd(NAME_WIDTH)}  ${day.title}\n${paragraph(day.summary, '    ')}`,
  );
  writeAnswer(lines.join('\n'));
}
