import type { Evidence } from '../../../shared/domain/index.ts';
import { drainOf } from '../../../shared/situation/drain.ts';
import { understand } from '../../../shared/situation/understand.ts';
import { API, aResource, aShift, known, minutesAfter, NOW, someEvidence, WEB, ZONE_1, ZONE_2 } from '../../builders.ts';
import { aSignal, aWatchfulPolicy, aZoneSeries, observed, steadily } from '../signals.ts';

const POLICY = aWatchfulPolicy({ capacity: { drain: '8m' } });
const ONE = aWatchfulPolicy({ capacity: { drain: '8m' }, resources: [WEB] });

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

  it('counts from the new start of a shift that had to be started again: until then the traffic was back', () => {
    const comment = `gray-failure-responder/0123456789abcdef since=${minutesAfter(NOW, -20)} again`;
    const startedAt = minutesAfter(NOW, -1);
    const again = (resource: typeof WEB) => known(aResource([aShift({ resource, startedAt, comment })]));
    const evidence = someEvidence({ resources: { [WEB]: again(WEB), [API]: again(API) } });
    expect(drained(evidence)).toMatchObject({ until: minutesAfter(NOW, 7) });
  });

  const theirs = (resource: typeof WEB, minutes = 2) =>
    known(aResource([aShift({ resource, startedAt: minutesAfter(NOW, -minutes), comment: 'by hand' })]));

  it('counts from somebody else’s shift of the same zone as well', () => {
    const { [WEB]: ours } = shifted(4, 4).resources;
    const resources = { [WEB]: ours ?? theirs(WEB), [API]: theirs(API) };
    expect(drained(someEvidence({ resources }))).toMatchObject({ until: minutesAfter(NOW, 6) });
  });

  it('is nothing where others have shifted everything: upkeep would find no mark of ours', () => {
    expect(drained(someEvidence({ resources: { [WEB]: theirs(WEB), [API]: theirs(API) } }))).toBeNull();
  });

  it('is nothing where no load balancer is in the zone', () => {
    const elsewhere = known({ registered: true, appliedWeights: { [ZONE_2.zoneId]: 1 }, shifts: [] });
    const notOptedIn = known({ registered: false, appliedWeights: {}, shifts: [] });
    expect(drained(someEvidence({ resources: { [WEB]: elsewhere, [API]: notOptedIn } }))).toBeNull();
  });

  it('ends when less than 1 % of the requests go there', () => {
    const total = 3_000;
    expect(drained(shifted(2, 2, { signals: requests(Math.floor(total * 0.006)) }), ONE)).toBeNull();
    expect(drained(shifted(2, 2, { signals: requests(total) }), ONE)?.why).toContain('% of the requests still go there');
  });

  it('is nothing where the zone fails nearly everything: waiting would hardly help', () => {
    expect(drained(shifted(0, 0, { signals: requests(1_000, 890) }))).not.toBeNull();
    expect(drained(shifted(0, 0, { signals: requests(1_000, 900) }))).toBeNull();
  });

  it('goes by the time alone where the signals say nothing', () => {
    expect(drained(shifted(2, 2, { signals: observed() }))?.why).toBe('clients leave the zone first (capacity.drain 8m)');
    expect(drained(shifted(2, 2, { signals: { known: false, why: 'throttled' } }))).not.toBeNull();
  });
});

/** What the public load balancer shows of zone 1, three minutes after its shift. */
function shown(zone: Parameters<typeof aZoneSeries>[0], ...more: ReturnType<typeof aSignal>[]) {
  return shifted(3, 3, { signals: observed(aSignal({ [ZONE_1.zoneId]: aZoneSeries(zone) }), ...more) });
}

describe('what the signals say of the clients that linger', () => {
  it.each([
    ['less than 1 % of the requests in two minutes', [900, 500, 100, 20, 15]],
    ['no request, so that nothing is published', [900, 500, 100, null, null]],
  ])('is that they have left: %s', (_, here) => {
    expect(drained(shown({ requests: here }), ONE)).toBeNull();
  });

  it.each([
    ['more than 1 % of the requests', [900, 500, 100, 50, 30]],
    ['that only in the newest minute, which may not be finished', [900, 500, 300, 200, 2]],
  ])('is that they have not: %s', (_, here) => {
    expect(drained(shown({ requests: here }), ONE)).not.toBeNull();
  });

  it('is not that nearly everything fails while only an unfinished minute shows it', () => {
    expect(drained(shown({ requests: [900, 900, 900, 900, 90], faults: [180, 180, 180, 180, 180] }), ONE)).not.toBeNull();
  });

  it('is nothing while a load balancer still sends requests there, however few they are', () => {
    const small = { requests: steadily(30) };
    const few = aSignal({ 'use1-az1': aZoneSeries(small), 'use1-az2': aZoneSeries(small), 'use1-az4': aZoneSeries(small) });
    const both = shown({ requests: steadily(5) }, { ...few, name: 'app/api/60dc6c495c0c9199' });
    expect(drained(both)?.why).toContain('33 % of the requests still go there');
  });

  it('is nothing while a load balancer has no signal', () => {
    expect(drained(shown({ requests: steadily(5) }))).not.toBeNull();
  });

  it('does not come from NAT gateways, which count what instances send', () => {
    const packets = { ...aSignal(), name: 'nat-0a1', kind: 'nat-gateway' as const };
    expect(drained(shown({ requests: steadily(5) }, packets), ONE)).toBeNull();
    expect(drained(shown({ faults: steadily(990) }, packets), ONE)).toBeNull();
  });
});
