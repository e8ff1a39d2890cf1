import { markdownTable } from './markdown.ts';

/** A goal, and how far it is met. All of them are upper limits. */
export interface Goal {
  readonly measure: string;
  /** What was seen before the work on fleets and speed. */
  readonly before: string;
  readonly limit: number;
  /** After the number: ` ms`, ` times`. */
  readonly unit: string;
  readonly digits: number;
  /** Null: it did not come to it. Undefined: this machine cannot measure it. */
  readonly value: number | null | undefined;
}

/** What a part of the bench found: its section, and what it says of the goals. */
export interface Part {
  readonly title: string;
  readonly text: string;
  readonly goals: readonly Goal[];
}

export function isMet({ value, limit }: Goal): boolean {
  return value !== undefined && value !== null && value <= limit;
}

/** One row for each goal. */
export function describeGoals(goals: readonly Goal[]): string {
  const rows = goals.map((goal) => [goal.measure, goal.before, limitText(goal), valueText(goal), missedBy(goal)]);
  return markdownTable([['measure', 'before', 'goal', 'measured', 'missed by'], ...rows]);
}

function limitText({ limit, unit }: Goal): string {
  return `${limit}${unit}`;
}

function valueText({ value, digits, unit }: Goal): string {
  if (value === undefined) return 'not measured here';
  return value === null ? 'never' : `${value.toFixed(digits)}${unit}`;
}

function missedBy(goal: Goal): string {
  const { value, limit, digits, unit } = goal;
  if (value === undefined || isMet(goal)) return '';
  return value === null ? 'all of it' : `${(value - limit).toFixed(digits)}${unit}`;
}
