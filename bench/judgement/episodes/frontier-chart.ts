import { LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { FrontierPoint } from './frontier.ts';

use([LineChart, GridComponent, LegendComponent, SVGRenderer, TitleComponent]);

const SIZE = { width: 900, height: 430 };
const FONT = 'system-ui, sans-serif';
const TEXT = '#24292f';
const COLOURS: Readonly<Record<number, string>> = { 3: '#0969da', 4: '#1a7f37', 5: '#9a6700' };
const DEFAULT = { overwhelmingShare: 0.18, lastingMinutes: 3 };
const FAILS_20 = 'fails 20 % of 500 a minute';

/** Two plots side by side: what a later evacuation of a zone that fails 20 % saves, in wrong evacuations. A line for each `lastingMinutes`. */
const PLOTS = [
  { title: 'Blips of 20 to 50 %', of: 'blip of 60 to 120 s, 20 to 50 % fail', left: 60 },
  { title: 'Regional failures of 20 to 50 %, a zone ahead', of: 'regional of 20 to 50 %, a zone 1 to 3 min ahead', left: 510 },
];

export function drawFrontier(points: readonly FrontierPoint[]): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...SIZE });
  try {
    chart.setOption(optionOf(points));
    return `${chart.renderToSVGString()}\n`;
  } finally {
    chart.dispose();
  }
}

function optionOf(points: readonly FrontierPoint[]) {
  const lasting = Object.keys(COLOURS).map(Number);
  return {
    animation: false,
    backgroundColor: '#ffffff',
    textStyle: { fontFamily: FONT, fontSize: 13, color: TEXT },
    title: PLOTS.map(({ title, left }) => ({
      text: title,
      left: left - 45,
      top: 8,
      textStyle: { fontFamily: FONT, fontSize: 14, color: TEXT },
    })),
    legend: { bottom: 4, data: lasting.map(nameOf), textStyle: { color: TEXT } },
    grid: PLOTS.map(({ left }) => ({ left, width: 360, top: 46, bottom: 88 })),
    xAxis: PLOTS.map((_, gridIndex) =>
      axis('Minutes until a zone that fails 20 % is evacuated', { gridIndex, min: 1.5, max: 5, nameGap: 30 }),
    ),
    yAxis: PLOTS.map((_, gridIndex) =>
      axis('Wrong evacuations, % of the episodes', { gridIndex, min: 0, max: 100, nameGap: 36 }),
    ),
    series: PLOTS.flatMap(({ of }, plot) =>
      lasting.map((minutes) =>
        lineOf(
          points.filter((point) => point.lastingMinutes === minutes),
          { of, plot },
        ),
      ),
    ),
  };
}

function axis(name: string, more: { gridIndex: number; min: number; max: number; nameGap: number }) {
  return {
    ...more,
    type: 'value',
    name,
    nameLocation: 'middle',
    axisLabel: { color: TEXT },
    nameTextStyle: { color: TEXT },
    splitLine: { lineStyle: { color: '#eaeef2' } },
  };
}

const nameOf = (minutes: number) => `lastingMinutes ${minutes}`;

function lineOf(points: readonly FrontierPoint[], { of, plot }: { of: string; plot: number }) {
  const [first] = points;
  const minutes = first?.lastingMinutes ?? DEFAULT.lastingMinutes;
  return {
    type: 'line',
    name: nameOf(minutes),
    xAxisIndex: plot,
    yAxisIndex: plot,
    color: COLOURS[minutes],
    data: points.map((point) => ({
      value: [point.found[FAILS_20]?.minutes, point.wrong[of]],
      symbol: isDefault(point) ? 'diamond' : 'circle',
      symbolSize: isDefault(point) ? 16 : 8,
      label: { show: true, formatter: labelOf(point), distance: 8, position: labelPosition(point), color: TEXT, fontSize: 11 },
    })),
  };
}

function isDefault({ overwhelmingShare, lastingMinutes }: FrontierPoint): boolean {
  return overwhelmingShare === DEFAULT.overwhelmingShare && lastingMinutes === DEFAULT.lastingMinutes;
}

function labelOf(point: FrontierPoint): string {
  if (isDefault(point)) return `${point.overwhelmingShare} (default)`;
  // Where nothing waits, all lines begin at the default's place.
  return point.overwhelmingShare === DEFAULT.overwhelmingShare ? '' : `${point.overwhelmingShare}`;
}

/** Points from half on lie on each other, as a failure of 20 % waits in all of them. */
function labelPosition(point: FrontierPoint): string {
  const { overwhelmingShare } = point;
  if (isDefault(point)) return 'right';
  if (overwhelmingShare === 1) return 'bottom';
  return overwhelmingShare === 0.5 ? 'left' : 'top';
}
