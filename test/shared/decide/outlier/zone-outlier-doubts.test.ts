import type { ObservedSignal } from '../../../../shared/domain/index.ts';
import { unread } from '../../../builders.ts';
import { aSignal, aZoneSeries, failing, steadily } from '../../signals.ts';
import { judged, judgedBy, type Zones } from './judged.ts';

const [AZ1, AZ2, AZ4] = ['use1-az1', 'use1-az2', 'use1-az4'];
const SILENT = aZoneSeries({ requests: steadily(0).map(() => null), faults: null, slow: null });
const FAILING = aSignal({ [AZ1]: failing(50) });
const another = (zones: Zones): ObservedSignal => ({ ...aSignal(zones), name: 'app/api/60dc6c495c0c9199' });

describe('a failure or two in a zone of a few requests', () => {
  /** One request a minute, of which the last ones fail. */
  const failuresOfFive = (failures: number, measure: 'faults' | 'slow' | 'drops') =>
    aZoneSeries({ requests: steadily(1), [measure]: [0, 1, 2, 3, 4].map((minute) => (minute >= 5 - failures ? 1 : 0)) });
  const busy = aZoneSeries({ requests: steadily(750), drops: steadily(0) });

  it.each(['faults', 'slow', 'drops'] as const)('are its own background, however busy and well the others are: %s', (measure) => {
    const beside = (zone: typeof busy) => judged({ [AZ1]: zone, [AZ2]: busy, [AZ4]: busy });
    expect(beside(failuresOfFive(1, measure)).status).not.toBe('outlier');
    expect(beside(failuresOfFive(2, measure)).status).not.toBe('outlier');
    expect(beside(failuresOfFive(5, measure)).status).toBe('outlier');
  });
});

describe('a zone that one signal shows as an outlier', () => {
  it.each<[string, Zones]>([
    ['is not complete in another zone', { [AZ2]: unread('CloudWatch answered PartialData') }],
    ['is not complete in this zone', { [AZ1]: unread('CloudWatch answered PartialData') }],
    ['does not know another zone', { [AZ4]: undefined }],
    ['holds numbers that cannot be', { [AZ2]: failing(-1) }],
    ['could not be read at all', { [AZ1]: unread('Forbidden'), [AZ2]: unread('Forbidden'), [AZ4]: unread('Forbidden') }],
  ])('is held, with why, while another signal %s: whether the others are well is not seen', (_what, zones) => {
    const { status, why } = judgedBy([FAILING, another(zones)]);
    expect(status).toBe('unknown');
    expect(why).toContain('app/api/60dc6c495c0c9199');
  });

  it.each<[string, Zones]>([
    ['has nothing to count in another zone', { [AZ2]: SILENT }],
    ['has nothing to count anywhere', { [AZ1]: SILENT, [AZ2]: SILENT, [AZ4]: SILENT }],
  ])('is one all the same while another signal %s: an idle load balancer hides nothing', (_what, zones) => {
    expect(judgedBy([FAILING, another(zones)]).status).toBe('outlier');
  });
});

describe('a zone that was bad for a moment', () => {
  it('is one while it is worse over the whole window and still worse in its newest minutes', () => {
    const minutes = (...faults: number[]) => judged({ [AZ1]: aZoneSeries({ faults }) }).status;
    expect(minutes(0, 0, 50, 50, 50)).toBe('outlier');
    expect(minutes(100, 100, 0, 0, 0)).toBe('not-outlier');
    expect(minutes(100, 100, 0, 0, 20)).toBe('outlier');
  });
});
