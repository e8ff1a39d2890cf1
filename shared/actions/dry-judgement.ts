import { asIfAsked } from '../doctor/as-if-asked.ts';
import type { TickTrigger } from '../domain/index.ts';
import { rememberingReader } from '../gather/remembering-reader.ts';
import { understand } from '../situation/understand.ts';
import { type ActionResult, type DryJudgements, type Surroundings, sourcesOf } from './action.ts';
import { lookAndDecide } from './look-and-decide.ts';

/** A tick comes a little early or late. */
const HOUR_MILLIS = 60 * 60_000 - 30_000;
/** A fleet's launches are two calls a group, and a few groups show whether they can be read. */
const LAUNCHES_OF = 10;
/** Before what could not be read is read once more: nobody should be woken for a call that was lost. */
const PAUSE_MILLIS = 2_000;

/**
 * On a quiet day, at a process's first tick and then once an hour: all that an evacuation reads, and what would follow for each zone.
 * By the code that an alarm will run, not by upkeep's copy of it: so this is compiled, and connections are open, when it matters. What
 * it finds is in the report, in doctor's words. Null: it is not yet time.
 */
export async function judgeDry(tick: TickTrigger, around: Surroundings): Promise<ActionResult | null> {
  const { clock, dryJudgements, signal } = around;
  if (dryJudgements === undefined || signal.aborted || !isDue(dryJudgements, clock.now())) return null;
  dryJudgements.lastAt = clock.now();
  const reader = rememberingReader(around.reader);
  const look = () => lookDry(tick, { ...around, reader });
  const first = await look();
  if (!first.diagnosis.findings.some(({ status }) => status === 'unknown')) return first;
  await clock.sleep(PAUSE_MILLIS);
  return look();
}

async function lookDry(tick: TickTrigger, around: Surroundings) {
  const { policy, clock, watch } = around;
  const [zone] = policy.zones;
  const asked = { ...asIfAsked(clock.now()), zone: zone === undefined ? null : { zoneId: zone.zoneId, zoneName: zone.zoneName } };
  const { situation } = await watch.time('judge', () => lookAndDecide(asked, around));
  const { gatherForEveryZone } = await import('./capacity.ts');
  const whole = await watch.time('locate', () => gatherForEveryZone(situation.evidence, sourcesOf(around), LAUNCHES_OF));
  const { concludeDry } = await import('../doctor/conclude-dry.ts');
  const evidence = { ...whole, trigger: tick, zone: null };
  return { situation: understand(evidence, policy), ...concludeDry(evidence, policy) };
}

function isDue({ lastAt }: DryJudgements, now: Date): boolean {
  return lastAt === null || now.getTime() - lastAt.getTime() >= HOUR_MILLIS;
}
