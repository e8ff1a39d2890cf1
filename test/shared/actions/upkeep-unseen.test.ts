import { WEB, ZONE_1 } from '../../builders.ts';
import { RECOVERABLE_ZONES, tagsOf } from '../standing.ts';
import { evacuated, type Journey, UPKEEP } from '../there-and-back.ts';

/** Zone 1 is out, and somebody deploys a configuration that does not name it any more. */
const WITHOUT_ZONE_1 = { zones: RECOVERABLE_ZONES.slice(1) };
const HEAD = 'gray-failure-responder:use1-az1:0';

function cancelAll({ aws }: Journey): void {
  aws.shifts.cancelAll();
}

describe('upkeep of a zone that is not configured any more', () => {
  it.each<[string, (journey: Journey) => void]>([
    ['shifts and records', () => {}],
    ['shifts alone', ({ aws }) => aws.groups.retag('web', {})],
    ['records alone', cancelAll],
  ])('fails, says so, and changes nothing: from %s', async (_what, change) => {
    const journey = await evacuated();
    change(journey);
    const before = journey.aws.state();
    const { outcome, error } = await journey.ask(UPKEEP, WITHOUT_ZONE_1);
    expect(outcome).toBe('failed');
    expect(error?.message).toMatch(/^use1-az1 has been out since \S+, by us, and is not in "zones": put it back/);
    expect(journey.aws.state()).toEqual(before);
  });

  it('is none of its business where only others have it out', async () => {
    const journey = await evacuated();
    journey.aws.groups.retag('web', {});
    cancelAll(journey);
    journey.aws.shifts.put({ resource: WEB, awayFrom: 'use1-az1', expiresInMinutes: 60 });
    expect((await journey.ask(UPKEEP, WITHOUT_ZONE_1)).outcome).toBe('nothing-to-do');
  });

  it('does not keep it from the zone that is configured and out, and holds', async () => {
    const journey = await evacuated();
    journey.aws.groups.tag('web', tagsOf({ zoneId: 'use1-az6' as typeof ZONE_1.zoneId }));
    const { outcome, zone, decision } = await journey.ask(UPKEEP);
    expect([outcome, zone]).toEqual(['held', ZONE_1]);
    expect(decision.reasons.filter(({ status }) => status === 'fail')).toMatchObject([
      { check: 'no-other-evacuation', why: expect.stringContaining('use1-az6') },
    ]);
  });

  it('goes on once it is configured again', async () => {
    const { ask } = await evacuated();
    await ask(UPKEEP, WITHOUT_ZONE_1);
    expect(await ask(UPKEEP)).toMatchObject({ outcome: 'nothing-to-do', zone: ZONE_1 });
  });
});

describe('upkeep of a record that cannot be read', () => {
  async function damaged(): Promise<Journey> {
    const journey = await evacuated();
    journey.aws.groups.tag('web', { [HEAD]: 'garbage' });
    return journey;
  }

  it('fails where no shift of ours tells either, and names the group and its tags', async () => {
    const journey = await damaged();
    cancelAll(journey);
    const { outcome, error } = await journey.ask(UPKEEP);
    expect(outcome).toBe('failed');
    expect(error?.message).toContain('web: its record of use1-az1 cannot be read');
    expect(error?.message).toContain(HEAD);
  });

  it('fails also where the zone is not configured any more', async () => {
    const journey = await damaged();
    cancelAll(journey);
    expect((await journey.ask(UPKEEP, WITHOUT_ZONE_1)).error?.message).toContain('web: its record of use1-az1');
  });

  it('renews the shifts of ours that stand', async () => {
    const journey = await damaged();
    journey.aws.clock.advanceMinutes(480 - 58);
    expect(await journey.ask(UPKEEP)).toMatchObject({ outcome: 'done', zone: ZONE_1 });
  });
});
