import type { Omission, Plan, Step } from '../domain/index.ts';
import { groupOrResourceOf } from '../situation/targets.ts';
import { type Change, changesBetween } from './changes.ts';

/** A step or an omission that is not the same in both plans. Null: it is in the other alone. */
export interface ComparedStep {
  readonly kind: Step['kind'];
  /** The group, or the ARN of the resource. */
  readonly target: string;
  readonly recorded: Step | Omission | null;
  readonly now: Step | Omission | null;
  readonly changes: readonly Change[];
}

/** What differs between two plans, step by step. Plans that differ only in their order do not differ here. */
export function comparePlans(recorded: Plan<Step>, now: Plan<Step>): ComparedStep[] {
  const left = entriesOf(now);
  const matched = entriesOf(recorded).map((before) => {
    const index = left.findIndex((entry) => keyOf(entry) === keyOf(before));
    return compared(before, index < 0 ? null : (left.splice(index, 1)[0] ?? null));
  });
  return [...matched, ...left.map((after) => compared(null, after))].filter(({ changes }) => changes.length > 0);
}

type Entry = Step | Omission;

function entriesOf({ steps, omitted }: Plan<Step>): Entry[] {
  return [...steps, ...omitted];
}

function compared(recorded: Entry | null, now: Entry | null): ComparedStep {
  const entry = (recorded ?? now) as Entry;
  return { kind: entry.kind, target: groupOrResourceOf(entry), recorded, now, changes: changesBetween(recorded, now) };
}

function keyOf(entry: Entry): string {
  return `${entry.kind} ${groupOrResourceOf(entry)}`;
}
