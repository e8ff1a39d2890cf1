import { type Datapoint, judge, type TreatMissingData } from '../../simulator/region/cloud-watch/alarms/missing-datapoints.ts';

/** The page's notation, newest on the right: 0 does not breach, X breaches, - is missing. */
function stateFor(notation: string, treatMissingData: TreatMissingData, datapointsToAlarm: number): string {
  const range = notation.split(' ').map((mark, index): Datapoint | undefined => {
    return mark === '-' ? undefined : { at: index * 60_000, value: mark === 'X' ? 1 : 0, breaching: mark === 'X' };
  });
  return judge(range, { evaluationPeriods: 3, datapointsToAlarm, treatMissingData }).state ?? 'retain';
}

describe('missing data, 3 out of 3', () => {
  it.each([
    ['0 - X - X', 'OK', 'OK', 'OK', 'OK'],
    ['0 - - - -', 'OK', 'OK', 'OK', 'OK'],
    ['- - - - -', 'INSUFFICIENT_DATA', 'retain', 'ALARM', 'OK'],
    ['0 X X - X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
    ['- - X - -', 'ALARM', 'retain', 'ALARM', 'OK'],
    ['- - - - X', 'retain', 'retain', 'ALARM', 'OK'],
    ['- - - X -', 'retain', 'retain', 'ALARM', 'OK'],
    ['- - X - 0', 'OK', 'OK', 'OK', 'OK'],
    ['X X X - -', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
    ['X X 0 X X', 'OK', 'OK', 'OK', 'OK'],
  ])('%s: missing %s, ignore %s, breaching %s, notBreaching %s', (notation, ...expected) => {
    const states = (['missing', 'ignore', 'breaching', 'notBreaching'] as const).map((treatment) =>
      stateFor(notation, treatment, 3),
    );
    expect(states).toEqual(expected);
  });
});

describe('missing data, 2 out of 3', () => {
  it.each([
    ['0 - X - X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
    ['0 0 X 0 X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
    ['0 - X - -', 'OK', 'OK', 'ALARM', 'OK'],
    ['- - - - 0', 'OK', 'OK', 'ALARM', 'OK'],
    ['- - - X -', 'ALARM', 'retain', 'ALARM', 'OK'],
    ['X X 0 0 X', 'OK', 'OK', 'OK', 'OK'],
    ['- - - X X', 'ALARM', 'ALARM', 'ALARM', 'ALARM'],
  ])('%s: missing %s, ignore %s, breaching %s, notBreaching %s', (notation, ...expected) => {
    const states = (['missing', 'ignore', 'breaching', 'notBreaching'] as const).map((treatment) =>
      stateFor(notation, treatment, 2),
    );
    expect(states).toEqual(expected);
  });
});
