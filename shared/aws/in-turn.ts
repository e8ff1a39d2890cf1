/** Does the work for each item, a few at a time: a thousand items must not be a thousand calls at once. Keeps the order. */
export async function inTurn<Item, Done>(items: readonly Item[], work: (item: Item) => Promise<Done>): Promise<Done[]> {
  const done: Done[] = [];
  const rest = items.entries();
  const lane = async () => {
    for (const [index, item] of rest) done[index] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(LANES, items.length) }, lane));
  return done;
}

/** Elastic Load Balancing answers about ten describe calls a second without throttling. */
const LANES = 8;
