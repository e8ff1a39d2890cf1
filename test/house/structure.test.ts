import { FLOORS } from './floors.ts';
import { importsOf } from './imports.ts';
import { inspectStructure } from './structure.ts';

const problemsOf = (files: Record<string, string>) => inspectStructure(new Map(Object.entries(files))).problems;

/** What no file in the folder may import, of values or types. */
const REFUSED: [string, string[]][] = [
  ['shared/domain', ['../errors.ts', '../marks/record.ts', '../situation/zones.ts', 'zod']],
  ['shared/marks', ['../situation/zones.ts', '../decide/check.ts']],
  ['shared/situation', ['../decide/check.ts', '../plan/a.ts', '../gather/a.ts', '../ports.ts', '../configuration/a.ts']],
  ['shared/gather', ['../plan/a.ts', '../decide/a.ts', '../execute/a.ts', '../report/a.ts', '../actions/a.ts', '../aws/a.ts']],
  ['shared/decide', ['../plan/a.ts', '../execute/a.ts', '../gather/a.ts', '../ports.ts', '../aws/ec2.ts', 'node:crypto']],
  ['shared/plan', ['../actions/action.ts', '../execute/a.ts', '../gather/a.ts', '../report/a.ts', '../ports.ts', 'node:fs']],
  ['shared/execute', ['../plan/a.ts', '../decide/a.ts', '../gather/a.ts', '../actions/a.ts', '../aws/a.ts']],
  ['shared/report', ['../plan/a.ts', '../actions/a.ts', '../execute/a.ts', '../aws/a.ts', 'node:os']],
  ['shared/tell', ['../explain/a.ts', '../execute/a.ts', '../actions/a.ts']],
  ['shared/explain', ['../actions/a.ts', '../gather/a.ts', '../execute/a.ts', '../aws/a.ts', '../respond.ts']],
  ['shared/actions', ['../respond.ts', '../explain/a.ts', '../aws/a.ts']],
  ['shared/aws', ['../gather/a.ts', '../decide/a.ts', '../plan/a.ts', '../actions/a.ts', '../respond.ts']],
  ['shared/execute', ['@aws-sdk/client-ec2', '@smithy/core/retry', 'node:fs', 'node:timers/promises']],
  ...['functions', 'cli', 'infra', 'bench', 'test', 'simulator/region'].map((outside): [string, string[]] => [
    'shared/actions',
    [`../../${outside}/a.ts`],
  ]),
  [
    'simulator/region',
    ['../../functions/responder.ts', '../../shared/domain/index.ts', '../http/server.ts', '@aws-sdk/client-ec2'],
  ],
  ...['functions', 'cli', 'infra', 'bench', 'test'].map((outside): [string, string[]] => [
    'simulator/game-day',
    [`../../${outside}/a.ts`],
  ]),
  ['functions', ['../simulator/region/region.ts', '../cli/a.ts', '../infra/index.ts', '@aws-sdk/client-ec2', '@smithy/core']],
  ['cli', ['../functions/tell.ts', '../infra/index.ts', '../bench/a.ts', '../test/a.ts', '@aws-sdk/client-ec2', '@smithy/core']],
  ['cli/incident', ['../failure.ts', '../commands/a.ts', '../../simulator/region/region.ts', 'node:fs', '@aws-sdk/client-ec2']],
  ['infra', ['../functions/tell.ts', '../cli/a.ts', '../simulator/region/region.ts', '../test/a.ts', '@aws-sdk/client-ec2']],
  ['bench', ['../test/a.ts', '../infra/index.ts', '@aws-sdk/client-ec2']],
];

const PLANTED = REFUSED.flatMap(([folder, specifiers]) => specifiers.map((specifier) => ({ folder, specifier })));

describe('npm run structure', () => {
  it.each(PLANTED)('refuses $specifier in $folder', ({ folder, specifier }) => {
    const problems = problemsOf({ [`${folder}/planted.ts`]: `// First line\nimport type { A } from '${specifier}';\n` });

    expect(problems).toEqual([expect.stringMatching(`^${folder}/planted.ts:2 ${folder} may not import .*, only: `)]);
  });

  it('accepts the straight line, from the top to the bottom', () => {
    const line = ['actions', 'plan', 'decide', 'situation', 'marks', 'domain'];
    const files = line.map((room, index) => [`shared/${room}/a.ts`, `import '../${line[index + 1] ?? 'domain'}/b.ts';\n`]);

    expect(problemsOf(Object.fromEntries(files))).toEqual([]);
  });

  it('refuses a folder that has no floor', () => {
    expect(problemsOf({ 'helpers/a.ts': "import './b.ts';\n" })).toEqual([expect.stringMatching('^helpers/a.ts:1 .*has no row')]);
  });

  it.each(['import', 'import type'])('names the files and lines of a circle of `%s`', (keyword) => {
    const files = {
      'cli/a.ts': `${keyword} { B } from './b.ts';\n`,
      'cli/b.ts': `\n${keyword} {\n  C,\n} from './c.ts';\n`,
      'cli/c.ts': `${keyword} { A } from './a.ts';\n`,
    };

    expect(problemsOf(files)).toEqual(['cli/a.ts:1 -> cli/b.ts:4 -> cli/c.ts:1 imports in a circle']);
  });

  it('refuses a file of 251 lines', () => {
    const files = { 'cli/long.ts': '\n'.repeat(251), 'cli/full.ts': '\n'.repeat(250) };

    expect(problemsOf(files)).toEqual(['cli/long.ts:251 the file has 251 lines (maximum 250)']);
  });

  it('refuses a fourth loose file in shared/, and a nineteenth entry', () => {
    const rooms = Array.from({ length: 14 }, (_, index) => `shared/room-${index}/a.ts`);
    const full = [...rooms, 'shared/respond.ts', 'shared/ports.ts', 'shared/errors.ts', 'shared/loose.ts'];
    const files = (paths: string[]) => Object.fromEntries(paths.map((path) => [path, '']));

    expect(problemsOf(files(full))).toEqual([expect.stringMatching('^shared/loose.ts:1 is loose')]);
    expect(problemsOf(files([...rooms, ...full, 'shared/one-more/a.ts']))).toContain('shared/ has 19 entries (maximum 18)');
  });
});

describe('FLOORS', () => {
  it('names only rows further down', () => {
    const rows = Object.keys(FLOORS);
    const upwards = rows.flatMap((row, floor) => {
      const folder = row.slice(0, row.lastIndexOf('/') + 1);
      const below = rows.slice(floor + 1);
      const names = (FLOORS[row] ?? '').split(' ').map((name) => name.replace('./', folder));
      return names.filter((name) => /^(shared|simulator)\b/.test(name) && !below.some((other) => other.startsWith(name)));
    });

    expect(upwards).toEqual([]);
  });
});

describe('importsOf', () => {
  it.each([
    "import a from './x.ts';",
    "import type { A } from './x.ts';",
    "import {\n  a,\n  type B,\n} from './x.ts';",
    "import './x.ts';",
    "export * from './x.ts';",
    "export { a } from './x.ts';",
    "export type A = typeof import('./x.ts');",
    "const { a } = await import('./x.ts');",
  ])('sees %j', (code) => {
    expect(importsOf('cli/a.ts', code)).toEqual([
      { file: 'cli/a.ts', line: code.split('\n').length, target: 'cli/x.ts', isPackage: false },
    ]);
  });
});
