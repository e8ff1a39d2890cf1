import { Command } from 'commander';
import type { Policy } from '../../shared/domain/index.ts';
import { InvalidReportError } from '../../shared/errors.ts';
import { renderWhatIf } from '../../shared/explain/describe-what-if.ts';
import { type Explanation, explain } from '../../shared/explain/explain.ts';
import { findReport } from '../../shared/explain/find-report.ts';
import { renderExplanation } from '../../shared/explain/render.ts';
import { readReport } from '../../shared/explain/saved-report.ts';
import { type WhatIf, whatIf } from '../../shared/explain/what-if.ts';
import { columnsOf } from '../../shared/tell/columns.ts';
import { findConfiguration } from '../configuration.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { readText } from '../read-text.ts';
import { writeAnswer, writeJson } from '../streams.ts';

const MORE = `
Exit code: 0 the report was reproduced, or --config was given; 5 it was not.

Example:
  gray-failure explain report.json --config changed.json`;

interface ExplainOptions {
  readonly config?: string;
  readonly whatIf: boolean;
  readonly json: boolean;
}

/** Explains the decision of a run from its saved report. Needs neither AWS nor credentials. */
export function explainCommand(): Command {
  return new Command('explain')
    .description('Decides a saved report again, and shows why. Needs neither AWS nor credentials.')
    .argument('<report>', 'file with a saved report, or with the log line that contains it; - for standard input')
    .option('--config <file>', 'decide with this configuration instead of the recorded one')
    .option('--what-if', 'also say which setting, at half, at twice or switched, would have changed the verdict', false)
    .option('--json', 'print the explanation as JSON', false)
    .addHelpText('after', MORE)
    .action(async (file: string, options: ExplainOptions) => {
      process.exitCode = await explainReport(file, options);
    });
}

async function explainReport(file: string, { config, json, whatIf: isAsked }: ExplainOptions): Promise<ExitCode> {
  const report = await reportIn(file);
  const policy = config === undefined ? undefined : (await findConfiguration({ config })).policy;
  const explanation = explain(report, policy);
  const answers = isAsked ? { whatIf: whatIfOf(report, policy) } : {};
  if (json) writeJson({ ...explanation, ...answers });
  else writeAnswer([renderExplanation(explanation, columns()), ...tell(answers, explanation)].join('\n\n'));
  return explanation.isReproduced || explanation.changedPolicy !== null ? EXIT.done : EXIT.incomplete;
}

function columns(): number {
  return columnsOf(process.stdout);
}

/** With the configuration that is given, else with the recorded one. */
function whatIfOf(saved: unknown, given: Policy | undefined): WhatIf | null {
  const { report, policy } = readReport(saved);
  return whatIf({ ...report, policy: given ?? policy });
}

function tell({ whatIf: answer }: { whatIf?: WhatIf | null }, { action }: Explanation): string[] {
  return answer === undefined ? [] : [renderWhatIf(answer, action, columns())];
}

/** Rejects with InvalidReportError that has the name of the file. */
async function reportIn(file: string): Promise<ReturnType<typeof findReport>> {
  const text = await readText('REPORT', file);
  try {
    return findReport(text);
  } catch (error) {
    if (!(error instanceof InvalidReportError)) throw error;
    throw new InvalidReportError(`${file === '-' ? 'standard input' : file}: ${error.message}`);
  }
}
