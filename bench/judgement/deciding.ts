import { performance } from 'node:perf_hooks';
import { decide } from '../../shared/decide/decide.ts';
import { understand } from '../../shared/situation/understand.ts';
import { spreadOf } from '../statistics.ts';
import { decidedCase } from './decided-case.ts';

/** How long a call of `decide` takes in this process, in milliseconds. */
export interface DecidingMillis {
  /** Of the first call, as in a function that has just started. */
  readonly first: number;
  readonly median: number;
  /** Of processor time, in the fastest of 20 batches: what a busy machine changes least. */
  readonly leastProcessor: number;
}

const WARM_UP = 2_000;
const CALLS = 5_000;
const BATCHES = 20;
const A_BATCH = 50;

const [asked] = process.argv.slice(2);
if (asked === undefined) throw new RangeError('which case to decide is missing');
const { evidence, policy } = decidedCase(JSON.parse(asked));

function millisOfCall(): number {
  const begun = performance.now();
  decide(understand(evidence, policy), policy);
  return performance.now() - begun;
}

function processorMillisOfBatch(): number {
  const begun = process.cpuUsage();
  for (let call = 0; call < A_BATCH; call += 1) millisOfCall();
  const { user, system } = process.cpuUsage(begun);
  return (user + system) / 1_000 / A_BATCH;
}

const first = millisOfCall();
for (let call = 0; call < WARM_UP; call += 1) millisOfCall();
const { median } = spreadOf(Array.from({ length: CALLS }, millisOfCall));
const leastProcessor = Math.min(...Array.from({ length: BATCHES }, processorMillisOfBatch));
process.stdout.write(JSON.stringify({ first, median, leastProcessor } satisfies DecidingMillis));
