import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const ROOT = resolve(__dirname, '../..');
const BUNDLE = join(ROOT, 'dist/responder');
const NOTICES = 'THIRD-PARTY-NOTICES';
/** Licences that let their code be passed on inside a work under Apache-2.0. */
const COMPATIBLE = ['Apache-2.0', 'MIT', 'MIT-0', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD'];

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
}

/** The packages in the bundle, as its source maps name them: a second witness beside esbuild's metafile. */
function packagesInBundle(): Manifest[] {
  const maps = readdirSync(BUNDLE).filter((file) => file.endsWith('.map'));
  const sources = maps.flatMap((file) => JSON.parse(readFileSync(join(BUNDLE, file), 'utf8')).sources as string[]);
  const folders = sources.flatMap((source) => /.*\/(node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(source)?.[1] ?? []);
  return [...new Set(folders)].map((folder) => JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8')));
}

describe('the third-party notices of the built responder', () => {
  const notices = readFileSync(join(BUNDLE, NOTICES), 'utf8').split(`\n${'-'.repeat(80)}\n\n`);
  const packages = packagesInBundle();

  it('name each package in the bundle, with its version, its licence and the text of it', () => {
    expect(packages.length).toBeGreaterThan(20);
    for (const { name, version, license } of packages) {
      const notice = notices.find((text) => text.split('\n').includes(`${name} ${version} (${license})`));
      expect(notice).toMatch(/Apache License|Permission is hereby granted/);
    }
    expect(notices.join().match(/^\S+ \d\S+ \(.+\)$/gm)).toHaveLength(packages.length);
  });

  it('name licences that are compatible with Apache-2.0 alone', () => {
    expect(packages.filter(({ license }) => !COMPATIBLE.includes(license))).toEqual([]);
  });
});

describe('writeThirdPartyNotices', () => {
  const folder = mkdtempSync(join(tmpdir(), 'notices-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  /** Writes the notices of a bundle with one package in it, in a process of its own: the module is for Node.js as it is. */
  function noticesOf(manifest: Manifest, files: Record<string, string> = {}): { notices: string; error: string } {
    const place = mkdtempSync(join(folder, 'app-'));
    const home = join(place, 'node_modules', manifest.name);
    mkdirSync(home, { recursive: true });
    for (const [file, text] of Object.entries({ ...files, 'package.json': JSON.stringify(manifest) }))
      writeFileSync(join(home, file), text);
    const inputs = {
      'functions/ours.ts': { bytesInOutput: 7 },
      [`node_modules/${manifest.name}/index.js`]: { bytesInOutput: 7 },
      'node_modules/shaken-out/index.js': { bytesInOutput: 0 },
    };
    const { href } = pathToFileURL(join(ROOT, 'infra/notices/third-party-notices.mjs'));
    const script = `import { writeThirdPartyNotices } from '${href}';
      writeThirdPartyNotices('.', [{ outputs: { 'index.mjs': { inputs: ${JSON.stringify(inputs)} } } }]);`;
    const ran = spawnSync(process.execPath, ['--input-type=module', '-e', script], { cwd: place, encoding: 'utf8' });
    return { notices: ran.status === 0 ? readFileSync(join(place, NOTICES), 'utf8') : '', error: ran.stderr };
  }

  it('takes the licence and the notice that a package carries', () => {
    const { notices } = noticesOf(
      { name: '@a/b', version: '1.2.3', license: 'ISC' },
      { LICENSE: 'Copyright A', 'NOTICE.txt': 'By B' },
    );
    expect(notices).toContain('@a/b 1.2.3 (ISC)\n\nCopyright A\n\nBy B\n');
  });

  it('takes the standard text for a package that only names Apache-2.0', () => {
    const { notices } = noticesOf({ name: 'bare', version: '1.0.0', license: 'Apache-2.0' });
    expect(notices).toContain(readFileSync(join(ROOT, 'LICENSE'), 'utf8').trim());
  });

  it('fails on a licence that nobody has looked at', () => {
    const { error } = noticesOf({ name: 'odd', version: '1.0.0', license: 'GPL-3.0' }, { LICENSE: 'GNU' });
    expect(error).toContain('odd 1.0.0 is in the bundle under the licence GPL-3.0; accepted: Apache-2.0, MIT');
  });

  it('fails on a package without a licence', () => {
    const { error } = noticesOf({ name: 'none', version: '1.0.0' } as Manifest);
    expect(error).toContain('none 1.0.0 is in the bundle under the licence undefined');
  });

  it('fails where the text of a licence with a copyright line is missing', () => {
    const { error } = noticesOf({ name: 'textless', version: '1.0.0', license: 'MIT' });
    expect(error).toContain('node_modules/textless is in the bundle and carries no text of its licence, MIT');
  });
});
