import { gameDayConfiguration } from '../../simulator/game-day/game-day-configuration.ts';
import type { BucketSize } from '../../simulator/region/faults/token-bucket.ts';
import { Region } from '../../simulator/region/region.ts';
import { IMPAIRED_ZONE_ID, publishTrouble, setAlarm, specOf } from '../stage.ts';

/** A fleet in three zones: so many load balancers and so many groups, and what AWS's API makes of its calls. */
export interface FleetOrder {
  readonly size: number;
  /** Of each answer. */
  readonly delayMillis: number;
  /** How many calls a service takes; a service that is not here takes all. */
  readonly buckets?: Readonly<Partial<Record<'arc-zonal-shift' | 'autoscaling' | 'monitoring', BucketSize>>>;
}

/** The Region of a fleet: one zone fails, and its alarm rings. It stands still, so that what is measured is the responder. */
export function fleetInTrouble({ size, buckets = {} }: FleetOrder, now: Date): Region {
  const region = new Region({ ...specOfFleet(size, now), isStill: true });
  region.advanceTo(now.getTime());
  // The alarms below it too: as time goes by, a composite alarm goes by them.
  for (const { name } of region.cloudWatch.alarms()) setAlarm(region, name, name.startsWith(IMPAIRED_ZONE_ID) ? 'ALARM' : 'OK');
  for (const { dimension } of region.loadBalancers.slice(0, SIGNALS)) publishTrouble(region, dimension, now);
  for (const [service, beyond] of Object.entries(buckets)) {
    region.awsFaults.add({ kind: 'throttling', service: service as 'arc-zonal-shift', beyond });
  }
  return region;
}

/** The configuration of the fleet, as JSON text. */
export function configurationOfFleet(size: number): string {
  const configuration = gameDayConfiguration(specOfFleet(size, new Date()));
  const { signals } = configuration as { signals: readonly unknown[] };
  return JSON.stringify({ ...configuration, signals: signals.slice(0, SIGNALS) });
}

/** Users are judged where they come in: a fleet has a few such load balancers, whatever is behind them. */
const SIGNALS = 4;

function specOfFleet(size: number, now: Date) {
  return specOf({ zones: 3, resources: size, groups: size }, now);
}
