/** How a chart is laid out, in pixels of its own width. The page shows the wide one, or the narrow one on a phone. */
export interface Shape {
  readonly name: string;
  readonly width: number;
  readonly left: number;
  readonly right: number;
  readonly fontSize: number;
  /** Of one plot, without its title and its axis. */
  readonly plotHeight: number;
  /** About so many labels are on the time axis. */
  readonly timeLabels: number;
}

export const SHAPES: readonly Shape[] = [
  { name: 'wide', width: 920, left: 62, right: 20, fontSize: 13, plotHeight: 74, timeLabels: 6 },
  { name: 'narrow', width: 380, left: 52, right: 22, fontSize: 12, plotHeight: 74, timeLabels: 3 },
];

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Where a time is in a chart, in pixels from its left edge. */
export function pixelsAt({ width, left, right }: Shape, { from, to }: Span, at: number): number {
  return left + ((at - from) / (to - from)) * (width - left - right);
}

/** The same in percent of its width. */
export function percentAt(shape: Shape, span: Span, at: number): number {
  return (100 * pixelsAt(shape, span, at)) / shape.width;
}
