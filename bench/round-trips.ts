/** One request as the Region saw it; times in milliseconds on the machine's monotonic clock. */
export interface SeenRequest {
  readonly service: string;
  readonly operation: string;
  readonly arrivedAt: number;
  /** When its answer left; undefined if it had not by the time of the look. */
  readonly answeredAt?: number | undefined;
}

/**
 * The longest chain of requests of which each came after the answer to the one before, for each request: 1 for those that
 * waited for no answer. Two requests in a row that only happen to be in this order count as dependent: never too few.
 */
export function wavesOf(requests: readonly SeenRequest[]): number[] {
  const waves: number[] = [];
  for (const { arrivedAt } of requests) {
    const before = requests.slice(0, waves.length).map(({ answeredAt }, index) => {
      return answeredAt !== undefined && answeredAt <= arrivedAt ? (waves[index] ?? 0) : 0;
    });
    waves.push(1 + Math.max(0, ...before));
  }
  return waves;
}

/** How many answers the last request, in a row, had to wait for; and how long that was, from the first request on. */
export function roundTripsBeforeLast(requests: readonly SeenRequest[]): { roundTrips: number; elapsedMillis: number } {
  const [first, last] = [requests[0], requests.at(-1)];
  if (first === undefined || last === undefined) throw new RangeError('no request was seen');
  return { roundTrips: (wavesOf(requests).at(-1) ?? 1) - 1, elapsedMillis: last.arrivedAt - first.arrivedAt };
}
