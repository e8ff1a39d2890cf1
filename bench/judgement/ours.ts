import { applyCheck } from '../../shared/decide/check.ts';
import { moreThanOneTarget } from '../../shared/decide/evacuate/more-than-one-target.ts';
import { zoneIsOutlier } from '../../shared/decide/evacuate/zone-is-outlier.ts';
import type { AlarmTrigger, AvailabilityZone, Evidence, Instant, ObservedSignal, Policy } from '../../shared/domain/index.ts';
import { understand } from '../../shared/situation/understand.ts';
import type { Judgement } from './verdict.ts';

const NOW = '2026-03-02T20:00:00.000Z' as Instant;

/**
 * Runs the responder's checks for each zone in turn, as if its alarm had just fired, with and without the contributor signals.
 * The outlier check does not depend on contributors, because they count failures but not requests.
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

/** Evidence as if this zone's alarm had just fired, with nothing but the signals. */
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

/** No shifts and no records. */
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
