import { ALL_ZONE_NAMES, EVENLY } from '../../a-region/groups.ts';
import { API, WEB, ZONE_1 } from '../../builders.ts';
import { codesOf } from '../execute/traffic-runs.ts';
import { atHome, evacuated, halfWayBack, nativelyEvacuated, RESTORE, recordOf } from '../there-and-back.ts';

describe('a restore', () => {
  it('puts the capacity back first, and lets no traffic in before it is there', async () => {
    const { aws, ask } = await evacuated();
    const report = await ask(RESTORE);
    expect(report).toMatchObject({ action: 'restore', zone: ZONE_1, outcome: 'in-progress', decision: { verdict: 'restore' } });
    expect(report.awaited).toEqual([{ group: 'web', healthy: 0, needed: 4 }]);
    expect(codesOf(report.results)).toEqual(['done marked', 'done marked', 'done subnets-added-back']);
    expect(aws.groups.state('web').subnets).toEqual(['subnet-0a1', 'subnet-0b2', 'subnet-0c3']);
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([API, WEB]);
  });

  it('says how to ask again', async () => {
    const { ask } = await evacuated();
    const { next } = await ask({ ...RESTORE, override: ['recovery'] });
    expect(next).toEqual([expect.stringContaining('{"action":"restore","zone":"use1-az1","override":["recovery"]}')]);
  });

  it('waits on while a part of the share is missing', async () => {
    const { aws, ask } = await halfWayBack();
    aws.groups.setInstances('web', { ...EVENLY, 'use1-az1': 3 });
    const before = aws.state();
    const report = await ask(RESTORE);
    expect(report).toMatchObject({ outcome: 'in-progress', awaited: [{ group: 'web', healthy: 3, needed: 4 }], results: [] });
    expect(aws.state()).toEqual(before);
  });

  it('goes on from there when it is asked again, and ends with everything as it was', async () => {
    const { aws, ask, before } = await halfWayBack();
    aws.groups.settle('web');
    const report = await ask(RESTORE);
    expect(report).toMatchObject({ outcome: 'done', awaited: [] });
    expect(codesOf(report.results)).toEqual(['done cancelled', 'done cancelled', 'done record-removed']);
    expect(aws.state()).toEqual(before);
  });

  it('takes one request when the capacity is still there', async () => {
    const { aws, ask, before } = await evacuated();
    aws.groups.setInstances('web', EVENLY);
    expect((await ask(RESTORE)).outcome).toBe('done');
    expect(aws.state()).toEqual(before);
  });

  it('has nothing to do when it is asked once more', async () => {
    const { aws, ask, before } = await halfWayBack();
    aws.groups.settle('web');
    await ask(RESTORE);
    expect(await ask(RESTORE)).toMatchObject({ outcome: 'nothing-to-do', results: [] });
    expect(aws.state()).toEqual(before);
  });

  it('gives the lock back last', async () => {
    const { aws, ask } = await halfWayBack();
    aws.groups.settle('web');
    const { results } = await ask(RESTORE);
    expect(results.map(({ target }) => target)).toEqual([WEB, API, 'web']);
  });

  it('keeps later edits of others', async () => {
    const { aws, ask } = await evacuated();
    const { groups } = aws;
    aws.region.ec2.addSubnet({ subnetId: 'subnet-0d4', zoneId: 'use1-az2' });
    groups.setSubnets('web', [...groups.state('web').subnets, 'subnet-0d4']);
    groups.tag('web', { team: 'checkout' });
    await ask(RESTORE);
    groups.settle('web');
    expect((await ask(RESTORE)).outcome).toBe('done');
    expect(groups.state('web')).toMatchObject({
      subnets: ['subnet-0a1', 'subnet-0b2', 'subnet-0c3', 'subnet-0d4'],
      tags: { app: 'wildrydes', team: 'checkout' },
    });
  });

  it('ends also when the only recorded subnet was deleted meanwhile, and says so', async () => {
    const { aws, ask } = await evacuated();
    aws.region.ec2.removeSubnet('subnet-0a1');
    const report = await ask(RESTORE);
    expect(report.results.map(({ why }) => why).join()).toContain('no longer in EC2, and left out: subnet-0a1');
    expect(report.outcome).toBe('done');
    expect(aws.shifts.active()).toEqual([]);
    expect(aws.groups.state('web')).toMatchObject({ subnets: ['subnet-0b2', 'subnet-0c3'], tags: { app: 'wildrydes' } });
  });

  it('brings a group back that is given by zones', async () => {
    const { aws, ask } = atHome();
    aws.groups.remake('web', { zoneNames: ALL_ZONE_NAMES });
    await ask({ action: 'evacuate', zone: 'use1-az1' });
    expect(aws.groups.state('web').zoneNames).toEqual(['us-east-1b', 'us-east-1c']);
    aws.alarms.set('use1-az1-isolated-impact', { state: 'OK' });
    aws.groups.settle('web');
    await ask(RESTORE);
    aws.groups.settle('web');
    expect((await ask(RESTORE)).outcome).toBe('done');
    expect(aws.groups.state('web')).toMatchObject({ subnets: [], zoneNames: ['us-east-1a', 'us-east-1b', 'us-east-1c'] });
  });

  it('gives a latched group back too', async () => {
    const { aws, ask, before } = await halfWayBack();
    aws.groups.settle('web');
    const { tags } = aws.groups.state('web');
    const head = 'gray-failure-responder:use1-az1:0';
    const latched = tags[head]?.replace('phase=restoring again=0', 'phase=latched again=3') ?? '';
    aws.groups.tag('web', { [head]: latched });
    expect(recordOf(aws)?.phase).toBe('latched');
    expect((await ask(RESTORE)).outcome).toBe('done');
    expect(aws.state()).toEqual(before);
  });
});

describe('a restore of a group that was shifted natively', () => {
  it('ends that shift, and lets traffic in when its instances are there', async () => {
    const { aws, ask, before } = await nativelyEvacuated();
    expect(aws.shifts.active()).toHaveLength(3);
    expect(await ask(RESTORE)).toMatchObject({ outcome: 'in-progress', awaited: [{ group: 'web', healthy: 0, needed: 4 }] });
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([API, WEB]);
    aws.groups.settle('web');
    expect((await ask(RESTORE)).outcome).toBe('done');
    expect(aws.state()).toEqual(before);
  });

  it('still waits for its instances when it is asked again: the shift that told of them is over', async () => {
    const { aws, ask } = await nativelyEvacuated();
    await ask(RESTORE);
    expect((await ask(RESTORE)).outcome).toBe('in-progress');
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([API, WEB]);
  });
});
