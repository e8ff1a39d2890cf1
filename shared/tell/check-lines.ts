import { noteOfUnasked } from '../decide/check.ts';
import type { CheckResult } from '../domain/index.ts';
import type { Report } from '../report/report.ts';
import type { Line } from './describe-status.ts';
import { cutText } from './shorten.ts';
import { holdingReasons } from './why-lines.ts';

const MARK_WIDTH = 'answered for '.length;
/** `--verbose` shows the whole. */
const NOTE_CHARACTERS = 120;

/** Every check, as a line each: all of them, with what each found. */
export function allCheckLines({ decision }: Report): Line[] {
  return decision.reasons.map(checkLine);
}

/** The checks that neither hold nor pass, each with its reason, and the rest in one line. */
export function checkLines(report: Report): Line[] {
  const holding = holdingReasons(report);
  const others = report.decision.reasons.filter((result) => !holding.includes(result));
  const noted = others.filter(({ status }) => status !== 'pass');
  return [...noted.map(checkLine), ...passLine(others.filter(({ status }) => status === 'pass'))];
}

function checkLine(result: CheckResult): Line {
  return { lead: `  ${markOf(result).padEnd(MARK_WIDTH)}`, text: `${result.check}: ${result.why}` };
}

function markOf(result: CheckResult): string {
  if (result.overridden) return 'answered for';
  return noteOfUnasked(result) === null ? result.status : 'not asked';
}

/** What was not asked has not been found to be well. */
function passLine(passing: readonly CheckResult[]): Line[] {
  const unasked = passing.flatMap((result) => {
    const note = noteOfUnasked(result);
    return note === null ? [] : [note === '' ? result.check : `${result.check} (${cutText(note, NOTE_CHARACTERS)})`];
  });
  const count = passing.length - unasked.length;
  const told = [
    ...(count === 0 ? [] : [count === 1 ? '1 check passes' : `${count} checks pass`]),
    ...(unasked.length === 0 ? [] : [`not asked: ${unasked.join(', ')}`]),
  ];
  return told.length === 0 ? [] : [{ lead: '', text: told.join('; ') }];
}
