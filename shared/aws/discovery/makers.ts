import type { Maker, Reading } from '../../domain/index.ts';
import { APPLICATION_TAG, STACK_TAG } from '../../marks/stack-tag.ts';
import { reading } from '../readiness/reading.ts';

export interface SentTag {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}

/** Which stack of the responder has made each of these, by name. What none has made is not in it. */
export function readMakers(
  names: readonly string[],
  tagsOf: (name: string) => Promise<readonly SentTag[]>,
): Promise<Reading<Readonly<Record<string, Maker>>>> {
  const read = async (name: string) => {
    const maker = makerIn(await tagsOf(name));
    return maker === null ? [] : [[name, maker] as const];
  };
  return reading(Promise.all(names.map(read)).then((made) => Object.fromEntries(made.flat())));
}

function makerIn(tags: readonly SentTag[]): Maker | null {
  const tagged = (key: string) => tags.find(({ Key }) => Key === key)?.Value;
  const [stack, application] = [tagged(STACK_TAG), tagged(APPLICATION_TAG)];
  return stack === undefined || application === undefined ? null : { stack, application };
}
