import type { Figures } from '../../simulator/game-day/verdict/figures.ts';

/** What the README's picture shows: one game day, played with the responder and without. */
export interface PictureFigures {
  readonly startsAt: number;
  /** When the fault begins, the alarm rings and the last shift is accepted: milliseconds since the epoch. */
  readonly faultAt: number;
  readonly alarmAt: number;
  readonly shiftedAt: number;
  /** Failed requests, minute by minute from `startsAt` on. */
  readonly withResponder: readonly number[];
  readonly without: readonly number[];
  /** Of all users since the fault. */
  readonly users: Figures['users'];
}

interface Palette {
  readonly text: string;
  readonly faint: string;
  readonly grid: string;
  readonly bad: string;
  readonly good: string;
}

export const PALETTES: Readonly<Record<'light' | 'dark', Palette>> = {
  light: { text: '#1f2328', faint: '#59636e', grid: '#d1d9e0', bad: '#cf222e', good: '#0969da' },
  dark: { text: '#f0f6fc', faint: '#9198a1', grid: '#3d444d', bad: '#ff7b72', good: '#58a6ff' },
};

const MINUTE_MILLIS = 60_000;
const WIDTH = 880;
const HEIGHT = 400;
/** The plot, in pixels from the upper left corner. */
const PLOT = { left: 64, right: 850, top: 100, bottom: 344 };
const GREATEST = 2000;

const round = (value: number) => Number(value.toFixed(1));
const grouped = (value: number) => value.toLocaleString('en-US');
const clock = (at: number) => new Date(at).toISOString().slice(11, 16);

/** The picture as SVG. The background stays transparent: the page has its own. */
export function drawPicture(figures: PictureFigures, palette: Palette): string {
  const total = figures.without.length * MINUTE_MILLIS;
  const x = (at: number) => round(PLOT.left + ((at - figures.startsAt) / total) * (PLOT.right - PLOT.left));
  const scale = { x, y: (failed: number) => round(PLOT.bottom - (failed / GREATEST) * (PLOT.bottom - PLOT.top)) };
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-label="Failed requests per minute, with and without the responder" font-family="-apple-system, 'Segoe UI', 'Helvetica Neue', Arial, sans-serif" font-size="13" fill="${palette.text}">`,
    ...drawTitle(figures, palette),
    ...drawAxes(figures, palette, scale),
    ...drawEvents(figures, palette, scale),
    ...drawLine(figures.without, palette.bad, { figures, scale }),
    ...drawLine(figures.withResponder, palette.good, { figures, scale }),
    ...drawLabels(figures, palette, scale),
    '</svg>',
    '',
  ].join('\n');
}

interface Scale {
  readonly x: (at: number) => number;
  readonly y: (failed: number) => number;
}

function drawTitle({ faultAt }: PictureFigures, { faint }: Palette): string[] {
  const about = `Game day “gray-errors”: from ${clock(faultAt)} on, a fifth of one zone’s requests fails while its health checks stay green`;
  return [
    '<text x="16" y="28" font-size="18" font-weight="600">Failed requests per minute, with and without the responder</text>',
    `<text x="16" y="50" fill="${faint}">${about}</text>`,
  ];
}

function drawAxes({ startsAt, without }: PictureFigures, { faint, grid }: Palette, { x, y }: Scale): string[] {
  const levels = [0, 500, 1000, 1500, 2000].flatMap((level) => [
    `<line x1="${PLOT.left}" x2="${PLOT.right}" y1="${y(level)}" y2="${y(level)}" stroke="${grid}"/>`,
    `<text x="${PLOT.left - 8}" y="${y(level) + 4}" fill="${faint}" text-anchor="end">${grouped(level)}</text>`,
  ]);
  const times = without.flatMap((_, minute) => {
    const at = startsAt + minute * MINUTE_MILLIS;
    return minute % 5 === 0
      ? [`<text x="${x(at)}" y="${PLOT.bottom + 20}" fill="${faint}" text-anchor="middle">${clock(at)}</text>`]
      : [];
  });
  const unit = `<text x="${PLOT.right}" y="${PLOT.bottom + 42}" fill="${faint}" text-anchor="end">time in the simulated Region, UTC</text>`;
  return [...levels, ...times, unit];
}

function drawEvents({ faultAt, alarmAt, shiftedAt }: PictureFigures, { faint }: Palette, { x }: Scale): string[] {
  const line = (at: number) =>
    `<line x1="${x(at)}" x2="${x(at)}" y1="${PLOT.top - 14}" y2="${PLOT.bottom}" stroke="${faint}" stroke-dasharray="3 3"/>`;
  const text = (at: number, what: string) => {
    const [anchor, dx] = at === faultAt ? ['end', -6] : ['start', 6];
    return `<text x="${x(at) + dx}" y="${PLOT.top - 14}" text-anchor="${anchor}">${what}</text>`;
  };
  const seconds = Math.ceil((shiftedAt - alarmAt) / 1000);
  return [
    line(faultAt),
    text(faultAt, 'the failure begins'),
    line(alarmAt),
    text(alarmAt, `the alarm rings; within ${seconds} seconds the traffic is shifted away`),
  ];
}

/** A step for each minute: what is counted is a minute as a whole. */
function drawLine(
  values: readonly number[],
  colour: string,
  { figures, scale }: { figures: PictureFigures; scale: Scale },
): string[] {
  const startOf = (minute: number) => scale.x(figures.startsAt + minute * MINUTE_MILLIS);
  const steps = values.map((value, minute) => `${minute === 0 ? '' : `V${scale.y(value)}`}H${startOf(minute + 1)}`).join('');
  const line = `M${startOf(0)},${scale.y(values[0] ?? 0)}${steps}`;
  return [
    `<path d="${line}V${PLOT.bottom}H${PLOT.left}Z" fill="${colour}" fill-opacity="0.12"/>`,
    `<path d="${line}" fill="none" stroke="${colour}" stroke-width="2.5" stroke-linejoin="round"/>`,
  ];
}

/** Beside the lines, in place of a legend. */
function drawLabels({ startsAt, without, users }: PictureFigures, { bad, good }: Palette, { x, y }: Scale): string[] {
  const middle = x(startsAt + 0.65 * without.length * MINUTE_MILLIS);
  const label = (at: number, colour: string, text: string) =>
    `<text x="${middle}" y="${at}" fill="${colour}" text-anchor="middle" font-size="15" font-weight="600">${text}</text>`;
  const least = Math.min(...without.slice(without.length / 2));
  return [
    label(y(least) + 36, bad, `without: ${grouped(users.without.failed)} of ${grouped(users.without.requests)} requests failed`),
    label(y(0) - 40, good, `with the responder: ${grouped(users.withResponder.failed)} failed`),
  ];
}
