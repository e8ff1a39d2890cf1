import { awsError } from '../../aws-errors.ts';
import { aCompositeAlarmEvent } from '../../builders.ts';
import { codesOf } from '../execute/traffic-runs.ts';
import { atHome, evacuated, type Journey, putBack, RESTORE, recordOf, UPKEEP } from '../there-and-back.ts';

const WITHOUT = ['subnet-0b2', 'subnet-0c3'];

/** A pipeline puts the subnet back, and upkeep finds it, so many times. */
async function putBackTimes(times: number): Promise<Journey> {
  const journey = await evacuated();
  for (let turn = 0; turn < times; turn += 1) {
    putBack(journey.aws);
    await journey.ask(UPKEEP);
  }
  return journey;
}

describe('subnets that somebody put back during an evacuation', () => {
  it('are taken out again, and the record counts', async () => {
    const { aws } = await putBackTimes(1);
    expect(aws.groups.state('web').subnets).toEqual(WITHOUT);
    expect(recordOf(aws)).toMatchObject({ phase: 'evacuated', again: 1, members: [{ position: 0, member: 'subnet-0a1' }] });
  });

  it('are reported with the cause that Auto Scaling gives', async () => {
    const { aws, ask } = await evacuated();
    putBack(aws);
    const { evidence } = await ask(UPKEEP);
    expect(evidence).toMatchObject({ putBack: { web: 'a user request updated the AutoScalingGroup constraints' } });
  });

  it('are taken out again also when Auto Scaling does not tell the cause', async () => {
    const { aws, ask } = await evacuated();
    putBack(aws);
    aws.calls.failAlways('DescribeScalingActivities', new Error('not now'));
    expect((await ask(UPKEEP)).outcome).toBe('done');
    expect(aws.groups.state('web').subnets).toEqual(WITHOUT);
  });

  it('are taken out as many times as are allowed', async () => {
    const { aws } = await putBackTimes(3);
    expect(aws.groups.state('web').subnets).toEqual(WITHOUT);
    expect(recordOf(aws)).toMatchObject({ phase: 'evacuated', again: 3 });
  });

  it('are left in then, and told loudly: the run does not succeed', async () => {
    const { aws, ask } = await putBackTimes(3);
    putBack(aws);
    const { outcome, results } = await ask(UPKEEP);
    expect(outcome).toBe('partial');
    expect(codesOf(results)).toEqual(['failed latched']);
    expect(results[0]?.why).toContain('a user request updated the AutoScalingGroup constraints');
    expect(aws.groups.state('web').subnets).toContain('subnet-0a1');
    expect(recordOf(aws)?.phase).toBe('latched');
  });

  it('are left in quietly from then on', async () => {
    const { aws, ask } = await putBackTimes(4);
    const before = aws.state();
    for (let tick = 0; tick < 3; tick += 1) expect((await ask(UPKEEP)).outcome).toBe('nothing-to-do');
    expect(aws.state()).toEqual(before);
  });

  it('are told once more when the latch could not be written', async () => {
    const { aws, ask } = await putBackTimes(3);
    putBack(aws);
    aws.calls.fail('CreateOrUpdateTags', new Error('not now'));
    await ask(UPKEEP);
    expect(recordOf(aws)?.phase).toBe('evacuated');
    expect(codesOf((await ask(UPKEEP)).results)).toEqual(['failed latched']);
  });

  it('are not left in because Auto Scaling refused to take them out: nobody put them back again', async () => {
    const { aws, ask } = await evacuated();
    putBack(aws);
    aws.calls.fail('UpdateAutoScalingGroup', awsError('Throttling', 'Rate exceeded'), { times: 5 });
    for (let tick = 0; tick < 6; tick += 1) await ask(UPKEEP);
    expect(aws.groups.state('web').subnets).toEqual(WITHOUT);
    expect(recordOf(aws)?.phase).toBe('evacuated');
  });

  it('keep the traffic away all the same: a latched group does not let the shifts lapse', async () => {
    const { aws, ask } = await putBackTimes(4);
    aws.clock.advanceMinutes(480 - 58);
    expect(codesOf((await ask(UPKEEP)).results)).toEqual(['done extended', 'done extended', 'skipped latched']);
  });

  it('end as they were before the evacuation when a person restores', async () => {
    const { aws, ask, before } = await putBackTimes(4);
    aws.groups.settle('web');
    expect((await ask(RESTORE)).outcome).toBe('done');
    expect(aws.state()).toEqual(before);
  });

  it('end as they were also when they were put back at another place', async () => {
    const { aws, ask } = await evacuated();
    aws.groups.setSubnets('web', ['subnet-0b2', 'subnet-0c3', 'subnet-0a1']);
    await ask(UPKEEP);
    expect(recordOf(aws)?.members).toEqual([{ position: 2, member: 'subnet-0a1' }]);
    await ask(RESTORE);
    expect(aws.groups.state('web').subnets).toEqual(['subnet-0b2', 'subnet-0c3', 'subnet-0a1']);
  });
});

/** An evacuation that died between its record and its change, more than a minute ago. */
async function announcedAndDead(): Promise<Journey> {
  const journey = atHome();
  const { aws, ask } = journey;
  const died = aws.calls.hang('UpdateAutoScalingGroup');
  void ask(aCompositeAlarmEvent());
  await died;
  aws.clock.advanceMinutes(2);
  return journey;
}

describe('subnets that had never been out', () => {
  it('are taken out, and not "again": nobody had put them back', async () => {
    const { aws, ask } = await announcedAndDead();
    aws.groups.record('web', { cause: 'an instance was replaced', zoneName: 'us-east-1a', at: aws.clock.now().toISOString() });
    const { outcome, results, evidence } = await ask(UPKEEP);
    expect([outcome, codesOf(results)]).toEqual(['done', ['done subnets-removed']]);
    expect(results[0]?.why).toBe('removed subnet-0a1; verified; instances leave over minutes');
    expect(evidence).toMatchObject({ putBack: {} });
    expect(recordOf(aws)).toMatchObject({ again: 0, removal: { state: 'made' } });
  });

  it('do not count towards the latch, even where somebody adds one after the other', async () => {
    const { aws, ask } = await evacuated();
    for (const subnetId of ['subnet-0a7', 'subnet-0a8', 'subnet-0a9', 'subnet-0aa']) {
      aws.region.ec2.addSubnet({ subnetId, zoneId: 'use1-az1' });
      aws.groups.setSubnets('web', [subnetId, ...WITHOUT]);
      expect(codesOf((await ask(UPKEEP)).results)).toEqual(['done subnets-removed']);
    }
    expect(recordOf(aws)).toMatchObject({ again: 0, phase: 'evacuated' });
    expect(recordOf(aws)?.members).toHaveLength(5);
  });
});

describe('the cause of subnets that were put back', () => {
  it.each([
    ['is older than their removal', { zoneName: 'us-east-1a', at: '2026-11-24T02:59:59.000Z' }],
    ['is about another zone', { zoneName: 'us-east-1b' }],
    ['is about an instance that ended', { zoneName: 'us-east-1a', description: 'Terminating EC2 instance: i-0123' }],
  ])('is not told where all that Auto Scaling says %s', async (_what, activity) => {
    const { aws, ask } = await evacuated();
    aws.groups.setSubnets('web', ['subnet-0a1', ...WITHOUT]);
    aws.groups.record('web', { cause: 'something else', ...activity });
    const { results, evidence } = await ask(UPKEEP);
    expect(evidence).toMatchObject({ putBack: {} });
    expect(results[0]?.why).toBe('removed subnet-0a1; verified; instances leave over minutes');
    expect(recordOf(aws)).toMatchObject({ again: 1 });
  });

  it('is that of the first launch in the zone, whatever happened later', async () => {
    const { aws, ask } = await evacuated();
    putBack(aws);
    aws.groups.record('web', { cause: 'an unhealthy instance was replaced', zoneName: 'us-east-1a' });
    aws.groups.record('web', { cause: 'an instance elsewhere was replaced', zoneName: 'us-east-1c' });
    expect((await ask(UPKEEP)).results[0]?.why).toBe(
      'removed subnet-0a1 again, which was put back (Auto Scaling: a user request updated the AutoScalingGroup constraints); ' +
        'verified; instances leave over minutes',
    );
  });
});
