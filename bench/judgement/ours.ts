import { applyCheck } from '../../shared/decide/check.ts';
import { moreThanOneTarget } from '../../shared/decide/evacuate/more-than-one-target.ts';
import { zoneIsOutlier } from '../../shared/decide/evacuate/zone-is-outlier.ts';
import type { AlarmTrigger, AvailabilityZone, Evidence, Instant, ObservedSignal, Policy } from '../../shared/domain/index.ts';
import { understand } from '../../shared/situation/understand.ts';
import type { Judgement } from './verdict.ts';

const NOW = '2026-03-02T20:00:00.000Z' as Instant;

/**
 * The responder's checks on what the zones show, asked for every zone in turn as if its alarm had just fired: with all signals,
 * and without the contributors. These count failures and no requests, so whether the zone is the outlier does not rest on them.
 */
export function judgeOurs(signals: readonly ObservedSignal[], policy: Policy): { withContributors: Judgement; alone: Judgement } {
  const outliers = policy.zones.map((zone) => ({
    zone,
    ...applyCheck(zoneIsOutlier, understand(evidenceOf(zone, signals), policy), policy),
  }));
  const unsure = outliers.flatMap(({ result }, position) => (result.status === 'unknown' ? [position] : []));
  const judged = (shown: readonly ObservedSignal[]): Judgement => ({
    evacuates: outliers.flatMap(({ zone, holds }, position) => {
      return holds || applyCheck(moreThanOneTarget, understand(evidenceOf(zone, shown), policy), policy).holds ? [] : [position];
    }),
    unsure,
  });
  return { withContributors: judged(signals), alone: judged(signals.filter(({ kind }) => kind !== 'contributor-insights')) };
}

/** As if this zone's alarm had just fired, and nothing but the signals were there to see. */
export function evidenceOf(zone: AvailabilityZone, signals: readonly ObservedSignal[]): Evidence {
  return { ...NOTHING_ELSE, trigger: { ...ALARM, zone }, zone, signals: { known: true, value: { from: NOW, to: NOW, signals } } };
}

const ALARM: AlarmTrigger = {
  kind: 'alarm',
  action: 'evacuate',
  id: 'bench',
  at: NOW,
  zone: null,
  dryRun: false,
  reason: 'bench',
  override: [],
  alarm: { name: 'isolated-impact', arn: '', previousState: 'OK', mutedBy: null, suppressedBy: null },
};

/** No shift, no record, nothing but the signals. */
const NOTHING_ELSE: Omit<Evidence, 'signals'> = {
  now: NOW,
  trigger: ALARM,
  zone: null,
  alarms: { known: true, value: [] },
  resources: {},
  shifts: { known: true, value: [] },
  autoshifts: { known: true, value: [] },
  groups: {},
  launches: {},
  groupSelection: null,
  subnetZones: { known: true, value: {} },
  zoneStates: { known: true, value: {} },
  pastShifts: { known: true, value: [] },
  putBack: {},
};
