/** A package in an artefact, as the notices and the lock file know it. */
export interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX */
  readonly licence: string;
  /** `sha512-…`, of the registry's archive */
  readonly integrity: string;
}

/** A file of the release. */
export interface Artefact {
  readonly file: string;
  /** Of its bytes, in hexadecimal digits. */
  readonly sha256: string;
  readonly packages: readonly BundledPackage[];
}

export interface Product {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly description: string;
}

/** Name, version and licence from the headings of third-party notices (infra/notices/third-party-notices.mjs). */
export function noticedPackages(notices: string): Omit<BundledPackage, 'integrity'>[] {
  return [...notices.matchAll(/^(\S+) (\d\S*) \(([^()]+)\)$/gm)].map(([, name = '', version = '', licence = '']) => ({
    name,
    version,
    licence,
  }));
}

/**
 * A software bill of materials (CycloneDX 1.6): which packages have code in which file. Not `npm sbom --omit=dev`, which leaves out
 * each package that a development dependency needs as well, such as zod. `time` is the commit's.
 */
export function billOfMaterials(product: Product, artefacts: readonly Artefact[], time: Date): object {
  const packages = new Map(artefacts.flatMap((artefact) => artefact.packages.map((one) => [purlOf(one), one] as const)));
  const root = `pkg:npm/${product.name}@${product.version}`;
  const { name, version, description } = product;
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      timestamp: time.toISOString(),
      component: {
        type: 'application',
        'bom-ref': root,
        name,
        version,
        description,
        licenses: [licenceOf(product.license)],
        purl: root,
      },
    },
    components: [...artefacts.map(fileOf), ...[...packages.keys()].sort().map((purl) => libraryOf(purl, packages))],
    dependencies: [
      { ref: root, dependsOn: artefacts.map(({ file }) => file) },
      ...artefacts.map(({ file, packages: inside }) => ({ ref: file, dependsOn: [...new Set(inside.map(purlOf))].sort() })),
    ],
  };
}

function fileOf({ file, sha256 }: Artefact): object {
  return { type: 'file', 'bom-ref': file, name: file, hashes: [{ alg: 'SHA-256', content: sha256 }] };
}

function libraryOf(purl: string, packages: ReadonlyMap<string, BundledPackage>): object {
  const { name = '', version, licence = '', integrity = '' } = packages.get(purl) ?? {};
  const [scope, plain] = name.startsWith('@') ? name.split('/') : [undefined, name];
  return {
    type: 'library',
    'bom-ref': purl,
    ...(scope === undefined ? {} : { group: scope }),
    name: plain,
    version,
    hashes: [{ alg: 'SHA-512', content: Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex') }],
    licenses: [licenceOf(licence)],
    purl,
  };
}

function purlOf({ name, version }: BundledPackage): string {
  return `pkg:npm/${name.replace('@', '%40')}@${version}`;
}

function licenceOf(id: string): object {
  return { license: { id } };
}
