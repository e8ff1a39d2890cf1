import type { Run } from '../../../cli/incident/incident.ts';
import { MOST_ANSWERS, markedRuns } from '../../../cli/incident/page/marked-runs.ts';
import { saved } from '../../corpus/saved.ts';

const report = saved('cooldown-fail');

function runs(count: number, isNotable = true): Run[] {
  return Array.from({ length: count }, (_, at) => ({ at, report, place: null, isNotable }));
}

describe('the runs of a page', () => {
  it('have numbers of their incident, and IDs of their own; runs that repeat another have none', () => {
    const marked = markedRuns([{ runs: [...runs(2), ...runs(3, false)] }, { runs: runs(1) }]);
    expect(marked.map((ofOne) => ofOne.map(({ number, id }) => [number, id]))).toEqual([
      [
        [1, 'run-1-1'],
        [2, 'run-1-2'],
      ],
      [[1, 'run-2-1']],
    ]);
  });

  it('have an answer to "what if" up to a number of them, over all incidents', () => {
    const marked = markedRuns([{ runs: runs(MOST_ANSWERS - 1) }, { runs: runs(3) }]);
    expect(marked[0]?.every(({ hasWhatIf }) => hasWhatIf)).toBe(true);
    expect(marked[1]?.map(({ hasWhatIf }) => hasWhatIf)).toEqual([true, false, false]);
  });
});
