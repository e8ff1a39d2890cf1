import { Random } from '../../simulator/region/random.ts';
import { type Cell, describeCell } from './cell.ts';
import { Drawing } from './draw.ts';
import { countsOf, judgePublished } from './judge-published.ts';
import { judgeOurs } from './ours.ts';
import { policyFor } from './policy.ts';
import { PUBLISHED_METHODS } from './published-methods.ts';
import { type Outcome, outcomeOf } from './verdict.ts';

/** The judge's name for the responder's own judgement. */
export const OURS = 'ours';
/** The same with load balancer metrics alone: detects single targets by AnomalousHostCount instead of Contributor Insights. */
export const OURS_ALONE = 'ours (ALB alone)';
/** The judges of the main table. */
export const JUDGES: readonly string[] = [OURS, ...PUBLISHED_METHODS.map(({ name }) => name)];
export const ALL_JUDGES: readonly string[] = [...JUDGES, OURS_ALONE];

/** How often each outcome occurred. */
export type Tally = Readonly<Record<Outcome, number>>;
export type Tallies = Readonly<Record<string, Tally>>;

/** The draws `from` (inclusive) to `to` (exclusive) of one cell. The batch does not affect the result of a draw. */
export interface Batch {
  readonly cell: Cell;
  readonly seed: number;
  readonly from: number;
  readonly to: number;
}

export const NO_DRAWS: Tallies = Object.fromEntries(
  ALL_JUDGES.map((judge) => [judge, { right: 0, wrong: 0, missed: 0, 'cannot tell': 0 }]),
);

/** Lets every judge see the same windows. */
export function measure({ cell, seed, from, to }: Batch): Tallies {
  const policy = policyFor(cell);
  const drawing = new Drawing(cell, policy);
  const seeds = new Random(seed).fork(describeCell(cell));
  const tallies: Record<string, Record<Outcome, number>> = structuredClone(NO_DRAWS);
  const count = (judge: string, outcome: Outcome) => {
    const tally = tallies[judge];
    if (tally !== undefined) tally[outcome] += 1;
  };
  for (let draw = from; draw < to; draw += 1) {
    const signals = drawing.draw(seeds.fork(`:${draw}`).seed);
    const ours = judgeOurs(signals, policy);
    count(OURS, outcomeOf(cell, ours.withContributors));
    count(OURS_ALONE, outcomeOf(cell, ours.alone));
    const [loadBalancer] = signals;
    if (loadBalancer === undefined) throw new RangeError('a draw shows the load balancer first');
    const counts = countsOf(loadBalancer);
    for (const method of PUBLISHED_METHODS) count(method.name, outcomeOf(cell, judgePublished(method, counts)));
  }
  return tallies;
}

export function add(one: Tallies, other: Tallies): Tallies {
  const sum = (judge: string, outcome: Outcome) => (one[judge]?.[outcome] ?? 0) + (other[judge]?.[outcome] ?? 0);
  return Object.fromEntries(
    ALL_JUDGES.map((judge) => [
      judge,
      {
        right: sum(judge, 'right'),
        wrong: sum(judge, 'wrong'),
        missed: sum(judge, 'missed'),
        'cannot tell': sum(judge, 'cannot tell'),
      },
    ]),
  );
}

export function drawsIn(tally: Tally | undefined): number {
  return tally === undefined ? 0 : tally.right + tally.wrong + tally.missed + tally['cannot tell'];
}
