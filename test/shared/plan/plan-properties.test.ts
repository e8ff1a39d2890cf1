import fc from 'fast-check';
import type {
  EvacuateStep,
  Evidence,
  ObservedGroup,
  Plan,
  RemoveSubnets,
  ResourceArn,
  SubnetId,
} from '../../../shared/domain/index.ts';
import { planEvacuation } from '../../../shared/plan/plan-evacuation.ts';
import { understand } from '../../../shared/situation/understand.ts';
import {
  aGroup,
  anAlarmTrigger,
  aPolicy,
  aResource,
  aShift,
  known,
  minutesAfter,
  NOW,
  someEvidence,
  WEB,
  ZONE_1,
  ZONE_2,
  ZONE_4,
} from '../../builders.ts';

/** Any fleet: groups given by subnets or by zones, resources shifted or not, with anything between nothing and all done. */

const ZONES = [ZONE_1, ZONE_2, ZONE_4];
const ARNS = ['web', 'api', 'a', 'Z', '10', '9'].map((name) => WEB.replace('/web/', `/${name}/`) as ResourceArn);
const STEPS = ['remove-subnets', 'zonal-shift', 'none'] as const;
const UNTIL = minutesAfter(NOW, 9 * 60);

interface World {
  readonly evidence: Evidence;
  readonly policy: ReturnType<typeof aPolicy>;
}

const anyZone = fc.constantFrom(...ZONES);
/** Zones of the group's subnets in their order; empty: the group is given by zones. */
const anyGroup = fc.record({
  places: fc.array(anyZone, { maxLength: 30, size: 'max' }),
  zones: fc.uniqueArray(anyZone, { minLength: 1 }),
  capacityStep: fc.constantFrom(...STEPS),
});
const anyResource = fc.constantFrom(
  aResource(),
  aResource([aShift({ expiresAt: UNTIL })]),
  aResource([aShift({ expiresAt: minutesAfter(NOW, 5) })]),
  aResource([aShift({ comment: 'maintenance' })]),
  aResource([aShift({ awayFrom: ZONE_2.zoneId, type: 'PRACTICE_RUN', comment: '' })]),
  { registered: false, appliedWeights: {}, shifts: [] },
  { ...aResource(), appliedWeights: { 'use1-az2': 1 } },
);
const anyWorld = fc
  .record({
    zone: anyZone,
    groups: fc.array(anyGroup, { minLength: 1, maxLength: 5 }),
    arns: fc.shuffledSubarray(ARNS, { minLength: 1 }),
    resources: fc.array(anyResource, { minLength: ARNS.length, maxLength: ARNS.length }),
  })
  .map(({ zone, groups, arns, resources }): World => {
    const observed = groups.map(({ places, zones }, g) =>
      aGroup({
        name: `g${g}`,
        arn: `arn:aws:autoscaling:us-east-1:111122223333:autoScalingGroup:6f2a:autoScalingGroupName/g${g}` as ResourceArn,
        subnets: places.map((_, s) => `subnet-${g}x${s}` as SubnetId),
        zoneNames: [...new Set((places.length > 0 ? places : zones).map(({ zoneName }) => zoneName))],
      }),
    );
    const located = groups.flatMap(({ places }, g) => places.map(({ zoneId }, s) => [`subnet-${g}x${s}`, zoneId] as const));
    return {
      policy: aPolicy({
        resources: arns,
        autoScalingGroups: groups.map(({ capacityStep }, g) => ({ name: `g${g}`, capacityStep })),
      }),
      evidence: someEvidence({
        zone,
        trigger: anAlarmTrigger({ zone }),
        resources: Object.fromEntries(arns.map((arn, i) => [arn, known(resources[i] ?? aResource())])),
        groups: Object.fromEntries(observed.map((group) => [group.name, known(group)])),
        subnetZones: known(Object.fromEntries(located)),
      }),
    };
  });

const removals = ({ steps }: Plan) => steps.filter((step): step is RemoveSubnets => step.kind === 'remove-subnets');

function groupOf(step: RemoveSubnets, { groups }: Evidence): ObservedGroup {
  const reading = groups[step.group];
  if (!reading?.known) throw new Error(`${step.group} is planned and was not read`);
  return reading.value;
}
const listOf = (step: RemoveSubnets, evidence: Evidence): readonly string[] =>
  step.by === 'subnet' ? groupOf(step, evidence).subnets : groupOf(step, evidence).zoneNames;

/** The evidence as it is once every step of the plan has been carried out. */
function carriedOut({ steps }: Plan, evidence: Evidence): Evidence {
  return steps.reduce(afterStep, evidence);
}

function afterStep(seen: Evidence, step: EvacuateStep): Evidence {
  if (step.kind === 'remove-subnets') {
    const group = groupOf(step, seen);
    const zoneNames = group.zoneNames.filter((name) => name !== step.awayFrom.zoneName);
    const subnets = step.by === 'subnet' ? (step.keep as SubnetId[]) : group.subnets;
    return { ...seen, groups: { ...seen.groups, [step.group]: known({ ...group, subnets, zoneNames }) } };
  }
  if (step.kind === 'latch' || step.kind === 'call-off-restore') return seen;
  const shift = aShift({ resource: step.resource, awayFrom: step.awayFrom, expiresAt: step.until, comment: step.comment });
  if (step.group !== undefined) return { ...seen, shifts: known([...(seen.shifts.known ? seen.shifts.value : []), shift]) };
  return { ...seen, resources: { ...seen.resources, [step.resource]: known(aResource([shift])) } };
}

function holds(property: (plan: Plan, world: World) => void): void {
  fc.assert(
    fc.property(anyWorld, (world) => property(planEvacuation(understand(world.evidence, world.policy), world.policy), world)),
  );
}

describe('any plan of an evacuation', () => {
  it('never empties a group', () => {
    holds((plan) => {
      for (const { keep } of removals(plan)) expect(keep.length).toBeGreaterThan(0);
    });
  });

  it('removes something with every removal', () => {
    holds((plan) => {
      for (const { remove } of removals(plan)) expect(remove.length).toBeGreaterThan(0);
    });
  });

  it('keeps and removes the whole list between them, each member once', () => {
    holds((plan, { evidence }) => {
      for (const step of removals(plan)) {
        expect([...step.keep, ...step.remove].sort()).toEqual([...listOf(step, evidence)].sort());
      }
    });
  });

  it('keeps the order of what stays, and of what goes', () => {
    holds((plan, { evidence }) => {
      for (const step of removals(plan)) {
        const list = listOf(step, evidence);
        expect(step.keep).toEqual(list.filter((member) => step.keep.includes(member)));
        expect(step.remove).toEqual(list.filter((member) => step.remove.includes(member)));
      }
    });
  });

  it('removes only what is in the zone, and all of it', () => {
    holds((plan, { evidence }) => {
      const located: Readonly<Record<string, string>> = evidence.subnetZones.known ? evidence.subnetZones.value : {};
      for (const step of removals(plan)) {
        const zoneOf = (member: string) =>
          step.by === 'subnet' ? located[member] === evidence.zone?.zoneId : member === evidence.zone?.zoneName;
        expect([step.remove.every(zoneOf), step.keep.some(zoneOf)]).toEqual([true, false]);
      }
    });
  });

  it('is sorted: traffic first, by resource, then capacity', () => {
    holds(({ steps }) => {
      const isCapacity = steps.map((step) => step.kind === 'remove-subnets' || step.group !== undefined);
      expect(isCapacity).toEqual([...isCapacity].sort());
      const resources = steps.flatMap((step) =>
        step.kind === 'start-zonal-shift' && step.group === undefined ? [step.resource] : [],
      );
      expect(resources).toEqual([...resources].sort());
    });
  });

  it('speaks of each resource and of each group once', () => {
    holds(({ steps, omitted }) => {
      const targets = [
        ...steps.map((step) => ('resource' in step ? step.resource : step.group)),
        ...omitted.map(({ target }) => target),
      ];
      expect(targets).toEqual([...new Set(targets)]);
    });
  });

  it('leaves nothing to plan once it has been carried out', () => {
    holds((plan, { evidence, policy }) => {
      expect(planEvacuation(understand(carriedOut(plan, evidence), policy), policy).steps).toEqual([]);
    });
  });

  it('is the same whatever the order of the resources in the configuration', () => {
    holds((plan, { evidence, policy }) => {
      const reversed = { ...policy, resources: [...policy.resources].reverse() };
      expect(planEvacuation(understand(evidence, reversed), reversed)).toEqual(plan);
    });
  });
});
