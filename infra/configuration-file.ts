import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Environment } from 'aws-cdk-lib';
import { expectedIdentity } from '../shared/configuration/parse-configuration.ts';
import { readJson } from '../shared/configuration/read-json.ts';
import { ConfigurationError } from '../shared/errors.ts';
import { isDeploying } from './cdk-command.ts';
import { parseDocument } from './responder/refuse/parse-document.ts';
import type { ConfigurationDocument } from './responder/responder-props.ts';

const DEFAULT = 'gray-failure.config.json';
const EXAMPLE = 'gray-failure.config.example.json';

/**
 * Ends the deployment of the example, whose account and load balancers exist nowhere. Synth and diff are for a first look, and stay.
 */
export function refuseToDeployExample(asked: string | undefined): void {
  if (!fileOf(asked).endsWith(EXAMPLE) || !isDeploying()) return;
  process.stderr.write(
    `${EXAMPLE} is not for deployment: write ${DEFAULT} first, with "npx gray-failure init" or as a copy of the example\n`,
  );
  process.exit(1);
}

/**
 * The document to deploy: the file asked for, else gray-failure.config.json, else the example, so that a fresh clone works. If no
 * file was asked for, prints the chosen one to standard error.
 */
export function readConfigurationFile(asked: string | undefined): ConfigurationDocument {
  const file = fileOf(asked);
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

function fileOf(asked: string | undefined): string {
  return resolve(asked ?? (existsSync(DEFAULT) ? DEFAULT : EXAMPLE));
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
