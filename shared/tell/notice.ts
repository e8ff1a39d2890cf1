import type { Step } from '../domain/index.ts';
import type { Report } from '../report/report.ts';
import type { ZoneStatus } from '../report/status.ts';

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
 * is nothing to tell when nothing was to do or a person got the answer to their own question or mistyped request.
 */
export function noticeOf(report: Report, now: Date): Notice | null {
  const isSilent = report.dryRun || report.mode === null || report.mode === 'observe' || !isWorthTelling(report, now);
  if (isSilent) return null;
  const { evidence: _evidence, ...detail } = report;
  const place = report.zone === null ? '' : ` ${report.zone.zoneId}`;
  return {
    subject: `${report.application}${place}: ${describeOutcome(report)}`.slice(0, 100),
    message: describeReport(report),
    detail,
  };
}

/**
 * Upkeep runs every minute: it tells at once what it changed, and repeats what it could not do every five minutes and what
 * it holds or waits for every quarter of an hour.
 */
function isWorthTelling({ action, outcome, results }: Report, now: Date): boolean {
  if (outcome === 'nothing-to-do' || action === 'none' || action === 'status') return false;
  // A latch fails once, and is quiet from then on.
  const isNews = results.some(({ status, code }) => status === 'done' || (status === 'failed' && code === 'latched'));
  if (action !== 'upkeep' || isNews) return true;
  return now.getUTCMinutes() % (outcome === 'partial' || outcome === 'failed' ? 5 : 15) === 0;
}

function describeOutcome({ action, outcome }: Report): string {
  return outcome === 'planned' ? `${action} planned, waiting for your approval` : `${action} ${outcome}`;
}

/** The report in a few lines of text, as one reads it on a phone at night. */
export function describeReport(report: Report): string {
  return linesOf(report)
    .map(({ lead, text }) => `${lead}${text}`)
    .join('\n');
}

/** A line of that text: where it goes on over further lines, they stand under `text`. */
export interface ReportLine {
  readonly lead: string;
  readonly text: string;
  readonly isCommand: boolean;
}

/** The same line by line, for where lines may not be as long as they are. */
export function linesOf(report: Report): ReportLine[] {
  const place = report.zone === null ? '' : ` of ${report.zone.zoneId} (${report.zone.zoneName})`;
  return [
    line('', `${report.application}: ${report.action}${place}: ${report.outcome}${report.dryRun ? ' (dry run)' : ''}`),
    ...(report.reason === '' ? [] : [line('reason: ', report.reason)]),
    ...(report.error === undefined ? [] : [line('', `${report.error.name}: ${report.error.message}`)]),
    ...report.decision.reasons.map(({ check, status, why }) => line(`  ${status.padEnd(7)} `, `${check}: ${why}`)),
    ...(report.outcome === 'planned' ? plannedLines(report) : []),
    ...report.results.map(({ kind, target, status, why }) => line(`  ${status.padEnd(12)} `, `${kind} ${target}: ${why}`)),
    ...describeStatusOf(report).map((text) => line(/^ */.exec(text)?.[0] ?? '', text.trimStart())),
    ...report.next.map((command) => ({ lead: 'next: ', text: command, isCommand: true })),
    line('report: ', report.id),
  ];
}

function line(lead: string, text: string): ReportLine {
  return { lead, text, isCommand: false };
}

function plannedLines({ plan }: Report): ReportLine[] {
  return [
    ...plan.steps.map((step) =>
      line('  planned      ', `${step.kind} ${'resource' in step ? step.resource : step.group}: ${describeChange(step)}`),
    ),
    ...plan.omitted.map(({ kind, target, why }) => line('  left out     ', `${kind} ${target}: ${why}`)),
  ];
}

/** What is evacuated, as far as the report tells: a line each, indented. */
export function describeStatusOf({ status }: Pick<Report, 'status'>): string[] {
  if (status === undefined) return [];
  const unread = status.unread.map((why) => `  could not be read: ${why}`);
  if (status.evacuated.length === 0 && unread.length === 0) return ['  nothing is evacuated'];
  return [...status.evacuated.flatMap(describeZone), ...unread];
}

function describeZone({ zoneId, isUnconfigured, since, isRestoring, shifts, groups }: ZoneStatus): string[] {
  const more = [isRestoring ? ', and being restored' : '', isUnconfigured ? ', and not in the configuration' : ''];
  return [
    `  ${zoneId} is out${since === null ? '' : ` since ${since}`}${more.join('')}`,
    ...shifts.map(
      ({ resource, ours, expiresAt }) =>
        `    ${resource}: shifted ${ours ? 'by us' : 'by others'} until ${expiresAt ?? 'AWS ends it'}`,
    ),
    ...groups.map(({ name, instancesLeft }) => `    group ${name}: out of it; ${instancesLeft} instances are still there`),
  ];
}

/** What a planned step would change, in a few words. */
export function describeChange(step: Step): string {
  switch (step.kind) {
    case 'start-zonal-shift':
      return `away from ${step.awayFrom}`;
    case 'remove-subnets':
      return step.remove.join(', ');
    case 'add-back-subnets':
      return step.add.map(({ member }) => member).join(', ');
    case 'call-off-restore':
      return 'no longer under way';
    case 'latch':
      return step.why;
    case 'mark-restoring':
      return 'say that a restore is under way';
    case 'cancel-zonal-shift':
      return `end shift ${step.zonalShiftId}`;
    case 'remove-record':
      return `forget what was taken out of ${step.zone.zoneId}`;
  }
}
