import { arcThrottled } from '../../aws-errors.ts';
import { API, aCompositeAlarmEvent, minutesAfter, WEB, ZONE_2 } from '../../builders.ts';
import { codesOf } from '../execute/traffic-runs.ts';
import { evacuated, halfWayBack, type Journey, RESTORE, recordOf, setCanary, UPKEEP } from '../there-and-back.ts';

const AUTOMATIC = { restore: 'automatic' };

describe('upkeep of a restore under way', () => {
  it('goes on with it, and lets traffic in when the capacity is there', async () => {
    const { aws, ask, before } = await halfWayBack();
    expect(await ask(UPKEEP)).toMatchObject({ outcome: 'in-progress', awaited: [{ group: 'web', healthy: 0, needed: 4 }] });
    aws.groups.settle('web');
    expect((await ask(UPKEEP)).outcome).toBe('done');
    expect(aws.state()).toEqual(before);
  });

  it('does not take out again what is being put back', async () => {
    const { aws, ask } = await halfWayBack();
    await ask(UPKEEP);
    expect(aws.groups.state('web').subnets).toContain('subnet-0a1');
  });

  it('keeps the shifts from lapsing while the capacity is on its way', async () => {
    const { aws, ask } = await halfWayBack();
    aws.clock.advanceMinutes(480 - 58);
    await ask(UPKEEP);
    aws.clock.advanceMinutes(120);
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([API, WEB]);
  });

  it('holds it while the zone is bad again, and goes on when it is well', async () => {
    const { aws, ask, before } = await halfWayBack();
    aws.groups.settle('web');
    setCanary(aws, 'ALARM');
    expect((await ask(UPKEEP)).outcome).not.toBe('done');
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([API, WEB]);
    setCanary(aws, 'OK');
    expect((await ask(UPKEEP)).outcome).toBe('done');
    expect(aws.state()).toEqual(before);
  });

  it('takes traffic away again from a zone that had got some of it back, and is bad again', async () => {
    const { aws, ask } = await halfWayBack();
    aws.groups.settle('web');
    aws.calls.fail('CancelZonalShift', arcThrottled(), { skip: 1 });
    await ask(RESTORE);
    setCanary(aws, 'ALARM');
    await ask(UPKEEP);
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([API, WEB]);
  });

  it('gives way to a new evacuation of the same zone: it is not brought back then', async () => {
    const { aws, ask } = await halfWayBack();
    aws.alarms.set('use1-az1-isolated-impact', { state: 'ALARM' });
    const timestamp = aws.clock.now().toISOString().replace('Z', '+0000');
    await ask(aCompositeAlarmEvent({ timestamp }));
    expect(aws.groups.state('web').subnets).toEqual(['subnet-0b2', 'subnet-0c3']);
    aws.alarms.set('use1-az1-isolated-impact', { state: 'OK' });
    await ask(UPKEEP);
    expect(aws.groups.state('web').subnets).toEqual(['subnet-0b2', 'subnet-0c3']);
    expect(recordOf(aws)?.phase).toBe('evacuated');
  });
});

/** The zone's alarm goes to ALARM; once that has been answered, the zone has no traffic and its alarm goes OK. */
async function failAgain({ aws, ask }: Journey, overrides: Record<string, unknown> = {}) {
  aws.alarms.set('use1-az1-isolated-impact', { state: 'ALARM' });
  const timestamp = aws.clock.now().toISOString().replace('Z', '+0000');
  const { outcome } = await ask(aCompositeAlarmEvent({ timestamp }), overrides);
  aws.alarms.set('use1-az1-isolated-impact', { state: 'OK' });
  aws.groups.settle('web');
  return outcome;
}

describe('upkeep with automatic restore', () => {
  const soak = async (journey: Journey, minutes: number) => {
    setCanary(journey.aws, 'OK');
    journey.aws.clock.advanceMinutes(minutes);
    return journey.ask(UPKEEP);
  };

  it('brings the zone back when its canary has been OK for the soak time', async () => {
    const journey = await evacuated(AUTOMATIC);
    expect((await soak(journey, 15)).outcome).toBe('in-progress');
    journey.aws.groups.settle('web');
    expect((await journey.ask(UPKEEP)).outcome).toBe('done');
    expect(journey.aws.state()).toEqual(journey.before);
  });

  it('does not before', async () => {
    const journey = await evacuated(AUTOMATIC);
    const before = journey.aws.state();
    expect((await soak(journey, 14)).outcome).toBe('nothing-to-do');
    expect(journey.aws.state()).toEqual(before);
  });

  it('lets a zone soak for twice as long when it fails a second time that day, and leaves it to a person the third time', async () => {
    const journey = await evacuated({ ...AUTOMATIC, limits: { cooldownMinutes: 0 } });
    const { aws, ask } = journey;
    const comeBack = async (minutes: number) => {
      const { outcome } = await soak(journey, minutes);
      aws.groups.settle('web');
      await ask(UPKEEP);
      return outcome;
    };
    expect(await comeBack(15)).toBe('in-progress');
    expect(await failAgain(journey)).toBe('done');
    expect(await comeBack(29)).toBe('nothing-to-do');
    expect(await comeBack(30)).toBe('in-progress');
    expect(await failAgain(journey)).toBe('held');
    expect((await ask({ action: 'evacuate', zone: 'use1-az1', reason: 'bad for the third time' })).outcome).toBe('done');
    expect(await comeBack(600)).not.toBe('in-progress');
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([API, WEB]);
  });

  it('is not followed by an evacuation when the zone fails again within the cooldown', async () => {
    const journey = await evacuated(AUTOMATIC);
    await soak(journey, 15);
    journey.aws.groups.settle('web');
    await journey.ask(UPKEEP);
    journey.aws.clock.advanceMinutes(59);
    expect(await failAgain(journey)).toBe('held');
    journey.aws.clock.advanceMinutes(1);
    expect(await failAgain(journey)).toBe('done');
  });

  it('is followed by no third evacuation on the same day, however long the zone was well', async () => {
    const journey = await evacuated(AUTOMATIC);
    const comeBack = async () => {
      await soak(journey, 120);
      journey.aws.groups.settle('web');
      await journey.ask(UPKEEP);
      journey.aws.clock.advanceMinutes(120);
    };
    await comeBack();
    expect(await failAgain(journey)).toBe('done');
    await comeBack();
    expect(await failAgain(journey)).toBe('held');
    journey.aws.clock.advanceMinutes(48 * 60);
    expect(await failAgain(journey)).toBe('held');
    expect(await failAgain(journey, { limits: { countEvacuationsSince: journey.aws.clock.now().toISOString() } })).toBe('done');
  });
});

describe('upkeep while AWS shifts away from another zone', () => {
  const yielding = { limits: { yieldToAutoshift: true } };

  it('lets go in order where the configuration says so: capacity first', async () => {
    const { aws, ask, before } = await evacuated(yielding);
    setCanary(aws, 'ALARM');
    aws.region.arc.startAutoshift(ZONE_2.zoneId);
    expect((await ask(UPKEEP)).outcome).toBe('in-progress');
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toEqual([API, WEB]);
    aws.groups.settle('web');
    expect((await ask(UPKEEP)).outcome).toBe('done');
    expect(aws.state()).toEqual(before);
  });

  it('keeps ours by default, and still renews it', async () => {
    const { aws, ask } = await evacuated();
    aws.region.arc.startAutoshift(ZONE_2.zoneId);
    aws.clock.advanceMinutes(480 - 58);
    expect(codesOf((await ask(UPKEEP)).results)).toEqual(['done extended', 'done extended']);
  });

  it('still renews ours when the autoshift is one of our own resources, masked by ours', async () => {
    const { aws, ask } = await evacuated();
    aws.shifts.put({ resource: WEB, awayFrom: ZONE_2.zoneId, shiftType: 'ZONAL_AUTOSHIFT' });
    aws.clock.advanceMinutes(480 - 58);
    await ask(UPKEEP);
    const end = new Date(minutesAfter(aws.clock.now().toISOString(), 480));
    expect(aws.shifts.active().filter(({ shiftType }) => shiftType === 'ZONAL_SHIFT')).toMatchObject([
      { expiryTime: end },
      { expiryTime: end },
    ]);
  });
});

describe('an evacuation of 72 hours, of a zone that stays bad', () => {
  it('never lapses, and ends in order: capacity first, traffic last', async () => {
    const { aws, ask, before } = await evacuated();
    setCanary(aws, 'ALARM');
    const lapses: number[] = [];
    for (let minute = 0; minute <= 73 * 60; minute += 15) {
      await ask(UPKEEP);
      aws.groups.settle('web');
      aws.clock.advanceMinutes(15);
      const isBack = aws.groups.state('web').subnets.includes('subnet-0a1');
      if (aws.shifts.resourcesAwayFrom('use1-az1').length < 2 && (minute < 72 * 60 - 15 || !isBack)) lapses.push(minute);
    }
    expect(lapses).toEqual([]);
    expect(aws.state()).toEqual(before);
  });

  it('lasts no longer than the maximum and the hour that the way back may take, also when upkeep dies', async () => {
    const { aws, ask } = await evacuated();
    setCanary(aws, 'ALARM');
    for (let hour = 0; hour < 71; hour += 1) {
      await ask(UPKEEP);
      aws.clock.advanceMinutes(60);
    }
    aws.clock.advanceMinutes(121);
    expect(aws.shifts.active()).toEqual([]);
  });
});
