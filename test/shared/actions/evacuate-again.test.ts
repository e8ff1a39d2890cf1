import { atEveryMoment, dyingAt } from '../../a-region/crash.ts';
import { awsError } from '../../aws-errors.ts';
import { API, WEB } from '../../builders.ts';
import { evacuated, halfWayBack, type Journey, RESTORE, recordOf, UPKEEP } from '../there-and-back.ts';

const EVACUATE = { action: 'evacuate', zone: 'use1-az1', reason: 'bad again' };
const OUT = ['subnet-0b2', 'subnet-0c3'];

/** A restore that has begun, and could not put the subnet back. */
async function barelyRestored(): Promise<Journey> {
  const journey = await evacuated();
  journey.aws.calls.fail('UpdateAutoScalingGroup', awsError('Throttling', 'Rate exceeded'));
  await journey.ask(RESTORE);
  expect(recordOf(journey.aws)?.phase).toBe('restoring');
  return journey;
}

/** Upkeep has looked after it for a while, and the zone is still out. */
async function isOutForGood({ aws, ask }: Journey): Promise<void> {
  for (let tick = 0; tick < 3; tick += 1) {
    await ask(UPKEEP);
    aws.groups.settle('web');
  }
  expect(aws.groups.state('web').subnets).toEqual(OUT);
  expect(aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([API, WEB]);
  expect(recordOf(aws)?.phase).toBe('evacuated');
}

describe('a person who evacuates again what is being restored', () => {
  it.each([
    ['before its subnet was back', barelyRestored],
    ['after its subnet was back', halfWayBack],
  ])('calls the restore off: %s', async (_when, start) => {
    const journey = await start();
    expect((await journey.ask(EVACUATE)).outcome).toBe('done');
    await isOutForGood(journey);
  });

  it.each([
    ['before its subnet was back', barelyRestored],
    ['after its subnet was back', halfWayBack],
  ])('calls it off also when the run dies, at any of its calls, and is asked again: %s', async (_when, start) => {
    const moments = await atEveryMoment(async (moment) => {
      const journey = await start();
      const hasEnded = await dyingAt(moment, journey.aws, () => journey.ask(EVACUATE));
      await journey.ask(EVACUATE);
      await isOutForGood(journey);
      return hasEnded;
    });
    expect(moments).toBeGreaterThan(20);
  });

  it('has nothing to do when it is asked once more', async () => {
    const journey = await halfWayBack();
    await journey.ask(EVACUATE);
    journey.aws.groups.settle('web');
    const before = journey.aws.state();
    expect((await journey.ask(EVACUATE)).outcome).toBe('nothing-to-do');
    expect(journey.aws.state()).toEqual(before);
  });

  it('may restore after all, to exactly what was', async () => {
    const { aws, ask, before } = await halfWayBack();
    await ask(EVACUATE);
    aws.groups.settle('web');
    await ask(RESTORE);
    aws.groups.settle('web');
    expect((await ask(RESTORE)).outcome).toBe('done');
    expect(aws.state()).toEqual(before);
  });
});
