import type { Policy } from '../../../shared/domain/index.ts';
import type { CallRecord } from '../../region/operations/api.ts';
import type { Region } from '../../region/region.ts';
import type { Invoked } from '../responder/responder-driver.ts';
import type { DebtWatch } from './debts.ts';
import { watchForgotten } from './forgotten.ts';
import { excessiveWork, type Work } from './work.ts';

interface Watching {
  readonly region: Region;
  readonly policy: Policy;
  readonly debts: DebtWatch;
  readonly reportAll: (invariant: number, found: readonly string[]) => void;
  /** Whether a call that is made at this moment is the invocation's own. */
  readonly isOwn: () => boolean;
}

/** 6, 8, 9, 11 and 12, which hold of an invocation as a whole; the calls that others made meanwhile are not its own. */
export function watchInvocation(event: unknown, watching: Watching): (invoked: Invoked) => void {
  const { region, policy, debts, reportAll, isOwn } = watching;
  const endTick = isUpkeep(event) ? debts.startTick() : () => [];
  const endForgotten = watchForgotten(region, policy);
  const calls: CallRecord[] = [];
  const stop = region.onCall((call) => {
    if (isOwn()) calls.push(call);
  });
  return (invoked) => {
    stop();
    const size = { fleet: policy.resources.length + region.autoScaling.groups().length, zones: policy.zones.length };
    reportAll(6, findWrites(invoked, calls));
    reportAll(8, findUnreported(invoked));
    reportAll(9, endTick(invoked));
    reportAll(11, endForgotten(invoked));
    reportAll(12, findExcess(invoked, calls, size));
  };
}

function isUpkeep(event: unknown): boolean {
  return typeof event === 'object' && event !== null && 'action' in event && event.action === 'upkeep';
}

/** Telling people is not changing anything (invariant 6); a dry run and mode observe do not even that. */
const NOTICE_SERVICES = new Set(['sns', 'events']);
/** The actions that may write and then hold: a restore stopped by the zone's state, and upkeep. */
const WRITES_AND_HOLDS = new Set(['restore', 'upkeep']);
/** 6: a run that must only read does not write. */
function findWrites(invoked: Invoked, calls: readonly CallRecord[]): string[] {
  if (invoked.kind !== 'report') return [];
  const { outcome, dryRun, mode, action, results } = invoked.report;
  const mayNotify = !dryRun && mode !== 'observe';
  const mayHold = WRITES_AND_HOLDS.has(action) && results.length > 0;
  const mayWrite = mayNotify && (outcome !== 'held' || mayHold) && outcome !== 'planned';
  const writes = calls.filter(({ mutates, service }) => mutates && !mayWrite && !(mayNotify && NOTICE_SERVICES.has(service)));
  return writes.map(({ operation }) => `${operation} was called in a run that ended "${outcome}" in mode ${mode}`);
}

/** 8: each invocation that ends has exactly one report. */
function findUnreported(invoked: Invoked): string[] {
  return invoked.kind === 'unreported' ? [`an invocation ended with ${invoked.reports} reports: ${invoked.why}`] : [];
}

/** 12: what a run costs grows no faster than its fleet. */
function findExcess(invoked: Invoked, calls: readonly CallRecord[], size: Pick<Work, 'fleet' | 'zones'>): string[] {
  const carriedOut = calls.filter(({ applied }) => applied).length;
  return invoked.kind === 'report' ? excessiveWork({ report: invoked.report, calls: carriedOut, ...size }) : [];
}
