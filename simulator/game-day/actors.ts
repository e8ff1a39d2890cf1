import type { LoadBalancer } from '../region/load-balancer/load-balancer.ts';
import type { ApiRequest, CallOutcome } from '../region/operations/api.ts';
import type { Region } from '../region/region.ts';
import type { ActorStep } from './scenario.ts';

/** What an actor did, and AWS's answer: `ok` or an error code. An action without an API call has a made-up `call`. */
export interface ActorCall {
  readonly who: string;
  readonly call: Pick<ApiRequest, 'operation' | 'input'>;
  readonly outcome: string;
}

interface Audience {
  /** Runs a call of somebody other than the responder. */
  readonly asOther: (act: () => CallOutcome) => CallOutcome;
  readonly onActorCall: (call: ActorCall) => void;
}

/** Schedules the script of the other actors on the Region's clock. */
export function scheduleActors(region: Region, steps: readonly ActorStep[], audience: Audience): void {
  for (const step of steps) {
    region.clock.after(step.at * 60_000, () => audience.onActorCall({ who: step.who, ...play(step, region, audience) }));
  }
}

type ApiStep = Extract<ActorStep, { kind: 'call' } | { kind: 'practice-run' } | { kind: 'cancel-shift' }>;
type AutoshiftStep = Extract<ActorStep, { kind: 'autoshift' }>;

function play(step: ActorStep, region: Region, { asOther }: Audience): Omit<ActorCall, 'who'> {
  if (step.kind === 'autoshift') return autoshift(step, region);
  if (step.kind === 'delete-subnet') {
    region.ec2.removeSubnet(step.subnetId);
    return { call: { operation: 'DeleteSubnet', input: { SubnetId: step.subnetId } }, outcome: 'ok' };
  }
  if (step.kind === 'refresh-one') {
    const { group, zoneId, version } = step;
    region.autoScaling.refreshOne(group, step);
    return { call: { operation: 'instance refresh', input: { group, zoneId, version } }, outcome: 'ok' };
  }
  const call = callOf(step, region);
  const outcome = asOther(() => region.call(call));
  return { call, outcome: outcome.kind === 'error' ? outcome.error.code : 'ok' };
}

function callOf(step: ApiStep, region: Region): ApiRequest {
  if (step.kind === 'call') return step.call;
  const loadBalancer = findLoadBalancer(region, step.loadBalancer);
  if (step.kind === 'cancel-shift') {
    const isIt = ({ resourceIdentifier, shiftType, status }: ReturnType<typeof region.arc.shifts>[number]) =>
      resourceIdentifier === loadBalancer.arn && shiftType === 'ZONAL_SHIFT' && status === 'ACTIVE';
    const zonalShiftId = region.arc.shifts().find(isIt)?.zonalShiftId ?? 'none-is-active';
    return { service: 'arc-zonal-shift', operation: 'CancelZonalShift', input: { zonalShiftId } };
  }
  const { arn, dimension, spec } = loadBalancer;
  region.arc.register({ arn, name: dimension, zoneIds: spec.zoneIds, practiceRuns: true });
  const input = { resourceIdentifier: arn, awayFrom: step.awayFrom, comment: 'weekly practice run' };
  return { service: 'arc-zonal-shift', operation: 'StartPracticeRun', input };
}

/** Only AWS can start an autoshift, no API does. Enrols the load balancers first. */
function autoshift(step: AutoshiftStep, region: Region): Omit<ActorCall, 'who'> {
  const { awayFrom } = step;
  for (const name of step.loadBalancers) enrol(findLoadBalancer(region, name), region);
  region.arc.startAutoshift(awayFrom);
  return { call: { operation: 'autoshift', input: { awayFrom } }, outcome: 'begun' };
}

function enrol({ arn, dimension, spec }: LoadBalancer, { arc }: Region): void {
  arc.register({ arn, name: dimension, zoneIds: spec.zoneIds, zonalAutoshift: 'ENABLED' });
}

function findLoadBalancer(region: Region, name: string): LoadBalancer {
  const loadBalancer = region.loadBalancers.find(({ spec }) => spec.name === name);
  if (loadBalancer === undefined) throw new Error(`The Region has no load balancer "${name}".`);
  return loadBalancer;
}
