import { parseConfiguration } from '../../shared/configuration/parse-configuration.ts';
import { gameDayConfiguration } from '../../simulator/game-day/game-day-configuration.ts';
import { watchInvariants } from '../../simulator/game-day/invariants/invariants.ts';
import type { ServiceName } from '../../simulator/region/operations/operation.ts';
import { Region } from '../../simulator/region/region.ts';
import { defaultRegionSpec } from '../../simulator/region/region-spec.ts';

const startsAt = new Date('2026-11-24T18:30:00Z');

/** A minute into an uneventful day, under watch; what `call` and its short forms do counts as the responder's. */
export function aWatchedRegion() {
  const spec = defaultRegionSpec({ seed: 1, startsAt });
  const region = new Region(spec);
  region.advanceTo(startsAt.getTime() + 60_000);
  const watch = watchInvariants(region, parseConfiguration(JSON.stringify(gameDayConfiguration(spec))));
  const call = (service: ServiceName, operation: string, input: unknown) => {
    const outcome = region.call({ service, operation, input });
    if (outcome.kind !== 'answer') throw new Error(`${operation} ended with ${JSON.stringify(outcome)}`);
    return outcome;
  };
  const [web = '', api = ''] = region.loadBalancers.map(({ arn }) => arn);
  const shift = (arn: string, { awayFrom = 'use1-az1', comment = 'gray-failure-responder/1' } = {}) =>
    call('arc-zonal-shift', 'StartZonalShift', { resourceIdentifier: arn, awayFrom, expiresIn: '1h', comment });
  const setSubnets = (group: string, subnets: string) =>
    call('autoscaling', 'UpdateAutoScalingGroup', { AutoScalingGroupName: group, VPCZoneIdentifier: subnets });
  const tag = (group: string, tags: Record<string, string>) =>
    call('autoscaling', 'CreateOrUpdateTags', {
      Tags: Object.entries(tags).map(([Key, Value]) => {
        return { ResourceId: group, ResourceType: 'auto-scaling-group', Key, Value, PropagateAtLaunch: false };
      }),
    });
  const untag = (group: string, keys: readonly string[]) =>
    call('autoscaling', 'DeleteTags', {
      Tags: keys.map((Key) => ({ ResourceId: group, ResourceType: 'auto-scaling-group', Key })),
    });
  return { region, watch, call, web, api, shift, setSubnets, tag, untag };
}

/** What the responder writes on a group that is about to lose subnet-0a1, its first. */
export const RECORD = {
  'gray-failure-responder:use1-az1:1': '0:subnet-0a1',
  'gray-failure-responder:use1-az1:0': 'id=1 at=2026-11-24T18:31:00.000Z by=subnet phase=evacuated again=0 tags=1',
};
