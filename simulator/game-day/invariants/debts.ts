import type { Policy } from '../../../shared/domain/index.ts';
import { RECORD_PREFIX } from '../../../shared/marks/record.ts';
import { bearsOurMarker } from '../../../shared/situation/shifts.ts';
import type { WorldFault } from '../../region/faults/world-faults.ts';
import type { Region } from '../../region/region.ts';
import { impactAlarmOf } from '../game-day-configuration.ts';
import { stateOf } from '../region-state.ts';
import type { Invoked } from '../responder/responder-driver.ts';

const MINUTE_MILLIS = 60_000;
/** How often the Region is looked at: a trouble between two ticks counts, too. */
const LOOK_MILLIS = 10_000;
/** A failure of at least this share of a zone's requests is beyond doubt once it fills the window of the signals. */
const PLAIN_SHARE = 0.05;
/** A younger alarm may ring for the first time only because it is new. */
const SETTLED_MINUTES = 10;
/** Within so many ticks of the trouble's end. */
const MOST_TICKS = 2;

/** Follows the ticks of upkeep. */
export interface DebtWatch {
  /** Call this at the start of a tick, and the returned function at its end. It answers the debts that are due: a sentence each. */
  startTick(): (invoked: Invoked) => string[];
}

/**
 * 9: while an impact alarm rings and nothing but passing trouble speaks against it, the zone is evacuated within two ticks of the
 * trouble's end. The watch judges on the Region's own state, and only what is beyond doubt: one zone that plainly fails, for long
 * enough to fill the window of the signals, while everything answers and nothing else is or was going on.
 */
export function watchDebts(region: Region, policy: Policy): DebtWatch {
  const { clock } = region;
  let [plainSince, disturbedAt, ticks] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  const look = () => {
    plainSince = isOneZonePlainlyFailing(region, policy) ? Math.min(plainSince, clock.millis) : Number.POSITIVE_INFINITY;
    if (isDisturbed(region, policy)) disturbedAt = clock.millis;
  };
  clock.every({ periodMillis: LOOK_MILLIS, phaseMillis: 2 }, look);
  const owedNow = () => {
    look();
    const isPlain = clock.millis - plainSince >= (policy.outlier.windowMinutes + 1) * MINUTE_MILLIS;
    return isPlain ? owedZone(region, policy) : null;
  };
  return {
    startTick() {
      const [startedAt, owed] = [clock.millis, owedNow()];
      return ({ kind }) => {
        const isOwed = owed !== null && kind === 'report' && owedNow() === owed && disturbedAt < startedAt;
        ticks = isOwed ? ticks + 1 : 0;
        return ticks < MOST_TICKS ? [] : [`the alarm of ${owed} rings, nothing speaks against it, and ${ticks} ticks left it in`];
      };
    },
  };
}

function isOneZonePlainlyFailing({ worldFaults }: Region, { zones }: Policy): boolean {
  const [zoneId, ...others] = new Set(worldFaults.active().flatMap(plainlyFailing));
  return others.length === 0 && zones.some((zone) => zone.zoneId === zoneId);
}

/** Some call of AWS's API may fail, somebody has shifted something, or we once have. */
function isDisturbed({ arc, awsFaults }: Region, { application }: Policy): boolean {
  return awsFaults.isActive() || arc.shifts().some((shift) => shift.status === 'ACTIVE' || bearsOurMarker(shift, application));
}

/** The zone of a fault that nobody can doubt. Anything else counts as two places, which are not one zone. */
function plainlyFailing(fault: WorldFault): string[] {
  const isPlain = (fault.kind === 'errors' || fault.kind === 'connections') && fault.share >= PLAIN_SHARE;
  const isWhole = fault.loadBalancers === undefined && fault.flap === undefined;
  return isPlain && isWhole && fault.zoneIds?.length === 1 ? [...fault.zoneIds] : ['no zone', 'elsewhere'];
}

/** The zone whose alarm rings alone, for long enough and not for too long, and whose load the others can carry. */
function owedZone(region: Region, policy: Policy): string | null {
  const { mode, paused, limits, zones, resources, regionalAlarms } = policy;
  const mayAct =
    mode === 'act' && !paused && limits.judgeAgainMinutes > 0 && resources.length > 0 && isOfThisAccount(region, policy);
  const alarms = zones.map((zone) => ({ zoneId: zone.zoneId, alarm: alarmOf(zone, region, policy) }));
  const [ringing, ...others] = alarms.filter(({ alarm }) => alarm?.state !== 'OK');
  const isAlone = others.length === 0 && regionalAlarms.every((name) => region.cloudWatch.alarm(name)?.state === 'OK');
  if (!mayAct || !isAlone || ringing?.alarm?.state !== 'ALARM') return null;
  return ringsInTime(ringing.alarm.transitionedAt, region, limits) && canCarry(ringing.zoneId, region, policy)
    ? ringing.zoneId
    : null;
}

/** What the zone's alarm says or, of an alarm with contributors, the one that names the zone. */
function alarmOf(zone: Policy['zones'][number], { cloudWatch }: Region, { contributorAlarm }: Policy) {
  if (contributorAlarm === undefined) return cloudWatch.alarm(impactAlarmOf(zone));
  const named = [zone.zoneId, zone.zoneName] as readonly string[];
  const own = cloudWatch
    .contributors(contributorAlarm)
    .find(({ attributes }) => named.includes(Object.values(attributes)[0] ?? ''));
  return own === undefined
    ? ({ state: 'OK', transitionedAt: 0 } as const)
    : ({ state: 'ALARM', transitionedAt: own.since } as const);
}

/** AZ names are another place in each account, so with those of another nothing may be moved. */
function isOfThisAccount({ spec }: Region, { zones }: Policy): boolean {
  const nameOf = new Map(spec.zones.map(({ zoneId, zoneName }) => [zoneId, zoneName]));
  return zones.every(({ zoneId, zoneName }) => nameOf.get(zoneId) === zoneName);
}

function ringsInTime(since: number, { clock, spec }: Region, { judgeAgainMinutes }: Policy['limits']): boolean {
  const isNew = since - new Date(spec.startsAt).getTime() <= SETTLED_MINUTES * MINUTE_MILLIS;
  return !isNew && clock.millis - since <= judgeAgainMinutes * MINUTE_MILLIS;
}

/** Every group holds its minimum in the other zones, whether of what is desired or of what serves; and nothing is on record. */
function canCarry(zoneId: string, region: Region, { capacity }: Policy): boolean {
  return stateOf(region).groups.every(({ desired, healthyZoneIds, tags, zoneIds }) => {
    const elsewhere = healthyZoneIds.filter((other) => other !== zoneId).length;
    const isUnmarked = Object.keys(tags).every((key) => !key.startsWith(RECORD_PREFIX));
    const isEnough = elsewhere >= Math.ceil(Math.max(desired, healthyZoneIds.length) * capacity.minimumHealthyShare);
    return isEnough && isUnmarked && zoneIds.length > capacity.minimumZones;
  });
}
