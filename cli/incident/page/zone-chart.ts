import { CustomChart, LineChart } from 'echarts/charts';
import { GridComponent, MarkAreaComponent, MarkLineComponent, TitleComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { minute } from '../clock-text.ts';
import type { Band, ZoneTrack } from '../incident.ts';
import type { Panel } from './panels.ts';
import type { Shape } from './shape.ts';

use([CustomChart, GridComponent, LineChart, MarkAreaComponent, MarkLineComponent, SVGRenderer, TitleComponent]);

/** What the charts of all zones share. */
export interface Frame {
  readonly from: number;
  readonly to: number;
  readonly panels: readonly { readonly panel: Panel; readonly greatest: number }[];
  /** When the runs of this zone looked. */
  readonly marks: readonly number[];
}

/** Heights in pixels: the lane of the bands, and of each panel its title, its plot and what is under it. */
const LANE = { top: 4, height: 34 };
const PANEL = { title: 30, plot: 74, under: 10 };
const AXIS = 48;

const KINDS = ['shift', 'alarm'] as const;
const COLOUR_OF: Readonly<Record<Band['kind'], string>> = { alarm: 'var(--alarm)', shift: 'var(--shift)' };
const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, sans-serif';

/** The charts of a zone under each other on one time axis, as SVG that scales with its container. `id` is unique on the page. */
export function drawZone(track: ZoneTrack, frame: Frame, { shape, id }: { shape: Shape; id: string }): string {
  const height = topOf(frame.panels.length) + AXIS;
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: shape.width, height });
  try {
    chart.setOption(optionOf(track, frame, shape));
    return standingAlone(chart.renderToSVGString(), `${track.zone.zoneId} over time`, id);
  } finally {
    chart.dispose();
  }
}

/** Top of the title of a panel; of the one after the last: end of the plots. */
function topOf(index: number): number {
  return LANE.top + LANE.height + index * (PANEL.title + PANEL.plot + PANEL.under);
}

function optionOf(track: ZoneTrack, frame: Frame, shape: Shape) {
  const { left, right, fontSize } = shape;
  const plots = frame.panels.map((_, index) => ({ left, right, top: topOf(index) + PANEL.title, height: PANEL.plot }));
  return {
    animation: false,
    useUTC: true,
    textStyle: { fontFamily: FONT, fontSize, color: 'var(--text)' },
    title: frame.panels.map(({ panel }, index) => ({
      text: panel.title,
      left: 0,
      top: topOf(index) + 6,
      padding: 0,
      textStyle: { fontFamily: FONT, fontSize, fontWeight: 600, color: 'var(--text)' },
    })),
    grid: [{ left, right, top: LANE.top, height: LANE.height }, ...plots],
    xAxis: [timeAxis(frame, shape, 0), ...plots.map((_, index) => timeAxis(frame, shape, index + 1))],
    yAxis: [
      laneAxis(shape),
      ...frame.panels.map(({ panel, greatest }, index) => valueAxis(panel, greatest, { shape, grid: index + 1 })),
    ],
    series: [
      laneSeries(track.bands),
      ...frame.panels.map(({ panel }, index) => lineOf(panel, track, { frame, grid: index + 1 })),
    ],
  };
}

/** Only the last one has its labels and its name. */
function timeAxis({ from, to, panels }: Frame, { fontSize, name }: Shape, grid: number) {
  const isLast = grid === panels.length;
  return {
    type: 'time',
    gridIndex: grid,
    min: from,
    max: to,
    splitNumber: name === 'wide' ? 8 : 4,
    axisLine: { show: grid > 0, lineStyle: { color: 'var(--faint)' } },
    axisTick: { show: isLast, lineStyle: { color: 'var(--faint)' } },
    axisLabel: { show: isLast, color: 'var(--faint)', fontSize, formatter: minute, hideOverlap: true },
    splitLine: { show: false },
    ...(isLast
      ? { name: 'Time (UTC)', nameLocation: 'middle', nameGap: 28, nameTextStyle: { color: 'var(--faint)', fontSize } }
      : {}),
  };
}

function laneAxis({ fontSize }: Shape) {
  return {
    type: 'category',
    gridIndex: 0,
    data: KINDS,
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { show: false },
    axisLabel: { color: 'var(--faint)', fontSize, interval: 0 },
  };
}

function valueAxis({ unit }: Panel, greatest: number, { shape, grid }: { shape: Shape; grid: number }) {
  return {
    type: 'value',
    gridIndex: grid,
    min: 0,
    max: roundedUp(greatest),
    splitNumber: 2,
    interval: roundedUp(greatest) / 2,
    axisLabel: {
      color: 'var(--faint)',
      fontSize: shape.fontSize,
      formatter: (value: number) => `${value.toLocaleString('en-US')}${unit}`,
    },
    splitLine: { lineStyle: { color: 'var(--grid)' } },
  };
}

const ROUND = [1, 1.2, 1.6, 2, 3, 4, 6, 8, 10];

/** The next round number whose half is a whole one: 7 becomes 8, 25 becomes 30, 12,100 becomes 16,000. */
function roundedUp(greatest: number): number {
  const power = 10 ** Math.floor(Math.log10(greatest));
  return ROUND.map((factor) => factor * power).find((value) => value >= greatest && Number.isInteger(value / 2)) ?? 2;
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

function lineOf({ colour, pointsOf, isStepped }: Panel, track: ZoneTrack, { frame, grid }: { frame: Frame; grid: number }) {
  const points = pointsOf(track);
  const isSparse = points.length === 1;
  return {
    type: 'line',
    xAxisIndex: grid,
    yAxisIndex: grid,
    silent: true,
    clip: true,
    showSymbol: isSparse,
    ...(isStepped ? { step: 'end' } : {}),
    data: points,
    lineStyle: { color: colour, width: 2 },
    itemStyle: { color: colour },
    areaStyle: { color: colour, opacity: 0.12 },
    markArea: {
      silent: true,
      data: track.bands.map(({ kind, from, to }) => [
        { xAxis: from, itemStyle: { color: COLOUR_OF[kind], opacity: 0.09 } },
        { xAxis: to },
      ]),
    },
    markLine: {
      silent: true,
      symbol: 'none',
      label: { show: false },
      lineStyle: { color: 'var(--faint)', type: 'dotted', width: 1 },
      data: frame.marks.map((at) => ({ xAxis: at })),
    },
  };
}

/** Scales with its container, has a name for screen readers, and shares no ID with another chart on the page. */
function standingAlone(svg: string, name: string, id: string): string {
  return svg
    .replace(/<svg width="[\d.]+" height="[\d.]+"/, `<svg role="img" aria-label="${name}"`)
    .replaceAll(/\bzr\d+-/g, `${id}-`);
}
