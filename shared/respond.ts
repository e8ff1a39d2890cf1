import type { ActionResult, Surroundings } from './actions/action.ts';
import { evacuate } from './actions/evacuate.ts';
import { lookAndDecide } from './actions/look-and-decide.ts';
import type { TickTrigger, Trigger } from './domain/index.ts';
import { isInvalidEvent } from './errors.ts';
import { readEvent } from './event/read-event.ts';
import type { Report } from './report/report.ts';
import { startStopwatch } from './report/stopwatch.ts';
import type { CommandFor } from './report/suggested-command.ts';

/** Everything that a run needs from outside. Built once per cold start, but for what one invocation brings. */
export interface Dependencies extends Omit<Surroundings, 'watch'> {
  /** Where this responder runs: an event of another Region or account is refused. */
  readonly identity: { readonly region: string; readonly account: string | null };
  /** How a person asks it for something. */
  readonly commandFor: CommandFor;
  /** The invocation's ID; Lambda keeps it over retries. */
  readonly requestId: string;
}

/** Event in, report out. Never throws: an event that cannot be used, and our own bugs, end in a report too. */
export async function respond(rawEvent: unknown, deps: Dependencies): Promise<Report> {
  const around = { ...deps, watch: startStopwatch(deps.clock, deps.follower) };
  try {
    return await runStraightLine(rawEvent, deps, around);
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    const { application, mode } = deps.policy;
    const asked = { id: deps.requestId, application, mode, ...requestOf(rawEvent, error) };
    const { buildFailureReport } = await loadReport();
    return buildFailureReport({ name, message }, { ...asked, timings: around.watch.timings() });
  }
}

/**
 * event -> parse -> gather -> understand -> decide -> plan -> execute -> report. Reads come before decisions, decisions before
 * writes; actions/ has a file for each action, with its stages in its order.
 */
async function runStraightLine(rawEvent: unknown, deps: Dependencies, around: Surroundings): Promise<Report> {
  const { policy, clock, identity, requestId, commandFor } = deps;
  const { watch } = around;
  const trigger = await watch.time('parse', () => readEvent(rawEvent, { policy, identity, requestId, now: clock.now() }));
  const result = await act(trigger, around);
  const { buildReport } = await loadReport();
  return buildReport({ trigger, ...result, policy, commandFor, timings: watch.timings() });
}

/** An evacuation is what must start fast; the other actions are loaded when they are asked for. */
async function act(trigger: Trigger, around: Surroundings) {
  if (trigger.kind === 'noted') return {};
  if (trigger.kind === 'tick') return tick(trigger, around);
  if (trigger.kind === 'alarm' || trigger.action === 'evacuate') return evacuate(trigger, around);
  if (trigger.action === 'restore') return (await import('./actions/restore.ts')).restore(trigger, around);
  if (trigger.action === 'doctor') return (await import('./actions/doctor.ts')).doctor(trigger, around);
  return (await import('./actions/status.ts')).status(trigger, around);
}

/** Not needed before the run has ended. */
function loadReport() {
  return import('./report/report.ts');
}

/** What upkeep finds and does or, while all is quiet, once an hour what an evacuation would. */
async function tick(trigger: TickTrigger, around: Surroundings): Promise<ActionResult> {
  const result = await (await import('./actions/upkeep.ts')).upkeep(trigger, around);
  if (!result.isQuiet) return result;
  const { judgeDry } = await import('./actions/dry-judgement.ts');
  return { ...result, ...(await judgeDry(trigger, around, lookAndDecide)) };
}

/** What the raw event asked for, for the report of a run that failed before it could decide. */
function requestOf(rawEvent: unknown, error: unknown): { action: string; dryRun: boolean } {
  const asked: { action?: unknown; dryRun?: unknown } = typeof rawEvent === 'object' && rawEvent !== null ? rawEvent : {};
  const action = typeof asked.action === 'string' ? asked.action : 'evacuate';
  return { action: isInvalidEvent(error) ? 'none' : action, dryRun: asked.dryRun === true };
}
