import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { commitTime } from '../../infra/release/commit-time.ts';
import { refuseNativeCode } from '../../infra/release/refuse-native-code.ts';
import { billOfMaterials, noticedPackages } from '../../infra/release/sbom.ts';
import { zip } from '../../infra/zip.ts';
import { temporaryFolder } from './endings.ts';

const ROOT = resolve(__dirname, '../..');
const TIME = new Date('2026-11-24T06:00:00Z');
const PRODUCT = { name: 'gray-failure-responder', version: '1.2.3', license: 'Apache-2.0', description: 'Finds a gray failure' };

const zod = { name: 'zod', version: '4.6.7', licence: 'MIT', integrity: `sha512-${Buffer.alloc(64, 1).toString('base64')}` };
const client = { ...zod, name: '@aws-sdk/client-sns', version: '3.1169.0', licence: 'Apache-2.0' };
const ARTEFACTS = [
  { file: 'responder-1a2b3c4d5e6f.zip', sha256: 'a'.repeat(64), packages: [zod, client] },
  { file: 'example.template.json', sha256: 'b'.repeat(64), packages: [] },
  { file: 'package.tgz', sha256: 'c'.repeat(64), packages: [zod, zod] },
];

interface Bill {
  readonly metadata: { readonly timestamp: string; readonly component: { readonly 'bom-ref': string } };
  readonly components: readonly { readonly 'bom-ref': string; readonly hashes: readonly { readonly content: string }[] }[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

describe('the bill of materials', () => {
  const bill = billOfMaterials(PRODUCT, ARTEFACTS, TIME) as Bill;
  const dependsOn = (ref: string) => bill.dependencies.find((one) => one.ref === ref)?.dependsOn;

  it('says which packages have code in which file', () => {
    expect(dependsOn('responder-1a2b3c4d5e6f.zip')).toEqual(['pkg:npm/%40aws-sdk/client-sns@3.1169.0', 'pkg:npm/zod@4.6.7']);
    expect(dependsOn('example.template.json')).toEqual([]);
    expect(dependsOn('package.tgz')).toEqual(['pkg:npm/zod@4.6.7']);
    expect(dependsOn(bill.metadata.component['bom-ref'])).toEqual(ARTEFACTS.map(({ file }) => file));
  });

  it('describes each file and package once, and everything that something depends on', () => {
    const refs = bill.components.map((component) => component['bom-ref']);
    expect(new Set(refs).size).toBe(refs.length);
    expect(refs).toEqual(expect.arrayContaining(bill.dependencies.flatMap((one) => [...one.dependsOn])));
  });

  it('gives the hash of a file, and that of a package in the registry, in hexadecimal digits', () => {
    const hashOf = (ref: string) => bill.components.find((component) => component['bom-ref'] === ref)?.hashes[0];
    expect(hashOf('package.tgz')).toEqual({ alg: 'SHA-256', content: 'c'.repeat(64) });
    expect(hashOf('pkg:npm/zod@4.6.7')).toEqual({ alg: 'SHA-512', content: '01'.repeat(64) });
  });

  it("has the commit's time, and nothing that differs from build to build", () => {
    expect(bill.metadata.timestamp).toBe('2026-11-24T06:00:00.000Z');
    expect(billOfMaterials(PRODUCT, ARTEFACTS, TIME)).toEqual(bill);
  });
});

describe('noticedPackages', () => {
  it('finds each package of the built responder with its version and licence', () => {
    const notices = readFileSync(join(ROOT, 'dist/responder/THIRD-PARTY-NOTICES'), 'utf8');
    const packages = noticedPackages(notices);
    const { packages: locked } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
    expect(packages.length).toBeGreaterThan(20);
    expect(packages.map(({ name }) => name)).toEqual(expect.arrayContaining(['zod', '@smithy/core', '@aws-sdk/client-sns']));
    for (const { name, version, licence } of packages.filter(({ name }) => `node_modules/${name}` in locked))
      expect([name, version, licence]).toEqual([
        name,
        locked[`node_modules/${name}`].version,
        locked[`node_modules/${name}`].license,
      ]);
  });
});

describe('commitTime', () => {
  it('is SOURCE_DATE_EPOCH, if that is given', () => {
    expect(commitTime('1795500000').toISOString()).toBe('2026-11-24T06:00:00.000Z');
  });

  it('refuses what is no time, and says what is accepted', () => {
    expect(() => commitTime('yesterday')).toThrow(
      'SOURCE_DATE_EPOCH: "yesterday" is not accepted; accepted: whole seconds since 1970',
    );
  });
});

describe('refuseNativeCode', () => {
  it('refuses a file that is made for one processor', () => {
    const folder = join(temporaryFolder(), 'responder');
    mkdirSync(folder);
    writeFileSync(join(folder, 'index.mjs'), '');
    expect(() => refuseNativeCode(folder)).not.toThrow();
    writeFileSync(join(folder, 'crc32.node'), '');
    expect(() => refuseNativeCode(folder)).toThrow('crc32.node; accepted: JavaScript alone, which runs on arm64 and on x86-64');
  });

  it('accepts the built responder', () => {
    expect(() => refuseNativeCode(join(ROOT, 'dist/responder'))).not.toThrow();
  });
});

describe('zip', () => {
  it('gives the same bytes in whatever order the files come', () => {
    const [one, other] = [new Uint8Array([1]), new Uint8Array([2])];
    expect(zip({ one, other })).toEqual(zip({ other, one }));
    expect(zip({ one, other })).not.toEqual(zip({ one: other, other: one }));
  });
});
