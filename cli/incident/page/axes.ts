import { minute } from '../clock-text.ts';
import type { Shape } from './shape.ts';
import type { Plot, TimeChart } from './time-chart.ts';

/** The time axis under a plot. Only the last one has its labels and its name. */
export function timeAxis({ from, to, plots }: TimeChart, { fontSize, timeLabels }: Shape, grid: number) {
  const isLast = grid === plots.length;
  return {
    type: 'time',
    gridIndex: grid,
    min: from,
    max: to,
    splitNumber: timeLabels,
    axisLine: { show: grid > 0, lineStyle: { color: 'var(--faint)' } },
    axisTick: { show: isLast, lineStyle: { color: 'var(--faint)' } },
    axisLabel: { show: isLast, color: 'var(--faint)', fontSize, formatter: minute, hideOverlap: true },
    splitLine: { show: false },
    ...(isLast
      ? { name: 'Time (UTC)', nameLocation: 'middle', nameGap: 28, nameTextStyle: { color: 'var(--faint)', fontSize } }
      : {}),
  };
}

/** The axis of a plot's values, from zero to a round number, with its half. */
export function valueAxis({ unit, greatest }: Plot, { fontSize }: Shape, grid: number) {
  const max = roundedUp(greatest, unit);
  const formatter = (value: number) => `${value.toLocaleString('en-US')}${unit}`;
  return {
    type: 'value',
    gridIndex: grid,
    min: 0,
    max,
    interval: max / 2,
    axisLabel: { color: 'var(--faint)', fontSize, formatter },
    splitLine: { lineStyle: { color: 'var(--grid)' } },
  };
}

const ROUND = [1, 1.2, 1.6, 2, 3, 4, 6, 8, 10];
/** The least that an axis goes up to. */
const LEAST: Readonly<Record<Plot['unit'], number>> = { '': 2, ' %': 1, ' s': 0.1 };

/** The next round number: 7 becomes 8, 25 becomes 30, 12,100 becomes 16,000. The half of a count is a whole number. */
function roundedUp(greatest: number, unit: Plot['unit']): number {
  const wanted = Math.max(greatest, LEAST[unit]);
  const power = 10 ** Math.floor(Math.log10(wanted));
  const values = ROUND.map((factor) => Number((factor * power).toPrecision(2)));
  return values.find((value) => value >= wanted && (unit !== '' || Number.isInteger(value / 2))) ?? 10 * power;
}
