import { holdingReasons } from '../../shared/tell/why-lines.ts';
import { runsOfItsZone, verdictOf, wouldHaveEvacuated } from './headline.ts';
import type { Incident, Run } from './incident.ts';
import { plainText, plannedTexts } from './run-text.ts';

/** What the verdict on an incident rests on. */
export interface Ground {
  /** `evidence`, `would have`, `held by cooldown`, `error` */
  readonly label: string;
  readonly value: string;
}

/** The numbers behind an evacuation, what would have been done, what held it, or what went wrong. */
export function groundsOf(incident: Incident): Ground[] {
  const runs = runsOfItsZone(incident);
  switch (verdictOf(incident)) {
    case 'held':
      return heldBy(runs);
    case 'failed':
      return errors(runs);
    case 'would-evacuate':
      return [...evidence(runs), ...wouldHave(runs)];
    default:
      return evidence(runs);
  }
}

/** Of the first run that would go ahead: later ones know what that one has done. */
function evidence(runs: readonly Run[]): Ground[] {
  const found = runs.find(({ report }) => report.action === 'evacuate' && report.decision.verdict === 'evacuate');
  const reasons =
    found?.report.decision.reasons.filter(({ check, status }) => check === 'zone-is-outlier' && status === 'pass') ?? [];
  return reasons.map(({ why }) => ({ label: 'evidence', value: plainText(why) }));
}

function wouldHave(runs: readonly Run[]): Ground[] {
  const would = runs.find(({ report }) => wouldHaveEvacuated(report));
  return would === undefined ? [] : [{ label: 'would have', value: plannedTexts(would.report).join('; ') }];
}

/** As the last run that was held saw it. */
function heldBy(runs: readonly Run[]): Ground[] {
  const held = runs.findLast(({ report }) => report.outcome === 'held')?.report;
  const reasons = held === undefined ? [] : holdingReasons(held);
  return reasons.map(({ check, why }) => ({ label: `held by ${check}`, value: plainText(why) }));
}

function errors(runs: readonly Run[]): Ground[] {
  const { error } = runs.findLast(({ report }) => report.error !== undefined)?.report ?? {};
  return error === undefined ? [] : [{ label: 'error', value: `${error.name}: ${plainText(error.message)}` }];
}
