import { regionConsole } from '../../simulator/http/console.ts';
import { Region } from '../../simulator/region/region.ts';
import { defaultRegionSpec } from '../../simulator/region/region-spec.ts';
import { someRequest } from './fake-region.ts';

const startsAt = new Date('2026-01-01T12:00:00Z');

function aConsole() {
  const region = new Region(defaultRegionSpec({ seed: 1, startsAt }));
  const open = regionConsole(region);
  const json = (request: Parameters<typeof someRequest>[0]) => {
    const reply = open(someRequest(request));
    return { status: reply?.status, body: JSON.parse(new TextDecoder().decode(reply?.body)) };
  };
  return { region, open, json };
}

const state = { method: 'GET', path: '/_region/state' };

describe('console of the Region', () => {
  it('ignores the paths of AWS', () => {
    expect(aConsole().open(someRequest({ method: 'GET', path: '/zonalshifts' }))).toBeUndefined();
  });

  it('shows zones, groups, shifts and alarms', () => {
    const { region, json } = aConsole();
    region.advanceTo(startsAt.getTime() + 5 * 60_000);
    const { status, body } = json(state);
    expect(status).toBe(200);
    expect(body).toMatchObject({ now: '2026-01-01T12:05:00.000Z', shifts: [] });
    expect(body.zones[0]).toMatchObject({
      zoneId: 'use1-az1',
      zoneName: 'us-east-1a',
      lastMinute: { weight: 1, requests: expect.any(Number) },
    });
    expect(body.zones[0].lastMinute.faultRate).toBeLessThan(0.01);
    expect(body.groups[0]).toMatchObject({
      name: 'web',
      desired: 12,
      inService: { 'use1-az1': 4, 'use1-az2': 4, 'use1-az4': 4 },
    });
    expect(body.alarms).toContainEqual(expect.objectContaining({ name: 'use1-az1-isolated-impact', kind: 'composite' }));
  });

  it('shows a Region that has just started', () => {
    expect(aConsole().json(state).body.zones[0]).not.toHaveProperty('lastMinute');
  });

  it('lists a shift while it is active', () => {
    const { region, json } = aConsole();
    const input = { resourceIdentifier: region.loadBalancers[0]?.arn, awayFrom: 'use1-az1', expiresIn: '1h', comment: 'test' };
    region.call({ service: 'arc-zonal-shift', operation: 'StartZonalShift', input });
    expect(json(state).body.shifts).toMatchObject([{ awayFrom: 'use1-az1', status: 'ACTIVE', comment: 'test' }]);
    region.advanceTo(startsAt.getTime() + 61 * 60_000);
    expect(json(state).body.shifts).toEqual([]);
  });

  it('shows the published events', () => {
    const { region, json } = aConsole();
    const entry = { Source: 'test', DetailType: 'Test', Detail: '{"a":1}' };
    region.call({ service: 'events', operation: 'PutEvents', input: { Entries: [entry] } });
    expect(json({ method: 'GET', path: '/_region/events' }).body).toContainEqual(
      expect.objectContaining({ source: 'test', 'detail-type': 'Test', detail: { a: 1 } }),
    );
  });

  it('moves the clock', () => {
    const { region, json } = aConsole();
    const { body } = json({ path: '/_region/advance', body: '{"minutes": 1.5}' });
    expect([body.now, region.clock.now.toISOString()]).toEqual(['2026-01-01T12:01:30.000Z', '2026-01-01T12:01:30.000Z']);
  });

  it.each(['', '{"minutes": 0}', '{"minutes": "5"}', '{"minutes": 10081}'])('refuses to move the clock by %p', (body) => {
    const { region, json } = aConsole();
    expect(json({ path: '/_region/advance', body }).status).toBe(400);
    expect(region.clock.now).toEqual(startsAt);
  });

  it('lists the available pages on an unknown path', () => {
    const { status, body } = aConsole().json({ method: 'GET', path: '/_region' });
    expect([status, body.message]).toEqual([404, expect.stringContaining('GET /_region/state')]);
  });
});
