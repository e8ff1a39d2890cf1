import type { StateValue } from './alarm-rule.ts';

export type TreatMissingData = 'missing' | 'ignore' | 'breaching' | 'notBreaching';

/** How an alarm evaluates its points: M (`datapointsToAlarm`) out of N (`evaluationPeriods`). */
export interface EvaluationRule {
  readonly evaluationPeriods: number;
  readonly datapointsToAlarm: number;
  readonly treatMissingData: TreatMissingData;
}

/** The value of one period, compared with the threshold. */
export interface Datapoint {
  /** Start of the period, milliseconds since the epoch. */
  readonly at: number;
  readonly value: number;
  readonly breaching: boolean;
}

export interface Judgement {
  /** `undefined` if the state does not change. */
  readonly state: StateValue | undefined;
  /** The evaluated real points, newest first. */
  readonly points: readonly Datapoint[];
  /** How many missing points were filled in to reach the number of evaluation periods. */
  readonly filled: number;
}

/** Additional periods to read in case some are missing: 5 for 3 in the tables of the page. */
export const EXTRA_PERIODS = 2;

/**
 * The new state, from the points of the evaluation range. `range` is oldest first and has N + EXTRA_PERIODS periods, with
 * `undefined` for missing ones. Rules and tables: "Configuring how CloudWatch alarms treat missing data".
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
 * All real points breach, but there are fewer than M ("Avoiding premature transitions"). With `missing`, the alarm fires once the
 * oldest of them is at least M periods old, because newer points can no longer outvote it. Until then, nothing indicates OK
 * either.
 */
function stateOfTooFew(range: readonly (Datapoint | undefined)[], rule: EvaluationRule): StateValue | undefined {
  if (rule.treatMissingData === 'notBreaching') return 'OK';
  if (rule.treatMissingData === 'ignore') return undefined;
  const periodsSinceOldest = range.length - range.findIndex((point) => point !== undefined);
  return periodsSinceOldest >= rule.datapointsToAlarm ? 'ALARM' : undefined;
}
