import type { StateValue } from './alarm-rule.ts';

export type TreatMissingData = 'missing' | 'ignore' | 'breaching' | 'notBreaching';

/** How an alarm looks at its points: M (`datapointsToAlarm`) out of N (`evaluationPeriods`). */
export interface EvaluationRule {
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly treatMissingData: TreatMissingData;
}

/** One period's number, judged against the threshold. */
export interface Datapoint {
  /** Start of the period, milliseconds since the epoch. */
  readonly at: number;
  readonly value: number;
  readonly breaching: boolean;
}

export interface Judgement {
  /** `undefined`: the alarm stays as it is. */
  readonly state: StateValue | undefined;
  /** The real points that were evaluated, newest first. */
  readonly points: readonly Datapoint[];
  /** How many missing points had to be filled in to make up the evaluation periods. */
  readonly filled: number;
}

/** Periods looked at beyond the evaluation periods, in case some are missing: 5 for 3 in the page's tables. */
export const EXTRA_PERIODS = 2;

/**
 * The state that the points of the evaluation range call for. `range` is oldest first and holds N + EXTRA_PERIODS periods;
 * a missing period is `undefined`. Rules and tables: "Configuring how CloudWatch alarms treat missing data".
 */
export function judge(range: readonly (Datapoint | undefined)[], rule: EvaluationRule): Judgement {
  const real = range.filter((point) => point !== undefined).reverse();
  const points = real.slice(0, rule.evaluationPeriods);
  const filled = rule.evaluationPeriods - points.length;
  const breaching = points.filter((point) => point.breaching).length;
  if (points.length === 0) return { state: stateWithoutData(rule), points, filled };
  if (breaching + (rule.treatMissingData === 'breaching' ? filled : 0) >= rule.datapointsToAlarm) {
    return { state: 'ALARM', points, filled };
  }
  const allBreaching = breaching === points.length;
  return { state: allBreaching && filled > 0 ? stateOfTooFew(range, rule) : 'OK', points, filled };
}

function stateWithoutData({ treatMissingData }: EvaluationRule): StateValue | undefined {
  if (treatMissingData === 'ignore') return undefined;
  if (treatMissingData === 'missing') return 'INSUFFICIENT_DATA';
  return treatMissingData === 'breaching' ? 'ALARM' : 'OK';
}

/**
 * Every real point breaches, but there are fewer than M ("Avoiding premature transitions"). With `missing`, the alarm fires once
 * the oldest of them is at least M periods old: what is newer can no longer outvote it. Until then nothing speaks for OK either.
 */
function stateOfTooFew(range: readonly (Datapoint | undefined)[], rule: EvaluationRule): StateValue | undefined {
  if (rule.treatMissingData === 'notBreaching') return 'OK';
  if (rule.treatMissingData === 'ignore') return undefined;
  const periodsSinceOldest = range.length - range.findIndex((point) => point !== undefined);
  return periodsSinceOldest >= rule.datapointsToAlarm ? 'ALARM' : undefined;
}
