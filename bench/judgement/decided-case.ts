import type { AzId, Evidence, ObservedAlarm, ObservedSignal, Policy } from '../../shared/domain/index.ts';
import { Random } from '../../simulator/region/random.ts';
import type { Cell } from './cell.ts';
import { Drawing } from './draw.ts';
import { evidenceOf } from './ours.ts';
import { policyFor } from './policy.ts';

/** One of six zones fails 1 % of its requests. */
const CELL: Cell = {
  label: 'one zone',
  kind: 'faults',
  share: 0.01,
  load: 'even',
  zones: 6,
  bad: [0],
  windowMinutes: 5,
  goodMinutes: 0,
  claim: null,
  effort: 1,
};
/** The alarm's name in `evidenceOf`. */
const FIRED = 'isolated-impact';
const SIGNALS = 20;

/** What to decide: with so much of a past; held if a failure must last longer than a window does. */
export interface Decided {
  readonly earlierWindows: number;
  readonly isHeld: boolean;
}

/** The input for `decide`: the alarm of the failing zone, all alarm states and all signals. */
export function decidedCase({ earlierWindows, isHeld }: Decided): { evidence: Evidence; policy: Policy } {
  const { signals: drawn, policy: usual } = manySignals();
  const policy = isHeld ? { ...usual, outlier: { ...usual.outlier, lastingMinutes: CELL.windowMinutes + 1 } } : usual;
  const random = new Random(1);
  const signals = earlierWindows === 0 ? drawn : drawn.map((signal) => withPast(signal, earlierWindows, random));
  const zone = policy.zones[0];
  if (zone === undefined) throw new RangeError('there is no zone to decide about');
  return { evidence: { ...evidenceOf(zone, signals), alarms: { known: true, value: alarmsOf(zone.zoneId, policy) } }, policy };
}

/** The alarm that fired is in ALARM. The alarms of the other zones are OK. */
function alarmsOf(failing: AzId, { zones }: Policy): ObservedAlarm[] {
  return zones.map(({ zoneId, impactAlarm }) => ({
    ...(zoneId === failing ? { name: FIRED, state: 'ALARM' } : { name: impactAlarm ?? '', state: 'OK' }),
    stateSince: null,
    configuredAt: null,
    suppressedBy: null,
    zoneId,
  }));
}

/** Earlier windows of a good day, in every zone. */
function withPast(signal: ObservedSignal, windows: number, random: Random): ObservedSignal {
  const zones = Object.entries(signal.zones).map(([zoneId, zone]) => {
    if (!zone.known) return [zoneId, zone] as const;
    const requests = (zone.value.requests ?? []).reduce<number>((sum, count) => sum + (count ?? 0), 0);
    const series = (mean: number) => Array.from({ length: windows }, () => random.poisson(mean));
    const past = { requests: series(requests), faults: series(2e-4 * requests), slow: series(3e-3 * requests), drops: null };
    return [zoneId, { known: true, value: { ...zone.value, past } }] as const;
  });
  return { ...signal, zones: Object.fromEntries(zones) };
}

/** Signals of load balancers, which need the most comparisons. All have the same fault, but each has its own traffic. */
function manySignals(): { signals: ObservedSignal[]; policy: Policy } {
  const policy = policyFor(CELL);
  const drawing = new Drawing(CELL, policy);
  const draws = Array.from({ length: SIGNALS }, (_, seed) => {
    return drawing.draw(seed).filter(({ kind }) => kind === 'application-load-balancer');
  });
  const signals = draws.flatMap((draw, index) => draw.map((signal) => ({ ...signal, name: `${signal.name}-${index}` })));
  return { signals, policy };
}
