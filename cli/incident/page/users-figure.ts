import { count } from '../clock-text.ts';
import { type Incident, MINUTE_MILLIS } from '../incident.ts';
import { drawChart } from './draw-chart.ts';
import { type Html, html, trusted } from './html.ts';
import { greatestOf, steps } from './panels.ts';
import { SHAPES, type Shape } from './shape.ts';
import type { Line, Moment } from './time-chart.ts';

/** Failed requests of all zones with the responder and without it, where both are known. `number` is the incident's on the page. */
export function usersFigure(incident: Incident, number: number): Html {
  if (incident.users?.without == null) return html``;
  const charts = SHAPES.map((shape) => {
    const svg = drawUsers(incident, { shape: { ...shape, plotHeight: 120 }, id: `users-${number}-${shape.name}` });
    return html`<div class="plot ${shape.name}">${trusted(svg)}</div>`;
  });
  return html`<figure>
<figcaption>All users <small>with the responder and without it</small></figcaption>
${charts}
</figure>`;
}

/** The chart of it, with the moments of the incident. */
export function drawUsers(incident: Incident, place: { readonly shape: Shape; readonly id: string }): string {
  const { from, to } = incident;
  const lines = linesOf(incident);
  const title = 'Failed requests (per minute, all zones)';
  const plots = [{ title, unit: '', lines, greatest: greatestOf(lines.flatMap(({ points }) => points)) } as const];
  const name = `failed requests of all zones: ${lines.map((line) => line.name).join('; ')}`;
  return drawChart({ name, from, to, plots, bands: null, marks: [], moments: momentsOf(incident) }, place);
}

function linesOf({ users }: Incident): Line[] {
  if (users?.without == null) return [];
  const { minutes, failed } = users.without;
  return [
    {
      colour: 'var(--failed)',
      name: `without the responder: ${count(failed)} requests failed`,
      points: steps(minutes, ({ failedWithout }) => failedWithout),
    },
    {
      colour: 'var(--requests)',
      name: `with the responder: ${count(users.failed)} requests failed`,
      points: steps(minutes, (minute) => minute.failed),
    },
  ];
}

/** Shifts within a minute look like one. */
function momentsOf({ keyTimes }: Incident): Moment[] {
  const { firstSymptom, alarm, firstShift, lastShift, recovered, restored } = keyTimes;
  const isApart = firstShift !== null && lastShift !== null && lastShift - firstShift >= MINUTE_MILLIS;
  const times: [string, number | null][] = [
    ['first symptom', firstSymptom?.at ?? null],
    ['alarm', alarm],
    [isApart ? 'first shift' : 'shift', firstShift],
    ['last shift', isApart ? lastShift : null],
    ['recovered', recovered],
    ['restored', restored],
  ];
  return times.flatMap(([text, at]) => (at === null ? [] : [{ at, text }]));
}
