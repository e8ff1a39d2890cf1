import * as fc from 'fast-check';
import { understandFleets } from '../../../shared/situation/fleets.ts';
import { aPolicy, ZONE_1 } from '../../builders.ts';
import { aGroupOf } from '../fleets.ts';

const POLICY = aPolicy();
const count = fc.integer({ min: 0, max: 20 });
const counts = fc.tuple(count, count, count);
const fleetsOf = (...groups: ReturnType<typeof aGroupOf>[]) => understandFleets(groups, ZONE_1, POLICY);
const figuresOf = (...groups: ReturnType<typeof aGroupOf>[]) =>
  fleetsOf(...groups).map(({ serving, staying, minimum }) => ({ serving, staying, minimum }));

describe('fleets', () => {
  it('are the same for one group over all zones as for one group in each', () => {
    fc.assert(
      fc.property(counts, ([one, two, four]) => {
        const split = [aGroupOf('a', [one]), aGroupOf('b', [null, two]), aGroupOf('c', [null, null, four])];
        expect(figuresOf(...split)).toEqual(figuresOf(aGroupOf('web', [one, two, four])));
      }),
      { numRuns: 200 },
    );
  });

  it('are the same in whatever order groups are listed, and have each group once', () => {
    const sources = fc.array(fc.constantFrom('one', 'two', 'three', 'four', 'five'), { maxLength: 2 });
    const some = fc.array(sources, { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(some, (served) => {
        const groups = served.map((serves, index) => aGroupOf(`group-${index}`, [1, 1, 1], { serves }));
        const named = (listed: typeof groups) =>
          fleetsOf(...listed)
            .map((fleet) =>
              fleet.groups
                .map(({ name }) => name)
                .sort()
                .join(),
            )
            .sort();
        expect(named(groups.toReversed())).toEqual(named(groups));
        expect(named(groups).join().split(',').sort()).toEqual(groups.map(({ name }) => name).sort());
      }),
      { numRuns: 300 },
    );
  });

  it('join groups through a chain of others, however it is listed', () => {
    const chain = [['one'], ['three', 'four'], ['two', 'three'], ['one', 'two'], ['four']];
    const groups = chain.map((serves, index) => aGroupOf(`group-${index}`, [1, 1, 1], { serves }));
    expect(fleetsOf(...groups)).toHaveLength(1);
  });
});
