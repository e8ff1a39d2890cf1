import { circlesOf, importsOf, upAFloor } from './imports.ts';

const MOST_LINES = 250;
const MOST_ENTRIES = 18;
const LOOSE_FILES = ['respond.ts', 'ports.ts', 'errors.ts'];

export interface Structure {
  /** What was checked, a line each. */
  readonly summary: readonly string[];
  /** `shared/plan/x.ts:3 shared/plan may not import ...` */
  readonly problems: readonly string[];
}

/** Holds the files of the repository, as path and text, to what CONTRIBUTING says about sizes, folders and imports. */
export function inspectStructure(files: ReadonlyMap<string, string>): Structure {
  const [size, imports, shared] = [inspectSizes(files), inspectImports(files), inspectShared([...files.keys()])];
  return {
    summary: [size.summary, imports.summary, shared.summary],
    problems: [...size.problems, ...imports.problems, ...shared.problems],
  };
}

function inspectSizes(files: ReadonlyMap<string, string>) {
  const sizes = [...files].map(([file, text]) => ({ file, lines: text.replace(/\n$/, '').split('\n').length }));
  const [longest] = sizes.sort((one, other) => other.lines - one.lines);
  return {
    summary: `files      ${sizes.length}, the longest ${longest?.lines} lines (maximum ${MOST_LINES}): ${longest?.file}`,
    problems: sizes
      .filter(({ lines }) => lines > MOST_LINES)
      .map(({ file, lines }) => `${file}:${MOST_LINES + 1} the file has ${lines} lines (maximum ${MOST_LINES})`),
  };
}

function inspectImports(files: ReadonlyMap<string, string>) {
  const imports = [...files].filter(([file]) => /\.(ts|mjs)$/.test(file)).flatMap(([file, text]) => importsOf(file, text));
  const circles = circlesOf(imports.filter(({ isPackage }) => !isPackage));
  const upwards = imports.flatMap((one) => {
    const why = upAFloor(one);
    return why === null ? [] : [`${one.file}:${one.line} ${why}`];
  });
  return {
    summary: `imports    ${imports.length}: ${circles.length} circles, ${upwards.length} up a floor`,
    problems: [
      ...circles.map((circle) => `${circle.map(({ file, line }) => `${file}:${line}`).join(' -> ')} imports in a circle`),
      ...upwards,
    ],
  };
}

function inspectShared(paths: readonly string[]) {
  const inside = paths.filter((path) => path.startsWith('shared/')).map((path) => path.split('/').slice(1));
  const entries = new Set(inside.map(([entry]) => entry));
  const loose = inside.flatMap(([entry = '', ...rest]) => (rest.length === 0 && !LOOSE_FILES.includes(entry) ? [entry] : []));
  return {
    summary: `shared/    ${entries.size} entries (maximum ${MOST_ENTRIES}), ${loose.length} loose files beside ${LOOSE_FILES.join(', ')}`,
    problems: [
      ...(entries.size > MOST_ENTRIES ? [`shared/ has ${entries.size} entries (maximum ${MOST_ENTRIES})`] : []),
      ...loose.map((file) => `shared/${file}:1 is loose in shared/: move it into the folder of its subject`),
    ],
  };
}
