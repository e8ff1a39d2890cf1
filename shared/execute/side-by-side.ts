/** As many as one service is asked at a time (shared/aws/lane.ts): more would only wait, with their records written. */
export const SIDE_BY_SIDE = 25;

/** Does the work for each item, as many at a time as is of use. Keeps the order. Where `work` rejects, so does this. */
export async function sideBySide<Item, Done>(items: readonly Item[], work: (item: Item) => Promise<Done>): Promise<Done[]> {
  const done: Done[] = [];
  const rest = items.entries();
  const goOn = async () => {
    for (const [index, item] of rest) done[index] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(SIDE_BY_SIDE, items.length) }, goOn));
  return done;
}
