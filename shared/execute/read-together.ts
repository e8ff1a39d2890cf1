import type { GroupWriter } from '../ports.ts';
import { sharedQuestion } from './shared-question.ts';

/**
 * Reads groups for steps that go side by side: those that ask at the same time share one call, and each sees its group as it was after
 * it asked. Most of the calls of a large fleet are such reads, and Auto Scaling throttles few calls a second.
 */
export function readTogether({ select }: Pick<GroupWriter, 'select'>): GroupWriter['read'] {
  const ask = sharedQuestion(async (names: readonly string[]) => {
    const found = await select(names.map((name) => ({ name })));
    return new Map(found.map((group) => [group.name, group]));
  });
  return async (name) => (await ask(name)).get(name) ?? null;
}
