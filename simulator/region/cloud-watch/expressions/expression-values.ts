import type { Operator } from './expression-parser.ts';

/** A number for each instant of the frame, in its order; `undefined` where data is missing. */
export type Series = readonly (number | undefined)[];

/** What an expression is worth: one number, one time series, or several (`METRICS()`, `[m1, m2]`). */
export type Value =
  | { readonly kind: 'scalar'; readonly value: number | undefined }
  | { readonly kind: 'series'; readonly points: Series }
  | { readonly kind: 'list'; readonly series: readonly Series[] };

/** Why an expression that parses cannot be worked out. */
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

/** Element by element where both sides exist; a scalar goes with every element, and with every series of a list. */
export function operate(operator: Operator, left: Value, right: Value): Value {
  const arithmetic = ARITHMETIC[operator];
  return combine([left, right], ([one, other]) => {
    return one === undefined || other === undefined ? undefined : finite(arithmetic(one, other));
  });
}

/** Applies a function of one number to every number there is. */
export function mapValue(value: Value, change: (number: number) => number): Value {
  return combine([value], ([number]) => (number === undefined ? undefined : finite(change(number))));
}

/**
 * Works out a function instant by instant. All scalars give a scalar, otherwise scalars are repeated; at most one operand may
 * be a list, and then the result is one.
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

/** Alarms come through here every minute: one array of numbers is used for all instants. */
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

/** A value as one series: a scalar is repeated `length` times; a list has no single series. */
export function pointsOf(value: Value, length: number): Series {
  if (value.kind === 'series') return value.points;
  if (value.kind === 'scalar') return Array<number | undefined>(length).fill(value.value);
  throw new ExpressionError('The expression returns an array of time series where one is needed');
}

/** Division by zero and the like leave no data point. */
function finite(number: number): number | undefined {
  return Number.isFinite(number) ? number : undefined;
}
