import type { Examined } from '../../../shared/doctor/examined.ts';
import { peak } from '../../../shared/doctor/findings/peak.ts';
import type { AzName, ObservedLoad } from '../../../shared/domain/index.ts';
import { aPolicy } from '../../builders.ts';

const AT = '2026-11-23T18:35:00.000Z' as ObservedLoad['peak']['at'];
const [A, B, C] = ['us-east-1a', 'us-east-1b', 'us-east-1c'] as AzName[];

/** What serves now, in three zones, after a day whose peak was 24,000 requests a minute, of 2,000 for each target. */
function found(healthy: readonly [number, number, number], minimumHealthyShare = 0.5) {
  const healthyNow = { [A ?? '']: healthy[0], [B ?? '']: healthy[1], [C ?? '']: healthy[2] };
  const load = { targetGroup: 'web', loadBalancer: 'app/web/1', mostAMinutePerTarget: 2_000, healthyNow };
  const loads = { known: true, value: [{ ...load, peak: { at: AT, requestsAMinute: 24_000 } }] };
  const policy = aPolicy({ capacity: { minimumHealthyShare } });
  return peak.examine({ readiness: { loads }, policy } as unknown as Examined);
}

describe('the last day’s peak', () => {
  it('could be carried by the rest of what served it', () => {
    expect(found([4, 4, 4])).toEqual([]);
  });

  it('could just be carried by half of that, with half of the load as the minimum', () => {
    expect(found([3, 3, 3])).toEqual([]);
    expect(found([2, 3, 3])?.map(({ zone }) => zone)).toEqual(['use1-az2', 'use1-az4']);
  });

  it('could not be carried by what is left at night, without launches', () => {
    expect(found([2, 2, 2])?.[0]).toMatchObject({
      status: 'warn',
      zone: 'use1-az1',
      why:
        "without use1-az1, the 4 targets of web that stay would carry 33 % of the last day's peak " +
        `(24,000 requests a minute at ${AT}; minimum 50 %): the rest must be launched first`,
    });
    expect(found([2, 2, 2], 0.3)).toEqual([]);
  });
});
