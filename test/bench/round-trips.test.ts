import { roundTripsBeforeLast, type SeenRequest, wavesOf } from '../../bench/round-trips.ts';

function requestAt(arrivedAt: number, answeredAt?: number): SeenRequest {
  return { service: 'arc-zonal-shift', operation: 'GetManagedResource', arrivedAt, answeredAt };
}

describe('waves of requests', () => {
  it('is 1 for all requests before the first answer', () => {
    expect(wavesOf([requestAt(0, 100), requestAt(2, 102), requestAt(99, 199)])).toEqual([1, 1, 1]);
  });

  it('grows by 1 with each awaited answer', () => {
    expect(wavesOf([requestAt(0, 100), requestAt(3, 103), requestAt(104, 204), requestAt(205)])).toEqual([1, 1, 2, 3]);
  });

  it('follows the longest chain, whatever else is pending', () => {
    expect(wavesOf([requestAt(0, 100), requestAt(1, 500), requestAt(100, 200), requestAt(210)])).toEqual([1, 1, 2, 3]);
  });

  it('ignores requests without an answer', () => {
    expect(wavesOf([requestAt(0), requestAt(1000)])).toEqual([1, 1]);
  });
});

describe('round trips before the last request', () => {
  it('are the number of sequential answers, and the time since the first request', () => {
    const requests = [requestAt(10, 110), requestAt(12, 112), requestAt(115, 215), requestAt(220)];
    expect(roundTripsBeforeLast(requests)).toEqual({ roundTrips: 2, elapsedMillis: 210 });
  });

  it('are 0 for the first request', () => {
    expect(roundTripsBeforeLast([requestAt(10)])).toEqual({ roundTrips: 0, elapsedMillis: 0 });
  });
});
