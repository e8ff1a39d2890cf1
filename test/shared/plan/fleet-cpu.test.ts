import { decide } from '../../../shared/decide/decide.ts';
import type { Evidence, Policy, ResourceArn } from '../../../shared/domain/index.ts';
import { planEvacuation } from '../../../shared/plan/plan-evacuation.ts';
import { planRestore } from '../../../shared/plan/plan-restore.ts';
import { understand } from '../../../shared/situation/understand.ts';
import { aGroup, aPolicy, aResource, known, someEvidence, WEB, WEB_GROUP_ARN } from '../../builders.ts';
import { aTick, ourShift, tagsOf } from '../standing.ts';

const [SMALL, LARGE] = [1_000, 4_000];
/** Four times the fleet: four times the time, if it grows in proportion; sixteen times, if with the square. */
const MOST = 9;

/** Every load balancer shifted by us, every group shifted natively and with a record. */
function aStandingFleet(size: number): { evidence: Evidence; policy: Policy } {
  const numbers = Array.from({ length: size }, (_, index) => index);
  const resources = numbers.map((number) => WEB.replace('/web/', `/web-${number}/`) as ResourceArn);
  const groups = numbers.map((number) =>
    aGroup({ name: `g-${number}`, arn: WEB_GROUP_ARN.replace('/web', `/g-${number}`) as ResourceArn, tags: tagsOf() }),
  );
  const shifts = [...resources, ...groups.map(({ arn }) => arn)].map((resource, number) =>
    ourShift({ resource, zonalShiftId: `shift-${number}` }),
  );
  const evidence = someEvidence({
    trigger: aTick(),
    resources: Object.fromEntries(resources.map((arn, index) => [arn, known(aResource(shifts.slice(index, index + 1)))])),
    groups: Object.fromEntries(groups.map((group) => [group.name, known(group)])),
    shifts: known(shifts),
    pastShifts: known(shifts),
  });
  const autoScalingGroups = groups.map(({ name }) => ({ name, capacityStep: 'zonal-shift' }));
  return { evidence, policy: aPolicy({ resources, autoScalingGroups }) };
}

/** Microseconds of computing that understanding, deciding and planning take; the least of several times. */
function costOf({ evidence, policy }: ReturnType<typeof aStandingFleet>): number {
  const times = Array.from({ length: 3 }, () => {
    const before = process.cpuUsage();
    const situation = understand(evidence, policy);
    decide(situation, policy);
    planEvacuation(situation, policy);
    planRestore(situation);
    return process.cpuUsage(before).user;
  });
  return Math.min(...times);
}

describe('understanding, deciding and planning', () => {
  it('take time in proportion to the fleet', () => {
    expect(costOf(aStandingFleet(LARGE)) / costOf(aStandingFleet(SMALL))).toBeLessThan(MOST);
  });
});
