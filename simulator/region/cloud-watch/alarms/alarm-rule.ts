import { AwsError } from '../../operations/operation.ts';
import { type RuleToken, RuleTokens } from './alarm-rule-tokens.ts';

export type StateValue = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** A minimum number of alarms, or a minimum percentage of the named alarms. */
type Minimum = { readonly count: number } | { readonly percent: number };

/** A parsed AlarmRule. Alarms stay as written: a name or an ARN. */
export type AlarmRule =
  | { readonly kind: 'constant'; readonly value: boolean }
  | { readonly kind: 'state'; readonly state: StateValue; readonly alarm: string }
  | { readonly kind: 'not'; readonly operand: AlarmRule }
  | { readonly kind: 'and' | 'or'; readonly operands: readonly AlarmRule[] }
  | {
      readonly kind: 'at-least';
      readonly minimum: Minimum;
      readonly state: StateValue;
      readonly negated: boolean;
      readonly alarms: readonly string[];
    };

const OPERAND = "'(', 'NOT', AT_LEAST, TRUE or FALSE, ALARM, OK, or INSUFFICIENT_DATA";
const STATES: readonly string[] = ['OK', 'ALARM', 'INSUFFICIENT_DATA'] satisfies StateValue[];

/** Maximum number of child alarms, TRUE, FALSE and parentheses, and of different child alarms (PutCompositeAlarm, AlarmRule). */
const MAXIMUM_ELEMENTS = 500;
const MAXIMUM_CHILDREN = 100;

/**
 * Parses an AlarmRule: `(ALARM("a b") OR AT_LEAST(50%, NOT OK, (c, d))) AND NOT OK(e)`. NOT binds before AND, AND before OR.
 * Throws ValidationError with the position of the first wrong character (from 0).
 */
export function parseAlarmRule(text: string): AlarmRule {
  if (text !== text.trim()) throw invalid('AlarmRule must not contain leading or trailing whitespace or be null');
  const tokens = new RuleTokens(text);
  const rule = anyOf(tokens);
  if (tokens.peek().kind !== 'end') throw unsupported(tokens.peek(), "'AND', 'OR'");
  if (tokens.elements > MAXIMUM_ELEMENTS) throw invalid(`AlarmRule must not contain more than ${MAXIMUM_ELEMENTS} elements`);
  if (alarmsIn(rule).length > MAXIMUM_CHILDREN) throw invalid(`AlarmRule must not contain more than ${MAXIMUM_CHILDREN} alarms`);
  return rule;
}

/** The alarms that a rule refers to, each once, as written. */
export function alarmsIn(rule: AlarmRule): string[] {
  if (rule.kind === 'constant') return [];
  if (rule.kind === 'state') return [rule.alarm];
  if (rule.kind === 'at-least') return [...new Set(rule.alarms)];
  const operands = rule.kind === 'not' ? [rule.operand] : rule.operands;
  return [...new Set(operands.flatMap(alarmsIn))];
}

/** Whether the rule holds, given the state of each alarm by its name or ARN as written. */
export function holds(rule: AlarmRule, stateOf: (alarm: string) => StateValue | undefined): boolean {
  switch (rule.kind) {
    case 'constant':
      return rule.value;
    case 'state':
      return stateOf(rule.alarm) === rule.state;
    case 'not':
      return !holds(rule.operand, stateOf);
    case 'and':
      return rule.operands.every((operand) => holds(operand, stateOf));
    case 'or':
      return rule.operands.some((operand) => holds(operand, stateOf));
    case 'at-least': {
      const matching = rule.alarms.filter((alarm) => (stateOf(alarm) === rule.state) !== rule.negated).length;
      if ('count' in rule.minimum) return matching >= rule.minimum.count;
      return matching * 100 >= rule.minimum.percent * rule.alarms.length;
    }
  }
}

function anyOf(tokens: RuleTokens): AlarmRule {
  return chain(tokens, { word: 'OR', kind: 'or', operand: allOf });
}

function allOf(tokens: RuleTokens): AlarmRule {
  return chain(tokens, { word: 'AND', kind: 'and', operand: negated });
}

interface Chain {
  readonly word: 'AND' | 'OR';
  readonly kind: 'and' | 'or';
  readonly operand: (tokens: RuleTokens) => AlarmRule;
}

function chain(tokens: RuleTokens, { word, kind, operand }: Chain): AlarmRule {
  const first = operand(tokens);
  const operands = [first];
  while (tokens.takeIf(word)) operands.push(operand(tokens));
  return operands.length === 1 ? first : { kind, operands };
}

function negated(tokens: RuleTokens): AlarmRule {
  return tokens.takeIf('NOT') ? { kind: 'not', operand: negated(tokens) } : primary(tokens);
}

function primary(tokens: RuleTokens): AlarmRule {
  const token = tokens.take();
  if (token.kind === 'symbol' && token.text === '(') {
    const inner = anyOf(tokens);
    closing(tokens);
    return inner;
  }
  if (token.kind !== 'word') throw unsupported(token, OPERAND);
  if (/^(true|false)$/i.test(token.text)) return constant(token.text, tokens);
  if (token.text === 'AT_LEAST') return atLeast(tokens);
  if (!STATES.includes(token.text)) throw unsupported(token, OPERAND);
  return stateOfAlarm(token.text as StateValue, tokens);
}

function constant(text: string, tokens: RuleTokens): AlarmRule {
  tokens.elements += 1;
  return { kind: 'constant', value: text.toUpperCase() === 'TRUE' };
}

function stateOfAlarm(state: StateValue, tokens: RuleTokens): AlarmRule {
  expect(tokens, '(');
  const alarm = alarmName(tokens);
  closing(tokens);
  return { kind: 'state', state, alarm };
}

function atLeast(tokens: RuleTokens): AlarmRule {
  expect(tokens, '(');
  const minimum = minimumOf(tokens.take());
  expect(tokens, ',');
  const isNegated = tokens.takeIf('NOT');
  const state = tokens.take();
  if (!STATES.includes(state.text)) throw unsupported(state, 'ALARM, OK, or INSUFFICIENT_DATA');
  expect(tokens, ',');
  expect(tokens, '(');
  const alarms = [alarmName(tokens)];
  while (tokens.takeIf(',')) alarms.push(alarmName(tokens));
  closing(tokens);
  closing(tokens);
  if ('count' in minimum && minimum.count > alarms.length) {
    throw invalid(`Error in AlarmRule [AT_LEAST threshold ${minimum.count} exceeds the ${alarms.length} alarm(s) that it names]`);
  }
  return { kind: 'at-least', minimum, state: state.text as StateValue, negated: isNegated, alarms };
}

function minimumOf(token: RuleToken): Minimum {
  const [, digits, percentSign] = /^(\d{1,3})(%?)$/.exec(token.text) ?? [];
  const number = Number(digits ?? 0);
  if (token.kind !== 'word' || number < 1 || (percentSign === '%' && number > 100))
    throw unsupported(token, 'a number or a percentage');
  return percentSign === '%' ? { percent: number } : { count: number };
}

function alarmName(tokens: RuleTokens): string {
  const token = tokens.take();
  if (token.kind === 'symbol' || token.kind === 'end' || token.text === '') throw unsupported(token, 'an alarm name or ARN');
  tokens.elements += 1;
  return token.text;
}

function closing(tokens: RuleTokens): void {
  expect(tokens, ')');
}

function expect(tokens: RuleTokens, symbol: '(' | ')' | ','): void {
  if (!tokens.takeIf(symbol)) throw unsupported(tokens.peek(), `'${symbol}'`);
}

function unsupported({ kind, text, at }: RuleToken, wanted: string): AwsError {
  return invalid(`Error in AlarmRule [Unsupported token '${kind === 'end' ? '<EOF>' : text}' at char ${at}, must be: ${wanted}]`);
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationError', message);
}
