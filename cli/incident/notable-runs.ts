import type { Report } from '../../shared/report/report.ts';
import { holdingReasons } from '../../shared/tell/why-lines.ts';
import type { Run } from './incident.ts';

/**
 * The runs in order of time, each with whether it tells anything new: it changed something, a person asked for it, or it wants something and
 * ended otherwise than the run before it of the same zone.
 */
export function markNotable(runs: readonly Omit<Run, 'isNotable'>[]): Run[] {
  const latest = new Map<string, string>();
  return [...runs]
    .sort((one, other) => one.at - other.at)
    .map((run) => {
      const { report, place } = run;
      const subject = `${place} ${report.application} ${report.zone?.zoneId ?? ''}`;
      const ending = endingOf(report);
      const isNews = latest.get(subject) !== ending && report.outcome !== 'nothing-to-do';
      latest.set(subject, ending);
      return { ...run, isNotable: isNews || hasChanged(report) || isAsked(report) };
    });
}

/** Those of people who only look. */
const LOOKS: ReadonlySet<string> = new Set(['status', 'doctor']);

/** Nothing was out, and nothing rang: a quiet tick, an alarm that is OK again, or a look. */
export function isIdle({ action, outcome, decision, results }: Report): boolean {
  return LOOKS.has(action) || (outcome === 'nothing-to-do' && decision.verdict === 'hold' && results.length === 0);
}

/** Outcome, verdict, and which checks hold: not their words, whose numbers differ from run to run. */
function endingOf(report: Report): string {
  const { outcome, decision } = report;
  const holding = outcome === 'held' ? holdingReasons(report).map(({ check }) => check) : [];
  return [outcome, decision.verdict, ...holding].join(' ');
}

function hasChanged({ results }: Report): boolean {
  return results.some(({ status }) => status === 'done' || status === 'failed');
}

/** The request of a person, other than a look. */
export function isAsked({ evidence, action }: Report): boolean {
  return !LOOKS.has(action) && 'trigger' in evidence && evidence.trigger.kind === 'manual';
}
