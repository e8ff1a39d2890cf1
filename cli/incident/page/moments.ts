import { pixelsAt, type Shape } from './shape.ts';
import type { TimeChart } from './time-chart.ts';

/** A moment with the place of its text, in pixels: beside its line, and in which row above the plot. */
export interface PlacedMoment {
  readonly x: number;
  readonly text: string;
  readonly side: 'left' | 'right';
  /** 0: next to the plot. */
  readonly row: number;
}

/** Lines that are nearer to each other look like one: they share a text. */
const TOGETHER_PIXELS = 8;
/** Between a line and its text. */
export const BESIDE_PIXELS = 5;
/** The width of a letter for its height, on average. */
const LETTER_WIDTH = 0.56;

/** Where the texts stand so that none covers another. From the right: where one lacks room, the earlier one moves up, and its line with it. */
export function placeMoments({ moments, from, to }: TimeChart, shape: Shape): PlacedMoment[] {
  const sorted = [...moments].sort((one, other) => one.at - other.at);
  const lines = together(sorted.map(({ at, text }) => ({ x: Math.round(pixelsAt(shape, { from, to }, at)), text })));
  const taken: Taken[] = [];
  return lines.toReversed().map((line) => {
    const width = line.text.length * shape.fontSize * LETTER_WIDTH + 2 * BESIDE_PIXELS;
    const side = line.x + width > shape.width && line.x > shape.width / 2 ? 'left' : 'right';
    const start = side === 'left' ? line.x - width : line.x;
    const row = freeRow(taken, start, start + width);
    taken.push({ row, start, end: start + width });
    return { ...line, side, row };
  });
}

/** How many rows the texts take. */
export function rowsOf(placed: readonly PlacedMoment[]): number {
  return Math.max(0, ...placed.map(({ row }) => row + 1));
}

interface Taken {
  readonly row: number;
  readonly start: number;
  readonly end: number;
}

function freeRow(taken: readonly Taken[], start: number, end: number): number {
  const isFree = (row: number) => !taken.some((one) => one.row === row && start < one.end && end > one.start);
  return taken.map((_, row) => row).find(isFree) ?? taken.length;
}

type Placed = Pick<PlacedMoment, 'x' | 'text'>;

function together(lines: readonly Placed[]): Placed[] {
  const all: Placed[] = [];
  for (const line of lines) {
    const last = all.at(-1);
    if (last !== undefined && line.x - last.x < TOGETHER_PIXELS)
      all.splice(-1, 1, { ...last, text: `${last.text}, ${line.text}` });
    else all.push(line);
  }
  return all;
}
