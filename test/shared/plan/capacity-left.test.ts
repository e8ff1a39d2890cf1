import type { ObservedGroup } from '../../../shared/domain/index.ts';
import { planCapacity } from '../../../shared/plan/plan-capacity.ts';
import { subnetsToLocate } from '../../../shared/situation/capacity-sources.ts';
import { understand } from '../../../shared/situation/understand.ts';
import { aManualTrigger, aPolicy } from '../../builders.ts';
import { aGroupOf, configured, evidenceOf, oneGroupForEachZone } from '../fleets.ts';
import { aFailedLaunch, someLaunches } from '../launches.ts';

const planned = (groups: readonly ObservedGroup[], overrides: object = {}) => {
  const policy = aPolicy(configured(...groups));
  return planCapacity(understand({ ...evidenceOf(...groups), ...overrides }, policy), policy);
};
const omittedOf = (...groups: ObservedGroup[]) =>
  planned(groups).omitted.map(({ target, status, code }) => `${target} ${status} ${code}`);
const leastOf = (...groups: ObservedGroup[]) =>
  planned(groups).steps.map((step) => (step.kind === 'remove-subnets' ? `${step.group} ${step.minimumHealthy}` : step.kind));

describe('capacity that stays in the zone', () => {
  it('is that of a group of this zone alone: it is never emptied, and gets no traffic', () => {
    expect(planned(oneGroupForEachZone())).toEqual({
      steps: [],
      omitted: [
        {
          kind: 'remove-subnets',
          target: 'web-a',
          status: 'skipped',
          code: 'would-empty-group',
          why: 'it is only in use1-az1, so its instances stay',
        },
      ],
    });
  });

  it('is that of such a group also where it would be shifted natively', () => {
    const policy = aPolicy({ autoScalingGroups: [{ name: 'web-a', capacityStep: 'zonal-shift' }] });
    const { steps, omitted } = planCapacity(understand(evidenceOf(aGroupOf('web-a', [4])), policy), policy);
    expect(steps).toEqual([]);
    expect(omitted).toMatchObject([{ kind: 'start-zonal-shift', status: 'skipped', code: 'would-empty-group' }]);
  });

  it.each([
    ['is being deleted', { status: 'Delete in progress' }],
    ['wants no instances', { desired: 0 }],
  ])('is that of a group that %s', (_what, overrides) => {
    expect(omittedOf(aGroupOf('web-old', [4, 4, 4], overrides))).toEqual(['web-old skipped no-capacity']);
  });

  it('is that of a group which lacks its share for itself alone: the others take its traffic', () => {
    expect(omittedOf(aGroupOf('web', [5, 1]), aGroupOf('spot', [2, 6, 6]))).toEqual(['web skipped capacity-gone']);
  });

  it('is nothing to ask EC2 about', () => {
    const groups = [aGroupOf('web-a', [4]), aGroupOf('web-old', [null, 4, 4], { desired: 0 })];
    expect(subnetsToLocate(evidenceOf(...groups), aPolicy(configured(...groups)))).toEqual([]);
  });

  it('is told for that reason, whatever launch-health says', () => {
    const { omitted } = planned([aGroupOf('web', [4])], { launches: someLaunches(aFailedLaunch()) });
    expect(omitted).toMatchObject([{ code: 'would-empty-group' }]);
  });
});

describe('the least that must stay at the moment of the change', () => {
  it('is the group’s share of what serves now, rounded down', () => {
    expect(leastOf(aGroupOf('web', [3, 2], { desired: 9 }))).toEqual(['web 2']);
  });

  it('is in units where instances are weighted', () => {
    const capacity = aGroupOf('web', [2, 2, 2]).capacity.map((zone) => ({ ...zone, healthyUnits: 16 }));
    expect(leastOf(aGroupOf('web', [2, 2, 2], { desired: 48, capacity, largestWeight: 8 }))).toEqual(['web 24']);
  });

  it('is what the rest of its fleet does not make up for', () => {
    // Of 16 serving, 8 must stay: 2 are in the other group.
    expect(leastOf(aGroupOf('web', [2, 4, 4]), aGroupOf('spot', [4, 2]))).toEqual(['web 6']);
  });

  it('is nothing for a single instance that serves nobody', () => {
    expect(leastOf(aGroupOf('jump', [1, 0, 0], { serves: [] }))).toEqual(['jump 0']);
  });

  it('is nothing where a person answers for it', () => {
    const trigger = aManualTrigger({ override: ['capacity'] });
    expect(planned([aGroupOf('web', [9, 1, 1])], { trigger }).steps).toMatchObject([{ minimumHealthy: 0 }]);
  });
});
