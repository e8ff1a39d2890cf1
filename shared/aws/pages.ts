/** One page of a list, as AWS answered it. */
export interface Page<Item> {
  readonly items: readonly Item[] | undefined;
  readonly nextToken: string | undefined;
}

/**
 * Reads a list to its end, page by page. No token and an empty one both end it, as in the SDK's own paginators. Throws if a
 * page answers the token that it was asked with: such a list has no end.
 */
export async function readPages<Item>(readPage: (token: string | undefined) => Promise<Page<Item>>): Promise<Item[]> {
  const items: Item[] = [];
  let token: string | undefined;
  do {
    const page = await readPage(token);
    for (const item of page.items ?? []) items.push(item);
    const next = page.nextToken === '' ? undefined : page.nextToken;
    if (next !== undefined && next === token)
      throw new Error(`AWS answered the same token twice, so the list has no end: ${token}`);
    token = next;
  } while (token !== undefined);
  return items;
}
