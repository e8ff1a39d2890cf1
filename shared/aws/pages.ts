/** One page of a list, as AWS answered it. */
export interface Page<Item> {
  readonly items: readonly Item[] | undefined;
  readonly nextToken: string | undefined;
}

/**
 * Reads a list to its end, page by page, or until a page is enough. No token and an empty one both end it, as in the SDK's own paginators. Throws if a
 * page answers the token that it was asked with: such a list has no end.
 */
export async function readPages<Item>(
  readPage: (token: string | undefined) => Promise<Page<Item>>,
  isEnough: (page: readonly Item[]) => boolean = () => false,
): Promise<Item[]> {
  const items: Item[] = [];
  let token: string | undefined;
  do {
    const page = await readPage(token);
    const found = page.items ?? [];
    for (const item of found) items.push(item);
    token = isEnough(found) ? undefined : nextToken(page, token);
  } while (token !== undefined);
  return items;
}

function nextToken({ nextToken: next }: Page<unknown>, asked: string | undefined): string | undefined {
  if (next === undefined || next === '') return undefined;
  if (next === asked) throw new Error(`AWS answered the same token twice, so the list has no end: ${next}`);
  return next;
}
