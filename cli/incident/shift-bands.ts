import type { ObservedShift } from '../../shared/domain/index.ts';
import { bareName } from '../../shared/tell/short-names.ts';
import { type Band, MINUTE_MILLIS, type Run } from './incident.ts';

/** When resources were shifted away from a zone, by anybody: as the runs saw it, and by what they started and cancelled themselves. */
export function shiftBands(runs: readonly Run[], zoneId: string): Band[] {
  const spans = new Map<string, Band[]>();
  for (const run of runs) {
    observe(spans, run, zoneId);
    change(spans, run, zoneId);
  }
  return joined([...spans.values()].flat());
}

type Spans = Map<string, Band[]>;

/** Its shift in force, if a run has seen one that has not ended. */
function openOf(spans: Spans, resource: string): Band | undefined {
  return spans.get(resource)?.find(({ isOver }) => !isOver);
}

function put(spans: Spans, resource: string, band: Omit<Band, 'kind' | 'label'>): void {
  const over = (spans.get(resource) ?? []).filter(({ isOver }) => isOver);
  spans.set(resource, [...over, { kind: 'shift', label: bareName(resource), ...band }]);
}

/** What the run saw before it acted. A shift that it does not see any more has ended since. */
function observe(spans: Spans, { at, report }: Run, zoneId: string): void {
  if (!('shifts' in report.evidence) || !report.evidence.shifts.known) return;
  const seen = report.evidence.shifts.value.filter(({ awayFrom, applied }) => awayFrom === zoneId && applied);
  for (const shift of seen) {
    const from = openOf(spans, shift.resource)?.from ?? startOf(shift, at);
    put(spans, shift.resource, { from, to: at, isOver: false });
  }
  for (const resource of spans.keys()) {
    const open = openOf(spans, resource);
    const isGone = open !== undefined && !seen.some((shift) => shift.resource === resource);
    if (isGone) put(spans, resource, { ...open, isOver: true });
  }
}

function startOf({ startedAt }: ObservedShift, at: number): number {
  return startedAt === null ? at : Date.parse(startedAt);
}

function change(spans: Spans, { report: { results, zone } }: Run, zoneId: string): void {
  if (zone?.zoneId !== zoneId) return;
  for (const { code, status, target, startedAt, tookMs } of results) {
    const at = Date.parse(startedAt) + tookMs;
    const open = openOf(spans, target);
    if (code === 'shifted' && open === undefined) put(spans, target, { from: at, to: at, isOver: false });
    if (code === 'cancelled' && status === 'done' && open !== undefined) put(spans, target, { ...open, to: at, isOver: true });
  }
}

/** Within so long, resources count as shifted together. */
const TOGETHER_MILLIS = 2 * MINUTE_MILLIS;

/** Resources that are shifted together make one band. */
function joined(bands: readonly Band[]): Band[] {
  const all: Band[] = [];
  for (const band of bands) {
    const index = all.findIndex((other) => isTogether(band, other));
    const found = all[index];
    if (found === undefined) all.push(band);
    else all[index] = merged(found, band);
  }
  return all;
}

function isTogether(one: Band, other: Band): boolean {
  const near = (here: number, there: number) => Math.abs(here - there) <= TOGETHER_MILLIS;
  return one.isOver === other.isOver && near(one.from, other.from) && near(one.to, other.to);
}

function merged(one: Band, other: Band): Band {
  const label = [...new Set([...one.label.split(', '), other.label])].join(', ');
  return { ...one, label, from: Math.min(one.from, other.from), to: Math.max(one.to, other.to) };
}
