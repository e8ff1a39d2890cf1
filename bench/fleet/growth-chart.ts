import { LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TitleComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { countCalls, type FleetRun } from './fleet.ts';
import type { FleetInvocation } from './fleet-run.ts';

use([GridComponent, LegendComponent, LineChart, SVGRenderer, TitleComponent]);

const SIZE = { width: 900, height: 420 };
const INK = { text: '#24292f', faint: '#d0d7de' };
const MEASURES = [
  { name: 'calls', colour: '#0969da', of: (one: FleetInvocation) => countCalls(one) },
  { name: 'processor time, ms', colour: '#bc4c00', of: ({ processorMillis }: FleetInvocation) => processorMillis },
  { name: 'log line, kB', colour: '#1a7f37', of: ({ loggedBytes }: FleetInvocation) => loggedBytes / 1_000 },
] as const;

/** What grows with the fleet, and how, as SVG: the alarm's run and a tick. Both axes are logarithmic; the dashed line is in proportion. */
export function drawGrowth(runs: readonly FleetRun[]): string {
  const panels = [
    { title: 'The alarm’s run', of: ({ invocations }: FleetRun) => invocations[0] },
    { title: 'A tick while all is out', of: ({ invocations }: FleetRun) => invocations.at(-1) },
  ];
  const points = panels.map(({ of }) =>
    runs.flatMap((fleet) =>
      ({ size: fleet.size, invocation: of(fleet) }).invocation
        ? [{ size: fleet.size, invocation: of(fleet) as FleetInvocation }]
        : [],
    ),
  );
  const chart = init(null, null, { renderer: 'svg', ssr: true, ...SIZE });
  const least = Math.min(...runs.map(({ size }) => size));
  const most = Math.max(...runs.map(({ size }) => size));
  const greatest = Math.max(...points.flat().flatMap(({ invocation }) => MEASURES.map(({ of }) => of(invocation))));
  const label = { color: INK.text, fontSize: 12 };
  chart.setOption({
    animation: false,
    backgroundColor: '#ffffff',
    textStyle: { fontFamily: 'system-ui, sans-serif' },
    title: panels.map(({ title }, index) => ({
      text: title,
      left: index === 0 ? 60 : 500,
      top: 8,
      textStyle: { ...label, fontSize: 14 },
    })),
    legend: { bottom: 6, itemGap: 32, data: [...MEASURES.map(({ name }) => name), 'in proportion'], textStyle: label },
    grid: panels.map((_, index) => ({ left: index === 0 ? 60 : 500, width: 370, top: 44, bottom: 84 })),
    xAxis: panels.map((_, index) => ({
      type: 'log',
      gridIndex: index,
      min: least,
      max: most,
      name: 'load balancers, and as many groups',
      nameLocation: 'middle',
      nameGap: 28,
      nameTextStyle: label,
      axisLabel: label,
    })),
    yAxis: panels.map((_, index) => ({
      type: 'log',
      gridIndex: index,
      min: 1,
      max: 10 ** Math.ceil(Math.log10(greatest)),
      axisLabel: label,
      splitLine: { lineStyle: { color: INK.faint } },
    })),
    series: panels.flatMap((_, index) => [
      ...MEASURES.map(({ name, colour, of }) => ({
        type: 'line' as const,
        name,
        xAxisIndex: index,
        yAxisIndex: index,
        symbolSize: 6,
        itemStyle: { color: colour },
        lineStyle: { color: colour, width: 2 },
        data: points[index]?.map(({ size, invocation }) => [size, Math.max(1, of(invocation))]) ?? [],
      })),
      {
        type: 'line' as const,
        name: 'in proportion',
        xAxisIndex: index,
        yAxisIndex: index,
        symbol: 'none',
        itemStyle: { color: '#6e7781' },
        lineStyle: { color: '#6e7781', type: 'dashed' as const, width: 1 },
        data: [
          [least, least],
          [most, most],
        ],
      },
    ]),
  });
  const svg = chart.renderToSVGString();
  chart.dispose();
  return svg;
}
