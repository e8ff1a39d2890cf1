import type { Evidence } from '../../../shared/domain/index.ts';
import {
  aGroup,
  aManualTrigger,
  aPolicy,
  known,
  minutesAfter,
  NOW,
  someEvidence,
  unread,
  ZONE_1,
  ZONE_2,
  ZONE_4,
} from '../../builders.ts';
import { aFailedLaunch, aLaunch, NO_CAPACITY, refreshing, someLaunches, withGroup } from '../launches.ts';
import { resultOf, verdictOf } from './verdict.ts';

const POLICY = aPolicy();
const NATIVE = aPolicy({ autoScalingGroups: [{ name: 'web', capacityStep: 'zonal-shift' }] });
const ALONE = aPolicy({ autoScalingGroups: [{ name: 'web', capacityStep: 'none' }] });
const told = (evidence: Evidence, policy = POLICY) => resultOf('launch-health', evidence, policy);
const launched = (...launches: Parameters<typeof someLaunches>) => someEvidence({ launches: someLaunches(...launches) });

describe('the launches of a group', () => {
  it.each([
    ['there was none of late', []],
    ['they succeed', [aLaunch()]],
    ['the latest succeeds, and an earlier one failed', [aLaunch(), aFailedLaunch()]],
    [
      'the latest that is over succeeds, and another is under way',
      [aLaunch({ status: 'InProgress' }), aLaunch(), aFailedLaunch()],
    ],
    ['they failed in the zone itself', [aFailedLaunch({ zoneName: ZONE_1.zoneName }), aLaunch()]],
    ['they failed half an hour ago', [aFailedLaunch({ startedAt: minutesAfter(NOW, -31) })]],
    ['nobody tells when they failed', [aFailedLaunch({ startedAt: null })]],
  ])('speak for a capacity step when %s', (_what, launches) => {
    expect(told(launched(...launches)).status).toBe('pass');
  });

  it.each([
    ['they fail in a zone that stays', [aFailedLaunch()]],
    ['they fail in another that stays', [aFailedLaunch({ zoneName: ZONE_4.zoneName })]],
    ['they fail, and nobody tells where', [aFailedLaunch({ zoneName: null })]],
    ['they fail, and the next is under way', [aLaunch({ status: 'InProgress' }), aFailedLaunch()]],
    ['they failed half an hour ago, and not longer', [aFailedLaunch({ startedAt: minutesAfter(NOW, -30) })]],
    ['they succeed in the zone itself alone', [aLaunch({ zoneName: ZONE_1.zoneName }), aFailedLaunch()]],
  ])('speak against it when %s', (_what, launches) => {
    expect(told(launched(...launches))).toMatchObject({ status: 'fail', why: expect.stringContaining(NO_CAPACITY) });
  });

  it.each(['Pending', 'InProgress', 'Cancelling', 'Baking', 'RollbackInProgress'])(
    'wait for an instance refresh that is %s',
    (status) => {
      expect(told(someEvidence({ launches: refreshing(status) }))).toMatchObject({
        status: 'fail',
        why: expect.stringContaining(status),
      });
    },
  );

  it('cannot be told where they could not be read', () => {
    expect(told(someEvidence({ launches: { web: unread('AccessDenied') } }))).toMatchObject({
      status: 'unknown',
      why: 'web: AccessDenied',
    });
  });

  it('cannot be told before anything has asked for them', () => {
    expect(told(someEvidence({ launches: {} })).status).toBe('unknown');
  });
});

describe('a group', () => {
  it.each(['eks:nodegroup-name', 'eks:cluster-name'])('is not ours to change when it bears the tag %s', (tag) => {
    expect(told(withGroup({ tags: { [tag]: 'prod' } }))).toMatchObject({
      status: 'fail',
      why: expect.stringContaining(`EKS manages it (tag ${tag})`),
    });
  });

  it.each([
    [['Launch'], 'Launch is suspended'],
    [['Terminate'], 'Terminate is suspended'],
    [['AddToLoadBalancer'], 'AddToLoadBalancer is suspended: new instances would get no traffic'],
    [['AZRebalance', 'Terminate', 'Launch'], 'Launch and Terminate are suspended'],
  ])('is not changed while %s is suspended', (suspendedProcesses, why) => {
    expect(told(withGroup({ suspendedProcesses }))).toMatchObject({ status: 'fail', why: expect.stringContaining(why) });
  });

  it.each([
    ['other processes are suspended', { suspendedProcesses: ['AZRebalance', 'AlarmNotification'] }, 'AZRebalance is suspended'],
    ['it is balanced-only', { distribution: 'balanced-only' }, 'balanced-only'],
    ['it has a warm pool', { hasWarmPool: true }, 'warm pool'],
  ])('is changed although %s, and the report says so', (_what, overrides, why) => {
    expect(told(withGroup(overrides))).toMatchObject({ status: 'pass', why: expect.stringContaining(why) });
  });

  it('is not asked when it is not in the zone, whatever becomes of its launches', () => {
    const group = aGroup({ zoneNames: [ZONE_2.zoneName, ZONE_4.zoneName], suspendedProcesses: ['Launch'] });
    expect(told(someEvidence({ groups: { web: known(group) }, launches: someLaunches(aFailedLaunch()) })).status).toBe('pass');
  });

  it('is not asked when it has no capacity step', () => {
    expect(told(withGroup({ suspendedProcesses: ['Launch'] }), ALONE)).toMatchObject({
      status: 'pass',
      why: 'no group has a capacity step',
    });
  });

  it('that is shifted natively launches nothing: only whose it is matters', () => {
    const troubled = withGroup({ suspendedProcesses: ['Launch'] }, { launches: someLaunches(aFailedLaunch()) });
    expect(told(troubled, NATIVE).status).toBe('pass');
    expect(told(withGroup({ tags: { 'eks:cluster-name': 'prod' } }), NATIVE).status).toBe('fail');
  });

  it('that cannot be read is unknown', () => {
    expect(told(someEvidence({ groups: { web: unread('Rate exceeded') } }))).toMatchObject({
      status: 'unknown',
      why: 'web: Rate exceeded',
    });
  });
});

describe('several groups', () => {
  const policy = aPolicy({ autoScalingGroups: [{ name: 'web' }, { name: 'api' }, { name: 'jobs' }] });
  const groups = {
    web: known(aGroup()),
    api: known(aGroup({ name: 'api', tags: { 'eks:cluster-name': 'prod' } })),
    jobs: known(aGroup({ name: 'jobs' })),
  };

  it('are told each by itself, those that speak against a step first of all', () => {
    const launches = { ...someLaunches(), jobs: known({ launches: [aFailedLaunch()], refreshes: [] }) };
    const { status, why } = told(someEvidence({ groups, launches }), policy);
    expect(status).toBe('fail');
    expect(why).toContain('api: EKS manages it');
    expect(why).toContain('jobs: launches fail in the other zones');
    expect(why).not.toContain('web:');
  });
});

describe('launch-health', () => {
  const failing = launched(aFailedLaunch());

  it('keeps single capacity steps back, and never the run: traffic moves all the same', () => {
    expect(told(failing).status).toBe('fail');
    expect(verdictOf(failing, POLICY)).toBe('evacuate');
  });

  it('says that a person answered for it', () => {
    expect(told({ ...failing, trigger: aManualTrigger({ override: ['launch-health'] }) })).toMatchObject({
      status: 'fail',
      overridden: true,
    });
  });
});
