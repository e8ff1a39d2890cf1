import type { Evidence } from '../../../shared/domain/index.ts';
import { planCapacity } from '../../../shared/plan/plan-capacity.ts';
import { planRenewal, planTraffic } from '../../../shared/plan/plan-traffic.ts';
import { understand } from '../../../shared/situation/understand.ts';
import {
  API,
  aGroup,
  aManualTrigger,
  anAlarmTrigger,
  aPolicy,
  known,
  minutesAfter,
  NOW,
  WEB,
  ZONE_1,
  ZONE_2,
  ZONE_4,
} from '../../builders.ts';
import { ourShift, RESTORING_COMMENT, SINCE, shiftedBy, standingEvidence, tagsOf } from '../standing.ts';

const POLICY = aPolicy();
const LOCATED = known({ 'subnet-0a1': ZONE_1.zoneId, 'subnet-0b2': ZONE_2.zoneId, 'subnet-0c3': ZONE_4.zoneId });
const endingIn = (minutes: number) =>
  shiftedBy(...[WEB, API].map((resource) => ourShift({ resource, expiresAt: minutesAfter(NOW, minutes) })));
const renewed = (overrides: Partial<Evidence>) =>
  planRenewal(understand(standingEvidence(overrides), POLICY), POLICY).steps.flatMap((step) =>
    step.kind === 'start-zonal-shift' ? [step.resource] : [],
  );

describe('the renewal of shifts', () => {
  it('is planned for ours when they end within the hour', () => {
    expect(renewed(endingIn(58))).toEqual([API, WEB]);
  });

  it('is not planned for ours that last longer', () => {
    expect(renewed(endingIn(61))).toEqual([]);
  });

  it('starts nothing where no shift of ours is', () => {
    expect(renewed(shiftedBy(ourShift({ resource: API })))).toEqual([]);
  });

  it('does not touch a shift of others that ends soon', () => {
    expect(renewed(shiftedBy(ourShift({ comment: 'by hand', expiresAt: minutesAfter(NOW, 5) })))).toEqual([]);
  });

  it('is not planned again when they already last as long as they may', () => {
    const now = minutesAfter(SINCE, 72 * 60 + 30);
    const shifts = [ourShift({ expiresAt: minutesAfter(SINCE, 73 * 60) })];
    expect(renewed({ now, ...shiftedBy(...shifts) })).toEqual([]);
  });
});

describe('a shift that is taken again', () => {
  it('says since when the zone has been out', () => {
    const [step] = planTraffic(understand(standingEvidence(shiftedBy(ourShift())), POLICY), POLICY).steps;
    expect(step).toMatchObject({ resource: API, comment: `gray-failure-responder/wildrydes/tick-1 since=${SINCE}` });
  });
});

describe('an evacuation of a zone that is being restored', () => {
  it('takes back the mark of the restore: upkeep would go on with it', () => {
    const shifts = [WEB, API].map((resource) =>
      ourShift({ resource, comment: RESTORING_COMMENT, expiresAt: minutesAfter(NOW, 600) }),
    );
    const { steps } = planTraffic(
      understand(standingEvidence({ trigger: aManualTrigger(), ...shiftedBy(...shifts) }), POLICY),
      POLICY,
    );
    expect(steps.map((step) => step.kind === 'start-zonal-shift' && step.resource)).toEqual([API, WEB]);
  });
});

describe('a group into which somebody put back what was out', () => {
  const putBack = (record: Parameters<typeof tagsOf>[0], overrides: Partial<Evidence> = {}) =>
    planCapacity(
      understand(
        standingEvidence({ groups: { web: known(aGroup({ tags: tagsOf(record) })) }, subnetZones: LOCATED, ...overrides }),
        POLICY,
      ),
      POLICY,
    );

  it('loses it again, on the record of the same evacuation, once more', () => {
    expect(putBack({ again: 1 }).steps).toMatchObject([
      {
        kind: 'remove-subnets',
        remove: ['subnet-0a1'],
        record: { reportId: '0123456789abcdef', at: minutesAfter(SINCE, 1), again: 2 },
      },
    ]);
  });

  it('is latched after as many times as are allowed, with the cause that Auto Scaling gives', () => {
    const { steps } = putBack({ again: 3 }, { putBack: { web: 'a user request updated the group' } });
    expect(steps).toMatchObject([
      { kind: 'latch', group: 'web', why: expect.stringContaining('a user request updated the group') },
    ]);
  });

  it('is left alone once it is latched', () => {
    const { steps, omitted } = putBack({ again: 3, phase: 'latched' });
    expect(steps).toEqual([]);
    expect(omitted).toMatchObject([{ target: 'web', status: 'skipped', code: 'latched' }]);
  });

  it('is evacuated all the same by a person, and the count begins anew', () => {
    const { steps } = putBack({ again: 3, phase: 'latched' }, { trigger: aManualTrigger() });
    expect(steps).toMatchObject([{ kind: 'remove-subnets', record: { reportId: 'request-1', again: 0 } }]);
  });

  it('stays latched for an alarm: only a person lifts that', () => {
    const { steps, omitted } = putBack({ phase: 'latched' }, { trigger: anAlarmTrigger() });
    expect(steps).toEqual([]);
    expect(omitted).toMatchObject([{ target: 'web', status: 'skipped', code: 'latched' }]);
  });

  it('is latched at once where no repetition is allowed', () => {
    const evidence = standingEvidence({ groups: { web: known(aGroup({ tags: tagsOf() })) }, subnetZones: LOCATED });
    expect(
      planCapacity(
        understand(evidence, aPolicy({ limits: { maximumReRemovals: 0 } })),
        aPolicy({ limits: { maximumReRemovals: 0 } }),
      ).steps,
    ).toMatchObject([{ kind: 'latch' }]);
  });
});
