import type { Report } from '../report/report.ts';
import { expectedIdentity } from '../situation/expected-identity.ts';
import { allCheckLines, checkLines } from './check-lines.ts';
import type { Line } from './describe-status.ts';
import { didLines } from './did-lines.ts';
import { oneLine } from './one-line.ts';
import { whatToDo } from './what-to-do.ts';
import { whyLines } from './why-lines.ts';

/** A report as people read it, in this order. A notice and a terminal show the same parts. */
export interface ReportText {
  /** What, where, and how it ended. */
  readonly head: string;
  readonly why: readonly Line[];
  /** What was done and what was not. */
  readonly did: readonly Line[];
  readonly checks: readonly Line[];
  readonly toDo: readonly Line[];
  /** Shell commands: they cannot be broken like words. */
  readonly next: readonly string[];
  /** Which report it is, and under what it ran. */
  readonly end: string;
}

/** `isWhole`: with every check in a line of its own. */
export function textOf(report: Report, { isWhole = false } = {}): ReportText {
  return {
    head: headOf(report),
    why: inLines(whyLines(report)),
    did: inLines(didLines(report)),
    checks: inLines(isWhole ? allCheckLines(report) : checkLines(report)),
    toDo: inLines(whatToDo(report)),
    // Only a reason in it is somebody else's.
    next: report.next.map(oneLine),
    end: endOf(report),
  };
}

function inLines(lines: readonly Line[]): Line[] {
  return lines.map(({ lead, text }) => ({ lead, text: oneLine(text) }));
}

function headOf({ application, action, zone, outcome, dryRun, again }: Report): string {
  const place = zone === null ? '' : ` of ${zone.zoneId} (${zone.zoneName})`;
  return oneLine(
    `${application}: ${action}${place}: ${outcome}${again ? ' (judged again by upkeep)' : ''}${dryRun ? ' (dry run)' : ''}`,
  );
}

/** `report: 0123456789abcdef (mode act, account 111122223333, us-east-1)` */
function endOf({ id, mode, policy }: Report): string {
  const { account, region } = policy === null ? { account: null, region: null } : expectedIdentity(policy);
  const told = [mode === null ? [] : `mode ${mode}`, account === null ? [] : `account ${account}`, region ?? []].flat();
  return oneLine(`report: ${id}${told.length === 0 ? '' : ` (${told.join(', ')})`}`);
}
