import type { CheckResult, Comparison } from '../../../shared/domain/index.ts';
import type { Report } from '../../../shared/report/report.ts';
import { describeAwaited } from '../../../shared/tell/describe-status.ts';
import { leftOutRows, plannedRows, type Row, resultRows } from '../../../shared/tell/report-rows.ts';
import { shortened } from '../../../shared/tell/short-names.ts';
import { holdingReasons } from '../../../shared/tell/why-lines.ts';
import { clock, count } from '../clock-text.ts';
import { isAsked } from '../notable-runs.ts';
import { causeOf, gistOf, outcomeText, overriddenChecks, plainText, reasonOf } from '../run-text.ts';
import { type Html, html } from './html.ts';
import type { MarkedRun } from './marked-runs.ts';
import { whatIfSection } from './what-if.ts';

/** A run that opens to who asked, its checks, the numbers behind them, and its steps. A link to its ID opens it. */
export function runDetails({ run, number, id, hasWhatIf }: MarkedRun): Html {
  const { report } = run;
  return html`<details class="run">
<summary>${number}. <time>${clock(run.at)}</time> ${outcomeText(run)} <span class="faint">(${causeOf(run)})</span>
<span class="gist">${gistOf(run)}</span></summary>
<div class="inside" id="${id}">
${whoAsked(run)}
${section('Checks', heldFirst(report).map(checkRow))}
${numbersOf(report.decision.reasons)}
${section('Steps', stepsOf(report).map(stepRow))}
${section(
  'Waits for',
  (report.awaited ?? []).map((one) => html`<li>${plainText(describeAwaited(one))}</li>`),
)}
${nextOf(report)}
${hasWhatIf ? whatIfSection(report) : ''}
${saving(report)}
</div></details>`;
}

function section(title: string, items: readonly Html[]): Html {
  return items.length === 0 ? html`` : html`<p><b>${title}</b></p><ul class="rows">${items}</ul>`;
}

function whoAsked(run: MarkedRun['run']): Html {
  const reason = reasonOf(run);
  const overridden = overriddenChecks(run.report);
  const cause = `Brought by ${causeOf(run)}${reason === '' ? '' : `: ${reason}`}`;
  const answers = overridden.length === 0 ? '' : `. A person answered for: ${overridden.join(', ')}`;
  return html`<p>${cause}${answers}.${isAsked(run.report) ? ' The report does not say which person: CloudTrail knows who called the function.' : ''}</p>`;
}

function heldFirst(report: Report): CheckResult[] {
  const holding = holdingReasons(report);
  return [...holding, ...report.decision.reasons.filter((reason) => !holding.includes(reason))];
}

const LOOK_OF: Readonly<Partial<Record<Row['mark'], string>>> = {
  pass: 'good',
  done: 'good',
  'already-done': 'good',
  fail: 'bad',
  failed: 'bad',
};

function badge(text: string): Html {
  return html`<span class="badge ${LOOK_OF[text] ?? 'unsure'}">${text}</span>`;
}

function checkRow({ check, status, why, overridden }: CheckResult): Html {
  const answered = overridden ? ' (a person answers for it)' : '';
  return html`<li>${badge(status)} <code>${check}</code>${answered}<span class="why">${plainText(why)}</span></li>`;
}

/** As carried out; else as planned, if nothing but the mode or a dry run kept it. */
function stepsOf({ results, plan }: Report): Row[] {
  return results.length > 0 ? resultRows(results) : [...plannedRows(plan), ...leftOutRows(plan)];
}

function stepRow({ mark, kind, target = '', tookMs, why }: Row): Html {
  const took = tookMs === undefined ? '' : ` ${count(tookMs)} ms`;
  return html`<li>${badge(mark)} <code>${kind}</code> ${shortened(target)}<span class="faint">${took}</span><span class="why">${plainText(why)}</span></li>`;
}

function numbersOf(reasons: readonly CheckResult[]): Html {
  const rows = reasons.flatMap(({ comparisons = [] }) => comparisons).map(numberRow);
  if (rows.length === 0) return html``;
  return html`<p><b>Numbers</b></p><div class="scroll" tabindex="0" role="region" aria-label="Numbers behind the checks"><table>
<thead><tr><th scope="col">signal, measure</th><th scope="col">here</th><th scope="col">there</th><th scope="col">p</th><th scope="col">result</th></tr></thead>
<tbody>${rows}</tbody></table></div>`;
}

function numberRow({ signal, measure, zone, other, here, there, pValue, status }: Comparison): Html {
  const bad = ([failed, of]: readonly [number, number]) => `${count(failed)} of ${count(of)}`;
  return html`<tr><td>${signal}, ${measure}</td><td>${zone}: ${bad(here)}</td><td>${other}: ${bad(there)}</td>
<td>${pValue === null ? '–' : pValue === 0 ? '< 1e-300' : pValue}</td><td>${status}</td></tr>`;
}

function nextOf({ next }: Report): Html {
  return next.length === 0
    ? html``
    : html`<p><b>Commands it suggested</b></p>${next.map((command) => html`<pre>${command}</pre>`)}`;
}

/** The whole report travels in the page, so that it can be decided again. Without its evidence, as a notice is, it cannot be. */
function saving(report: Report): Html {
  if (!('trigger' in report.evidence))
    return html`<p class="faint">The evidence is not here. The log of the function has it.</p>`;
  const file = `report-${report.id.replace(/[^\w.-]/g, '-')}.json`;
  const content = Buffer.from(JSON.stringify(report)).toString('base64');
  return html`<p class="save"><a download="${file}" href="data:application/json;base64,${content}">Save report ${report.id}</a> (${file}), and decide it again, as it was or
with a changed configuration:</p><pre class="save">gray-failure explain ${file} --config changed.json</pre>`;
}
