import { existsSync, readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { parseConfiguration } from '../shared/configuration/parse-configuration.ts';
import type { Policy } from '../shared/domain/index.ts';
import { CallError, ConfigurationError, describeError } from '../shared/errors.ts';
import { usageFailure } from './failure.ts';
import { lineOf } from './line-of.ts';
import { whyNoFile } from './why-no-file.ts';

/** The configuration of this folder, which `cdk deploy` and `gray-failure init` use as well. */
export const CONFIGURATION_FILE = 'gray-failure.config.json';

/** What the command line says about where the configuration is. */
export interface ConfigurationSource {
  readonly config?: string;
  readonly function?: string;
}

export interface FoundConfiguration {
  readonly policy: Policy;
  /** The JSON text that it was read from. */
  readonly text: string;
  /** The options that find it again: `['--config', 'mine.json']`. */
  readonly options: readonly string[];
  /** For people: `mine.json`, `function gray-failure-responder-shop`. */
  readonly name: string;
}

/** Adds the options that `findConfiguration` reads. */
export function takesConfiguration(command: Command): Command {
  return command
    .option('--config <file>', `the configuration (default: ${CONFIGURATION_FILE} in this folder)`)
    .option('--function <name>', 'the configuration of this deployed Lambda function');
}

/**
 * `--config FILE`, else `gray-failure.config.json` in this folder, else `--function NAME`. Throws a Failure (exit code 2) that names the
 * file, and every problem in it.
 */
export async function findConfiguration(source: ConfigurationSource): Promise<FoundConfiguration> {
  if (source.config !== undefined && source.function !== undefined) {
    throw usageFailure('--config and --function were both given; accepted: one of them');
  }
  if (source.function !== undefined) return fromFunction(source.function);
  const file = source.config ?? (existsSync(CONFIGURATION_FILE) ? CONFIGURATION_FILE : undefined);
  if (file === undefined) {
    throw usageFailure(
      `no configuration: ${CONFIGURATION_FILE} is not in this folder\naccepted: --config FILE, or --function NAME for what is deployed`,
    );
  }
  return { ...parse({ text: readText(file), name: file }), options: ['--config', file] };
}

async function fromFunction(name: string): Promise<FoundConfiguration> {
  // The AWS SDK, which a configuration in a file does not need.
  const { readDeployedFunction } = await import('../shared/aws/readiness/deployed-function.ts');
  const { PATIENT_CLIENT, patiently } = await import('./run/patience.ts');
  const read = readDeployedFunction(name, PATIENT_CLIENT, patiently());
  const { Environment } = await read.catch((error: unknown) => refuseUnknownFunction(name, error));
  const { RESPONDER_CONFIG: text, RESPONDER_CONFIG_FILE: file } = Environment?.Variables ?? {};
  const found = { name: `function ${name}`, options: ['--function', name] };
  if (text !== undefined && text !== '') return { ...parse({ text, name: found.name }), ...found };
  throw usageFailure(
    file === undefined
      ? `--function cannot be "${name}": it has no RESPONDER_CONFIG; accepted: the name of a responder`
      : `the configuration of function ${name} is in its bundle (${file}), and cannot be read from here\naccepted: --config with the file that it was deployed with`,
  );
}

/** In which Region it was looked for is what a person most often has wrong. */
function refuseUnknownFunction(name: string, error: unknown): never {
  if (!(error instanceof CallError) || error.kind !== 'not-found') throw error;
  throw usageFailure(
    `--function cannot be "${name}": ${describeError(error)}\naccepted: the name of a responder in the Region of AWS_REGION or your profile`,
  );
}

function parse({ text, name }: { text: string; name: string }): Omit<FoundConfiguration, 'options'> {
  try {
    return { policy: parseConfiguration(text), text, name };
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    throw usageFailure(describeProblems({ problems: error.problems, text, name }));
  }
}

/** All of them, each with its line where it has one: `mine.json:7: mode: "acting" is not accepted; ...`. */
function describeProblems({ problems, text, name }: { problems: readonly string[]; text: string; name: string }): string {
  const lines = problems.map((problem) => {
    const line = lineOf(problem, text);
    return `${name}${line === null ? '' : `:${line}`}: ${problem}`;
  });
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  return [`the configuration cannot be used: ${count}`, ...lines].join('\n');
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw usageFailure(`--config cannot be "${file}": ${whyNoFile(error)}; accepted: a file`);
  }
}
