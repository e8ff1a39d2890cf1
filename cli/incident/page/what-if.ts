import { describeWhatIf } from '../../../shared/explain/describe-what-if.ts';
import { whatIf } from '../../../shared/explain/what-if.ts';
import type { Report } from '../../../shared/report/report.ts';
import { type Html, html } from './html.ts';

/** What the run would have decided with other settings, or if a person had asked; empty: it decided nothing. */
export function whatIfSection(report: Report): Html {
  const answer = whatIf(report);
  if (answer === null) return html``;
  const { settings, rest } = describeWhatIf(answer, report.action);
  const rows = settings.map(({ path, change, verdict, unread }) => {
    const note = unread === '' ? '' : html`<span class="why">${unread}</span>`;
    return html`<li><code>${path}</code> ${change}: <b>${verdict}</b>${note}</li>`;
  });
  return html`<p><b>What if</b></p>${rows.length === 0 ? '' : html`<ul class="rows">${rows}</ul>`}<p class="faint">${rest}</p>`;
}
