import type { Evidence } from '../../../shared/domain/index.ts';
import { drainOf } from '../../../shared/situation/drain.ts';
import { understand } from '../../../shared/situation/understand.ts';
import { API, aResource, aShift, known, minutesAfter, NOW, someEvidence, WEB, ZONE_1, ZONE_2 } from '../../builders.ts';
import { aSignal, aWatchfulPolicy, aZoneSeries, observed, steadily } from '../signals.ts';

const POLICY = aWatchfulPolicy({ capacity: { drain: '8m' } });

/** Zone 1 shifted so many minutes ago: the public load balancer, then the internal one. */
function shifted(web: number, api: number, overrides: Partial<Evidence> = {}): Evidence {
  const shiftOf = (resource: typeof WEB, minutes: number) =>
    known(aResource([aShift({ resource, startedAt: minutesAfter(NOW, -minutes) })]));
  return someEvidence({ resources: { [WEB]: shiftOf(WEB, web), [API]: shiftOf(API, api) }, ...overrides });
}

const drained = (evidence: Evidence, policy = POLICY) => drainOf(understand(evidence, policy), policy);
const requests = (here: number, faults = 0) =>
  observed(
    aSignal({
      [ZONE_1.zoneId]: aZoneSeries({ requests: steadily(here), faults: steadily(faults) }),
    }),
  );

describe('how long capacity stays for the clients that linger', () => {
  it('is not at all by default', () => {
    expect(drained(shifted(0, 0), aWatchfulPolicy())).toBeNull();
  });

  it('counts from the last of the shifts', () => {
    expect(drained(shifted(9, 3))).toMatchObject({ until: minutesAfter(NOW, 5) });
    expect(drained(shifted(9, 8))).toBeNull();
  });

  it('counts from now while a load balancer has yet to be shifted', () => {
    expect(drained(someEvidence())).toMatchObject({ until: minutesAfter(NOW, 8) });
  });

  it('counts from when the zone went out, if our shift had to be started again', () => {
    const comment = `gray-failure-responder/0123456789abcdef since=${minutesAfter(NOW, -20)} again`;
    const again = (resource: typeof WEB) => known(aResource([aShift({ resource, startedAt: NOW, comment })]));
    expect(drained(someEvidence({ resources: { [WEB]: again(WEB), [API]: again(API) } }))).toBeNull();
  });

  it('counts from somebody else’s shift of the same zone as well', () => {
    const theirs = (resource: typeof WEB) =>
      known(aResource([aShift({ resource, startedAt: minutesAfter(NOW, -2), comment: 'by hand' })]));
    const resources = { [WEB]: theirs(WEB), [API]: theirs(API) };
    expect(drained(someEvidence({ resources }))).toMatchObject({ until: minutesAfter(NOW, 6) });
  });

  it('is nothing where no load balancer is in the zone', () => {
    const elsewhere = known({ registered: true, appliedWeights: { [ZONE_2.zoneId]: 1 }, shifts: [] });
    const notOptedIn = known({ registered: false, appliedWeights: {}, shifts: [] });
    expect(drained(someEvidence({ resources: { [WEB]: elsewhere, [API]: notOptedIn } }))).toBeNull();
  });

  it('ends when less than 1 % of the requests go there', () => {
    const total = 3_000;
    expect(drained(shifted(2, 2, { signals: requests(Math.floor(total * 0.006)) }))).toBeNull();
    expect(drained(shifted(2, 2, { signals: requests(total) }))?.why).toContain('% of the requests still go there');
  });

  it('is nothing where the zone fails nearly everything: waiting would help nobody', () => {
    expect(drained(shifted(0, 0, { signals: requests(1_000, 700) }))).not.toBeNull();
    expect(drained(shifted(0, 0, { signals: requests(1_000, 900) }))).toBeNull();
  });

  it('goes by the time alone where the signals say nothing', () => {
    expect(drained(shifted(2, 2, { signals: observed() }))?.why).toBe('clients leave the zone first (capacity.drain 8m)');
    expect(drained(shifted(2, 2, { signals: { known: false, why: 'throttled' } }))).not.toBeNull();
  });
});
