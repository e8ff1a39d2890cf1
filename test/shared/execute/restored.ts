import type { AddBackSubnets, CancelZonalShift, MarkRestoring } from '../../../shared/domain/index.ts';
import { decodeRecord } from '../../../shared/marks/record.ts';
import { aRegion, type RegionUnderTest } from '../../a-region/a-region.ts';
import { WEB, ZONE_1 } from '../../builders.ts';
import { tagsOf } from '../standing.ts';

/** Our shift, once a restore has begun. */
export const RESTORING = 'gray-failure-responder/wildrydes/0123456789abcdef restoring since=2026-11-24T02:00:00.000Z';

/** Group `web` without zone 1, with its record and somebody else's tag. */
export function withoutZone1(members = [{ position: 0, member: 'subnet-0a1' }]): RegionUnderTest {
  const aws = aRegion();
  aws.groups.setSubnets('web', ['subnet-0b2', 'subnet-0c3']);
  aws.groups.retag('web', { app: 'wildrydes', ...tagsOf({ members }) });
  return aws;
}

/** The same, with the subnet in the group again, and a restore under way. */
export function backInZone1(overrides: Parameters<typeof tagsOf>[0] = {}): RegionUnderTest {
  const aws = aRegion();
  aws.groups.retag('web', { app: 'wildrydes', ...tagsOf({ phase: 'restoring', ...overrides }) });
  return aws;
}

export function phaseOf(aws: RegionUnderTest): string | undefined {
  return decodeRecord(aws.groups.state('web').tags, ZONE_1.zoneId)?.phase;
}

export function anAddBack(overrides: Partial<AddBackSubnets> = {}): AddBackSubnets {
  const add = [{ position: 0, member: 'subnet-0a1' }];
  return { kind: 'add-back-subnets', by: 'subnet', group: 'web', zone: ZONE_1, add, missing: [], ...overrides };
}

export function aMark(zonalShiftId: string): MarkRestoring {
  return {
    kind: 'mark-restoring',
    resource: WEB,
    zonalShiftId,
    comment: 'gray-failure-responder/wildrydes/request-1 restoring since=x',
  };
}

export function aCancel(zonalShiftId: string, overrides: Partial<CancelZonalShift> = {}): CancelZonalShift {
  return { kind: 'cancel-zonal-shift', resource: WEB, zonalShiftId, zone: ZONE_1, ...overrides };
}
