/** How a chart is laid out, in pixels of its own width. The page shows the wide one, or the narrow one on a phone. */
export interface Shape {
  readonly name: 'wide' | 'narrow';
  readonly width: number;
  readonly left: number;
  readonly right: number;
  readonly fontSize: number;
}

export const SHAPES: readonly Shape[] = [
  { name: 'wide', width: 920, left: 62, right: 20, fontSize: 13 },
  { name: 'narrow', width: 380, left: 52, right: 22, fontSize: 12 },
];

/** Where a time is in a chart, in percent of its width. */
export function percentAt({ width, left, right }: Shape, { from, to }: { from: number; to: number }, at: number): number {
  const share = (at - from) / (to - from);
  return (100 * (left + share * (width - left - right))) / width;
}
