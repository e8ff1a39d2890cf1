import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfigurationFile } from '../configuration-file.ts';
import { plainTemplate } from '../plain-template.ts';
import { zip } from '../zip.ts';
import { type Artefact, type BundledPackage, noticedPackages, type Product } from './sbom.ts';

const PACKAGE = 'dist/package';
const TERRAFORM = 'infra/terraform';
const TEMPLATES = 'infra/many-accounts';
const NOTICES = 'THIRD-PARTY-NOTICES';
export const CHECKSUMS = 'SHA256SUMS';

/** Writes every file of a release but the bill of materials and the checksums, from what is built in dist. */
export function writeArtefacts(out: string, product: Product): Artefact[] {
  emptyFolder(out);
  // The template has the example's configuration; the zip has none, and is the same for everybody.
  const { template, zip: code, zipName } = plainTemplate(readConfigurationFile('gray-failure.config.example.json'));
  const files = {
    [zipName]: code,
    'example.template.json': template,
    [`${product.name}-terraform-${product.version}.zip`]: terraformModule(),
    ...Object.fromEntries(readdirSync(TEMPLATES).map((name) => [name, readFileSync(join(TEMPLATES, name))])),
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(out, name), content);
  const packed = packPackage(out);
  const bundles: Readonly<Record<string, readonly string[]>> = {
    [zipName]: ['dist/responder'],
    [packed]: [PACKAGE, `${PACKAGE}/responder`, `${PACKAGE}/cli`],
  };
  return [...Object.keys(files), packed].sort().map((file) => ({
    file,
    sha256: sha256Of(readFileSync(join(out, file))),
    packages: packagesIn(bundles[file] ?? []),
  }));
}

/** A release is one whole, so an older one goes. Anything else in the folder is somebody's. */
function emptyFolder(out: string): void {
  const present = existsSync(out) ? readdirSync(out) : [];
  if (present.length > 0 && !present.includes(CHECKSUMS)) {
    throw new Error(`${out} is not accepted: it has files and is no release; accepted: a new folder, or one with ${CHECKSUMS}`);
  }
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  // At once, so that what is left of a release that failed may go as well.
  writeFileSync(join(out, CHECKSUMS), '');
}

export function sha256Of(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The module with its example, and the licence. */
function terraformModule(): Uint8Array {
  const inside = readdirSync(TERRAFORM, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.tf'));
  const contents = inside.map((file) => [file, new Uint8Array(readFileSync(join(TERRAFORM, file)))] as const);
  return zip({ ...Object.fromEntries(contents), LICENSE: new Uint8Array(readFileSync('LICENSE')) });
}

/** npm fixes times and order. Modes come from the files, and those from the umask of whoever checked them out. */
function packPackage(out: string): string {
  for (const file of readdirSync(PACKAGE, { recursive: true, encoding: 'utf8' })) {
    const path = join(PACKAGE, file);
    if (statSync(path).isFile()) chmodSync(path, statSync(path).mode & 0o100 ? 0o755 : 0o644);
  }
  return execFileSync('npm', ['pack', '--silent', '--pack-destination', out, `./${PACKAGE}`], { encoding: 'utf8' }).trim();
}

function packagesIn(folders: readonly string[]): BundledPackage[] {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as LockFile;
  return folders
    .flatMap((folder) => noticedPackages(readFileSync(join(folder, NOTICES), 'utf8')))
    .map((one) => ({ ...one, integrity: integrityOf(one, packages) }));
}

interface LockFile {
  readonly packages: Readonly<Record<string, { readonly version: string; readonly integrity?: string }>>;
}

/** A package may be there in several versions, the others in folders of those that need them. */
function integrityOf({ name, version }: Omit<BundledPackage, 'integrity'>, packages: LockFile['packages']): string {
  const [, found] =
    Object.entries(packages).find(([path, one]) => path.endsWith(`node_modules/${name}`) && one.version === version) ?? [];
  if (found?.integrity !== undefined) return found.integrity;
  throw new Error(`${name} ${version} is in a bundle and has no integrity in package-lock.json; run "npm ci" and build again`);
}
