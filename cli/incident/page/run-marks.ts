import { clock } from '../clock-text.ts';
import { outcomeText } from '../run-text.ts';
import { type Html, html } from './html.ts';
import type { MarkedRun } from './marked-runs.ts';
import { percentAt, type Shape } from './shape.ts';

/** Marks that are nearer to each other than so many pixels would cover each other. */
const WIDTH_PIXELS = 32;

/** The runs as numbered links above a chart, each over its time. Those that would cover each other stand in rows. */
export function markRuns(marked: readonly MarkedRun[], window: { from: number; to: number }, shape: Shape): Html {
  const placed = inRows(
    marked.map(({ run }) => percentAt(shape, window, run.at)),
    (100 * WIDTH_PIXELS) / shape.width,
  );
  const rows = 1 + Math.max(-1, ...placed.map(({ row }) => row));
  const links = marked.map(({ run, number, id }, index) => {
    const { at, row } = placed[index] ?? { at: 0, row: 0 };
    const label = `Run ${number}, ${clock(run.at)}: ${outcomeText(run)}`;
    return html`<a class="mark" href="#${id}" style="--at: ${at.toFixed(2)}%; --row: ${row}" aria-label="${label}" title="${label}">${number}</a>`;
  });
  return html`<div class="marks ${shape.name}" style="--rows: ${rows}">${links}</div>`;
}

/** Each in the first row that has room for it. */
function inRows(places: readonly number[], width: number): { at: number; row: number }[] {
  const ends: number[] = [];
  return places.map((at) => {
    const free = ends.findIndex((end) => at - end >= width);
    const row = free < 0 ? ends.length : free;
    ends[row] = at;
    return { at, row };
  });
}
