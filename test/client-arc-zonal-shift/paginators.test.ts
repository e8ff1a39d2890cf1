import {
  type ARCZonalShiftClient,
  paginateListAutoshifts,
  paginateListManagedResources,
  paginateListZonalShifts,
} from '@aws-sdk/client-arc-zonal-shift';
import { Loopback } from './loopback.ts';

const paginators = {
  '/zonalshifts': (client: ARCZonalShiftClient) => paginateListZonalShifts({ client, pageSize: 2 }, {}),
  '/managedresources': (client: ARCZonalShiftClient) => paginateListManagedResources({ client, pageSize: 2 }, {}),
  '/autoshifts': (client: ARCZonalShiftClient) => paginateListAutoshifts({ client, pageSize: 2 }, {}),
};

describe('paginators', () => {
  const loopback = new Loopback();
  beforeAll(() => loopback.start());
  beforeEach(() => loopback.reset());
  afterAll(() => loopback.stop());

  it.each(Object.entries(paginators))('follows the token over every page of %s', async (path, paginate) => {
    loopback.answers.push(
      { body: { items: [{ awayFrom: 'a' }, { awayFrom: 'b' }], nextToken: 't/2' } },
      { body: { items: [], nextToken: 't/3' } },
      { body: { items: [{ awayFrom: 'c' }] } },
    );
    const sizes: (number | undefined)[] = [];
    for await (const page of paginate(loopback.client())) sizes.push(page.items?.length);
    expect(sizes).toEqual([2, 0, 1]);
    expect(loopback.requests.map((request) => request.path)).toEqual([path, path, path]);
    expect(loopback.requests.map((request) => request.query)).toEqual([
      { maxResults: '2' },
      { maxResults: '2', nextToken: 't/2' },
      { maxResults: '2', nextToken: 't/3' },
    ]);
  });

  it.each(Object.entries(paginators))('ends at a page of %s whose token is empty', async (_path, paginate) => {
    loopback.answers.push({ body: { items: [{ awayFrom: 'a' }], nextToken: '' } }, { body: { items: [{ awayFrom: 'b' }] } });
    const sizes: (number | undefined)[] = [];
    for await (const page of paginate(loopback.client())) sizes.push(page.items?.length);
    expect(sizes).toEqual([1]);
  });

  it('keeps the filters on every page', async () => {
    loopback.answers.push({ body: { items: [], nextToken: 't' } }, { body: { items: [] } });
    const pages = paginateListZonalShifts({ client: loopback.client() }, { status: 'ACTIVE' });
    for await (const page of pages) expect(page.items).toEqual([]);
    expect(loopback.requests.map((request) => request.query.status)).toEqual(['ACTIVE', 'ACTIVE']);
  });
});
