import { FrontFailure, textOf, type WireRequest } from './wire.ts';

/** Parameters of a Query request: `A.member.1.B=x` is the path A, member, 1, B to the leaf x. */
export type ParameterTree = Map<string, ParameterTree | string>;

export interface FormBody {
  readonly action: string;
  /** API version, `2010-08-01`. */
  readonly version: string;
  readonly parameters: ParameterTree;
}

/** Reads a Query request's form (or, for a GET, its query string). Throws `FrontFailure` without an `Action`. */
export function readForm(request: WireRequest): FormBody {
  const form = request.method === 'GET' ? request.query : new URLSearchParams(textOf(request.body));
  const action = form.get('Action');
  if (!action) throw new FrontFailure('malformed', 'The request must contain the parameter Action');
  const parameters: ParameterTree = new Map();
  for (const [name, value] of form)
    if (name !== 'Action' && name !== 'Version') plant(parameters, { path: name.split('.'), value });
  return { action, version: form.get('Version') ?? '', parameters };
}

function plant(tree: ParameterTree, { path, value }: { path: string[]; value: string }): void {
  const [head = '', ...rest] = path;
  if (rest.length === 0) {
    tree.set(head, value);
    return;
  }
  const child = tree.get(head);
  const branch: ParameterTree = child instanceof Map ? child : new Map();
  tree.set(head, branch);
  plant(branch, { path: rest, value });
}

/** The items under `1`, `2`, ... in numerical order, or undefined if any key is not a number. */
export function numberedItems(tree: ParameterTree): (ParameterTree | string)[] | undefined {
  const entries = [...tree];
  if (!entries.every(([key]) => /^\d+$/.test(key))) return undefined;
  return entries.sort(([one], [other]) => Number(one) - Number(other)).map(([, item]) => item);
}
