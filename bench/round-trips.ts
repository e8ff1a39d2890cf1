/** One request as the Region sees it. Times are in milliseconds on the machine's monotonic clock. */
export interface SeenRequest {
  readonly service: string;
  readonly operation: string;
  readonly arrivedAt: number;
  /** When its answer was sent. Undefined if it had not been sent yet. */
  readonly answeredAt?: number | undefined;
}

/**
 * For each request, the length of the longest chain that ends with it and in which each request follows the answer to the
 * previous one. 1 for a request that waited for no answer. Requests that are in sequence by chance count as dependent, so the
 * result is never too low.
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

/** The number of sequential answers that the last request waited for, and the time since the first request. */
export function roundTripsBeforeLast(requests: readonly SeenRequest[]): { roundTrips: number; elapsedMillis: number } {
  const [first, last] = [requests[0], requests.at(-1)];
  if (first === undefined || last === undefined) throw new RangeError('no request was seen');
  return { roundTrips: (wavesOf(requests).at(-1) ?? 1) - 1, elapsedMillis: last.arrivedAt - first.arrivedAt };
}
