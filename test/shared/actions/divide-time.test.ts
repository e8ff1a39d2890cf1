import { divideTime } from '../../../shared/actions/divide-time.ts';
import { respond } from '../../../shared/respond.ts';
import { aFleet } from '../../a-region/a-fleet.ts';
import { aCompositeAlarmEvent, aPolicy } from '../../builders.ts';

describe('the time of an invocation', () => {
  it('keeps two seconds for a last look, and two for the report', () => {
    expect(divideTime(60_000, aPolicy({ resources: [], autoScalingGroups: [{ name: 'web' }] }))).toEqual({
      changesEnd: 55_996,
      readsEnd: 57_998,
    });
  });

  it('keeps more for a fleet, whose report is longer', () => {
    const { configuration } = aFleet(1_000);
    expect(divideTime(60_000, aPolicy(configuration))).toEqual({ changesEnd: 48_000, readsEnd: 54_000 });
  });

  it('leaves most of a short time to the work', () => {
    const { configuration } = aFleet(1_000);
    const { changesEnd } = divideTime(15_000, aPolicy(configuration));
    expect(changesEnd).toBeGreaterThanOrEqual(10_000);
  });

  it('is over at once where none is left', () => {
    expect(divideTime(500, aPolicy())).toEqual({ changesEnd: 1, readsEnd: 1 });
  });
});

describe('a run whose time is up', () => {
  it('says how many steps it hands over', async () => {
    const { aws, configuration } = aFleet(60);
    const end = new AbortController();
    aws.calls.add('UpdateAutoScalingGroup', { at: 'after', skip: 9 }, () => end.abort());
    const report = await respond(aCompositeAlarmEvent(), { ...aws.dependencies(configuration), signal: end.signal });
    const left = report.results.filter(({ code }) => code === 'out-of-time').length;
    expect(left).toBeGreaterThanOrEqual(35);
    expect(report.handedOver).toBe(`${left} of 120 steps had no time left: the next run does what is missing`);
    expect(report.outcome).toBe('partial');
  });

  it('is finished by the next ones, which say nothing of the kind', async () => {
    const { aws, configuration, groups } = aFleet(60);
    const end = new AbortController();
    aws.calls.add('UpdateAutoScalingGroup', { at: 'after', skip: 9 }, () => end.abort());
    await respond(aCompositeAlarmEvent(), { ...aws.dependencies(configuration), signal: end.signal });
    aws.clock.advanceMinutes(1);
    const report = await respond({ action: 'upkeep' }, aws.dependencies(configuration));
    expect([report.outcome, report.handedOver]).toEqual(['done', undefined]);
    expect(groups.flatMap((name) => aws.groups.state(name).subnets)).not.toContain('subnet-0a1');
  });
});
