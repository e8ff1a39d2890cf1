import { type AlarmThresholds, DEFAULT_THRESHOLDS, ringingZone } from './alarms.ts';
import { LEAD_MINUTES, type Minute } from './episode.ts';

/** What a judge may look at: the last two hours and the window, up to the newest minute, and for how many minutes the alarm has rung. */
export interface View {
  readonly minutes: readonly Minute[];
  readonly rungFor: number;
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
}

interface Ringing {
  readonly zone: number;
  readonly since: number;
}

/** Rings the alarms, minute by minute, and asks the judge by the event and at each tick while one rings. Null: nobody was evacuated. */
export function play(
  minutes: readonly Minute[],
  judge: EpisodeJudge,
  { from = LEAD_MINUTES, thresholds = DEFAULT_THRESHOLDS }: PlayOptions = {},
): Ending | null {
  let ringing: Ringing | null = null;
  for (let now = 0; now < minutes.length; now += 1) {
    ringing = ringingAt(minutes, now, { before: ringing, thresholds });
    if (ringing === null || now < from || now - ringing.since > JUDGED_AGAIN_MINUTES) continue;
    if (
      judge.judge(
        { minutes: minutes.slice(Math.max(0, now - LEAD_MINUTES + 1), now + 1), rungFor: now - ringing.since },
        ringing.zone,
      )
    ) {
      return { zone: ringing.zone, minute: now };
    }
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
