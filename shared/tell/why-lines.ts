import { findCheck } from '../decide/check-names.ts';
import { reasonsThatHold } from '../decide/reasons-that-hold.ts';
import type { CheckResult, Comparison, Diagnosis, Finding } from '../domain/index.ts';
import type { Report } from '../report/report.ts';
import type { Line } from './describe-status.ts';
import { oneLine } from './one-line.ts';

/** Why a run came out as it did: what holds it, or else the numbers that it rests on. */
export function whyLines(report: Report): Line[] {
  const { error, notCarriedOut, reason, diagnosis } = report;
  return [
    ...(error === undefined ? [] : [{ lead: '', text: `${error.name}: ${error.message}` }]),
    ...troublesOf(diagnosis).map(({ status, ...finding }) => ({ lead: `${status}: `, text: troubleText(finding) })),
    ...(notCarriedOut === undefined ? [] : [{ lead: 'not carried out: ', text: notCarriedOut }]),
    ...holdingReasons(report).map(({ check, why }) => ({ lead: 'held by: ', text: `${check}: ${why}` })),
    ...restsOn(report).map((text) => ({ lead: 'why: ', text })),
    ...(oneLine(reason) === '' ? [] : [{ lead: 'reason: ', text: reason }]),
  ];
}

/** What fails and what could not be read, of a check of readiness: the rest holds nothing up. */
function troublesOf(diagnosis: Diagnosis | undefined): Finding[] {
  return ['fail', 'unknown'].flatMap((status) => diagnosis?.findings.filter((finding) => finding.status === status) ?? []);
}

function troubleText({ finding, why, mend = '' }: Omit<Finding, 'status'>): string {
  return `${finding}: ${why}${mend === '' ? '' : `; to mend: ${mend}`}`;
}

/**
 * The checks that hold the run, as its own configuration has it: those that speak against it first, then those that cannot speak for it.
 * Without a configuration: those that do not pass, and for which nobody answers. None holds a run that finds nothing to do.
 */
export function holdingReasons({ decision, policy, outcome }: Pick<Report, 'decision' | 'policy' | 'outcome'>): CheckResult[] {
  if (decision.verdict !== 'hold' || outcome === 'nothing-to-do') return [];
  const unanswered = decision.reasons.filter(
    ({ status, overridden, ...result }) => status !== 'pass' && !overridden && holdsRuns(result),
  );
  const holding = policy === null ? unanswered : reasonsThatHold(decision, policy);
  return holding.toSorted((left, right) => Number(right.status === 'fail') - Number(left.status === 'fail'));
}

function holdsRuns({ check, isOfCapacitySteps }: Pick<CheckResult, 'check' | 'isOfCapacitySteps'>): boolean {
  return isOfCapacitySteps !== true && findCheck(check)?.isOfCapacitySteps !== true;
}

/** What speaks for an evacuation are the zone's own numbers; for what comes after it, what is out, and for a restore its probe. */
function restsOn({ decision: { verdict, reasons } }: Report): string[] {
  const find = (name: string) => reasons.find(({ check }) => check === name);
  if (verdict === 'evacuate') return worstSignal(find('zone-is-outlier')?.comparisons ?? []);
  const found = [find('record'), verdict === 'restore' ? find('recovery') : undefined];
  return found.flatMap((result) => (result?.status === 'pass' ? [result.why] : []));
}

/** `app/web/1: faults 250 of 5,000 in use1-az1 (5 %), 0 of 5,000 in use1-az2 (0 %)`: the signal in which the zone is worst. */
function worstSignal(comparisons: readonly Comparison[]): string[] {
  const worse = comparisons.filter(({ status }) => status === 'worse');
  const [worst] = worse.toSorted((left, right) => shareOf(right.here) - shareOf(left.here));
  if (worst === undefined) return [];
  const others = comparisons.filter(({ signal, measure }) => signal === worst.signal && measure === worst.measure);
  const places = [counted(worst.here, worst.zone), ...others.map(({ there, other }) => counted(there, other))];
  return [`${worst.signal}: ${worst.measure} ${places.join(', ')}`];
}

function counted(count: Comparison['here'], zoneId: string): string {
  const [failed, of] = count.map((number) => number.toLocaleString('en-US'));
  return `${failed} of ${of} in ${zoneId} (${Number((100 * shareOf(count)).toPrecision(2))} %)`;
}

function shareOf([failed, of]: Comparison['here']): number {
  return of === 0 ? 0 : failed / of;
}
