import type { Evidence } from '../../../shared/domain/index.ts';
import { planCapacity } from '../../../shared/plan/plan-capacity.ts';
import { understand } from '../../../shared/situation/understand.ts';
import { aGroup, aManualTrigger, aPolicy, known, someEvidence, unread, WEB_GROUP_ARN } from '../../builders.ts';
import { aFailedLaunch, NO_CAPACITY, refreshing, someLaunches, withGroup } from '../launches.ts';
import { aTick, restoringEvidence, standingEvidence } from '../standing.ts';

const POLICY = aPolicy();
const NATIVE = aPolicy({ autoScalingGroups: [{ name: 'web', capacityStep: 'zonal-shift' }] });
const planned = (evidence: Evidence, policy = POLICY) => {
  const { steps, omitted } = planCapacity(understand(evidence, policy), policy);
  return [...steps.map(({ kind }) => kind), ...omitted.map(({ status, code }) => `${status} ${code}`)];
};
const MANAGED = { tags: { 'eks:nodegroup-name': 'workers' } };

describe('a capacity step that launch-health speaks against', () => {
  it.each([
    ['launches fail', someEvidence({ launches: someLaunches(aFailedLaunch()) })],
    ['an instance refresh is under way', someEvidence({ launches: refreshing('InProgress') })],
    ['Launch is suspended', withGroup({ suspendedProcesses: ['Launch'] })],
    ['Terminate is suspended', withGroup({ suspendedProcesses: ['Terminate'] })],
  ])('is left out for now when %s', (_what, evidence) => {
    expect(planned(evidence)).toEqual(['skipped launches-unsafe']);
  });

  it('is left out for good when EKS manages the group', () => {
    expect(planned(withGroup(MANAGED))).toEqual(['skipped managed-elsewhere']);
    expect(planned(withGroup(MANAGED), NATIVE)).toEqual(['skipped managed-elsewhere']);
  });

  it('is left out with the group, the kind of step and why', () => {
    expect(planCapacity(understand(someEvidence({ launches: someLaunches(aFailedLaunch()) }), POLICY), POLICY).omitted).toEqual([
      {
        kind: 'remove-subnets',
        target: 'web',
        status: 'skipped',
        code: 'launches-unsafe',
        why: `launches fail in the other zones: ${NO_CAPACITY}`,
      },
    ]);
  });

  it.each([
    ['launches fail', someEvidence({ launches: someLaunches(aFailedLaunch()) })],
    ['EKS manages the group', withGroup(MANAGED)],
  ])('is planned all the same when a person answers for it: %s', (_what, evidence) => {
    const trigger = aManualTrigger({ override: ['launch-health'] });
    expect(planned({ ...evidence, trigger })).toEqual(['remove-subnets']);
  });

  it('is left out also when a person answers for another check', () => {
    const trigger = aManualTrigger({ override: ['capacity'] });
    expect(planned(someEvidence({ trigger, launches: someLaunches(aFailedLaunch()) }))).toEqual(['skipped launches-unsafe']);
  });

  it('leaves the other groups alone', () => {
    const policy = aPolicy({ autoScalingGroups: [{ name: 'web' }, { name: 'api' }] });
    const groups = { web: known(aGroup()), api: known(aGroup({ name: 'api', ...MANAGED })) };
    const { steps, omitted } = planCapacity(understand(someEvidence({ groups }), policy), policy);
    expect(steps).toMatchObject([{ kind: 'remove-subnets', group: 'web' }]);
    expect(omitted).toMatchObject([{ target: 'api', code: 'managed-elsewhere' }]);
  });

  it('does not keep a native shift back, which launches nothing', () => {
    const evidence = withGroup({ suspendedProcesses: ['Launch'] }, { launches: someLaunches(aFailedLaunch()) });
    expect(planCapacity(understand(evidence, NATIVE), NATIVE).steps).toMatchObject([
      { kind: 'start-zonal-shift', resource: WEB_GROUP_ARN },
    ]);
  });
});

describe('a capacity step of which launch-health cannot tell', () => {
  it.each([
    ['could not be read', { web: unread<never>('AccessDenied') }],
    ['were not read', {}],
  ])('is planned: launches that %s keep nothing', (_what, launches) => {
    expect(planned(someEvidence({ launches }))).toEqual(['remove-subnets']);
  });
});

describe('a capacity step that upkeep takes up again', () => {
  it('waits as long as launches fail', () => {
    const evidence = standingEvidence({ trigger: aTick(), groups: { web: known(aGroup()) } });
    const subnetZones = someEvidence().subnetZones;
    expect(planned({ ...evidence, subnetZones, launches: someLaunches(aFailedLaunch()) })).toEqual(['skipped launches-unsafe']);
    expect(planned({ ...evidence, subnetZones, launches: someLaunches() })).toEqual(['remove-subnets']);
  });
});

describe('a group that needs no step', () => {
  it('is not left out: it is out already', () => {
    expect(planned(standingEvidence({ launches: someLaunches(aFailedLaunch()) }))).toEqual([]);
  });

  it('is called off from a restore, whatever becomes of its launches', () => {
    const { groups } = restoringEvidence();
    expect(planned(someEvidence({ groups, launches: someLaunches(aFailedLaunch()) }))).toEqual(['call-off-restore']);
  });
});
