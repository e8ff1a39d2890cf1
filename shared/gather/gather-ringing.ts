import type { Evidence } from '../domain/index.ts';
import { bearsOurMarker } from '../situation/shifts.ts';
import type { Sources } from './gather-evidence.ts';
import { reading } from './reading.ts';

/** Adds the impact alarms that ring: what a tick costs more while nothing is out, so that they are judged again. */
export async function gatherRinging(evidence: Evidence, { reader, policy }: Sources): Promise<Evidence> {
  return { ...evidence, alarms: await reading(reader.alarms.ringing(policy)) };
}

/** Adds our shifts that have ended, also of resources that a past evacuation did not have to shift first. */
export async function gatherHistory(evidence: Evidence, { reader, policy }: Sources): Promise<Evidence> {
  const ended = await reading(reader.shifts.endedShifts(null));
  if (!ended.known) return { ...evidence, pastShifts: ended };
  const ours = ended.value.filter((shift) => bearsOurMarker(shift, policy.application));
  return { ...evidence, pastShifts: { known: true, value: ours } };
}
