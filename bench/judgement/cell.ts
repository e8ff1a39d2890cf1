/** What is wrong: nothing, one zone, two zones, all zones, one target, or a dependency that all zones share. */
export type Label = 'none' | 'one zone' | 'two zones' | 'two unlike' | 'regional' | 'one target' | 'dependency';

export const LABELS: readonly Label[] = ['none', 'one zone', 'two zones', 'two unlike', 'regional', 'one target', 'dependency'];

/** How the requests are spread over the zones. */
export type Load = 'even' | '60-30-10' | 'very small' | 'heavy';

/** One labelled situation of the grid. A draw of it is one window of traffic. */
export interface Cell {
  readonly label: Label;
  /** The effect on a request: it fails, or it is slow. */
  readonly kind: 'faults' | 'slow';
  /** The share of the exposed requests that the fault affects: 0.01. For two unlike zones, the share of the worse one. */
  readonly share: number;
  readonly load: Load;
  readonly zones: number;
  /**
   * The zones with the fault, as positions from 0. With `60-30-10`, position 2 has a tenth of the requests. Empty: all zones, or
   * none.
   */
  readonly bad: readonly number[];
  readonly windowMinutes: number;
  /** The number of minutes without the fault at the beginning of the window. */
  readonly goodMinutes: number;
  /** The claim that covers the cell: never a wrong evacuation, or one bad zone is recognised. */
  readonly claim: 'never' | 'recognised' | null;
  /** Factor for the requested number of draws. */
  readonly effort: number;
}

/** The better of two unlike zones has this part of the worse one's share. */
export const UNLIKE = 0.25;

/** Failure rate of requests that meet no fault. */
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

/** The bad zones, where it matters which ones they are. */
function whereOf({ load, bad }: Pick<Cell, 'load' | 'bad'>): string[] {
  if (load !== '60-30-10' || bad.length === 0) return [];
  return [`bad: ${bad.map((position) => `${[60, 30, 10][position]} %`).join(' and ')}`];
}
