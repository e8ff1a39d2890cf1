import { type AlarmThresholds, DEFAULT_THRESHOLDS, ringingZone } from './alarms.ts';
import { LEAD_MINUTES, type Minute } from './episode.ts';
import type { ShownGroups } from './groups.ts';

/** What a judge may look at. */
export interface View {
  /** The last two hours and the window, up to the newest minute. */
  readonly minutes: readonly Minute[];
  /** For how many minutes the alarm has rung. */
  readonly rungFor: number;
  /** The end of the newest minute, in seconds from the end of the lead. */
  readonly second: number;
  readonly groups: ShownGroups | null;
}

export interface EpisodeJudge {
  readonly name: string;
  /** Whether it evacuates the zone, whose alarm rings. */
  readonly judge: (view: View, zone: number) => boolean;
}

export interface Ending {
  readonly zone: number;
  /** The minute at whose end the zone was evacuated. */
  readonly minute: number;
}

/** `limits.judgeAgainMinutes` */
const JUDGED_AGAIN_MINUTES = 60;

/** From which minute on it is judged, and when the alarms ring. */
export interface PlayOptions {
  readonly from?: number;
  readonly thresholds?: AlarmThresholds | undefined;
  readonly groups?: ShownGroups | null;
}

interface Ringing {
  readonly zone: number;
  readonly since: number;
}

/** Rings the alarms, minute by minute, and asks the judge by the event and at each tick while one rings. Null: nobody was evacuated. */
export function play(
  minutes: readonly Minute[],
  judge: EpisodeJudge,
  { from = LEAD_MINUTES, thresholds = DEFAULT_THRESHOLDS, groups = null }: PlayOptions = {},
): Ending | null {
  let ringing: Ringing | null = null;
  for (let now = 0; now < minutes.length; now += 1) {
    ringing = ringingAt(minutes, now, { before: ringing, thresholds });
    if (ringing === null || now < from || now - ringing.since > JUDGED_AGAIN_MINUTES) continue;
    const shown = minutes.slice(Math.max(0, now - LEAD_MINUTES + 1), now + 1);
    const view = { minutes: shown, rungFor: now - ringing.since, second: 60 * (now + 1 - LEAD_MINUTES), groups };
    if (judge.judge(view, ringing.zone)) return { zone: ringing.zone, minute: now };
  }
  return null;
}

function ringingAt(
  minutes: readonly Minute[],
  now: number,
  { before, thresholds }: { before: Ringing | null; thresholds: AlarmThresholds },
): Ringing | null {
  const zone = ringingZone(minutes, now, thresholds);
  if (zone === null) return null;
  return before?.zone === zone ? before : { zone, since: now };
}
