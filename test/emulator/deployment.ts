import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { output } from './python.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const DOCUMENT = 'docs/deploying.md';
/** As in the document's commands. */
export const STACK = 'gray-failure-responder-wildrydes';
export const BUCKET = 'code-of-the-responder';

type Configuration = Readonly<Record<string, unknown>>;

/** The shell commands of the document in which the text occurs, for this bucket. */
export function documentedCommands(containing: string): string {
  const blocks = [...readFileSync(join(ROOT, DOCUMENT), 'utf8').matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = '']) => block);
  const found = blocks.filter((block) => block.includes(containing));
  if (found.length !== 1) throw new Error(`${found.length} blocks of ${DOCUMENT} have "${containing}"; expected one`);
  return (found[0] ?? '').replaceAll(/\bBUCKET\b/g, BUCKET);
}

/** What `npm run template` wrote, in a folder as the document's commands expect it. */
export interface Written {
  readonly folder: string;
  readonly zip: string;
  /** Base64, as Lambda gives it. */
  readonly codeSha256: string;
}

/** Writes template and zip of the configuration; needs the build. */
export async function writeTemplate(folder: string, configuration: Configuration): Promise<Written> {
  mkdirSync(folder);
  const [file, out] = [join(folder, 'gray-failure.config.json'), join(folder, 'dist/template')];
  writeFileSync(file, JSON.stringify(configuration));
  await output([process.execPath, '--import', 'tsx', 'infra/template.ts', '--config', file, '--out', out], {
    cwd: ROOT,
    // cfn-lint in CI validates the templates.
    env: { ...(process.env as Record<string, string>), CDK_VALIDATION: 'false' },
  });
  const zip = join(out, readdirSync(out).find((name) => name.endsWith('.zip')) ?? 'no zip');
  return { folder, zip, codeSha256: createHash('sha256').update(readFileSync(zip)).digest('base64') };
}

/** The example, in mode act, with alarms and a topic that the stack creates. Short enough for a variable of the function. */
export function firstConfiguration(): Configuration {
  const example = JSON.parse(readFileSync(join(ROOT, 'gray-failure.config.example.json'), 'utf8')) as Configuration;
  const zones = (example.zones as { zoneId: string; zoneName: string }[]).map(({ zoneId, zoneName }) => ({ zoneId, zoneName }));
  return { ...example, mode: 'act', zones, regionalAlarms: [], notify: {}, capacity: { minimumZones: 1 } };
}

/** The same with the kill switch on, and too long for a variable: it is deployed with the code. */
export function secondConfiguration(): Configuration {
  const launchTemplates = Array.from({ length: 45 }, (_, index) => ({
    launchTemplateId: `lt-${index.toString(16).padStart(17, '0')}`,
  }));
  return { ...firstConfiguration(), paused: true, launchTemplates };
}
