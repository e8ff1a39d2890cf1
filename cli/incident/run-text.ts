import type { Report } from '../../shared/report/report.ts';
import { describeChange } from '../../shared/tell/describe-change.ts';
import { oneLine } from '../../shared/tell/one-line.ts';
import { bareName, shortened, shortenResources } from '../../shared/tell/short-names.ts';
import { holdingReasons } from '../../shared/tell/why-lines.ts';
import { wouldHaveEvacuated } from './headline.ts';
import type { Run } from './incident.ts';

/** What others have written, as one line, with short names of resources. */
export function plainText(text: string): string {
  return shortenResources(oneLine(text), shortened);
}

/** Who or what brought the run: `the alarm use1-az1-isolated-impact`, `a person`, `upkeep`. */
export function causeOf({ report }: Run): string {
  const trigger = 'trigger' in report.evidence ? report.evidence.trigger : null;
  if (trigger === null || trigger.kind === 'tick') return report.action === 'upkeep' ? 'upkeep' : 'an event';
  if (trigger.kind === 'manual') return 'a person';
  return `the alarm ${oneLine(trigger.alarm.name)}${trigger.again ? ', still ringing' : ''}`;
}

/** The words of the person who asked; empty: none. */
export function reasonOf({ report }: Run): string {
  return plainText(report.reason);
}

/** The checks that a person answered for, with what they said. */
export function overriddenChecks({ decision }: Report): string[] {
  return decision.reasons.filter(({ overridden }) => overridden).map(({ check }) => check);
}

/** `evacuate in-progress`, `would evacuate`, `held` */
export function outcomeText({ report }: Run): string {
  const { action, outcome, decision } = report;
  if (wouldHaveEvacuated(report)) return 'would evacuate';
  const what = action === 'upkeep' && decision.verdict === 'restore' ? 'restore' : action;
  return `${what}: ${outcome === 'nothing-to-do' ? 'nothing to do' : outcome.replace('-', ' ')}`;
}

/** What it came to, in one line: what changed, else what holds it, else what it would do or waits for. */
export function gistOf({ report }: Run): string {
  const { results, outcome, error, awaited = [] } = report;
  if (error !== undefined) return `${error.name}: ${plainText(error.message)}`;
  const changed = results.filter(({ status }) => status === 'done' || status === 'failed').map(resultText);
  if (changed.length > 0) return first(changed);
  if (outcome === 'held') return first(holdingReasons(report).map(({ check, why }) => `${check}: ${plainText(why)}`));
  if (wouldHaveEvacuated(report)) return first(plannedTexts(report));
  return awaited.length === 0 ? '' : `waits for ${first(awaited.map(({ group }) => `group ${group}`))}`;
}

/** What it would have done, a step each: `start-zonal-shift web: away from use1-az1`. */
export function plannedTexts({ plan }: Report): string[] {
  return plan.steps.map((step) => {
    const target = 'resource' in step ? step.resource : step.group;
    return `${step.kind} ${bareName(target)}: ${plainText(describeChange(step))}`;
  });
}

function resultText({ kind, target, status, code }: Report['results'][number]): string {
  return `${kind} ${bareName(target)}${status === 'failed' ? ` failed (${code})` : ''}`;
}

const SHOWN = 3;

/** The first three, and how many more. */
function first(texts: readonly string[]): string {
  const more = texts.length - SHOWN;
  return `${texts.slice(0, SHOWN).join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}
