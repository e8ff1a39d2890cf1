import { Command } from 'commander';
import { version } from '../../package.json';
import { InvalidReportError } from '../../shared/errors.ts';
import { columnsOf } from '../../shared/tell/columns.ts';
import { CONFIGURATION_FILE } from '../configuration.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { describeIncidents } from '../incident/describe-incident.ts';
import { incidentsOf } from '../incident/incidents-of.ts';
import { type ReadRuns, readRuns } from '../incident/read-runs.ts';
import { readText } from '../read-text.ts';
import { type LogOptions, readLog } from '../run/read-log.ts';
import { readSince } from '../since.ts';
import { writeAnswer, writeJson, writeProgress } from '../streams.ts';
import { checkPageFile, writePage } from '../write-page.ts';

const MORE = `
Exit code: 0 shown, also if nothing happened; 3 AWS cannot be asked; 5 shown,
but some of the reports could not be used.

Examples:
  gray-failure incident --since 3h --html incident.html
  gray-failure incident reports.jsonl`;

/** How far back the log is read where nobody says. */
const DEFAULT_SINCE = '3h';

interface IncidentOptions extends LogOptions {
  readonly since?: string;
  readonly html?: string;
  readonly json: boolean;
}

/** Shows what happened, from the reports that the runs have left. Reads only. */
export function incidentCommand(): Command {
  return new Command('incident')
    .description(
      'Shows what happened, from the reports in the log or in files: figures, runs, and what users met. Changes nothing.',
    )
    .argument(
      '[file...]',
      "files with saved reports, log lines or events of a bus; - for standard input (default: the function's log)",
    )
    .option(
      '--since <duration>',
      `only runs of so long before now, such as 45m, 3h or 30d (default of the log: ${DEFAULT_SINCE})`,
    )
    .option('--html <file>', 'also write a page with charts, complete in one file')
    .option('--json', 'print the incidents as JSON', false)
    .option('--config <file>', `the configuration, for the name of the function (default: ${CONFIGURATION_FILE} in this folder)`)
    .option('--function <name>', 'the function whose log is read')
    .option('--log-group <name>', 'the log group that is read')
    .addHelpText('after', MORE)
    .action(async (files: readonly string[], options: IncidentOptions) => {
      process.exitCode = await showIncidents(files, options);
    });
}

async function showIncidents(files: readonly string[], options: IncidentOptions): Promise<ExitCode> {
  const { html, json } = options;
  const since = options.since ?? (files.length === 0 ? DEFAULT_SINCE : undefined);
  const from = since === undefined ? 0 : Date.now() - readSince(since);
  if (html !== undefined) checkPageFile(html);
  const { runs, problems } = files.length === 0 ? readRuns(await readLog(options, from)) : await readFiles(files);
  const incidents = incidentsOf(runs.filter(({ at }) => at >= from));
  for (const problem of problems) writeProgress(problem);
  if (html !== undefined) await writePage(html, incidents, { source: sourceText(runs.length, files) });
  if (json) writeJson(incidents);
  else writeAnswer(describeIncidents(incidents, columnsOf(process.stdout)));
  return problems.length === 0 ? EXIT.done : EXIT.incomplete;
}

/** Rejects with InvalidReportError if there is no report in a file, or none that can be used. */
async function readFiles(files: readonly string[]): Promise<ReadRuns> {
  const texts = files.map(async (file) => ({ name: nameOf(file), text: await readText('FILE', file) }));
  const read = readRuns(await Promise.all(texts));
  if (read.runs.length === 0) throw new InvalidReportError(read.problems.join('\n'));
  return read;
}

function nameOf(file: string): string {
  return file === '-' ? 'standard input' : file;
}

function sourceText(runs: number, files: readonly string[]): string {
  const where = files.length === 0 ? 'the log of the function' : files.map(nameOf).join(', ');
  return `Made by gray-failure ${version} from ${runs} ${runs === 1 ? 'report' : 'reports'} in ${where}.`;
}
