import type { Figures } from '../verdict/figures.ts';
import { RECOVERED_PERCENT } from '../verdict/figures.ts';
import type { WayBackFigures } from '../verdict/way-back-figures.ts';
import { count, duration, type Paint, paragraph } from './terminal.ts';

const LABEL_WIDTH = 38;

/** The figures of the day: how long each part took, and what users experienced with and without a responder. */
export function tellFigures(figures: Figures, { strong }: Paint): string {
  const { users, shifts } = figures;
  const { withResponder, without } = users;
  return [
    strong('Figures'),
    ...time('first fault to alarm', figures.faultToAlarm),
    ...time('alarm to the first shift accepted', figures.alarmToFirstShift),
    ...(shifts > 1 ? time(`alarm to all ${shifts} shifts accepted`, figures.alarmToLastShift) : []),
    ...(shifts > 0 ? [recoveryLine(figures.shiftToRecovered)] : []),
    ...(figures.wayBack === undefined ? [] : tellWayBack(figures.wayBack)),
    `${''.padEnd(LABEL_WIDTH)}${'with the responder'.padStart(18)}${'without'.padStart(12)}`,
    userLine('requests since the first fault', withResponder.requests, without.requests),
    userLine('  that failed', withResponder.failed, without.failed),
    userLine('  that took more than half a second', withResponder.slow, without.slow),
  ].join('\n');
}

function time(label: string, seconds: number | undefined): string[] {
  return seconds === undefined ? [] : [`${label.padEnd(LABEL_WIDTH)}${duration(seconds)}`];
}

function tellWayBack(wayBack: WayBackFigures): string[] {
  const { requests, failed } = wayBack;
  const percent = requests === 0 ? 0 : (100 * failed) / requests;
  return [
    ...time('end of the fault to recovery alarm OK', wayBack.recoveryToAlarm),
    ...time('recovery alarm OK to restore', wayBack.alarmToRestore),
    ...time('restore to capacity back', wayBack.restoreToCapacity),
    ...time('capacity back to traffic back', wayBack.capacityToTraffic),
    ...time('end of the fault to traffic back', wayBack.recoveryToTraffic),
    ...time('zone without traffic', wayBack.outFor),
    `${'failed requests on the way back'.padEnd(LABEL_WIDTH)}${count(failed)} of ${count(requests)} (${percent.toFixed(2)} %)`,
  ];
}

function recoveryLine(seconds: number | undefined): string {
  const head = 'last shift to recovered'.padEnd(LABEL_WIDTH);
  if (seconds === undefined) return `${head}not during the day`;
  const meaning = `first full minute with at most ${RECOVERED_PERCENT} percentage points more failed or slow requests than before`;
  return paragraph(`${duration(seconds)} (${meaning})`, head);
}

function userLine(label: string, withResponder: number, without: number): string {
  return `${label.padEnd(LABEL_WIDTH)}${count(withResponder).padStart(18)}${count(without).padStart(12)}`;
}

/** Whether the day went as the scenario expects, with the differences if not. */
export function tellVerdict(differences: readonly string[], { good, bad }: Paint): string {
  if (differences.length === 0) return good('As expected.');
  return [bad('Not as expected:'), ...differences.map((difference) => paragraph(difference, '- '))].join('\n');
}
