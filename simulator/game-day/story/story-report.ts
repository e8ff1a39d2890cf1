import type { CheckResult, StepResult } from '../../../shared/domain/index.ts';
import type { Report } from '../../../shared/report/report.ts';
import { describeChange } from '../../../shared/tell/notice.ts';
import { duration, type Paint, wrap } from './terminal.ts';

const INDENT = ' '.repeat(9);

interface Telling {
  /** The number of API calls. */
  readonly calls: number;
  /** Whether an earlier report was about the same event. Checks that pass again are then only named. */
  readonly again: boolean;
  /** The number of quiet ticks before this one. */
  readonly quiet: number;
  readonly paint: Paint;
}

/** Formats a report for people: each check and each step with its reason. */
export function tellReport(report: Report, { calls, again, quiet, paint }: Telling): string {
  const { error, awaited = [] } = report;
  const isWaiting = report.action === 'upkeep' && again && report.results.length === 0 && awaited.length > 0;
  return [
    paint.strong(`${headOf(report)} (mode ${report.mode}, ${calls} calls${tookOf(report)})`),
    ...(quiet === 0 ? [] : [paint.faint(`${INDENT}after ${quiet} quiet upkeep ${quiet === 1 ? 'tick' : 'ticks'}`)]),
    ...(error === undefined ? [] : [wrap(`${error.name}: ${error.message}`, { head: INDENT })]),
    ...(isWaiting ? [] : tellJudgement(report, { again, paint })),
    ...awaited.map(({ group, healthy, needed }) => {
      return paint.strong(`${INDENT}awaited      ${healthy} of ${needed} instances of group ${group} serve in the zone`);
    }),
  ].join('\n');
}

/** Nobody follows a tick's ID. Other IDs also appear in shift comments and in records. */
function headOf({ id, action, zone, outcome }: Report): string {
  const what = `${action} ${zone?.zoneId ?? ''}`.trim();
  return `${action === 'upkeep' ? 'tick' : `report ${id}`}: ${what}: ${outcome}`;
}

function tookOf({ timings }: Report): string {
  return timings.totalMs === undefined ? '' : `, ${duration(timings.totalMs / 1000)}`;
}

function tellJudgement(report: Report, { again, paint }: Pick<Telling, 'again' | 'paint'>): string[] {
  const { action, reason, decision, results } = report;
  return [
    ...(action === 'upkeep' && reason !== '' ? [wrap(`because ${reason}`, { head: INDENT })] : []),
    ...tellChecks(decision.reasons, { again, paint }),
    `${INDENT}verdict: ${paint.strong(decision.verdict)}`,
    ...(results.length > 0 ? results.map((result) => tellResult(result, paint)) : tellPlan(report)),
  ];
}

function tellChecks(reasons: readonly CheckResult[], { again, paint }: Pick<Telling, 'again' | 'paint'>): string[] {
  if (!again) return reasons.map((reason) => tellCheck(reason, paint));
  const passing = reasons.filter(({ status }) => status === 'pass').map(({ check }) => check);
  const others = reasons.filter(({ status }) => status !== 'pass').map((reason) => tellCheck(reason, paint));
  return passing.length === 0 ? others : [wrap(passing.join(', '), { head: `${INDENT}pass    ` }), ...others];
}

function tellCheck({ check, status, why }: CheckResult, paint: Paint): string {
  const text = wrap(shorten(why), { head: `${INDENT}${status.padEnd(8)}${check.padEnd(21)}` });
  return status === 'pass' ? text : paintLine(text, paint.bad);
}

function tellResult({ kind, target, status, why, tookMs }: StepResult, paint: Paint): string {
  const head = `${INDENT}${status.padEnd(13)}${kind.padEnd(19)}${shortName(target).padEnd(6)}${`${tookMs} ms`.padStart(8)}  `;
  const text = wrap(shorten(why), { head });
  return status === 'failed' || status === 'skipped' ? paintLine(text, paint.bad) : paintLine(text, paint.good);
}

/** The planned steps, if none was carried out. */
function tellPlan({ plan }: Report): string[] {
  return plan.steps.map((step) => {
    const target = shortName('resource' in step ? step.resource : step.group);
    return wrap(shorten(describeChange(step)), { head: `${INDENT}planned      ${step.kind.padEnd(19)}${target.padEnd(6)}  ` });
  });
}

/** `web`, from the ARN of a load balancer or a group, or from the name itself. */
export function shortName(target: string): string {
  return /loadbalancer\/(?:app|net)\/([^/]+)\//.exec(target)?.[1] ?? target.split('/').at(-1) ?? target;
}

/** Replaces load balancer ARNs with names, because ARNs do not fit on a line. */
function shorten(why: string): string {
  return why.replace(/arn:\S+:loadbalancer\/(?:app|net)\/([^/\s]+)\/\w+/g, '$1');
}

function paintLine(text: string, painted: (text: string) => string): string {
  return text.split('\n').map(painted).join('\n');
}
