import { readPages } from '../../../shared/aws/pages.ts';

/** A list that answers these pages in turn, with what it was asked. */
function listOf(...pages: { items?: number[]; token?: string }[]) {
  const asked: (string | undefined)[] = [];
  const read = async (token: string | undefined) => {
    asked.push(token);
    const page = pages[asked.length - 1];
    if (page === undefined) throw new Error('asked again');
    return { items: page.items, nextToken: page.token };
  };
  return { read, asked };
}

describe('readPages', () => {
  it('reads on with the token of each page, and keeps the order', async () => {
    const { read, asked } = listOf({ items: [1, 2], token: 'b' }, { items: [3], token: 'c' }, { items: [4] });
    expect(await readPages(read)).toEqual([1, 2, 3, 4]);
    expect(asked).toEqual([undefined, 'b', 'c']);
  });

  it('reads on after an empty page that has a token', async () => {
    const { read } = listOf({ items: [], token: 'b' }, { token: 'c' }, { items: [1] });
    expect(await readPages(read)).toEqual([1]);
  });

  it('ends with the page that is enough', async () => {
    const { read, asked } = listOf({ items: [1, 2], token: 'b' }, { items: [3, 4], token: 'c' }, { items: [5] });
    expect(await readPages(read, (page) => page.includes(3))).toEqual([1, 2, 3, 4]);
    expect(asked).toEqual([undefined, 'b']);
  });

  it.each([{ items: [1] }, { items: [1], token: '' }])('ends at %j', async (page) => {
    expect(await readPages(listOf(page).read)).toEqual([1]);
  });

  it('refuses a list that answers the same token twice: it has no end', async () => {
    const { read } = listOf({ items: [1], token: 'b' }, { items: [1], token: 'b' }, { items: [1], token: 'b' });
    await expect(readPages(read)).rejects.toThrow('the same token twice');
  });
});
