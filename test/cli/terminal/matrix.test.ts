import { SUB_COMMANDS } from '../../../cli/commands/index.ts';
import { type Kind, MATRIX } from './matrix.ts';

/** The compiler checks it as well; tests run without it. */
const KINDS: Readonly<Record<Kind, true>> = {
  wrongInput: true,
  interrupted: true,
  slowLink: true,
  closedPipe: true,
  noCredentials: true,
  anotherAccount: true,
};

describe('the matrix of sub-commands and of what may go wrong in a terminal', () => {
  it('has a row for each sub-command, in their order', () => {
    expect(Object.keys(MATRIX)).toEqual(SUB_COMMANDS.map(({ name }) => name));
  });

  it.each(SUB_COMMANDS.map(({ name }) => name))('has an answer for each kind, or says why there is none: %s', (name) => {
    const row = Object.entries(MATRIX[name] ?? {});
    expect(row.map(([kind]) => kind).sort()).toEqual(Object.keys(KINDS).sort());
    const empty = row.filter(([, cell]) =>
      Array.isArray(cell) ? cell.length === 0 : 'doesNotApply' in cell && cell.doesNotApply === '',
    );
    expect(empty).toEqual([]);
  });
});
