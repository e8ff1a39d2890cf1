import fc from 'fast-check';
import { mergeBack } from '../../../shared/execute/add-back-subnets.ts';

const members = Array.from({ length: 12 }, (_, index) => `subnet-${index}`);
const anyList = fc.shuffledSubarray(members, { minLength: 1 });
const anyListAndPart = anyList.chain((list) => fc.tuple(fc.constant(list), fc.subarray(list)));
/** What a removal records: each member that goes, with its place in the list. */
const recordOf = (list: readonly string[], part: readonly string[]) =>
  list.map((member, position) => ({ position, member })).filter(({ member }) => part.includes(member));

describe('merging back what was recorded', () => {
  it('gives any list as it was, whatever part of it was taken out', () => {
    fc.assert(
      fc.property(anyListAndPart, ([list, part]) => {
        const left = list.filter((member) => !part.includes(member));
        expect(mergeBack(left, recordOf(list, part))).toEqual(list);
      }),
    );
  });

  it('gives any list as it was, however the record is ordered', () => {
    fc.assert(
      fc.property(anyListAndPart, ([list, part]) => {
        const left = list.filter((member) => !part.includes(member));
        expect(mergeBack(left, recordOf(list, part).reverse())).toEqual(list);
      }),
    );
  });

  it('gives any list as it was when it was taken out, and put back, in two halves', () => {
    fc.assert(
      fc.property(anyListAndPart, ([list, part]) => {
        const left = list.filter((member) => !part.includes(member));
        const record = recordOf(list, part);
        const half = mergeBack(left, record.slice(0, record.length / 2));
        expect(mergeBack(half, record)).toEqual(list);
      }),
    );
  });

  it('keeps what others have made of the list since, in their order, and adds each recorded member once', () => {
    const anyEdit = fc.shuffledSubarray([...members, 'subnet-of-others-1', 'subnet-of-others-2']);
    fc.assert(
      fc.property(anyListAndPart, anyEdit, ([list, part], edited) => {
        const merged = mergeBack(edited, recordOf(list, part));
        expect(merged.filter((member) => edited.includes(member))).toEqual(edited);
        expect([...merged].sort()).toEqual([...new Set([...edited, ...part])].sort());
      }),
    );
  });

  it('changes nothing when it is done again', () => {
    fc.assert(
      fc.property(anyListAndPart, anyList, ([list, part], edited) => {
        const merged = mergeBack(edited, recordOf(list, part));
        expect(mergeBack(merged, recordOf(list, part))).toEqual(merged);
      }),
    );
  });
});
