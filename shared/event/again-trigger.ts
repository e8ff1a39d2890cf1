import type { AlarmTrigger, Policy, TickTrigger } from '../domain/index.ts';
import type { RingingAlarm } from '../situation/ringing.ts';
import { zoneOfAlarm } from '../situation/zones.ts';
import { reportId } from './report-id.ts';

/** What upkeep knows about the alarm that it judges again. */
export interface JudgedAgain {
  readonly alarm: RingingAlarm;
  /** The mute rule that is active for the alarm now; null: none. */
  readonly mutedBy: string | null;
  readonly tick: TickTrigger;
}

/** The trigger that the alarm's own event has brought, or would have: with the same ID, so that nothing counts twice. */
export function againTrigger({ alarm, mutedBy, tick }: JudgedAgain, policy: Policy): AlarmTrigger {
  const { name, zone, since } = alarm;
  // The event of a contributor names its zone; that of a composite alarm has no description, so its ID may be made of the name.
  const told = name === policy.contributorAlarm ? zone : zoneOfAlarm({ name, description: '' }, policy);
  return {
    kind: 'alarm',
    action: 'evacuate',
    id: reportId(policy.application, told?.zoneId ?? name, since),
    at: since,
    zone,
    dryRun: tick.dryRun,
    reason: `alarm ${name} has been in ALARM since ${since}`,
    override: [],
    again: true,
    alarm: { name, previousState: null, mutedBy, suppressedBy: null },
  };
}
