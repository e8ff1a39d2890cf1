import { isInsightMetric } from '../metrics/insight-rules.ts';
import type { Expression } from './expression-parser.ts';
import { combine, ExpressionError, mapValue, type Series, scalar, series, type Value } from './expression-values.ts';

/** What a function can use: its operands as written, their values, and the metrics of the request. */
export interface FunctionCall {
  readonly name: string;
  readonly operands: readonly Expression[];
  readonly resolve: (operand: Expression) => Value;
  /** The time series of the request's metrics (not of its expressions) whose id contains the text. */
  readonly metrics: (idPart: string) => readonly Series[];
  /** The time series of one metric of a Contributor Insights rule. */
  readonly insight: (rule: string, metric: string) => Series;
  readonly fillsEmptySeries: boolean;
}

const REPEAT = 'REPEAT';

/**
 * The function that takes this word literally as its second operand, or `undefined` for a reference to a query. Ids begin in
 * lower case, so no query can have one of these words as its id.
 */
export function functionOfWord(word: string): string | undefined {
  if (word === REPEAT) return 'FILL';
  return isInsightMetric(word) ? 'INSIGHT_RULE_METRIC' : undefined;
}

type Aggregate = (present: readonly number[], all: Series) => number;

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** AVG of an array counts missing values as 0, so it divides by the number of series (metric math syntax page). */
const AGGREGATES: Readonly<Record<string, { readonly overTime: Aggregate; readonly acrossSeries: Aggregate }>> = {
  SUM: { overTime: sum, acrossSeries: sum },
  AVG: { overTime: (present) => sum(present) / present.length, acrossSeries: (present, all) => sum(present) / all.length },
  MIN: { overTime: (present) => Math.min(...present), acrossSeries: (present) => Math.min(...present) },
  MAX: { overTime: (present) => Math.max(...present), acrossSeries: (present) => Math.max(...present) },
};

const FUNCTIONS: Readonly<Record<string, (call: FunctionCall) => Value>> = {
  SUM: aggregate,
  AVG: aggregate,
  MIN: aggregate,
  MAX: aggregate,
  ABS: (call) => mapValue(call.resolve(operand(call, 0)), Math.abs),
  CEIL: (call) => mapValue(call.resolve(operand(call, 0)), Math.ceil),
  FLOOR: (call) => mapValue(call.resolve(operand(call, 0)), Math.floor),
  FILL: fill,
  IF: choose,
  METRICS: metrics,
  INSIGHT_RULE_METRIC: insightRuleMetric,
};

/** Whether this metric math knows the function. Names are in capitals, as in CloudWatch. */
export function isFunction(name: string): boolean {
  return Object.hasOwn(FUNCTIONS, name);
}

export function callFunction(call: FunctionCall): Value {
  const known = isFunction(call.name) ? FUNCTIONS[call.name] : undefined;
  if (known === undefined) throw new ExpressionError(`Function '${call.name}' not found`);
  return known(call);
}

function operand(call: FunctionCall, index: number): Expression {
  const found = call.operands[index];
  if (found === undefined) throw new ExpressionError(`Function '${call.name}' needs at least ${index + 1} operand(s)`);
  return found;
}

/** For an array, aggregates across its series, minute by minute. For a single series, aggregates over time into one number. */
function aggregate(call: FunctionCall): Value {
  const value = call.resolve(operand(call, 0));
  const known = AGGREGATES[call.name];
  if (known === undefined || value.kind === 'scalar') return value;
  const of = (numbers: Series, how: Aggregate) => {
    const present = numbers.filter((number) => number !== undefined);
    return present.length === 0 ? undefined : how(present, numbers);
  };
  if (value.kind === 'series') return scalar(of(value.points, known.overTime));
  const instants = value.series[0] ?? [];
  return series(
    instants.map((_, index) =>
      of(
        value.series.map((member) => member[index]),
        known.acrossSeries,
      ),
    ),
  );
}

/** `FILL(m1, 0)`, `FILL(m1, m2)`, `FILL(m1, REPEAT)`: replaces missing data. REPEAT cannot fill a gap at the start. */
function fill(call: FunctionCall): Value {
  const value = call.resolve(operand(call, 0));
  const filler = operand(call, 1);
  if (!call.fillsEmptySeries && value.kind === 'series' && value.points.every((point) => point === undefined)) return value;
  if (filler.kind !== 'reference' || filler.id !== REPEAT) {
    return combine([value, call.resolve(filler)], ([number, other]) => number ?? other);
  }
  if (value.kind === 'list') return { kind: 'list', series: value.series.map(repeatLast) };
  return value.kind === 'series' ? series(repeatLast(value.points)) : value;
}

function repeatLast(points: Series): Series {
  let last: number | undefined;
  return points.map((point) => {
    last = point ?? last;
    return last;
  });
}

/** `IF(condition, then, otherwise)`. Without `otherwise`, there is no data point where the condition is 0. */
function choose(call: FunctionCall): Value {
  const otherwise = call.operands[2];
  const operands = [operand(call, 0), operand(call, 1), ...(otherwise === undefined ? [] : [otherwise])];
  return combine(operands.map(call.resolve), ([condition, then, other]) => {
    if (condition === undefined) return undefined;
    return condition === 0 ? other : then;
  });
}

function metrics(call: FunctionCall): Value {
  const [idPart] = call.operands;
  if (idPart !== undefined && idPart.kind !== 'text') throw new ExpressionError("Function 'METRICS' takes a text only");
  return { kind: 'list', series: call.metrics(idPart?.value ?? '') };
}

/** `INSIGHT_RULE_METRIC("rule", UniqueContributors)`. The metric may also be in quotes ("Graph metrics generated by rules"). */
function insightRuleMetric(call: FunctionCall): Value {
  const rule = operand(call, 0);
  const metric = operand(call, 1);
  if (rule.kind !== 'text') throw new ExpressionError("Function 'INSIGHT_RULE_METRIC' takes the name of a rule in quotes first");
  const name = metric.kind === 'reference' ? metric.id : metric.kind === 'text' ? metric.value : '';
  if (!isInsightMetric(name)) throw new ExpressionError(`INSIGHT_RULE_METRIC does not know the metric '${name}'`);
  return series(call.insight(rule.value, name));
}
