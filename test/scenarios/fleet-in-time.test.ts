import { aFleet, type Fleet } from '../a-region/a-fleet.ts';
import { timedResponder } from '../a-region/side-by-side-time.ts';
import { aCompositeAlarmEvent } from '../builders.ts';

/** Evacuates a fleet. Seconds are of the Region's time, from the start of the invocation. */
async function evacuate({ aws, configuration, groups }: Fleet) {
  const startedAt = aws.region.clock.millis;
  const before = aws.region.calls.length;
  const responder = timedResponder(aws, configuration);
  const { report, tookMillis } = await responder(aCompositeAlarmEvent());
  const made = aws.region.calls.slice(before).filter(({ applied }) => applied);
  const starts = made.filter(({ operation }) => operation === 'StartZonalShift').map(({ at }) => (at - startedAt) / 1000);
  return {
    report,
    responder,
    seconds: tookMillis / 1000,
    firstShift: Math.min(...starts),
    lastShift: Math.max(...starts),
    shifted: aws.shifts.resourcesAwayFrom('use1-az1').length,
    out: groups.filter((name) => !aws.groups.state(name).subnets.includes('subnet-0a1')).length,
    calls: made.length,
    arcCalls: made.filter(({ service }) => service === 'arc-zonal-shift').length,
  };
}

/** A minute later: how many calls a tick makes. */
async function callsOfTick({ aws }: Fleet, responder: Awaited<ReturnType<typeof evacuate>>['responder']): Promise<number> {
  aws.clock.advanceMinutes(1);
  const before = aws.region.calls.length;
  const { report } = await responder({ action: 'upkeep' });
  expect(report.outcome).toBe('nothing-to-do');
  return aws.region.calls.length - before;
}

/** In the long form; else what is in time for every run of the tests. */
const { FLEET = '300' } = process.env;
const SIZE = Number(FLEET);

describe('a fleet', () => {
  it(`of ${SIZE} is out in the alarm’s own run, and each tick lists no page twice`, async () => {
    const fleet = aFleet(SIZE);
    const run = await evacuate(fleet);
    expect(run).toMatchObject({ shifted: SIZE, out: SIZE, report: { outcome: 'done' } });
    expect(run.firstShift).toBeLessThan(1.5);
    expect(run.lastShift).toBeLessThan(8);
    // Two for each load balancer, five for each group: what is read of many groups at the same time is one call.
    expect(run.calls).toBeLessThan(SIZE * 8);
    // Resources, shifts and groups once each, and two pages at a glance; log alarms are asked for beside the others.
    const pages = 3 * Math.ceil(SIZE / 100);
    expect(await callsOfTick(fleet, run.responder)).toBeLessThanOrEqual(pages + 9);
  }, 300_000);

  it('of 100 is out in the alarm’s own run, while ARC takes 50 calls at once and 10 more a second', async () => {
    const fleet = aFleet(100);
    const beyond = { burst: 50, perSecond: 10 };
    fleet.aws.region.awsFaults.add({ kind: 'throttling', service: 'arc-zonal-shift', beyond });
    const run = await evacuate(fleet);
    expect(run).toMatchObject({ shifted: 100, out: 100, report: { outcome: 'done' } });
    expect(run.seconds).toBeLessThan(((run.arcCalls - beyond.burst) / beyond.perSecond) * 1.3);
  });

  it('of 100 is out within six ticks, while Auto Scaling takes 20 calls at once and 5 more a second', async () => {
    const fleet = aFleet(100);
    const { aws, groups } = fleet;
    aws.region.awsFaults.add({ kind: 'throttling', service: 'autoscaling', beyond: { burst: 20, perSecond: 5 } });
    const { responder } = await evacuate(fleet);
    const left = [];
    for (let tick = 0; tick < 6; tick += 1) {
      aws.clock.advanceMinutes(1);
      const { report, tookMillis } = await responder({ action: 'upkeep' });
      left.push(groups.filter((name) => aws.groups.state(name).subnets.includes('subnet-0a1')).length);
      expect([report.error, tookMillis < 60_000]).toEqual([undefined, true]);
    }
    expect(left).toEqual([...left].sort((one, other) => other - one));
    expect(left.at(-1)).toBe(0);
  });

  it('of 100 is back in one restore, which lets go of the lock last', async () => {
    const fleet = aFleet(100);
    const { aws, groups, resources } = fleet;
    const { responder } = await evacuate(fleet);
    aws.clock.advanceMinutes(30);
    const before = aws.region.calls.length;
    const override = ['recovery', 'no-impact', 'zone-available', 'capacity'];
    const { report } = await responder({ action: 'restore', zone: 'use1-az1', override });
    expect(report.outcome).toBe('done');
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([]);
    expect(groups.every((name) => aws.groups.state(name).subnets.includes('subnet-0a1'))).toBe(true);
    const cancelled = aws.region.calls.slice(before).filter(({ operation }) => operation === 'CancelZonalShift');
    const lock = report.results.findLast(({ kind }) => kind === 'cancel-zonal-shift');
    expect([cancelled.length, lock?.target]).toEqual([100, resources[0]]);
  });
});
