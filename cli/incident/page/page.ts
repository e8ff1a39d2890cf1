import { count, day, minute } from '../clock-text.ts';
import { type Figure, figuresOf } from '../describe-incident.ts';
import { headlineOf, subjectOf } from '../headline.ts';
import type { Incident } from '../incident.ts';
import { type Html, html, trusted } from './html.ts';
import { type MarkedRun, MOST_ANSWERS, markedRuns } from './marked-runs.ts';
import { LEAST_USE } from './panels.ts';
import { runDetails } from './run-details.ts';
import { STYLE } from './style.ts';
import { usersFigure } from './users-figure.ts';
import { zoneFigures } from './zone-figure.ts';

export interface PageOptions {
  /** What is shown, where the headline does not say it all: `Game day full-circle, seed 1`. */
  readonly about?: string;
  /** For the foot of the page: where the runs come from. */
  readonly source: string;
}

/** Nothing may be loaded, and no script may run: the page is complete. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** One or more incidents as one HTML document that needs no network and no script. */
export function renderPage(incidents: readonly Incident[], { about, source }: PageOptions): string {
  const title = about ?? titleOf(incidents);
  const [only] = incidents.length === 1 ? incidents : [];
  const body = only === undefined ? html`<h1>${title}</h1>${overview(incidents)}` : html`<h1>${headlineWithName(only)}</h1>`;
  const marked = markedRuns(incidents);
  const parts = incidents.map((incident, index) =>
    article(incident, marked[index] ?? [], { number: index + 1, isOneOfMany: only === undefined }),
  );
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${title}</title>
<style>${trusted(STYLE)}</style>
</head>
<body>
<main>
${about === undefined ? '' : html`<p class="faint">${about}</p>`}
${body}
${parts}
</main>
<footer>Times are UTC. ${source}</footer>
</body>
</html>
`.markup;
}

function titleOf(incidents: readonly Incident[]): string {
  const [first] = incidents;
  if (first === undefined) return 'No incident';
  return incidents.length === 1 ? `${day(first.from)} ${headlineWithName(first)}` : `${incidents.length} incidents`;
}

function headlineWithName(incident: Incident): string {
  return `${subjectOf(incident)}: ${headlineOf(incident)}`;
}

function overview(incidents: readonly Incident[]): Html {
  if (incidents.length === 0) return html`<p>No run found anything to do.</p>`;
  const items = incidents.map(
    (incident, index) =>
      html`<li><a href="#incident-${index + 1}">${day(incident.from)} ${minute(incident.from)}</a> ${headlineWithName(incident)}</li>`,
  );
  return html`<ol>${items}</ol>`;
}

function article(incident: Incident, marked: readonly MarkedRun[], place: { number: number; isOneOfMany: boolean }): Html {
  const { number, isOneOfMany } = place;
  const quiet = incident.runs.length - marked.length;
  const head = isOneOfMany ? html`<h2 id="incident-${number}">${headlineWithName(incident)}</h2>` : html``;
  const heading = (text: string) => (isOneOfMany ? html`<h3>${text}</h3>` : html`<h2>${text}</h2>`);
  return html`<article class="${isOneOfMany ? 'incident' : ''}">
${head}
<p class="faint">${day(incident.from)}, ${minute(incident.from)} to ${minute(incident.to)} UTC; mode ${incident.mode ?? 'unknown'}</p>
<dl class="figures">${figuresOf(incident).map(figureBox)}</dl>
${usersFigure(incident, number)}
${heading('Zones')}
<p class="faint">The scales are the same for all zones. Shares and response times of a zone with less than ${100 * LEAST_USE} % of its usual requests are
not drawn. A number is a run: it opens it.</p>
${zoneFigures(incident, number, marked)}
${heading('Runs')}
<p class="faint">${runsNote(marked, quiet)}</p>
${marked.map(runDetails)}
</article>`;
}

function runsNote(marked: readonly MarkedRun[], quiet: number): string {
  if (marked.length === 0) return 'No run found anything to do.';
  return [
    'The numbers are those above the charts.',
    ...(quiet === 0 ? [] : [`${count(quiet)} more runs found nothing new.`]),
    ...(marked.every(({ hasWhatIf }) => hasWhatIf)
      ? []
      : [
          `“What if” is answered for the first ${MOST_ANSWERS} runs of a page: for the others, gray-failure explain --what-if does it.`,
        ]),
  ].join(' ');
}

function figureBox({ label, value, more }: Figure): Html {
  return html`<div><dt>${label}</dt><dd>${value}${more === '' ? '' : html`<small>${more}</small>`}</dd></div>`;
}
