import { Random } from '../../simulator/region/random.ts';
import { type Cell, describeCell } from './cell.ts';
import { Drawing } from './draw.ts';
import { countsOf, judgePublished } from './judge-published.ts';
import { judgeOurs } from './ours.ts';
import { policyFor } from './policy.ts';
import { PUBLISHED_METHODS } from './published-methods.ts';
import { type Outcome, outcomeOf } from './verdict.ts';

/** The responder's own judgement, among the names of judges. */
export const OURS = 'ours';
/** The same with the load balancer's metrics alone: single targets are told by AnomalousHostCount, not by Contributor Insights. */
export const OURS_ALONE = 'ours (ALB alone)';
/** Those of the main table. */
export const JUDGES: readonly string[] = [OURS, ...PUBLISHED_METHODS.map(({ name }) => name)];
export const ALL_JUDGES: readonly string[] = [...JUDGES, OURS_ALONE];

/** How often each outcome came, by judge. */
export type Tally = Readonly<Record<Outcome, number>>;
export type Tallies = Readonly<Record<string, Tally>>;

/** Some draws of one cell: numbers `from` until just before `to`. Which draws are made together changes none of them. */
export interface Batch {
  readonly cell: Cell;
  readonly seed: number;
  readonly from: number;
  readonly to: number;
}

export const NO_DRAWS: Tallies = Object.fromEntries(
  ALL_JUDGES.map((judge) => [judge, { right: 0, wrong: 0, missed: 0, 'cannot tell': 0 }]),
);

/** Every judge sees the same windows. */
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
