import type { AddBackSubnets, CancelZonalShift, MarkRestoring } from '../../../shared/domain/index.ts';
import { decodeRecord } from '../../../shared/marks/record.ts';
import { WEB, ZONE_1, ZONE_2, ZONE_4 } from '../../builders.ts';
import { type FakeAws, fakeAws } from '../../fakes/fake-aws.ts';
import { tagsOf } from '../standing.ts';

export const OURS = 'gray-failure-responder/0123456789abcdef threshold crossed';

/** Group `web` without zone 1, with its record and somebody else's tag. */
export function withoutZone1(members = [{ position: 0, member: 'subnet-0a1' }]): FakeAws {
  const aws = fakeAws();
  Object.assign(aws.autoScaling.group('web'), {
    subnets: ['subnet-0b2', 'subnet-0c3'],
    zoneNames: [ZONE_2.zoneName, ZONE_4.zoneName],
    tags: { app: 'wildrydes', ...tagsOf({ members }) },
  });
  return aws;
}

export function phaseOf(aws: FakeAws): string | undefined {
  return decodeRecord(aws.autoScaling.group('web').tags, ZONE_1.zoneId)?.phase;
}

export function anAddBack(overrides: Partial<AddBackSubnets> = {}): AddBackSubnets {
  const add = [{ position: 0, member: 'subnet-0a1' }];
  return { kind: 'add-back-subnets', by: 'subnet', group: 'web', zone: ZONE_1, add, missing: [], ...overrides };
}

export function aMark(zonalShiftId: string): MarkRestoring {
  return { kind: 'mark-restoring', resource: WEB, zonalShiftId, comment: 'gray-failure-responder/request-1 restoring since=x' };
}

export function aCancel(zonalShiftId: string, overrides: Partial<CancelZonalShift> = {}): CancelZonalShift {
  return { kind: 'cancel-zonal-shift', resource: WEB, zonalShiftId, zone: ZONE_1, ...overrides };
}
