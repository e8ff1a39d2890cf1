import type { CheckResult, StepResult } from '../../shared/domain.ts';
import type { Report } from '../../shared/report.ts';
import { duration, type Paint, wrap } from './terminal.ts';

const INDENT = ' '.repeat(9);

interface Telling {
  /** How many API calls it took. */
  readonly calls: number;
  /** Whether this event was reported on before: what passes again is only named. */
  readonly again: boolean;
  readonly paint: Paint;
}

/** A report as one reads it afterwards: each check and each step with its reason. */
export function tellReport(report: Report, { calls, again, paint }: Telling): string {
  const { id, action, zone, outcome, mode, timings, error } = report;
  const took = timings.totalMs === undefined ? '' : `, ${duration(timings.totalMs / 1000)}`;
  const what = `${action} ${zone?.zoneId ?? ''}`.trim();
  return [
    paint.strong(`report ${id}: ${what}: ${outcome} (mode ${mode}, ${calls} calls${took})`),
    ...(error === undefined ? [] : [wrap(`${error.name}: ${error.message}`, { head: INDENT })]),
    ...tellChecks(report.decision.reasons, { again, paint }),
    `${INDENT}verdict: ${paint.strong(report.decision.verdict)}`,
    ...(report.results.length > 0 ? report.results.map((result) => tellResult(result, paint)) : tellPlan(report)),
  ].join('\n');
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
  const head = `${INDENT}${status.padEnd(13)}${kind.padEnd(18)}${shortName(target).padEnd(6)}${`${tookMs} ms`.padStart(8)}  `;
  const text = wrap(shorten(why), { head });
  return status === 'failed' || status === 'skipped' ? paintLine(text, paint.bad) : paintLine(text, paint.good);
}

/** What was not carried out: the steps as they would have been. */
function tellPlan({ plan }: Report): string[] {
  return plan.steps.map((step) => {
    if (step.kind === 'start-zonal-shift') {
      return `${INDENT}planned      ${step.kind.padEnd(18)}${shortName(step.resource)} away from ${step.awayFrom} for ${step.expiresIn}`;
    }
    return `${INDENT}planned      ${step.kind.padEnd(18)}${step.group}: ${step.remove.join(', ')}`;
  });
}

/** `web` of a load balancer's or a group's ARN, and of the name itself. */
export function shortName(target: string): string {
  return /loadbalancer\/(?:app|net)\/([^/]+)\//.exec(target)?.[1] ?? target.split('/').at(-1) ?? target;
}

/** Load balancers by their names: ARNs do not fit on a line. */
function shorten(why: string): string {
  return why.replace(/arn:\S+:loadbalancer\/(?:app|net)\/([^/\s]+)\/\w+/g, '$1');
}

function paintLine(text: string, painted: (text: string) => string): string {
  return text.split('\n').map(painted).join('\n');
}
