import { Region } from '../../simulator/region/region.ts';
import { defaultRegionSpec, type RegionSpec } from '../../simulator/region/region-spec.ts';

export const startsAt = new Date('2026-03-02T12:00:00Z');

/** The Region of the game days, with the alarms that infra synthesises (ZonalImpactAlarms). */
export function anAlarmedRegion(overrides: Partial<RegionSpec> = {}): Region {
  return new Region(defaultRegionSpec({ seed: 1, startsAt, ...overrides }));
}

/** To so many minutes after its start. */
export function advance(region: Region, minute: number): void {
  region.advanceTo(startsAt.getTime() + minute * 60_000);
}

/** Alarms by name that went to ALARM, with the minute in which they first did. */
export function alarmsRaised(region: Region): Record<string, number> {
  const raised: Record<string, number> = {};
  for (const event of region.events.published) {
    const { alarmName, state } = event.detail as { alarmName?: string; state?: { value: string } };
    if (event['detail-type'] !== 'CloudWatch Alarm State Change' || state?.value !== 'ALARM' || alarmName === undefined) continue;
    raised[alarmName] ??= (Date.parse(event.time) - startsAt.getTime()) / 60_000;
  }
  return raised;
}

/** The isolated and regional alarms that ever went off. */
export const impactsRaised = (region: Region) =>
  Object.keys(alarmsRaised(region)).filter((name) => name.includes('isolated') || name.includes('regional'));
