import { Command } from 'commander';
import { parseConfiguration } from '../../shared/configuration/parse-configuration.ts';
import { explain } from '../../shared/explain/explain.ts';
import { findReport } from '../../shared/explain/find-report.ts';
import { renderExplanation } from '../../shared/explain/render.ts';
import { columnsOf } from '../../shared/tell/columns.ts';
import { EXIT } from '../exit-codes.ts';
import { readText } from '../read-text.ts';
import { writeAnswer, writeJson } from '../streams.ts';

const MORE = `
Exit code: 0 the report was reproduced, or --config was given; 5 it was not.

Example:
  gray-failure explain report.json --config changed.json`;

interface ExplainOptions {
  readonly config?: string;
  readonly json: boolean;
}

/** Explains the decision of a run from its saved report. Needs neither AWS nor credentials. */
export function explainCommand(): Command {
  return new Command('explain')
    .description('Decides a saved report again, and shows why. Needs neither AWS nor credentials.')
    .argument('<report>', 'file with a saved report, or with the log line that contains it; - for standard input')
    .option('--config <file>', 'decide with this configuration instead of the recorded one')
    .option('--json', 'print the explanation as JSON', false)
    .addHelpText('after', MORE)
    .action((file: string, options: ExplainOptions) => {
      process.exitCode = explainReport(file, options);
    });
}

function explainReport(file: string, { config, json }: ExplainOptions): number {
  const report = findReport(readText('REPORT', file));
  const policy = config === undefined ? undefined : parseConfiguration(readText('--config', config));
  const explanation = explain(report, policy);
  if (json) writeJson(explanation);
  else writeAnswer(renderExplanation(explanation, columnsOf(process.stdout)));
  return explanation.isReproduced || explanation.changedPolicy !== null ? EXIT.done : EXIT.incomplete;
}
