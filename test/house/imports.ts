import { posix } from 'node:path';
import { FLOORS } from './floors.ts';

/** One import, of a value or a type; `target` is a path in the repository or the name of a package. */
export interface Import {
  readonly file: string;
  readonly line: number;
  readonly target: string;
  readonly isPackage: boolean;
}

/** Every form that Biome's formatter leaves: `import ... from`, `export ... from`, `import '...'` and `import('...')`. */
const IMPORT = /^(?:import|export)\b[^;'"]*?\bfrom '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm;

export function importsOf(file: string, source: string): Import[] {
  return [...source.matchAll(IMPORT)].map((match) => {
    const specifier = match[1] ?? match[2] ?? match[3] ?? '';
    const isPackage = !specifier.startsWith('.');
    const line = source.slice(0, match.index + match[0].length).split('\n').length;
    return { file, line, isPackage, target: isPackage ? specifier : posix.join(posix.dirname(file), specifier) };
  });
}

/** Why an import goes up a floor, or to a package that its floor does without; null if it may stand. */
export function upAFloor({ file, target, isPackage }: Import): string | null {
  const row = rowOf(file);
  if (row === undefined) return 'test/house/floors.ts has no row for this file';
  const allowed = FLOORS[row]?.split(' ') ?? [];
  const mayStand = isPackage
    ? allowed.some((name) => isWithin(target, name))
    : rowOf(target) === row || allowed.some((name) => isWithin(target, pathOf(name, row)));
  return mayStand || allowed.includes('*') ? null : `${row} may not import ${target}, only: ${allowed.join(' ') || 'nothing'}`;
}

/** Each circle once or more, as the imports that close it, types among them. */
export function circlesOf(imports: readonly Import[]): Import[][] {
  const byFile = new Map<string, Import[]>();
  for (const one of imports) byFile.set(one.file, [...(byFile.get(one.file) ?? []), one]);
  const circles: Import[][] = [];
  const done = new Set<string>();
  const visit = (file: string, way: readonly Import[]): void => {
    const start = way.findIndex((step) => step.file === file);
    if (start >= 0) circles.push(way.slice(start));
    if (start >= 0 || done.has(file)) return;
    for (const next of byFile.get(file) ?? []) visit(next.target, [...way, next]);
    done.add(file);
  };
  for (const file of byFile.keys()) visit(file, []);
  return circles;
}

const rowOf = (path: string) =>
  Object.keys(FLOORS)
    .filter((row) => isWithin(path, row))
    .sort((one, other) => other.length - one.length)[0];

const pathOf = (name: string, row: string) => (name.startsWith('./') ? posix.join(posix.dirname(row), name) : name);

const isWithin = (path: string, name: string) => path === name || path.startsWith(/[/:]$/.test(name) ? name : `${name}/`);
