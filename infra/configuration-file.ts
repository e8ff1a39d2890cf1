import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Environment } from 'aws-cdk-lib';
import { expectedIdentity } from '../shared/configuration/parse-configuration.ts';
import { readJson } from '../shared/configuration/read-json.ts';
import { ConfigurationError } from '../shared/errors.ts';
import { parseDocument } from './responder/refuse/parse-document.ts';
import type { ConfigurationDocument } from './responder/responder-props.ts';

const DEFAULT = 'gray-failure.config.json';
const EXAMPLE = 'gray-failure.config.example.json';

/**
 * The document to deploy: the file asked for, else gray-failure.config.json, else the example, so that a fresh clone works. If no
 * file was asked for, prints the chosen one to standard error.
 */
export function readConfigurationFile(asked: string | undefined): ConfigurationDocument {
  const file = resolve(asked ?? (existsSync(DEFAULT) ? DEFAULT : EXAMPLE));
  if (asked === undefined) {
    const note = file.endsWith(EXAMPLE)
      ? `${DEFAULT} not found; using ${EXAMPLE}, which is for a first look, not for deployment`
      : file;
    process.stderr.write(`configuration: ${note}\n`);
  }
  try {
    return readJson(readFileSync(file, 'utf8')) as ConfigurationDocument;
  } catch (cause) {
    throw new Error(`${file} cannot be used as a configuration: ${(cause as Error).message}`, { cause });
  }
}

/** Region and account of the zones and ARNs, so that deploying elsewhere fails at once. Empty if the document is unusable. */
export function environmentOf(document: ConfigurationDocument): Environment {
  const parsed = parseDocument(document);
  if (parsed instanceof ConfigurationError) return {};
  const { region, account } = expectedIdentity(parsed);
  return account === null ? { region } : { region, account };
}

/** Stack names allow only letters, digits and hyphens. */
export function stackNameOf(document: ConfigurationDocument): string {
  const { application }: { application?: unknown } = Object(document);
  return `gray-failure-responder-${String(application).replace(/[^A-Za-z0-9-]/g, '-')}`;
}
