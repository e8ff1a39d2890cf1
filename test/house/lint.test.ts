import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const ROOMS =
  'domain marks situation decide decide/evacuate plan report explain event configuration gather execute tell actions'.split(' ');
const PURE = [...ROOMS.map((room) => `shared/${room}`), 'simulator/region/arc'];

const CLOCK = [
  'Date.now()',
  "Date['now']()",
  'new Date()',
  'Date()',
  '[1].map(Date.now)',
  '{ const { now } = Date; return now(); }',
];
const RANDOM = ['Math.random()'];
const GLOBALS = [
  'performance.now()',
  'setTimeout(() => 1, 1)',
  'setInterval(() => 1, 1)',
  'setImmediate(() => 1)',
  'crypto.randomUUID()',
  'process.env.AWS_REGION',
  'globalThis.process',
  "fetch('https://example.org')",
  "require('node:fs')",
];
const IMPURE: [string, string][] = [
  ...CLOCK.map((code): [string, string] => [code, 'No clock here']),
  ...RANDOM.map((code): [string, string] => [code, 'No randomness here']),
  ...GLOBALS.map((code): [string, string] => [code, 'global variable']),
  ["console.log('a')", 'console'],
];

const VALUES = [
  'export const value = 1;',
  'export let value = 1;',
  'export function value() {}',
  'export class Value {}',
  "export enum Value { One = 'one' }",
  'export default 1;',
  'const value = 1;\nexport { value };',
  'export namespace Value {\n  export const one = 1;\n}',
];

/** Everywhere: what CONTRIBUTING says of each function and export. */
const ANYWHERE: [string, string][] = [
  [`export function long(text: string) {\n${'  text.trim();\n'.repeat(41)}}`, 'too many lines'],
  ['export const four = (a: string, b: number, c: Date, d: URL) => [a, b, c, d];', 'parameters'],
  ['export const loose = (value: any) => value;', 'any'],
  ['export const sure = (value?: string) => value!.trim();', 'non-null'],
  ["import { readFileSync } from 'fs';\nexport const read = readFileSync;", 'node:'],
];

const FINE: [string, string][] = [
  ['shared/plan/fine/reads-text.ts', 'export const read = (text: string): Date => new Date(text);'],
  ['shared/plan/fine/parses.ts', 'export const read = (text: string) => Math.max(Date.parse(text), Date.UTC(2026, 1));'],
  ['shared/aws/fine/clock.ts', 'export const now = () => [new Date(), process.env.AWS_REGION];'],
  ['cli/fine/clock.ts', 'export const now = () => [Date.now(), process.env.AWS_REGION];'],
  [
    'shared/domain/fine/types.ts',
    "export * from './other.ts';\nexport type One = 'one';\nexport interface Two {\n  readonly one: One;\n}",
  ],
];

/** The code, the words of the error that it must get, and the folders where it must get it. */
const REFUSED: [string, string, string[]][] = [
  ...IMPURE.map(([code, error]): [string, string, string[]] => [`export const value = () => ${code};`, error, PURE]),
  ...VALUES.map((code): [string, string, string[]] => [code, 'types only', ['shared/domain']]),
  ...ANYWHERE.map(([code, error]): [string, string, string[]] => [code, error, ['cli', 'shared/plan']]),
];

const fileOf = (folder: string, code: string) => `${folder}/planted-${REFUSED.findIndex(([other]) => other === code)}.ts`;

describe('npm run lint', () => {
  let errors: ReadonlyMap<string, string>;

  beforeAll(() => {
    const planted = REFUSED.flatMap(([code, , folders]) => folders.map((folder) => [fileOf(folder, code), code] as const));
    errors = lint(new Map([...planted, ...FINE]));
  });

  it.each(REFUSED)('refuses %j: %s', (code, error, folders) => {
    const missed = folders.filter((folder) => !errors.get(fileOf(folder, code))?.includes(error));

    expect(missed).toEqual([]);
  });

  it.each(FINE)('accepts %s', (file) => {
    expect(errors.get(file)).toBeUndefined();
  });
});

/** One run of Biome with the repository's rules, on files that stand in a folder of their own. */
function lint(files: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const folder = mkdtempSync(join(tmpdir(), 'gray-failure-lint-'));
  try {
    cpSync('biome.json', join(folder, 'biome.json'));
    cpSync('test/house', join(folder, 'test/house'), { recursive: true, filter: (path) => !path.endsWith('.ts') });
    for (const [file, code] of files) {
      mkdirSync(join(folder, dirname(file)), { recursive: true });
      writeFileSync(join(folder, file), `${code}\n`);
    }
    return errorsIn(runBiome(folder), folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function runBiome(folder: string): string {
  const biome = resolve('node_modules/@biomejs/biome/bin/biome');
  const options = ['lint', '--error-on-warnings', '--reporter=github', '--max-diagnostics=none'];
  return spawnSync(process.execPath, [biome, ...options, '.'], { cwd: folder, encoding: 'utf8' }).stdout;
}

/** From lines like `::error title=plugin,file=/tmp/x/shared/plan/a.ts,line=1,...::No clock here` */
function errorsIn(output: string, folder: string): ReadonlyMap<string, string> {
  const errors = new Map<string, string>();
  for (const [, path = '', message = ''] of output.matchAll(/^::(?:error|warning) .*?file=(.*?),line=.*?::(.*)$/gm)) {
    const file = path.slice(path.indexOf(folder) + folder.length + 1);
    errors.set(file, `${errors.get(file) ?? ''}${message}\n`);
  }
  return errors;
}
