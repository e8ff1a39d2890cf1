import { CustomChart, LineChart } from 'echarts/charts';
import { GraphicComponent, GridComponent, MarkAreaComponent, MarkLineComponent, TitleComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { timeAxis, valueAxis } from './axes.ts';
import { escaped } from './html.ts';
import { COLOUR_OF, laneAxis, laneSeries } from './lane.ts';
import { LANE, type Layout, layOut, ROW } from './layout.ts';
import { BESIDE_PIXELS, type PlacedMoment } from './moments.ts';
import type { Shape } from './shape.ts';
import type { Line, TimeChart } from './time-chart.ts';

use([CustomChart, GraphicComponent, GridComponent, LineChart, MarkAreaComponent, MarkLineComponent, SVGRenderer, TitleComponent]);

/** Without quotes: it is written into attributes as it is. */
const FONT = 'system-ui, sans-serif';

/** A chart as SVG that scales with its container. `id` is unique on the page. */
export function drawChart(timeChart: TimeChart, { shape, id }: { shape: Shape; id: string }): string {
  const layout = layOut(timeChart, shape);
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: shape.width, height: layout.height });
  try {
    chart.setOption(optionOf(timeChart, shape, layout));
    return standingAlone(chart.renderToSVGString(), timeChart.name, id);
  } finally {
    chart.dispose();
  }
}

function optionOf(chart: TimeChart, shape: Shape, layout: Layout) {
  const { left, right, fontSize } = shape;
  const { plots, bands } = chart;
  const grids = layout.plots.map(({ top, height }) => ({ left, right, top, height, outerBoundsMode: 'none' }));
  return {
    animation: false,
    useUTC: true,
    textStyle: { fontFamily: FONT, fontSize, color: 'var(--text)' },
    title: titlesOf(chart, shape, layout),
    grid: [{ left, right, ...LANE, show: false, outerBoundsMode: 'none' }, ...grids],
    xAxis: [timeAxis(chart, shape, 0), ...grids.map((_, index) => timeAxis(chart, shape, index + 1))],
    yAxis: [laneAxis(shape, bands !== null), ...plots.map((plot, index) => valueAxis(plot, shape, index + 1))],
    series: [
      laneSeries(bands ?? []),
      ...plots.flatMap(({ lines }, index) => lines.map((line) => lineSeries(line, chart, index + 1))),
    ],
    graphic: layout.moments.flatMap((moment) => momentGraphics(moment, shape, layout)),
  };
}

/** The title of each plot, and under it the names of its lines in their colours. */
function titlesOf({ plots }: TimeChart, { fontSize }: Shape, layout: Layout) {
  const row = (text: string, top: number, color: string) => {
    return { text, left: 0, top, padding: 0, textStyle: { fontFamily: FONT, fontSize, fontWeight: 600, color } };
  };
  return plots.flatMap(({ title, lines }, index) => {
    const { title: top = 0, legend = 0 } = layout.plots[index] ?? {};
    const names = lines.flatMap(({ name, colour }) => (name === undefined ? [] : [{ name, colour }]));
    return [
      row(title, top, 'var(--text)'),
      ...names.map(({ name, colour }, nth) => row(`■ ${name}`, legend + nth * ROW, colour)),
    ];
  });
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

/** A line from the text of a moment down to the end of the plots, and the text. */
function momentGraphics({ x, text, side, row }: PlacedMoment, { fontSize }: Shape, { plots, height }: Layout) {
  const [first, last] = [plots[0], plots.at(-1)];
  const top = (first?.top ?? 0) - (row + 1) * ROW;
  const end = last === undefined ? height : last.top + last.height;
  const beside = side === 'left' ? { x: x - BESIDE_PIXELS, align: 'right' } : { x: x + BESIDE_PIXELS, align: 'left' };
  const font = `${fontSize}px ${FONT}`;
  return [
    {
      type: 'line',
      silent: true,
      shape: { x1: x, y1: top, x2: x, y2: end },
      style: { stroke: 'var(--faint)', lineWidth: 1, lineDash: [3, 3] },
    },
    { type: 'text', silent: true, style: { ...beside, y: top + 2, text, font, fill: 'var(--text)' } },
  ];
}

/** Shapes that nobody sees: the whole background, and what is behind each title. */
const INVISIBLE = /<rect [^>]*fill="none"><\/rect>\n|<path [^>]*fill-opacity="0"[^>]*stroke-width="0"><\/path>\n/g;

/** Scales with its container, has a name for screen readers, shares no ID with another chart on the page, and does nothing under the mouse. */
function standingAlone(svg: string, name: string, id: string): string {
  return svg
    .replace(/<svg width="[\d.]+" height="[\d.]+"/, `<svg role="img" aria-label="${escaped(name)}"`)
    .replace(/ xmlns:xlink="[^"]*" version="[^"]*" baseProfile="[^"]*"/, '')
    .replaceAll(/<style.*?<\/style>/gs, '')
    .replaceAll(/ class="[^"]*"| pointer-events="[^"]*"/g, '')
    .replaceAll(INVISIBLE, '')
    .replaceAll(/\bzr\d+-/g, `${id}-`);
}
