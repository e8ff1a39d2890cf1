import type { AvailabilityZone, ObservedSignals, OutlierLimits, Policy, Series, ZoneSeries } from '../../domain/index.ts';
import { defineCheck, fail, pass, unknown, type Verdict } from '../check.ts';
import { boundsOf } from '../outlier/exact-test.ts';

/**
 * A zone that looks bad because of one target needs that target replaced, not an evacuation (whitepaper, "Failure detection
 * with CloudWatch composite alarms"). That no target stands out proves nothing: a detector may not see what the users see.
 */
export const moreThanOneTarget = defineCheck({
  name: 'more-than-one-target',
  hard: false,
  unknownHolds: false,
  notAskedOf: ['manual', 'tick'],
  needsZone: true,
  evaluate: ({ zone, evidence: { signals } }, policy) => {
    if (policy.signals.length === 0) return unknown('not configured: there are no signals');
    if (!signals.known) return unknown(`the signals could not be read: ${signals.why}`);
    return judgeTargets(zone, signals.value, policy);
  },
});

function judgeTargets(zone: AvailabilityZone, { signals }: ObservedSignals, policy: Policy): Verdict {
  const shown = signals.flatMap(({ name, zones }) => {
    const reading = zones[zone.zoneId];
    return reading?.known ? [{ name, series: reading.value }] : [];
  });
  const requests = Math.max(0, ...shown.map(({ series }) => sumOf(series.requests ?? [])));
  const shares = shown.flatMap(({ name, series }) => judgeWorstTarget(name, series, { requests, limits: policy.outlier }) ?? []);
  const counts = shown.flatMap(({ name, series }) => judgeCounts(name, series, policy.outlier) ?? []);
  // A count of each target's failures is knowledge; a detector of anomalies only suspects.
  const verdicts = shares.length > 0 ? shares : counts;
  const telling = ['fail', 'pass', 'unknown'].flatMap((status) => verdicts.filter((verdict) => verdict.status === status));
  return telling[0] ?? unknown('no signal tells the targets that fail');
}

/** So much of all failures on one target: it is the one to replace. */
const MOST = 0.75;
/** If the other targets have fewer failures together, these may be those of any day. */
const FEW = 5;

/** Replacing one target is enough if most failures are on it, and without it the zone does not show more than a healthy one does. */
function judgeWorstTarget(
  name: string,
  { faults, worstTarget, worstTargetOverall }: ZoneSeries,
  { requests, limits: { excess, healthy } }: { requests: number; limits: OutlierLimits },
): Verdict | null {
  if (faults === null || worstTarget === null) return null;
  const failures = sumOf(faults);
  // The sum of each minute's worst is at least what the worst of the window has.
  const worst = worstTargetOverall ?? sumOf(worstTarget);
  const others = failures - worst;
  const told = `${worst} of ${failures} failures fall on one target (${name})`;
  if (!(worst >= 0 && worst <= failures)) return unknown(`${told}: that cannot be`);
  // The zone is bad in something else, such as slow responses: how a few failures fall says nothing of it.
  if (failures === 0 || failures < excess.faults * requests) return unknown(`${told}: too few to be what is wrong`);
  return standsOut({ worst, others }) && !areUnwell(others, { requests, healthy: healthy.faults })
    ? fail(`${told}; replace it instead`)
    : pass(told);
}

/** Surely more failures than healthy targets have. If the number of requests is unknown: more than a few. */
function areUnwell(failures: number, { requests, healthy }: { requests: number; healthy: number }): boolean {
  if (requests === 0) return failures >= FEW;
  return boundsOf({ failed: Math.min(failures, requests), of: requests }).lower > healthy;
}

function standsOut({ worst, others }: { worst: number; others: number }): boolean {
  return worst >= MOST * (worst + others) || (others < FEW && worst >= others);
}

/**
 * A detector flags by chance, too: one target is to blame if exactly one stands out in every minute in which the zone is bad,
 * several are if more than one ever does.
 */
function judgeCounts(name: string, series: ZoneSeries, { excess, minimumMinutes }: OutlierLimits): Verdict | null {
  if (series.targets === null || series.worstTarget !== null) return null;
  const bad = series.targets.flatMap((count, minute) => (isBad(series, minute, excess.faults) ? [count] : []));
  const told = `targets that stand out, minute by minute: ${bad.map((count) => count ?? '-').join(', ') || 'no minute is bad'} (${name})`;
  if (bad.some((count) => count !== null && count > 1)) return pass(told);
  if (bad.length >= minimumMinutes && bad.every((count) => count === 1)) return fail(`${told}: a single one; replace it instead`);
  return unknown(`${told}: how many targets fail does not show`);
}

/** Where nothing else is measured, every minute may be one. */
function isBad({ requests, faults }: ZoneSeries, minute: number, excess: number): boolean {
  const of = requests?.[minute];
  const failed = faults?.[minute];
  return requests === null || faults === null || (of != null && failed != null && failed >= excess * of && failed > 0);
}

function sumOf(series: Series): number {
  return series.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}
