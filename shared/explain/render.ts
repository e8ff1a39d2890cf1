import type { Comparison, Decision, Omission, Step } from '../domain/index.ts';
import { groupOrResourceOf } from '../situation/targets.ts';
import { hang } from '../tell/columns.ts';
import { describeChange } from '../tell/describe-change.ts';
import { describeDiagnosis } from '../tell/describe-diagnosis.ts';
import { describeAwaited, statusLines } from '../tell/describe-status.ts';
import { shortened } from '../tell/short-names.ts';
import type { CheckState, ComparedCheck } from './compare-checks.ts';
import type { Explanation } from './explain.ts';
import { renderDifference } from './render-difference.ts';

/** The explanation as text for a terminal: no line is longer than `columns`, 80 or more. Pure. */
export function renderExplanation(explanation: Explanation, columns = 100): string {
  const sections = [
    heading(explanation, columns),
    checkTable(explanation.checks, columns),
    numbers(explanation.checks, columns),
    plan(explanation, columns),
    statusLines(explanation.again.status).flatMap(({ lead, text }) => hang(lead, text, columns)),
    explanation.again.diagnosis === undefined ? [] : [describeDiagnosis(explanation.again.diagnosis, columns)],
    renderDifference(explanation, columns),
  ];
  return sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n');
}

function heading(
  { application, action, zone, id, at, nothing, again, begunOn, changedPolicy }: Explanation,
  columns: number,
): string[] {
  const place = zone === null ? '' : ` ${zone.zoneId} (${zone.zoneName})`;
  const title = hang('', `${application}: ${action}${place}, report ${id}`, columns);
  if (nothing !== null) return [...title, ...hang('', nothing, columns)];
  const policy = changedPolicy === null ? 'with the recorded configuration' : 'with the changed configuration';
  return [
    ...title,
    ...hang('', `decided again on the evidence of ${at}, ${policy}: ${again.decision.verdict}`, columns),
    ...(begunOn === null ? [] : hang('', `before its first step: ${beginning(begunOn)}`, columns)),
    ...(again.reason === undefined || again.reason === '' ? [] : hang('reason: ', again.reason, columns)),
  ];
}

/** Why it was begun needs no telling; why it would not have been does. */
function beginning({ verdict, reasons }: Decision): string {
  const against = reasons.filter(({ status, overridden }) => status !== 'pass' && !overridden);
  return verdict === 'hold' ? `hold (${against.map(({ check, why }) => `${check}: ${why}`).join('; ')})` : verdict;
}

const CHECK_WIDTH = 'more-than-one-target  '.length;
const STATUS_WIDTH = 'recorded  '.length;

function checkTable(checks: readonly ComparedCheck[], columns: number): string[] {
  if (checks.length === 0) return [];
  const row = (check: string, recorded: string, now: string) =>
    `${check.padEnd(CHECK_WIDTH)}${recorded.padEnd(STATUS_WIDTH)}${now.padEnd(STATUS_WIDTH)}`;
  return [
    ...hang(row('check', 'recorded', 'now'), 'why', columns),
    ...checks.flatMap(({ check, recorded, now }) => hang(row(check, mark(recorded), mark(now)), whyOf(now ?? recorded), columns)),
    ...hang('', 'FAIL and UNKNOWN hold; fail and unknown are noted.', columns),
  ];
}

/** In capitals when it holds. */
function mark(state: CheckState | null): string {
  if (state === null) return '-';
  return state.holds ? state.status.toUpperCase() : state.status;
}

function whyOf(state: CheckState | null): string {
  return `${state?.overridden ? '(a person answers for it) ' : ''}${state?.why ?? ''}`;
}

/** The comparisons behind a check: what the zone shows in each measure, and against each other zone. */
function numbers(checks: readonly ComparedCheck[], columns: number): string[] {
  return checks.flatMap(({ check, comparisons }) => {
    if (comparisons.length === 0) return [];
    const groups = [...new Set(comparisons.map(subjectOf))].map((subject) =>
      comparisons.filter((comparison) => subjectOf(comparison) === subject),
    );
    return [
      ...hang('', `the numbers of ${check}: over the window, and over its newest minutes (now)`, columns),
      ...groups.flatMap((group) => measured(group, columns)),
    ];
  });
}

function subjectOf({ signal, measure }: Comparison): string {
  return `${signal}, ${measure}`;
}

function measured(comparisons: readonly Comparison[], columns: number): string[] {
  const [first] = comparisons;
  if (first === undefined) return [];
  const zones = [first.zone, ...comparisons.map(({ other }) => other)];
  const width = Math.max(...zones.map((zoneId) => zoneId.length));
  const line = (name: string, [failed, of]: Comparison['here'], rateNow: number | null) =>
    `  ${name.padEnd(width + 3)}  ${count(failed, of)}  ${percent(rateNow).padStart(8)} now`;
  return [
    ...hang('', subjectOf(first), columns),
    line(first.zone, first.here, first.rateNow),
    ...comparisons.flatMap(({ other, there, otherRateNow, pValue, status, why }) => [
      `${line(`vs ${other}`, there, otherRateNow)}  ${chance(pValue)}  ${status}`,
      // The other two say with their names what they are.
      ...(status === 'unknown' ? hang(' '.repeat(5), why, columns) : []),
    ]),
  ];
}

const CHANCE_WIDTH = 'p = 1.23e-300'.length;

/** Empty where it was not asked. */
function chance(pValue: number | null): string {
  const told = pValue === 0 ? 'p < 1e-300' : `p = ${pValue}`;
  return (pValue === null ? '' : told).padEnd(CHANCE_WIDTH);
}

function count(failed: number, of: number): string {
  return `${failed} of ${of}`.padStart(20);
}

/** A share as a percentage, to three digits. */
function percent(rate: number | null): string {
  return rate === null ? 'unknown' : `${Number((100 * rate).toPrecision(3))} %`;
}

function plan(explanation: Explanation, columns: number): string[] {
  const { again, nothing } = explanation;
  if (nothing !== null) return [];
  const { steps, omitted } = again.plan;
  if (steps.length === 0 && omitted.length === 0) {
    return [
      again.decision.verdict === 'hold' ? 'the plan: none, it is held' : 'the plan: nothing is missing',
      ...awaited(explanation, columns),
    ];
  }
  const lines = (entries: readonly (Step | Omission)[]) => entries.flatMap((entry) => planned(entry, columns));
  const left = omitted.length === 0 ? [] : ['left out of it', ...lines(omitted)];
  return [...(steps.length === 0 ? [] : ['the plan', ...lines(steps)]), ...left, ...awaited(explanation, columns)];
}

function awaited({ again }: Explanation, columns: number): string[] {
  return (again.awaited ?? []).flatMap((awaiting) => hang('', `awaited: ${describeAwaited(awaiting)}`, columns));
}

const KIND_WIDTH = 'cancel-zonal-shift  '.length;

function planned(entry: Step | Omission, columns: number): string[] {
  const what = 'why' in entry && 'target' in entry ? `${entry.status}, ${entry.why}` : describeChange(entry as Step);
  return hang(`  ${entry.kind.padEnd(KIND_WIDTH)}`, `${shortened(groupOrResourceOf(entry))}: ${what}`, columns);
}
