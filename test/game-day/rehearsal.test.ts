import { play } from '../../simulator/game-day/play.ts';
import { inProcess } from '../../simulator/game-day/responder/in-process-driver.ts';
import { differencesOf } from '../../simulator/game-day/verdict/judge.ts';
import { Region } from '../../simulator/region/region.ts';
import { cast, isSkipped } from '../../simulator/rehearsal/cast.ts';
import { rehearsedApplication } from '../../simulator/rehearsal/rehearsed-application.ts';
import { scripts } from '../../simulator/scenarios/index.ts';

const SIZES = { instancesPerZone: 4, weight: 1, requestsPerSecond: undefined };
const ZONES = ['a', 'b', 'd', 'e', 'f', 'c'].map((letter, index) => {
  return { zoneId: `use1-az${index + 1}`, zoneName: `us-east-1${letter}` };
});
const arnOf = (tail: string) => `arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/${tail}`;
const SHOP = 'app/shop/0123456789abcdef';
const signal = { kind: 'application-load-balancer', loadBalancer: SHOP };
const WELL = ZONES.slice(0, 3).map((zone) => ({
  ...zone,
  impactAlarm: `${zone.zoneId}-bad`,
  recoveryAlarm: `${zone.zoneId}-well`,
}));

const shop = {
  application: 'shop',
  zones: ZONES.slice(0, 3),
  resources: [arnOf(SHOP)],
  autoScalingGroups: [{ name: 'shop' }],
  signals: [signal],
  capacity: { drain: '8m' },
};

type Document = Readonly<Record<string, unknown>>;

const rehearse = (document: Document, sizes = SIZES) => rehearsedApplication(JSON.stringify(document), sizes);

function dayOf(name: string, document: Document, sizes = SIZES) {
  const day = cast(scripts, rehearse(document, sizes).application).find((one) => one.name === name);
  if (day === undefined) throw new Error(`no scenario ${name}`);
  return day;
}

async function differences(name: string, document: Document, sizes = SIZES): Promise<readonly string[]> {
  const day = dayOf(name, document, sizes);
  if (isSkipped(day)) return [`needs ${day.needs}`];
  return differencesOf(await play(day, { seed: 1, driver: inProcess() }));
}

describe('a rehearsal of a configuration', () => {
  it.each<[string, string, Document]>([
    ['one load balancer', 'gray-errors', shop],
    ['two zones', 'gray-errors', { ...shop, zones: ZONES.slice(0, 2) }],
    ['six zones', 'gray-errors', { ...shop, zones: ZONES }],
    ['slow answers', 'gray-latency', shop],
    ['no names of alarms, and no ticks', 'autoscaler-at-work', shop],
    ['groups alone', 'gray-errors', { ...shop, resources: [], signals: [] }],
    [
      'a group that is left alone',
      'gray-errors',
      { ...shop, autoScalingGroups: [{ name: 'shop' }, { name: 'mail', capacityStep: 'none' }] },
    ],
    [
      'a group for each zone',
      'gray-errors',
      { ...shop, autoScalingGroups: [{ name: 'shop-a' }, { name: 'shop-b' }, { name: 'shop-d' }] },
    ],
    [
      'a Network Load Balancer',
      'duplicate-and-reordered-events',
      { ...shop, resources: [arnOf('net/edge/0123456789abcdef')], signals: [] },
    ],
    ['an EKS cluster', 'gray-errors', { ...shop, resources: [arnOf(SHOP), 'arn:aws:eks:us-east-1:123456789012:cluster/main'] }],
    ['groups by tag', 'tag-taken-off-meanwhile', { ...shop, autoScalingGroups: { tag: { key: 'team', value: 'shop' } } }],
    ['a restore without a probe', 'two-restores-at-once', shop],
    ['recovery alarms', 'full-circle', { ...shop, zones: WELL }],
  ])('goes as expected with %s: %s', async (_what, name, document) => {
    expect(await differences(name, document)).toEqual([]);
  });

  it('counts in units of capacity', async () => {
    expect(await differences('gray-errors', shop, { ...SIZES, weight: 8 })).toEqual([]);
  });

  it('shows limits that would never let a zone be evacuated', async () => {
    const document = { ...shop, capacity: { minimumHealthyShare: 0.9, drain: '8m' } };
    expect(await differences('gray-errors', document)).toEqual(['use1-az1, evacuated: none; expected: whole']);
  });

  it('skips what the application has not, and says what that is', () => {
    const needsOf = (name: string, document: Document) => {
      const day = dayOf(name, document);
      return isSkipped(day) ? day.needs : null;
    };
    const network = { ...shop, resources: [arnOf('net/edge/0123456789abcdef')], signals: [] };
    expect(needsOf('full-circle', shop)).toBe('a recoveryAlarm for every zone');
    expect(needsOf('gray-latency', network)).toBe('an Application Load Balancer');
    expect(needsOf('shift-answer-lost', { ...shop, resources: [], signals: [] })).toBe('a load balancer');
    expect(needsOf('load-balancer-dropped-meanwhile', shop)).toBe('two load balancers');
    expect(needsOf('too-little-capacity', { ...shop, capacity: { minimumHealthyShare: 0.2 } })).toBe(
      'a minimumHealthyShare above 0.33',
    );
    expect(needsOf('expiry-while-bad', { ...shop, capacity: { drain: '45m' } })).toMatch(/^other limits: .*drain/);
    expect(needsOf('many-load-balancers', shop)).toBe('an application of its own, with 22 load balancers');
    expect(needsOf('gray-errors', shop)).toBeNull();
  });

  it('has alarms under the names of the file, also where these are crossed or taken', () => {
    const crossed = WELL.map((zone, index) => ({
      ...zone,
      impactAlarm: `${zone.zoneId}-impact`,
      recoveryAlarm: `use1-az${3 - index}-canary`,
    }));
    const document = { ...shop, zones: crossed, regionalAlarms: ['all', 'other'], deployment: { alarms: ['rolling'] } };
    const { application } = rehearse(document);
    const region = new Region(application.region({ seed: 1, startsAt: new Date('2026-11-24T18:30:00Z') }));
    region.advanceTo(Date.parse('2026-11-24T18:36:00Z'));
    const wanted = [...crossed.flatMap((zone) => [zone.impactAlarm, zone.recoveryAlarm]), 'all', 'other', 'rolling'];
    expect(wanted.map((name) => `${name}: ${region.cloudWatch.alarm(name)?.state}`)).toEqual(wanted.map((name) => `${name}: OK`));
  });

  it('leaves out what the Region has not, and says so', () => {
    const custom = { kind: 'custom', namespace: 'Shop', zoneDimension: 'Zone', requests: ['All'], faults: ['Bad'] };
    const { leftOut, application } = rehearse({ ...shop, signals: [custom, signal] });
    expect(leftOut).toEqual(['signals[0]: the simulated Region publishes no metrics in Shop']);
    expect(application.policy.signals.map(({ kind }) => kind)).toEqual(['application-load-balancer']);
  });

  it.each<[string, Document, RegExp]>([
    [
      'a mistyped ARN',
      { ...shop, resources: [arnOf('app/shop/9123456789abcdef')] },
      /app\/shop\/9123456789abcdef" and "app\/shop\/0123456789abcdef" have one name/,
    ],
    [
      'seven zones',
      { ...shop, zones: [...ZONES, { zoneId: 'use1-az7', zoneName: 'us-east-1g' }] },
      /zones: 7 are given; accepted here: 2 to 6/,
    ],
    ['another partition', { ...shop, resources: [arnOf(SHOP).replace('arn:aws:', 'arn:aws-iso:')] }, /is of partition "aws-iso"/],
  ])('is refused for %s', (_what, document, says) => {
    expect(() => rehearse(document)).toThrow(says);
  });
});
