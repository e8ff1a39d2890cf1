import { callFunction, type FunctionCall, functionOfWord, isFunction } from './expression-functions.ts';
import type { Expression } from './expression-parser.ts';
import { ExpressionError, mapValue, operate, type Series, scalar, type Value } from './expression-values.ts';

/** The series in a value. A scalar has none. */
export function seriesIn(value: Value): readonly Series[] {
  if (value.kind === 'list') return value.series;
  return value.kind === 'series' ? [value.points] : [];
}

/** What an expression can refer to: queries by id, metrics of the request by part of their id, and Contributor Insights rules. */
export interface Scope {
  readonly resolve: (id: string) => Value;
  readonly metrics: (idPart: string) => readonly Series[];
  readonly insight: (rule: string, metric: string) => Series;
  /** Whether FILL also fills a series that has no data at all. */
  readonly fillsEmptySeries: boolean;
}

export function evaluate(expression: Expression, scope: Scope): Value {
  switch (expression.kind) {
    case 'number':
      return scalar(expression.value);
    case 'reference':
      return referred(expression.id, scope);
    case 'negation':
      return mapValue(evaluate(expression.operand, scope), (number) => 0 - number);
    case 'operation':
      return operate(expression.operator, evaluate(expression.left, scope), evaluate(expression.right, scope));
    case 'list':
      return { kind: 'list', series: expression.items.flatMap((item) => seriesIn(evaluate(item, scope))) };
    case 'call':
      return callFunction(toCall(expression, scope));
    case 'text':
      throw new ExpressionError(`Unexpected text "${expression.value}"`);
  }
}

/** This expression and all expressions below it. */
export function* walk(expression: Expression): Generator<Expression> {
  yield expression;
  if (expression.kind === 'negation') yield* walk(expression.operand);
  if (expression.kind === 'operation') yield* [...walk(expression.left), ...walk(expression.right)];
  const members = expression.kind === 'list' ? expression.items : expression.kind === 'call' ? expression.operands : [];
  for (const member of members) yield* walk(member);
}

/** Refuses unknown functions and unknown ids. */
export function checkNames(expression: Expression, ids: ReadonlySet<string>): void {
  for (const part of walk(expression)) {
    if (part.kind === 'call' && !isFunction(part.name)) throw new ExpressionError(`Function '${part.name}' not found`);
    if (part.kind === 'reference' && functionOfWord(part.id) === undefined && !ids.has(part.id)) {
      throw new ExpressionError(`Unknown metric id '${part.id}'`);
    }
  }
}

function toCall({ name, operands }: Expression & { kind: 'call' }, scope: Scope): FunctionCall {
  const { metrics, insight, fillsEmptySeries } = scope;
  return { name, operands, metrics, insight, fillsEmptySeries, resolve: (operand) => evaluate(operand, scope) };
}

function referred(id: string, { resolve }: Scope): Value {
  const taker = functionOfWord(id);
  if (taker !== undefined) throw new ExpressionError(`${id} stands only as the second operand of ${taker}`);
  return resolve(id);
}
