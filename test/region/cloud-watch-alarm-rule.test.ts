import { alarmsIn, holds, parseAlarmRule, type StateValue } from '../../simulator/region/cloud-watch/alarms/alarm-rule.ts';
import { refusal } from './cloud-watch-setup.ts';

const STATES: Record<string, StateValue> = {
  a1: 'ALARM',
  a2: 'ALARM',
  ok1: 'OK',
  ok2: 'OK',
  none: 'INSUFFICIENT_DATA',
  'a b,(c)': 'ALARM',
  'q"q': 'OK',
};

function holdsNow(rule: string): boolean {
  return holds(parseAlarmRule(rule), (alarm) => STATES[alarm]);
}

describe('alarm rule', () => {
  it.each([
    ['TRUE', true],
    ['FALSE', false],
    ['false', false],
    ['ALARM(a1)', true],
    ['ALARM("a1")', true],
    ['ALARM (a1)', true],
    ['ALARM(ok1)', false],
    ['OK(ok1)', true],
    ['OK(none)', false],
    ['INSUFFICIENT_DATA(none)', true],
    ['NOT ALARM(none)', true],
    ['NOT NOT ALARM(a1)', true],
    ['ALARM("a b,(c)")', true],
    ['OK("q\\"q")', true],
    ['ALARM(a1) AND ALARM(ok1)', false],
    ['ALARM(a1) OR ALARM(ok1)', true],
    ['(ALARM(ok1) OR ALARM(a1)) AND OK(ok2)', true],
  ])('%s is %s', (rule, expected) => {
    expect(holdsNow(rule)).toBe(expected);
  });

  it('binds AND before OR', () => {
    expect(holdsNow('TRUE OR FALSE AND FALSE')).toBe(true);
    expect(holdsNow('(TRUE OR FALSE) AND FALSE')).toBe(false);
    expect(holdsNow('FALSE AND FALSE OR TRUE')).toBe(true);
  });

  it('binds NOT before AND', () => {
    expect(holdsNow('NOT FALSE AND FALSE')).toBe(false);
    expect(holdsNow('NOT (FALSE AND FALSE)')).toBe(true);
    expect(holdsNow('NOT TRUE OR TRUE')).toBe(true);
  });

  it.each([
    ['AT_LEAST(2, ALARM, (a1, a2, ok1))', true],
    ['AT_LEAST(3, ALARM, (a1, a2, ok1))', false],
    ['AT_LEAST(50%, OK, (a1, a2, ok1, ok2))', true],
    ['AT_LEAST(51%, OK, (a1, a2, ok1, ok2))', false],
    ['AT_LEAST(3, NOT ALARM, (a1, ok1, ok2, none))', true],
    ['AT_LEAST(2, NOT INSUFFICIENT_DATA, (a1, none, none))', false],
    ['AT_LEAST(1, INSUFFICIENT_DATA, ("none", a1))', true],
    ['AT_LEAST(100%, NOT OK, (a1, none)) AND NOT ALARM(ok1)', true],
    ['NOT AT_LEAST(1, ALARM, (ok1, ok2))', true],
  ])('%s is %s', (rule, expected) => {
    expect(holdsNow(rule)).toBe(expected);
  });

  it('names each referenced alarm once', () => {
    expect(alarmsIn(parseAlarmRule('ALARM(a) AND NOT (OK("b c") OR AT_LEAST(1, OK, (a, d)) OR TRUE)'))).toEqual([
      'a',
      'b c',
      'd',
    ]);
  });

  it('accepts the ARN of an alarm', () => {
    const arn = 'arn:aws:cloudwatch:us-east-1:111122223333:alarm:use1-az1-isolated-impact';
    expect(alarmsIn(parseAlarmRule(`ALARM(${arn}) OR ALARM("${arn} 2")`))).toEqual([arn, `${arn} 2`]);
  });

  it.each([
    [
      '()',
      "Error in AlarmRule [Unsupported token ')' at char 1, must be: '(', 'NOT', AT_LEAST, TRUE or FALSE, ALARM, OK, or INSUFFICIENT_DATA]",
    ],
    ['ALARM(a b)', "Error in AlarmRule [Unsupported token 'b' at char 8, must be: ')']"],
    ['ALARM(a', "Error in AlarmRule [Unsupported token '<EOF>' at char 7, must be: ')']"],
    ['ALARM a', "Error in AlarmRule [Unsupported token 'a' at char 6, must be: '(']"],
    ['ALARM()', "Error in AlarmRule [Unsupported token ')' at char 6, must be: an alarm name or ARN]"],
    ['ALARM(a) ALARM(b)', "Error in AlarmRule [Unsupported token 'ALARM' at char 9, must be: 'AND', 'OR']"],
    ['AT_LEAST(0, ALARM, (a))', "Error in AlarmRule [Unsupported token '0' at char 9, must be: a number or a percentage]"],
    [
      'AT_LEAST(1, BROKEN, (a))',
      "Error in AlarmRule [Unsupported token 'BROKEN' at char 12, must be: ALARM, OK, or INSUFFICIENT_DATA]",
    ],
    ['AT_LEAST(1, ALARM, a)', "Error in AlarmRule [Unsupported token 'a' at char 19, must be: '(']"],
    ['AT_LEAST(2, ALARM, (a))', 'Error in AlarmRule [AT_LEAST threshold 2 exceeds the 1 alarm(s) that it names]'],
    ['ALARM("a)', 'Error in AlarmRule [Unterminated quote at char 6]'],
    [' TRUE', 'AlarmRule must not contain leading or trailing whitespace or be null'],
  ])('refuses %s', (rule, message) => {
    expect(refusal(() => parseAlarmRule(rule))).toEqual({ code: 'ValidationError', message });
  });

  it.each(['ALARM(a) AND', 'ALARM(a) OR OR ALARM(b)', 'NOT', 'WARNING(a)', 'ALARM(a))', '"ALARM"(a)', 'ALARM(a) and ALARM(b)'])(
    'refuses %s',
    (rule) => {
      expect(refusal(() => parseAlarmRule(rule)).code).toBe('ValidationError');
    },
  );

  it('has at most 100 children', () => {
    const names = Array.from({ length: 101 }, (_, index) => `ALARM(a${index})`);
    expect(refusal(() => parseAlarmRule(names.join(' OR '))).message).toMatch(/100 alarms/);
    expect(alarmsIn(parseAlarmRule(names.slice(1).join(' OR ')))).toHaveLength(100);
  });
});
