import { parseArgs } from 'node:util';
import { play } from '../simulator/game-day/play.ts';
import { inProcess } from '../simulator/game-day/responder/in-process-driver.ts';
import { firstFaultAt } from '../simulator/game-day/verdict/figures.ts';
import { defaultRegionSpec } from '../simulator/region/region-spec.ts';
import { grayErrors } from '../simulator/scenarios/gray-errors.ts';
import { onWildrydes } from '../simulator/scenarios/wildrydes.ts';
import { columns } from './columns.ts';

/**
 * From the first fault of a zone to the first accepted shift, in game days whose fault begins at different seconds of the minute:
 * `npx tsx bench/first-shift.ts --seeds 5 --shares 0.2,0.5,0.95`. Needs `npm run build`, as game days do.
 */

/** Of the minute; the Region's traffic comes in slices of ten seconds. */
const SECONDS = [0, 10, 20, 30, 40, 50];
/** The scenario's fault begins ten minutes after its start. */
const BEGINS_MINUTES = 10;
const PLAYED_MINUTES = 18;

const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '5' }, shares: { type: 'string', default: '0.2,0.5,0.95' } },
});

interface Seen {
  readonly alarm: number | null;
  readonly shift: number | null;
}

async function playOnce(share: number, second: number, seed: number): Promise<Seen> {
  const fault = { kind: 'errors', at: BEGINS_MINUTES + second / 60, zoneIds: ['use1-az1'], share } as const;
  const scenario = {
    ...onWildrydes(grayErrors),
    durationMinutes: PLAYED_MINUTES,
    region: (options: { seed: number; startsAt: Date }) => defaultRegionSpec({ ...options, faults: [fault] }),
  };
  const { marks, region } = await play(scenario, { seed, driver: inProcess() });
  const began = firstFaultAt(region);
  const alarm = marks.find((mark) => mark.kind === 'alarm' && mark.to === 'ALARM' && mark.name === 'use1-az1-isolated-impact');
  const shift = region.calls.find(({ operation, applied }) => operation === 'StartZonalShift' && applied);
  const after = (at: number | undefined) => (at === undefined ? null : (at - began) / 1000);
  return { alarm: after(alarm?.at), shift: after(shift?.at) };
}

const seeds = Array.from({ length: Number(values.seeds) }, (_, index) => index + 1);
const rows: string[][] = [];
for (const share of values.shares.split(',').map(Number)) {
  const all: Seen[] = [];
  for (const second of SECONDS) {
    const seen: Seen[] = [];
    for (const seed of seeds) seen.push(await playOnce(share, second, seed));
    all.push(...seen);
    rows.push([percent(share), `${second}`, range(seen.map(({ alarm }) => alarm)), range(seen.map(({ shift }) => shift))]);
  }
  rows.push([percent(share), 'all', spread(all.map(({ alarm }) => alarm)), spread(all.map(({ shift }) => shift))]);
}
const head = ['fails', 'fault begins at second', 'first fault to alarm (s)', 'first fault to first shift (s)'];
process.stdout.write(`${columns([head, ...rows]).join('\n')}\n`);

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

function range(seen: readonly (number | null)[]): string {
  const times = sorted(seen);
  const [least, most] = [times[0], times.at(-1)];
  if (least === undefined || most === undefined) return 'never';
  const told = least === most ? `${least}` : `${least} to ${most}`;
  return times.length === seen.length ? told : `${told}, ${seen.length - times.length} never`;
}

/** Median, nine tenths, and the longest. */
function spread(seen: readonly (number | null)[]): string {
  const times = sorted(seen);
  const at = (part: number) => times[Math.min(times.length - 1, Math.floor(part * times.length))];
  return `median ${at(0.5)}, p90 ${at(0.9)}, most ${times.at(-1)}`;
}

function sorted(seen: readonly (number | null)[]): number[] {
  return seen.flatMap((time) => time ?? []).sort((one, other) => one - other);
}
