import type { AvailabilityZone, Evidence, ObservedSignal, Reading, Series, ZoneSeries } from '../domain/index.ts';
import type { Report } from '../report/report.ts';
import { oneLine } from './one-line.ts';
import { cutText } from './shorten.ts';

/** More of them do not fit on a screen. */
const MOST_SIGNALS = 3;

/** The zones side by side, for a person who is about to move one: what each signal shows of them, and their instances. */
export function zoneTable({ action, evidence, policy }: Report): string[] {
  if (action !== 'evacuate' || policy === null || !hasSignals(evidence) || !evidence.signals.known) return [];
  const { signals } = evidence.signals.value;
  return signals
    .slice(0, MOST_SIGNALS)
    .flatMap((signal) => [
      row({ place: cutText(oneLine(signal.name), PLACE_WIDTH - 2), cells: ['requests', 'failed', 'slow', 'healthy'] }),
      ...policy.zones.map((zone) => row(zoneRow(zone, signal, evidence))),
    ]);
}

function hasSignals(evidence: Report['evidence']): evidence is Evidence {
  return 'signals' in evidence;
}

interface Row {
  readonly place: string;
  readonly cells: readonly string[];
}

const PLACE_WIDTH = 26;
const CELL_WIDTHS = [10, 15, 15, 11] as const;

/** 79 columns: as many as the narrowest terminal has. */
function row({ place, cells }: Row): string {
  return `  ${place.padEnd(PLACE_WIDTH)}${cells.map((cell, index) => cell.padStart(CELL_WIDTHS[index] ?? 0)).join('')}`.trimEnd();
}

function zoneRow({ zoneId, zoneName }: AvailabilityZone, signal: ObservedSignal, evidence: Evidence): Row {
  const isNamed = evidence.zone?.zoneId === zoneId;
  const reading = signal.zones[zoneId];
  return {
    place: `${isNamed ? '> ' : '  '}${zoneId} ${zoneName}`,
    cells: [...measures(reading), healthyIn(zoneName, evidence)],
  };
}

function measures(reading: Reading<ZoneSeries> | undefined): string[] {
  if (!reading?.known) return ['unknown', '', ''];
  const { requests, faults, slow } = reading.value;
  const of = sum(requests);
  return [of === null ? '-' : of.toLocaleString('en-US'), shareOf(sum(faults), of), shareOf(sum(slow), of)];
}

function sum(series: Series | null): number | null {
  return series === null ? null : series.reduce<number>((total, value) => total + (value ?? 0), 0);
}

function shareOf(bad: number | null, of: number | null): string {
  if (bad === null) return '-';
  const share = of === null || of === 0 ? '' : ` (${Number(((100 * bad) / of).toPrecision(2))} %)`;
  return `${bad.toLocaleString('en-US')}${share}`;
}

/** Over all groups that could be read. */
function healthyIn(zoneName: string, { groups }: Evidence): string {
  const there = Object.values(groups).flatMap((reading) =>
    reading.known ? reading.value.capacity.filter((capacity) => capacity.zoneName === zoneName) : [],
  );
  const [healthy, total] = [there.reduce((all, zone) => all + zone.healthy, 0), there.reduce((all, zone) => all + zone.total, 0)];
  return there.length === 0 ? '-' : `${healthy} of ${total}`;
}
