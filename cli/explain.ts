import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { parseConfiguration } from '../shared/configuration/parse-configuration.ts';
import { ConfigurationError, describeError, InvalidReportError } from '../shared/errors.ts';
import { explain } from '../shared/explain/explain.ts';
import { findReport } from '../shared/explain/find-report.ts';
import { renderExplanation } from '../shared/explain/render.ts';
import { columnsOf } from '../shared/tell/columns.ts';

/**
 * Explains the decision of a run from its saved report. Needs neither AWS nor credentials.
 * `npm run explain -- report.json --config changed.json`
 */

const USAGE = `usage: npm run explain -- REPORT [options]

  REPORT         file with a saved report, or with the log line that contains it; - for standard input
  --config FILE  decide with this configuration instead of the recorded one
  --json         print the explanation as JSON

Exit code: 0 the report was reproduced, or --config was given; 1 the report was not reproduced;
2 wrong usage, or no report.`;

const OPTIONS = {
  config: { type: 'string' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

function main(): number {
  const { values, positionals } = parseArgs({ options: OPTIONS, allowPositionals: true });
  if (values.help) return print(USAGE, 0);
  const [file] = positionals;
  if (file === undefined || positionals.length > 1) {
    return print(`REPORT: ${positionals.length} given; accepted: one file, or -\n\n${USAGE}`, 2);
  }
  const report = findReport(readText('REPORT', file));
  const policy = values.config === undefined ? undefined : parseConfiguration(readText('--config', values.config));
  const explanation = explain(report, policy);
  const text = values.json ? JSON.stringify(explanation, null, 2) : renderExplanation(explanation, columnsOf(process.stdout));
  return print(text, explanation.isReproduced || explanation.changedPolicy !== null ? 0 : 1);
}

function readText(what: string, file: string): string {
  try {
    return readFileSync(file === '-' ? process.stdin.fd : file, 'utf8');
  } catch (error) {
    throw new InvalidReportError(
      `${what} cannot be "${file}": ${describeError(error)}; accepted: a file, or - for standard input`,
    );
  }
}

function print(text: string, exitCode: number): number {
  (exitCode === 2 ? process.stderr : process.stdout).write(`${text}\n`);
  return exitCode;
}

function answer(error: unknown): number {
  // The usage helps only with a mistyped command, not with a bad report or configuration.
  const isAboutContent = error instanceof InvalidReportError || error instanceof ConfigurationError;
  return print(isAboutContent ? error.message : `${describeError(error)}\n\n${USAGE}`, 2);
}

try {
  process.exitCode = main();
} catch (error) {
  process.exitCode = answer(error);
}
