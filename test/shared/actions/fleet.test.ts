import { respond } from '../../../shared/respond.ts';
import { aFleet } from '../../a-region/a-fleet.ts';
import { aCompositeAlarmEvent, ZONE_2 } from '../../builders.ts';
import { tagsOf } from '../standing.ts';

describe('the capacity of a fleet', () => {
  it('gets on in a run that has time for some of it, however many groups wait', async () => {
    const { aws, configuration, groups } = aFleet(400);
    const end = new AbortController();
    // Time for the traffic, and for the launches of half of the groups: two calls each.
    aws.calls.add('DescribeInstanceRefreshes', { at: 'after', skip: 200 }, () => end.abort());
    const report = await respond(aCompositeAlarmEvent(), { ...aws.dependencies(configuration), signal: end.signal });
    const out = groups.filter((name) => !aws.groups.state(name).subnets.includes('subnet-0a1'));
    expect(out).toHaveLength(100);
    expect(report).toMatchObject({
      outcome: 'partial',
      handedOver: '300 of 800 steps had no time left: the next run does what is missing',
    });
  });

  it('has one result for each step, in all rounds', async () => {
    const { aws, configuration, groups } = aFleet(320);
    const report = await respond(aCompositeAlarmEvent(), aws.dependencies(configuration));
    const removals = report.results.filter(({ kind }) => kind === 'remove-subnets');
    expect(removals.map(({ target }) => target)).toEqual(groups);
    expect(new Set(removals.map(({ status }) => status))).toEqual(new Set(['done']));
  });

  it('stays where an earlier round has found another zone out', async () => {
    const { aws, configuration, groups } = aFleet(150);
    aws.calls.add('CreateOrUpdateTags', { at: 'after' }, () => aws.groups.tag('group-1000', tagsOf({ zoneId: ZONE_2.zoneId })));
    const report = await respond(aCompositeAlarmEvent(), aws.dependencies(configuration));
    const last = report.results.find(({ target }) => target === groups.at(-1));
    expect(last).toMatchObject({ status: 'skipped', code: 'stopped' });
  });
});
