import type { Band } from '../incident.ts';
import type { Shape } from './shape.ts';

const KINDS = ['shift', 'alarm'] as const;
export const COLOUR_OF: Readonly<Record<Band['kind'], string>> = { alarm: 'var(--alarm)', shift: 'var(--shift)' };

export function laneAxis({ fontSize }: Shape, show: boolean) {
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

/** The bands, as bars in a lane of their own. */
export function laneSeries(bands: readonly Band[]) {
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
