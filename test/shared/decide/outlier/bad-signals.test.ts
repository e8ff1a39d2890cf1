import { judgeOutlier } from '../../../../shared/decide/outlier/zone-outlier.ts';
import type { ObservedSignal, Reading, ZoneSeries } from '../../../../shared/domain/index.ts';
import { aPolicy, unread, ZONE_1, ZONE_2, ZONE_4 } from '../../../builders.ts';
import { aSignal, aZoneSeries, steadily } from '../../signals.ts';

const suspicion = { zone: ZONE_1, others: [ZONE_2, ZONE_4], limits: aPolicy().outlier };
const clear = aSignal({ [ZONE_1.zoneId]: aZoneSeries({ faults: steadily(50) }) });
const beside = (zone: Reading<ZoneSeries> | ZoneSeries): ObservedSignal => ({
  ...aSignal({ [ZONE_2.zoneId]: zone }),
  name: 'app/api/60dc6c495c0c9199',
});

describe('a clear outlier in one signal', () => {
  it('is one beside a signal that is well', () => {
    expect(judgeOutlier([clear, aSignal()], suspicion).status).toBe('outlier');
  });

  it.each([
    ['was not answered completely in another zone', beside(unread('CloudWatch answered PartialData')), 'PartialData'],
    ['has numbers that cannot be in another zone', beside(aZoneSeries({ faults: steadily(-1) })), '-1 faults'],
    [
      'could not be read at all',
      {
        ...aSignal(),
        name: 'nat-gateway',
        zones: { [ZONE_1.zoneId]: unread('Forbidden'), [ZONE_2.zoneId]: unread('Forbidden') },
      },
      'nat-gateway could not be read in any zone',
    ],
  ] as [string, ObservedSignal, string][])('is unknown beside a signal that %s', (_what, signal, why) => {
    const judged = judgeOutlier([clear, signal], suspicion);
    expect(judged.status).toBe('unknown');
    expect(judged.why).toContain(why);
  });

  it('is one beside a load balancer that has nothing to do', () => {
    const idle = beside(aZoneSeries({ requests: steadily(0).map(() => null), faults: steadily(0).map(() => null) }));
    expect(judgeOutlier([clear, idle], suspicion).status).toBe('outlier');
  });
});

describe('one failure in a zone of a few requests', () => {
  it('is unknown, however busy and well the other zones are', () => {
    const tiny = aZoneSeries({ requests: [1, 1, 1, 1, 1], faults: [0, 0, 0, 0, 1], slow: steadily(0) });
    expect(judgeOutlier([aSignal({ [ZONE_1.zoneId]: tiny })], suspicion)).toMatchObject({ status: 'unknown' });
  });
});
