import type { LoadBalancer } from '../region/load-balancer/load-balancer.ts';
import type { ApiRequest } from '../region/operations/api.ts';
import type { Region } from '../region/region.ts';
import type { ActorStep } from './scenario.ts';

/** What an actor did, and AWS's answer: `ok` or an error code. An action without an API call has a made-up `call`. */
export interface ActorCall {
  readonly who: string;
  readonly call: Pick<ApiRequest, 'operation' | 'input'>;
  readonly outcome: string;
}

interface Audience {
  /** Runs what somebody other than the responder does. */
  readonly asOther: <Result>(act: () => Result) => Result;
  readonly onActorCall: (call: ActorCall) => void;
}

/** Schedules the script of the other actors on the Region's clock. */
export function scheduleActors(region: Region, steps: readonly ActorStep[], audience: Audience): void {
  for (const step of steps) {
    region.clock.after(step.at * 60_000, () => {
      const done = audience.asOther(() => play(step, region));
      audience.onActorCall({ who: step.who, ...done });
    });
  }
}

type Done = Omit<ActorCall, 'who'>;
type Step<Kind extends ActorStep['kind']> = Extract<ActorStep, { kind: Kind }>;
type Acts = { readonly [Kind in ActorStep['kind']]: (step: Step<Kind>, region: Region) => Done };

const ACTS: Acts = {
  call: ({ call }, region) => callApi(call, region),
  'practice-run': practiceRun,
  'cancel-shift': cancelShift,
  autoshift,
  'refresh-one'({ group, zoneId, version }, { autoScaling }) {
    autoScaling.refreshOne(group, { zoneId, version });
    return done('instance refresh', { group, zoneId, version });
  },
  'delete-subnet'({ subnetId }, { ec2 }) {
    ec2.removeSubnet(subnetId);
    return done('DeleteSubnet', { SubnetId: subnetId });
  },
  'delete-group'({ group }, { autoScaling }) {
    autoScaling.deleteGroup(group);
    return done('DeleteAutoScalingGroup', { AutoScalingGroupName: group, ForceDelete: true });
  },
  'create-group'({ group }, { autoScaling, spec }) {
    for (const known of spec.groups) if (known.name === group) autoScaling.createGroup(known);
    return done('CreateAutoScalingGroup', { AutoScalingGroupName: group });
  },
  'copy-group'({ group, copy }, { autoScaling }) {
    autoScaling.copyGroup(group, copy);
    return done('CreateAutoScalingGroup', { AutoScalingGroupName: copy });
  },
  'recreate-load-balancer': recreate,
};

function play(step: ActorStep, region: Region): Done {
  const act = ACTS[step.kind] as (step: ActorStep, region: Region) => Done;
  return act(step, region);
}

function done(operation: string, input: object, outcome = 'ok'): Done {
  return { call: { operation, input }, outcome };
}

function callApi(call: ApiRequest, region: Region): Done {
  const outcome = region.call(call);
  return { call, outcome: outcome.kind === 'error' ? outcome.error.code : 'ok' };
}

function cancelShift(step: Step<'cancel-shift'>, region: Region): Done {
  const { arn } = findLoadBalancer(region, step.loadBalancer);
  const isIt = ({ resourceIdentifier, shiftType, status }: ReturnType<typeof region.arc.shifts>[number]) =>
    resourceIdentifier === arn && shiftType === 'ZONAL_SHIFT' && status === 'ACTIVE';
  const zonalShiftId = region.arc.shifts().find(isIt)?.zonalShiftId ?? 'none-is-active';
  return callApi({ service: 'arc-zonal-shift', operation: 'CancelZonalShift', input: { zonalShiftId } }, region);
}

function practiceRun(step: Step<'practice-run'>, region: Region): Done {
  const loadBalancer = findLoadBalancer(region, step.loadBalancer);
  register(loadBalancer, region, { practiceRuns: true });
  const input = { resourceIdentifier: loadBalancer.arn, awayFrom: step.awayFrom, comment: 'weekly practice run' };
  return callApi({ service: 'arc-zonal-shift', operation: 'StartPracticeRun', input }, region);
}

/** Only AWS can start an autoshift, no API does. Enrols the load balancers first. */
function autoshift({ awayFrom, loadBalancers }: Step<'autoshift'>, region: Region): Done {
  for (const name of loadBalancers) register(findLoadBalancer(region, name), region, { zonalAutoshift: 'ENABLED' });
  region.arc.startAutoshift(awayFrom);
  return done('autoshift', { awayFrom }, 'begun');
}

/** ARC forgets the old one with its shifts, and learns of the new one. */
function recreate({ loadBalancer: name, id }: Step<'recreate-load-balancer'>, region: Region): Done {
  const loadBalancer = findLoadBalancer(region, name);
  region.arc.unregister(loadBalancer.arn);
  loadBalancer.recreate(id);
  register(loadBalancer, region);
  return done('CreateLoadBalancer', { Name: name });
}

type Settings = Omit<Parameters<Region['arc']['register']>[0], 'arn' | 'name' | 'zoneIds'>;

function register({ arn, dimension, spec }: LoadBalancer, { arc }: Region, settings: Settings = {}): void {
  arc.register({ arn, name: dimension, zoneIds: spec.zoneIds, ...settings });
}

function findLoadBalancer(region: Region, name: string): LoadBalancer {
  const loadBalancer = region.loadBalancers.find(({ spec }) => spec.name === name);
  if (loadBalancer === undefined) throw new Error(`The Region has no load balancer "${name}".`);
  return loadBalancer;
}
