import { count, day, minute } from '../clock-text.ts';
import { type Figure, figuresOf } from '../describe-incident.ts';
import { groundsOf } from '../grounds.ts';
import { headlineOf, subjectOf } from '../headline.ts';
import type { Incident } from '../incident.ts';
import { type Html, html } from './html.ts';
import { type MarkedRun, MOST_ANSWERS } from './marked-runs.ts';
import { LEAST_USE } from './panels.ts';
import { runDetails } from './run-details.ts';
import { usersFigure } from './users-figure.ts';
import { zoneFigures } from './zone-figure.ts';

/** Where an incident stands on the page. */
interface Place {
  /** From 1 on. */
  readonly number: number;
  /** A list of all of them stands above it. */
  readonly isOneOfMany: boolean;
}

/** One incident: figures, what its verdict rests on, the charts of its users and zones, and its runs. */
export function article(incident: Incident, marked: readonly MarkedRun[], { number, isOneOfMany }: Place): Html {
  const title = `${subjectOf(incident)}: ${headlineOf(incident)}`;
  const heading = (text: string) => (isOneOfMany ? html`<h3>${text}</h3>` : html`<h2>${text}</h2>`);
  return html`<article class="${isOneOfMany ? 'incident' : ''}">
${isOneOfMany ? html`<h2 id="incident-${number}">${title}</h2>` : html`<h1>${title}</h1>`}
${incident.about === null ? '' : html`<p>${incident.about}</p>`}
<p class="faint">${spanOf(incident)} UTC; mode ${incident.mode ?? 'unknown'}
${isOneOfMany ? html`<a href="#all">Back to the list</a>` : ''}</p>
<dl class="figures">${figuresOf(incident).map(figureBox)}</dl>
${grounds(incident)}
${usersFigure(incident, number)}
${zonesSection(incident, marked, { number, heading })}
${heading('Runs')}
<p class="faint">${runsNote(incident, marked)}</p>
${marked.map(runDetails)}
</article>`;
}

/** `2026-11-24, 18:30 to 19:42`; over midnight, or longer: with both days. */
function spanOf({ from, to }: Incident): string {
  const isOneDay = day(from) === day(to);
  const end = `${isOneDay ? '' : `${day(to)}, `}${minute(to)}`;
  return from === to ? `${day(from)}, ${minute(from)}` : `${day(from)}, ${minute(from)} to ${end}`;
}

function figureBox({ label, value, more }: Figure): Html {
  return html`<div><dt>${label}</dt><dd>${value}${more === '' ? '' : html`<small>${more}</small>`}</dd></div>`;
}

function grounds(incident: Incident): Html {
  const items = groundsOf(incident).map(({ label, value }) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`);
  return items.length === 0 ? html`` : html`<dl class="grounds">${items}</dl>`;
}

function zonesSection(
  incident: Incident,
  marked: readonly MarkedRun[],
  { number, heading }: { number: number; heading: (text: string) => Html },
): Html {
  if (incident.zones.length === 0) {
    return html`<p class="faint">The reports name no zones and hold no numbers of them: notices leave them out, the log has them.</p>`;
  }
  return html`${heading('Zones')}
<p class="faint">The scales are the same for all zones. Shares and response times of a zone with less than ${100 * LEAST_USE} % of its usual
requests are not drawn. A number stands for a run: follow it to open the run.</p>
${zoneFigures(incident, number, marked)}`;
}

function runsNote({ runs, zones }: Incident, marked: readonly MarkedRun[]): string {
  const quiet = runs.length - marked.length;
  if (marked.length === 0) return 'No run found anything to do.';
  const beyond = marked.filter(({ hasWhatIf }) => !hasWhatIf).length;
  return [
    zones.length === 0 ? '' : 'The numbers are those above the charts.',
    quiet === 0 ? '' : `${count(quiet)} more ${quiet === 1 ? 'run' : 'runs'} found nothing new.`,
    beyond === 0
      ? ''
      : `“What if” is answered for the first ${MOST_ANSWERS} runs of a page; gray-failure explain --what-if answers for the others.`,
  ].join(' ');
}
