import type { AvailabilityZone, ResourceArn, StepResult } from '../../../shared/domain/index.ts';
import { shiftTraffic } from '../../../shared/execute/shift-traffic.ts';
import { aRegion, type RegionUnderTest } from '../../a-region/a-region.ts';
import { API, WEB, ZONE_1 } from '../../builders.ts';
import { someShiftSteps } from './steps.ts';

export const THIRD = 'arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/net/zeta/70dc6c495c0c9100' as ResourceArn;
/** In sorted order: API is the lock. */
export const ALL = [API, WEB, THIRD] as const;

/** Three load balancers that ARC knows. */
export function threeResources(): RegionUnderTest {
  const aws = aRegion();
  aws.shifts.register(THIRD);
  return aws;
}

/** One run that moves the traffic of the resources out of a zone, under its own report ID. */
export async function runTraffic(
  { writer, clock }: RegionUnderTest,
  run: { zone?: AvailabilityZone; reportId?: string; resources?: readonly ResourceArn[]; signal?: AbortSignal } = {},
): Promise<StepResult[]> {
  const { zone = ZONE_1, reportId = `run-${zone.zoneId}`, resources = ALL, signal = new AbortController().signal } = run;
  const comment = `gray-failure-responder/wildrydes/${reportId} test`;
  const steps = someShiftSteps(resources, { awayFrom: zone.zoneId, comment });
  const others = ALL.filter((resource) => !resources.includes(resource));
  const executed = await shiftTraffic(
    { steps, others, zone, shifts: writer.shifts },
    { clock, signal, policy: { application: 'wildrydes' } },
  );
  return executed.map(({ result }) => result);
}

/** Status and code of each result, in order. */
export function codesOf(results: readonly StepResult[]): string[] {
  return results.map(({ status, code }) => `${status} ${code}`);
}
