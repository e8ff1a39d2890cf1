import type { ActiveTrigger, Evidence, Policy } from './domain.ts';
import { InvalidEventError } from './errors.ts';
import { executeCapacity, executeTraffic } from './execute/execute.ts';
import { gatherSubnetZones } from './gather.ts';
import { judge } from './judge.ts';
import { parseEvent } from './parse.ts';
import { planCapacity } from './plan/plan-capacity.ts';
import { planEvacuation } from './plan/plan-evacuation.ts';
import { planTraffic } from './plan/plan-traffic.ts';
import type { Clock, Reader, Writer } from './ports.ts';
import { buildFailureReport, buildReport, type Findings, type Report } from './report.ts';
import { describeStatus } from './status.ts';
import { type Stopwatch, startStopwatch } from './stopwatch.ts';

/** Everything that a run needs from outside. Built once per cold start, but for what one invocation brings. */
export interface Dependencies {
  readonly policy: Policy;
  readonly reader: Reader;
  readonly writer: Writer;
  readonly clock: Clock;
  /** Where this responder runs: an event of another Region or account is refused. */
  readonly identity: { readonly region: string; readonly account: string | null };
  readonly functionName: string;
  /** The invocation's ID; Lambda keeps it over retries. */
  readonly requestId: string;
  /** Aborts shortly before the time is up, so that the report still gets out. */
  readonly signal: AbortSignal;
  /** How long an alarm's run may pause and look again when a source cannot be read; 0: not at all. */
  readonly patienceMillis: number;
}

/** Event in, report out. Never throws: an event that cannot be used, and our own bugs, end in a report too. */
export async function respond(rawEvent: unknown, deps: Dependencies): Promise<Report> {
  const watch = startStopwatch(deps.clock);
  try {
    return await runStraightLine(rawEvent, deps, watch);
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    const action = error instanceof InvalidEventError ? 'none' : requestedAction(rawEvent);
    const { application, mode } = deps.policy;
    return buildFailureReport(
      { name, message },
      { id: deps.requestId, application, action, mode, dryRun: asksForDryRun(rawEvent), timings: watch.timings() },
    );
  }
}

function requestedAction(rawEvent: unknown): string {
  return typeof rawEvent === 'object' && rawEvent !== null && 'action' in rawEvent ? String(rawEvent.action) : 'evacuate';
}

function asksForDryRun(rawEvent: unknown): boolean {
  return typeof rawEvent === 'object' && rawEvent !== null && 'dryRun' in rawEvent && rawEvent.dryRun === true;
}

/** event -> parse -> judge (gather evidence, decide) -> plan -> execute -> report: the data plane first, the control plane second. */
async function runStraightLine(rawEvent: unknown, deps: Dependencies, watch: Stopwatch): Promise<Report> {
  const { policy, clock, identity, requestId } = deps;
  const report = (findings: Omit<Findings, 'application' | 'mode' | 'functionName' | 'timings'>) =>
    buildReport({
      ...findings,
      application: policy.application,
      mode: policy.mode,
      functionName: deps.functionName,
      timings: watch.timings(),
    });

  const trigger = await watch.time('parse', () => parseEvent(rawEvent, { policy, identity, requestId, now: clock.now() }));
  if (trigger.kind === 'noted') return report({ trigger });

  const { evidence, decision } = await watch.time('judge', () => judge(trigger, deps));
  if (trigger.action === 'status') return report({ trigger, evidence, status: describeStatus(evidence, policy) });
  if (decision.verdict === 'hold') return report({ trigger, evidence, decision, plan: planEvacuation(evidence, policy) });
  if (!mayAct(trigger, policy)) {
    const located = await watch.time('locate', () => gatherSubnetZones(evidence, { ...deps, now: clock.now() }));
    return report({ trigger, evidence: located, decision, plan: planEvacuation(located, policy) });
  }
  return report({ trigger, decision, ...(await evacuate(evidence, deps, watch)) });
}

/** A person's request is the approval that mode `approve` waits for. */
function mayAct(trigger: ActiveTrigger, { mode }: Policy): boolean {
  return !trigger.dryRun && (mode === 'act' || (mode === 'approve' && trigger.kind === 'manual'));
}

async function evacuate(
  evidence: Evidence,
  deps: Dependencies,
  watch: Stopwatch,
): Promise<Pick<Findings, 'evidence' | 'plan' | 'results'>> {
  const { policy, writer, clock, signal } = deps;
  const zone = evidence.zone;
  if (zone === null) throw new Error('a zone that is not known was to be evacuated'); // every hard check holds without one

  const traffic = planTraffic(evidence, policy);
  const moved = await watch.time('traffic', () => executeTraffic({ plan: traffic, zone, writer, clock, signal }));

  const located = await watch.time('locate', () => gatherSubnetZones(evidence, { ...deps, now: clock.now() }));
  const capacity = planCapacity(located, policy);
  const removed = await watch.time('capacity', () => executeCapacity({ plan: capacity, zone, writer, clock, signal }, moved));

  return { evidence: located, plan: planEvacuation(located, policy), results: [...moved, ...removed] };
}
