import { CustomChart, LineChart } from 'echarts/charts';
import { GridComponent, MarkAreaComponent, MarkLineComponent, TitleComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { minute } from '../clock-text.ts';
import type { Band } from '../incident.ts';
import { escaped } from './html.ts';
import type { Shape } from './shape.ts';

use([CustomChart, GridComponent, LineChart, MarkAreaComponent, MarkLineComponent, SVGRenderer, TitleComponent]);

/** A point of a line: time and value. Null breaks the line. */
export type Point = readonly [at: number, value: number | null];

export interface Line {
  /** A CSS colour. */
  readonly colour: string;
  readonly points: readonly Point[];
  /** Its points are samples: each holds until the next one. */
  readonly isSampled?: true;
}

export interface Plot {
  /** With its unit: `Requests (per minute)`. */
  readonly title: string;
  /** Of the labels on its axis; empty: it counts something. */
  readonly unit: '' | ' %' | ' s';
  /** The greatest value that it must have room for. */
  readonly greatest: number;
  readonly lines: readonly Line[];
}

/** Plots under each other on one time axis. */
export interface TimeChart {
  /** For screen readers. */
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly plots: readonly Plot[];
  /** Null: it has no lane for them. */
  readonly bands: readonly Band[] | null;
  /** Times at which something happened: a line each. */
  readonly marks: readonly number[];
}

/** Heights in pixels: the lane of the bands, and of each plot its title, itself, and what is under it. */
const TOP = 4;
const LANE = 34;
const PLOT = { title: 30, height: 74, under: 10 };
const AXIS = 48;

const KINDS = ['shift', 'alarm'] as const;
const COLOUR_OF: Readonly<Record<Band['kind'], string>> = { alarm: 'var(--alarm)', shift: 'var(--shift)' };
/** Without quotes: it is written into attributes as it is. */
const FONT = 'system-ui, sans-serif';

/** A chart as SVG that scales with its container. `id` is unique on the page. */
export function drawChart(timeChart: TimeChart, { shape, id }: { shape: Shape; id: string }): string {
  const height = topOf(timeChart, timeChart.plots.length) + AXIS;
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: shape.width, height });
  try {
    chart.setOption(optionOf(timeChart, shape));
    return standingAlone(chart.renderToSVGString(), timeChart.name, id);
  } finally {
    chart.dispose();
  }
}

/** Top of the title of a plot; of the one after the last: end of the plots. */
function topOf({ bands }: TimeChart, index: number): number {
  return TOP + (bands === null ? 0 : LANE) + index * (PLOT.title + PLOT.height + PLOT.under);
}

function optionOf(chart: TimeChart, shape: Shape) {
  const { left, right, fontSize } = shape;
  const { plots } = chart;
  const grids = plots.map((_, index) => ({ left, right, top: topOf(chart, index) + PLOT.title, height: PLOT.height }));
  return {
    animation: false,
    useUTC: true,
    textStyle: { fontFamily: FONT, fontSize, color: 'var(--text)' },
    title: plots.map(({ title }, index) => ({
      text: title,
      left: 0,
      top: topOf(chart, index) + 6,
      padding: 0,
      textStyle: { fontFamily: FONT, fontSize, fontWeight: 600, color: 'var(--text)' },
    })),
    grid: [{ left, right, top: TOP, height: LANE, show: false }, ...grids],
    xAxis: [timeAxis(chart, shape, 0), ...grids.map((_, index) => timeAxis(chart, shape, index + 1))],
    yAxis: [laneAxis(shape, chart.bands !== null), ...plots.map((plot, index) => valueAxis(plot, shape, index + 1))],
    series: [
      laneSeries(chart.bands ?? []),
      ...plots.flatMap(({ lines }, index) => lines.map((line) => lineSeries(line, chart, index + 1))),
    ],
  };
}

/** Only the last one has its labels and its name. */
function timeAxis({ from, to, plots }: TimeChart, { fontSize, name }: Shape, grid: number) {
  const isLast = grid === plots.length;
  return {
    type: 'time',
    gridIndex: grid,
    min: from,
    max: to,
    splitNumber: name === 'wide' ? 8 : 3,
    axisLine: { show: grid > 0, lineStyle: { color: 'var(--faint)' } },
    axisTick: { show: isLast, lineStyle: { color: 'var(--faint)' } },
    axisLabel: { show: isLast, color: 'var(--faint)', fontSize, formatter: minute, hideOverlap: true },
    splitLine: { show: false },
    ...(isLast
      ? { name: 'Time (UTC)', nameLocation: 'middle', nameGap: 28, nameTextStyle: { color: 'var(--faint)', fontSize } }
      : {}),
  };
}

function laneAxis({ fontSize }: Shape, show: boolean) {
  return {
    type: 'category',
    show,
    gridIndex: 0,
    data: KINDS,
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { show: false },
    axisLabel: { color: 'var(--faint)', fontSize, interval: 0 },
  };
}

function valueAxis({ unit, greatest }: Plot, { fontSize }: Shape, grid: number) {
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

/** The bands, as bars in a lane of their own. */
function laneSeries(bands: readonly Band[]) {
  return {
    type: 'custom',
    xAxisIndex: 0,
    yAxisIndex: 0,
    silent: true,
    clip: true,
    encode: { x: [0, 1], y: 2 },
    data: bands.map(({ kind, from, to }) => [from, to, KINDS.indexOf(kind)]),
    renderItem: (_: unknown, api: LaneApi) => {
      const [kind = 0] = [api.value(2)];
      const [start = 0, middle = 0] = api.coord([api.value(0), kind]);
      const [end = 0] = api.coord([api.value(1), kind]);
      const fill = COLOUR_OF[KINDS[kind] ?? 'alarm'];
      return {
        type: 'rect',
        shape: { x: start, y: middle - 5, width: Math.max(2, end - start), height: 10, r: 2 },
        style: { fill },
      };
    },
  };
}

interface LaneApi {
  readonly value: (dimension: number) => number;
  readonly coord: (values: readonly number[]) => readonly number[];
}

function lineSeries({ colour, points, isSampled }: Line, { bands, marks }: TimeChart, grid: number) {
  return {
    type: 'line',
    xAxisIndex: grid,
    yAxisIndex: grid,
    silent: true,
    clip: true,
    showSymbol: points.length === 1,
    ...(isSampled ? { step: 'end' } : {}),
    data: points,
    lineStyle: { color: colour, width: 2 },
    itemStyle: { color: colour },
    areaStyle: { color: colour, opacity: 0.12 },
    markArea: {
      silent: true,
      data: (bands ?? []).map(({ kind, from, to }) => [
        { xAxis: from, itemStyle: { color: COLOUR_OF[kind], opacity: 0.09 } },
        { xAxis: to },
      ]),
    },
    markLine: {
      silent: true,
      symbol: 'none',
      label: { show: false },
      lineStyle: { color: 'var(--faint)', type: 'dotted', width: 1 },
      data: marks.map((at) => ({ xAxis: at })),
    },
  };
}

/** Scales with its container, has a name for screen readers, shares no ID with another chart on the page, and does nothing under the mouse. */
function standingAlone(svg: string, name: string, id: string): string {
  return svg
    .replace(/<svg width="[\d.]+" height="[\d.]+"/, `<svg role="img" aria-label="${escaped(name)}"`)
    .replaceAll(/<style.*?<\/style>/gs, '')
    .replaceAll(/ class="[^"]*"| pointer-events="[^"]*"/g, '')
    .replaceAll(/\bzr\d+-/g, `${id}-`);
}
