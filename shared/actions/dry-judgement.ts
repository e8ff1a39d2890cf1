import { asIfAsked } from '../doctor/as-if-asked.ts';
import { concludeDry } from '../doctor/conclude-dry.ts';
import type { TickTrigger } from '../domain/index.ts';
import { rememberingReader } from '../gather/remembering-reader.ts';
import { understand } from '../situation/understand.ts';
import { type ActionResult, type DryJudgements, type Surroundings, sourcesOf } from './action.ts';
import type { lookAndDecide } from './look-and-decide.ts';

/** A tick comes a little early or late. */
const HOUR_MILLIS = 60 * 60_000 - 30_000;
/** A fleet's launches are two calls a group, and a few groups show whether they can be read. */
const LAUNCHES_OF = 10;
/** Before what could not be read is read once more: nobody should be woken for a call that was lost. */
const PAUSE_MILLIS = 2_000;

/**
 * On a quiet day, at a process's first tick and then once an hour: all that an evacuation reads, and what would follow for each zone.
 * `judge` is the code that an alarm will run, and not a copy of it in a bundle of its own: so that it is compiled, and its connections are
 * open, when it matters. What it finds is in the report, in doctor's words. Null: it is not yet time.
 */
export async function judgeDry(
  tick: TickTrigger,
  around: Surroundings,
  judge: typeof lookAndDecide,
): Promise<ActionResult | null> {
  const { clock, dryJudgements, signal } = around;
  if (dryJudgements === undefined || signal.aborted || !isDue(dryJudgements, clock.now())) return null;
  dryJudgements.lastAt = clock.now();
  const reader = rememberingReader(around.reader);
  const look = () => lookDry(tick, { ...around, reader }, judge);
  const first = await look();
  if (!first.diagnosis.findings.some(({ status }) => status === 'unknown')) return first;
  await clock.sleep(PAUSE_MILLIS);
  return look();
}

async function lookDry(tick: TickTrigger, around: Surroundings, judge: typeof lookAndDecide) {
  const { policy, clock, watch } = around;
  const [zone] = policy.zones;
  const asked = { ...asIfAsked(clock.now()), zone: zone === undefined ? null : { zoneId: zone.zoneId, zoneName: zone.zoneName } };
  const { situation } = await watch.time('judge', () => judge(asked, around));
  const { gatherForEveryZone } = await import('./capacity.ts');
  const whole = await watch.time('locate', () => gatherForEveryZone(situation.evidence, sourcesOf(around), LAUNCHES_OF));
  const evidence = { ...whole, trigger: tick, zone: null };
  return { situation: understand(evidence, policy), ...concludeDry(evidence, policy) };
}

function isDue({ lastAt }: DryJudgements, now: Date): boolean {
  return lastAt === null || now.getTime() - lastAt.getTime() >= HOUR_MILLIS;
}
