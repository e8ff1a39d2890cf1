import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Licences (SPDX) that let their code be passed on inside a work under Apache-2.0. Any other fails the build: read it first. */
const ACCEPTED = ['Apache-2.0', 'MIT', 'MIT-0', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD'];

/** The text for packages that name their licence and carry no copy of it. Licences with a copyright line of their own have none here. */
const STANDARD_TEXTS = { 'Apache-2.0': '../../LICENSE', 'MIT-0': 'MIT-0.txt' };

const LICENCE_FILE = /^(licen[cs]e|notice|copying)/i;
const PACKAGE_FOLDER = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//;
const RULE = `\n${'-'.repeat(80)}\n\n`;

/**
 * Writes `THIRD-PARTY-NOTICES` into a folder: name, version, licence and licence text of each package that has code in the bundles
 * (esbuild's metafiles, with paths relative to the working directory). Throws where a licence is unknown or its text is missing.
 */
export function writeThirdPartyNotices(folder, metafiles) {
  // Many packages carry the same text: write it once, under the names of all of them.
  const packagesByText = new Map();
  for (const { heading, text } of packageFoldersOf(metafiles).map(noticeOf)) {
    packagesByText.set(text, [...(packagesByText.get(text) ?? []), heading]);
  }
  const notices = [...packagesByText].map(([text, headings]) => `${headings.join('\n')}\n\n${text}\n`);
  const preamble = 'This software contains code of the following packages, under the licences below.\n';
  writeFileSync(join(folder, 'THIRD-PARTY-NOTICES'), [preamble, ...notices].join(RULE));
}

/** `node_modules/zod`: the folders of the packages that the outputs took code from, each once, sorted. */
function packageFoldersOf(metafiles) {
  const inputs = metafiles.flatMap(({ outputs }) => Object.values(outputs)).flatMap((output) => Object.entries(output.inputs));
  const folders = inputs.flatMap(([path, { bytesInOutput }]) =>
    bytesInOutput > 0 ? (PACKAGE_FOLDER.exec(path)?.[1] ?? []) : [],
  );
  return [...new Set(folders)].sort();
}

function noticeOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  if (!ACCEPTED.includes(license)) {
    throw new Error(`${name} ${version} is in the bundle under the licence ${license}; accepted: ${ACCEPTED.join(', ')}`);
  }
  return { heading: `${name} ${version} (${license})`, text: licenceTextOf(folder, license) };
}

/** Its licence, and those of code that it has taken from others, which stand in a folder. */
function licenceTextOf(folder, license) {
  const own = readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => LICENCE_FILE.test(name))
    .flatMap((entry) =>
      entry.isDirectory() ? readdirSync(join(folder, entry.name)).map((file) => join(entry.name, file)) : entry.name,
    )
    .sort();
  if (own.length > 0) return own.map((file) => readFileSync(join(folder, file), 'utf8').trim()).join('\n\n');
  const standard = STANDARD_TEXTS[license];
  if (standard === undefined) throw new Error(`${folder} is in the bundle and carries no text of its licence, ${license}`);
  return readFileSync(fileURLToPath(new URL(standard, import.meta.url)), 'utf8').trim();
}
