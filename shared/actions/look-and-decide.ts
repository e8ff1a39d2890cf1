import { decide, isHeldByUnknown } from '../decide/decide.ts';
import type { ActiveTrigger, Decision, Policy } from '../domain/index.ts';
import { gatherEvidence } from '../gather/gather-evidence.ts';
import { rememberingReader } from '../gather/remembering-reader.ts';
import { hasLastingGap } from '../situation/lasting.ts';
import { type Situation, understand } from '../situation/understand.ts';
import { type Surroundings, sourcesOf } from './action.ts';

/** First pause before looking again; each next one is twice as long. */
const FIRST_PAUSE_MILLIS = 1_000;

export interface Look {
  readonly situation: Situation;
  readonly decision: Decision;
}

/**
 * Gathers, understands and decides. When nothing but unknowns hold an alarm's event (a source unread, another zone's alarm
 * without data), it pauses and looks again for as long as there is time: users fail meanwhile. A person is answered at once,
 * because they may override. So is upkeep, because its next tick looks again.
 */
export async function lookAndDecide(trigger: ActiveTrigger, around: Surroundings): Promise<Look> {
  const { clock, signal, patienceMillis, policy } = around;
  const reader = rememberingReader(around.reader);
  const look = () => lookOnce(trigger, { ...around, reader });
  let seen = await look();
  let waited = 0;
  for (let pause = FIRST_PAUSE_MILLIS; waited + pause <= patienceMillis && !signal.aborted; pause *= 2) {
    if (!isWorthWaiting(seen, policy)) break;
    await clock.sleep(pause);
    waited += pause;
    for (const source of openSources(seen)) reader.forget(source);
    seen = await look();
  }
  return seen;
}

function isWorthWaiting({ decision, situation }: Look, policy: Policy): boolean {
  const { trigger } = situation.evidence;
  if (trigger.kind !== 'alarm' || trigger.again) return false;
  return isHeldByUnknown(decision, policy) && !hasLastingGap(situation, policy);
}

/** Sources that could be read, and yet do not tell: they may by the next look. */
const TELLS: Readonly<Record<string, 'alarms' | 'signals'>> = {
  'impact-alarm': 'alarms',
  'single-zone': 'alarms',
  'zone-is-outlier': 'signals',
};

function openSources({ decision: { reasons } }: Look) {
  return new Set(reasons.flatMap(({ check, status }) => (status === 'unknown' ? (TELLS[check] ?? []) : [])));
}

async function lookOnce(trigger: ActiveTrigger, around: Surroundings): Promise<Look> {
  const situation = understand(await gatherEvidence(trigger, sourcesOf(around)), around.policy);
  return { situation, decision: decide(situation, around.policy) };
}
