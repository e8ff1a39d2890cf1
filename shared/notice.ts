import type { Step } from './domain.ts';
import type { Report } from './report.ts';
import type { ZoneStatus } from './status.ts';

/** What people and other programs are told of a run. */
export interface Notice {
  /** At most 100 characters (API Publish, Subject). */
  readonly subject: string;
  readonly message: string;
  /** The report without its evidence, which may be larger than an event (256 KB). */
  readonly detail: Omit<Report, 'evidence'>;
}

/**
 * The notice of a report, or null where nobody needs one: a dry run and mode observe make no call but reads, and there
 * is nothing to tell when nothing was to do or a person got the answer to their own mistyped request.
 */
export function noticeOf(report: Report): Notice | null {
  const isSilent = report.dryRun || report.mode === null || report.mode === 'observe' || report.action !== 'evacuate';
  if (isSilent || report.outcome === 'nothing-to-do') return null;
  const { evidence: _evidence, ...detail } = report;
  const place = report.zone === null ? '' : ` ${report.zone.zoneId}`;
  return {
    subject: `${report.application}${place}: ${describeOutcome(report)}`.slice(0, 100),
    message: describeReport(report),
    detail,
  };
}

function describeOutcome({ action, outcome }: Report): string {
  return outcome === 'planned' ? `${action} planned, waiting for your approval` : `${action} ${outcome}`;
}

/** The report in a few lines of text, as one reads it on a phone at night. */
export function describeReport(report: Report): string {
  const place = report.zone === null ? '' : ` of ${report.zone.zoneId} (${report.zone.zoneName})`;
  return [
    `${report.application}: ${report.action}${place}: ${report.outcome}${report.dryRun ? ' (dry run)' : ''}`,
    ...(report.reason === '' ? [] : [`reason: ${report.reason}`]),
    ...(report.error === undefined ? [] : [`${report.error.name}: ${report.error.message}`]),
    ...report.decision.reasons.map(({ check, status, why }) => `  ${status.padEnd(7)} ${check}: ${why}`),
    ...(report.outcome === 'planned' ? report.plan.steps.map(describeStep) : []),
    ...(report.outcome === 'planned'
      ? report.plan.omitted.map(({ kind, target, why }) => `  left out     ${kind} ${target}: ${why}`)
      : []),
    ...report.results.map(({ kind, target, status, why }) => `  ${status.padEnd(12)} ${kind} ${target}: ${why}`),
    ...(report.status?.evacuated ?? []).flatMap(describeZone),
    ...report.next.map((command) => `next: ${command}`),
    `report: ${report.id}`,
  ].join('\n');
}

function describeZone({ zoneId, shifts, groups }: ZoneStatus): string[] {
  return [
    `  ${zoneId} is out`,
    ...shifts.map(
      ({ resource, ours, expiresAt }) =>
        `    ${resource}: shifted ${ours ? 'by us' : 'by others'} until ${expiresAt ?? 'AWS ends it'}`,
    ),
    ...groups.map(({ name, instancesLeft }) => `    group ${name}: out of it; ${instancesLeft} instances are still there`),
  ];
}

function describeStep(step: Step): string {
  if (step.kind === 'start-zonal-shift') return `  planned      ${step.kind} ${step.resource}: away from ${step.awayFrom}`;
  return `  planned      ${step.kind} ${step.group}: ${step.remove.join(', ')}`;
}
