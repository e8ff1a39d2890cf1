import { oneLine } from '../../../shared/tell/one-line.ts';
import { clock, count, minute } from '../clock-text.ts';
import type { Band, Incident, ZoneMinute, ZoneTrack } from '../incident.ts';
import { drawChart } from './draw-chart.ts';
import { type Html, html, trusted } from './html.ts';
import type { MarkedRun } from './marked-runs.ts';
import { plotsFor } from './panels.ts';
import { markRuns } from './run-marks.ts';
import { SHAPES } from './shape.ts';

/** The charts of every zone of an incident, the one that it is about first. `number` is the incident's on the page. */
export function zoneFigures(incident: Incident, number: number, marked: readonly MarkedRun[]): Html[] {
  const { zone, zones, from, to } = incident;
  const isTheZone = (track: ZoneTrack) => track.zone.zoneId === zone?.zoneId;
  const plotsOf = plotsFor(zones);
  const sorted = [...zones.filter(isTheZone), ...zones.filter((track) => !isTheZone(track))];
  return sorted.map((track, index) => {
    const { zoneId, zoneName } = track.zone;
    const marks = marked.filter(({ run: { report } }) => (report.zone ?? zone)?.zoneId === zoneId);
    const times = marks.map(({ run }) => run.at);
    const chart = {
      name: `${zoneId} over time`,
      from,
      to,
      plots: plotsOf(track),
      bands: track.bands.length === 0 ? null : track.bands,
      marks: times,
      moments: [],
    };
    const charts = SHAPES.map((shape) => {
      const svg = drawChart(chart, { shape, id: `chart-${number}-${index}-${shape.name}` });
      return html`${markRuns(marks, incident, shape)}<div class="plot ${shape.name}">${trusted(svg)}</div>`;
    });
    return html`<figure>
<figcaption>${zoneId} <small>${zoneName}${isTheZone(track) ? ', the zone in question' : ''}</small></figcaption>
${charts}
${bandList(track.bands)}
${minuteTable(track)}
</figure>`;
  });
}

function bandList(bands: readonly Band[]): Html {
  if (bands.length === 0) return html``;
  const items = bands.map(({ kind, label, from, to, isOver }) => {
    const end = isOver ? clock(to) : `at least ${clock(to)}`;
    return html`<li class="${kind}"><b>${kind}</b> ${oneLine(label)}: ${clock(from)} to ${end}</li>`;
  });
  return html`<ul class="bands">${items}</ul>`;
}

/** The same numbers for those who cannot see the chart, or want to copy them. */
function minuteTable({ minutes, zone }: ZoneTrack): Html {
  if (minutes.length === 0)
    return html`<p class="faint">No run has read a signal of this zone: what its users met is not known.</p>`;
  const cell = (value: number | null) => (value === null ? '–' : count(value));
  const rows = minutes.map(
    ({ at, requests, failed, slow }: ZoneMinute) =>
      html`<tr><td>${minute(at)}</td><td>${cell(requests)}</td><td>${cell(failed)}</td><td>${cell(slow)}</td></tr>`,
  );
  return html`<details class="minutes"><summary>Numbers of ${zone.zoneId}, minute by minute</summary>
<div class="scroll" tabindex="0" role="region" aria-label="Numbers of ${zone.zoneId}"><table>
<thead><tr><th scope="col">minute (UTC)</th><th scope="col">requests</th><th scope="col">failed</th><th scope="col">slow</th></tr></thead>
<tbody>${rows}</tbody></table></div></details>`;
}
