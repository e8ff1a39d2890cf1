import { count } from '../clock-text.ts';
import type { Incident } from '../incident.ts';
import { type Html, html, trusted } from './html.ts';
import { greatestOf, steps } from './panels.ts';
import { SHAPES } from './shape.ts';
import { drawChart } from './time-chart.ts';

/** Failed requests of all zones with the responder and without it, where both are known. `number` is the incident's on the page. */
export function usersFigure({ users, from, to }: Incident, number: number): Html {
  if (users === null || users.without === null) return html``;
  const { failed, without } = users;
  const lines = [
    { colour: 'var(--failed)', points: steps(without.minutes, ({ failedWithout }) => failedWithout) },
    { colour: 'var(--requests)', points: steps(without.minutes, (minute) => minute.failed) },
  ];
  const plot = { title: 'Failed requests (per minute, all zones)', unit: '', lines } as const;
  const plots = [{ ...plot, greatest: greatestOf(lines.flatMap(({ points }) => points)) }];
  const name = 'failed requests of all zones, with the responder and without it';
  const charts = SHAPES.map((shape) => {
    const svg = drawChart({ name, from, to, plots, bands: null, marks: [] }, { shape, id: `users-${number}-${shape.name}` });
    return html`<div class="plot ${shape.name}">${trusted(svg)}</div>`;
  });
  return html`<figure>
<figcaption>All users <small>with the responder and without it</small></figcaption>
${charts}
<ul class="bands"><li class="without"><b>without the responder</b> ${count(without.failed)} requests failed</li>
<li class="with"><b>with the responder</b> ${count(failed)} failed</li></ul>
</figure>`;
}
