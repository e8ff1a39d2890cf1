import { count, day, minute } from '../clock-text.ts';
import { headlineOf, subjectOf } from '../headline.ts';
import type { Incident } from '../incident.ts';
import { article } from './article.ts';
import { type Html, html, trusted } from './html.ts';
import { markedRuns } from './marked-runs.ts';
import { STYLE } from './style.ts';

export interface PageOptions {
  /** Of a page with several incidents; absent: how many they are. */
  readonly title?: string;
  /** For the foot of the page: where the runs come from. */
  readonly source: string;
}

/** Nothing may be loaded, and no script may run: the page is complete. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/** One or more incidents as one HTML document that needs no network and no script. */
export function renderPage(incidents: readonly Incident[], { title: given, source }: PageOptions): string {
  const title = given ?? titleOf(incidents);
  const isOneOfMany = incidents.length !== 1;
  const marked = markedRuns(incidents);
  const articles = incidents.map((incident, index) => article(incident, marked[index] ?? [], { number: index + 1, isOneOfMany }));
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
${isOneOfMany ? html`<h1>${title}</h1>${overview(incidents)}` : ''}
${articles}
</main>
<footer>Times are UTC. ${source}</footer>
</body>
</html>
`.markup;
}

function titleOf(incidents: readonly Incident[]): string {
  const [first] = incidents;
  if (first === undefined) return 'No incident';
  return incidents.length === 1
    ? `${day(first.from)} ${subjectOf(first)}: ${headlineOf(first)}`
    : `${incidents.length} incidents`;
}

function overview(incidents: readonly Incident[]): Html {
  if (incidents.length === 0) return html`<p>No run found anything to do.</p>`;
  return html`<ol id="all">${incidents.map(overviewItem)}</ol>`;
}

function overviewItem(incident: Incident, index: number): Html {
  const { from, about, users } = incident;
  const without = users?.without == null ? '' : `; without the responder ${count(users.without.failed)}`;
  const notes = [about ?? '', users === null ? '' : `${count(users.failed)} requests failed${without}.`];
  return html`<li><a href="#incident-${index + 1}">${day(from)} ${minute(from)}</a> ${subjectOf(incident)}: ${headlineOf(incident)}
<small class="faint">${notes.join(' ')}</small></li>`;
}
