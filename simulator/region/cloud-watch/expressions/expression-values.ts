import type { Operator } from './expression-parser.ts';

/** One number per instant of the frame, in order, or `undefined` if data is missing. */
export type Series = readonly (number | undefined)[];

/** The value of an expression: one number, one time series, or several (`METRICS()`, `[m1, m2]`). */
export type Value =
  | { readonly kind: 'scalar'; readonly value: number | undefined }
  | { readonly kind: 'series'; readonly points: Series }
  | { readonly kind: 'list'; readonly series: readonly Series[] };

/** A parsed expression cannot be evaluated. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
}

type Arithmetic = (left: number, right: number) => number;

const ARITHMETIC: Readonly<Record<Operator, Arithmetic>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
  '^': (left, right) => left ** right,
  '<': (left, right) => Number(left < right),
  '<=': (left, right) => Number(left <= right),
  '>': (left, right) => Number(left > right),
  '>=': (left, right) => Number(left >= right),
  '==': (left, right) => Number(left === right),
  '!=': (left, right) => Number(left !== right),
  AND: (left, right) => Number(left !== 0 && right !== 0),
  OR: (left, right) => Number(left !== 0 || right !== 0),
};

export const scalar = (value: number | undefined): Value => ({ kind: 'scalar', value });
export const series = (points: Series): Value => ({ kind: 'series', points });

/**
 * Applies an operator element by element where both sides exist. A scalar applies to every element, and to every series of a
 * list.
 */
export function operate(operator: Operator, left: Value, right: Value): Value {
  const arithmetic = ARITHMETIC[operator];
  return combine([left, right], ([one, other]) => {
    return one === undefined || other === undefined ? undefined : finite(arithmetic(one, other));
  });
}

/** Applies a function to every number. */
export function mapValue(value: Value, change: (number: number) => number): Value {
  return combine([value], ([number]) => (number === undefined ? undefined : finite(change(number))));
}

/**
 * Applies a function instant by instant. If all operands are scalars, so is the result; otherwise scalars are repeated. At most
 * one operand may be a list, and then the result is a list.
 */
export function combine(operands: readonly Value[], change: (numbers: Series) => number | undefined): Value {
  const list = operands.find((operand) => operand.kind === 'list');
  if (list === undefined) return combineSingles(operands, change);
  if (operands.some((operand) => operand.kind === 'list' && operand !== list)) {
    throw new ExpressionError('Operations between two arrays of time series are not supported');
  }
  const withMember = (member: Series) => operands.map((operand) => (operand.kind === 'list' ? series(member) : operand));
  const results = list.series.map((member) => combineSingles(withMember(member), change));
  return { kind: 'list', series: results.map((result) => pointsOf(result, 0)) };
}

/** Alarms call this every minute, so all instants share one array of numbers. */
function combineSingles(operands: readonly Value[], change: (numbers: Series) => number | undefined): Value {
  const longest = operands.find((operand) => operand.kind === 'series');
  const length = longest?.points.length ?? 1;
  const numbers: (number | undefined)[] = operands.map(() => undefined);
  const results: (number | undefined)[] = [];
  for (let instant = 0; instant < length; instant += 1) {
    for (let index = 0; index < operands.length; index += 1) numbers[index] = numberAt(operands[index], instant);
    results.push(change(numbers));
  }
  return longest === undefined ? scalar(results[0]) : series(results);
}

function numberAt(value: Value | undefined, instant: number): number | undefined {
  if (value?.kind === 'series') return value.points[instant];
  return value?.kind === 'scalar' ? value.value : undefined;
}

/** A value as one series. Repeats a scalar `length` times. Throws for a list. */
export function pointsOf(value: Value, length: number): Series {
  if (value.kind === 'series') return value.points;
  if (value.kind === 'scalar') return Array<number | undefined>(length).fill(value.value);
  throw new ExpressionError('The expression returns an array of time series where one is needed');
}

/** Division by zero and similar results give no data point. */
function finite(number: number): number | undefined {
  return Number.isFinite(number) ? number : undefined;
}
