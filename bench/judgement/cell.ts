/** What is wrong: with nothing, one zone, two, all of them; with one target; with something that all zones share. */
export type Label = 'none' | 'one zone' | 'two zones' | 'two unlike' | 'regional' | 'one target' | 'dependency';

export const LABELS: readonly Label[] = ['none', 'one zone', 'two zones', 'two unlike', 'regional', 'one target', 'dependency'];

/** How the requests fall on the zones. */
export type Load = 'even' | '60-30-10' | 'very small' | 'heavy';

/** One labelled situation of the grid: a draw of it is one window of traffic. */
export interface Cell {
  readonly label: Label;
  /** What the fault does to a request: fail it, or make it slow. */
  readonly kind: 'faults' | 'slow';
  /** Of the requests that meet the fault, the share that it hits: 0.01. Two unlike zones: the worse one's. */
  readonly share: number;
  readonly load: Load;
  readonly zones: number;
  /** Where the fault is, as positions from 0; with `60-30-10` position 2 has a tenth of the requests. Empty: everywhere, or nowhere. */
  readonly bad: readonly number[];
  readonly windowMinutes: number;
  /** How many minutes at the beginning of the window are still without the fault. */
  readonly goodMinutes: number;
  /** Which of the two claims is about it: never a wrong evacuation, or one bad zone that is recognised. */
  readonly claim: 'never' | 'recognised' | null;
  /** Times the draws that were asked for. */
  readonly effort: number;
}

/** The other of two unlike zones is hit by so much of the worse one's share. */
export const UNLIKE = 0.25;

/** Of the requests that meet no fault. */
export const FAULT_RATE_OF_A_GOOD_DAY = 2e-4;

const REQUESTS_PER_MINUTE = { even: 500, 'very small': 5, heavy: 20_000 } as const;

/** Mean requests a minute, zone by zone. */
export function requestsPerMinute({ load, zones }: Pick<Cell, 'load' | 'zones'>): number[] {
  if (load === '60-30-10') return [3000, 1500, 500];
  return Array.from({ length: zones }, () => REQUESTS_PER_MINUTE[load]);
}

/** `one zone, faults 1 %, 3 zones 60-30-10, bad: 10 %, 5 min` */
export function describeCell(cell: Omit<Cell, 'claim' | 'effort'>): string {
  const { label, kind, share, load, zones, windowMinutes, goodMinutes } = cell;
  const fault = label === 'none' ? [label] : [label, `${kind} ${Number((100 * share).toPrecision(3))} %`];
  const since = goodMinutes === 0 ? [] : [`for the last ${windowMinutes - goodMinutes}`];
  return [...fault, `${zones} zones ${load}`, ...whereOf(cell), `${windowMinutes} min`, ...since].join(', ');
}

/** Which zones are bad, where that makes a difference. */
function whereOf({ load, bad }: Pick<Cell, 'load' | 'bad'>): string[] {
  if (load !== '60-30-10' || bad.length === 0) return [];
  return [`bad: ${bad.map((position) => `${[60, 30, 10][position]} %`).join(' and ')}`];
}
