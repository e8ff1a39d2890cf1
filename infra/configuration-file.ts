import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Environment } from 'aws-cdk-lib';
import { expectedIdentity } from '../shared/configuration/parse-configuration.ts';
import { ConfigurationError } from '../shared/errors.ts';
import { parseDocument } from './responder/refuse/parse-document.ts';
import type { ConfigurationDocument } from './responder/responder-props.ts';

const DEFAULT = 'gray-failure.config.json';
const EXAMPLE = 'gray-failure.config.example.json';

/**
 * The document that is to be deployed: the file that was asked for, else gray-failure.config.json, else the example, so that a
 * fresh clone can be looked at. Says on standard error which one it is when nobody asked for it.
 */
export function readConfigurationFile(asked: string | undefined): ConfigurationDocument {
  const file = resolve(asked ?? (existsSync(DEFAULT) ? DEFAULT : EXAMPLE));
  if (asked === undefined) {
    const note = file.endsWith(EXAMPLE) ? `there is no ${DEFAULT}: this is ${EXAMPLE}, to look at and not to deploy` : file;
    process.stderr.write(`configuration: ${note}\n`);
  }
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as ConfigurationDocument;
  } catch (cause) {
    throw new Error(`${file} cannot be used as a configuration: ${(cause as Error).message}`, { cause });
  }
}

/** Region and account of the zones and ARNs: deploying elsewhere fails at once. Open where the document cannot be used. */
export function environmentOf(document: ConfigurationDocument): Environment {
  const parsed = parseDocument(document);
  if (parsed instanceof ConfigurationError) return {};
  const { region, account } = expectedIdentity(parsed);
  return account === null ? { region } : { region, account };
}

/** Stacks and files have letters, digits and hyphens in their names. */
export function stackNameOf(document: ConfigurationDocument): string {
  const { application }: { application?: unknown } = Object(document);
  return `gray-failure-responder-${String(application).replace(/[^A-Za-z0-9-]/g, '-')}`;
}
