import type { Figures } from './figures.ts';
import { RECOVERED_PERCENT } from './figures.ts';
import { count, duration, type Paint, wrap } from './terminal.ts';

const LABEL_WIDTH = 36;

/** The figures of the day: how long each part took, and what users saw of it with and without a responder. */
export function tellFigures(figures: Figures, { strong }: Paint): string {
  const { users, shifts } = figures;
  const time = (label: string, seconds: number | undefined) =>
    seconds === undefined ? [] : [`${label.padEnd(LABEL_WIDTH)}${duration(seconds)}`];
  const { withResponder, without } = users;
  return [
    strong('Figures'),
    ...time('first fault to alarm', figures.faultToAlarm),
    ...time('alarm to the first shift accepted', figures.alarmToFirstShift),
    ...(shifts > 1 ? time(`alarm to all ${shifts} shifts accepted`, figures.alarmToLastShift) : []),
    ...(shifts > 0 ? [recoveryLine(figures.shiftToRecovered)] : []),
    `${''.padEnd(LABEL_WIDTH)}${'with the responder'.padStart(18)}${'without'.padStart(12)}`,
    userLine('requests since the first fault', withResponder.requests, without.requests),
    userLine('  that failed', withResponder.failed, without.failed),
    userLine('  that took more than half a second', withResponder.slow, without.slow),
  ].join('\n');
}

function recoveryLine(seconds: number | undefined): string {
  const head = 'last shift to recovered'.padEnd(LABEL_WIDTH);
  if (seconds === undefined) return `${head}not within the day`;
  const meaning = `first full minute with at most ${RECOVERED_PERCENT} percentage points more failed or slow requests than before`;
  return wrap(`${duration(seconds)} (${meaning})`, { head });
}

function userLine(label: string, withResponder: number, without: number): string {
  return `${label.padEnd(LABEL_WIDTH)}${count(withResponder).padStart(18)}${count(without).padStart(12)}`;
}

/** Whether it went as the scenario expects; where not, how it differs. */
export function tellVerdict(differences: readonly string[], { good, bad }: Paint): string {
  if (differences.length === 0) return good('As expected.');
  return [bad('Not as expected:'), ...differences.map((difference) => wrap(difference, { head: '- ' }))].join('\n');
}
