import type { ApiRequest, CallOutcome } from '../region/api.ts';
import type { Region } from '../region/region.ts';
import type { ActorStep } from './scenario.ts';

/** What an actor did, and what AWS answered: `ok` or an error code. */
export interface ActorCall {
  readonly who: string;
  readonly call: ApiRequest;
  readonly outcome: string;
}

interface Audience {
  /** Runs a call that is not the responder's. */
  readonly asOther: (act: () => CallOutcome) => CallOutcome;
  readonly onActorCall: (call: ActorCall) => void;
}

/** Puts the script of the other actors on the Region's clock. */
export function scheduleActors(region: Region, steps: readonly ActorStep[], { asOther, onActorCall }: Audience): void {
  for (const step of steps) {
    region.clock.after(step.at * 60_000, () => {
      const call = callOf(step, region);
      const outcome = asOther(() => region.call(call));
      onActorCall({ who: step.who, call, outcome: outcome.kind === 'error' ? outcome.error.code : 'ok' });
    });
  }
}

function callOf(step: ActorStep, region: Region): ApiRequest {
  if (step.kind === 'call') return step.call;
  const loadBalancer = region.loadBalancers.find(({ spec }) => spec.name === step.loadBalancer);
  if (loadBalancer === undefined) throw new Error(`The Region has no load balancer "${step.loadBalancer}".`);
  const { arn, dimension, spec } = loadBalancer;
  region.arc.register({ arn, name: dimension, zoneIds: spec.zoneIds, practiceRuns: true });
  const input = { resourceIdentifier: arn, awayFrom: step.awayFrom, comment: 'weekly practice run' };
  return { service: 'arc-zonal-shift', operation: 'StartPracticeRun', input };
}
