import type { Evidence, GroupChange, ObservedGroup } from '../../../shared/domain/index.ts';
import {
  aGroup,
  aPolicy,
  CHANGED_AT,
  known,
  minutesAfter,
  NOW,
  someEvidence,
  unread,
  ZONE_1,
  ZONE_2,
  ZONE_4,
} from '../../builders.ts';
import { resultOf, statusOf, verdictOf } from './verdict.ts';

const POLICY = aPolicy();
const REFRESH = 'At 2026-11-24T02:50:00Z an instance was launched in response to an instance refresh.';
const SCALE_OUT =
  'At 2026-11-24T02:50:00Z an instance was started in response to a difference between desired and actual capacity, increasing the capacity from 12 to 13.';
const REPLACED = 'At 2026-11-24T02:50:00Z an instance was launched in response to an unhealthy instance needing to be replaced.';

/** A launch in the first zone that ended so many minutes before the alarm. */
function launched(before: number, change: Partial<GroupChange> = {}): GroupChange {
  return {
    group: 'web',
    kind: 'launch',
    zoneName: ZONE_1.zoneName,
    status: 'Successful',
    startedAt: minutesAfter(CHANGED_AT, -before - 2),
    endedAt: minutesAfter(CHANGED_AT, -before),
    cause: REFRESH,
    ...change,
  };
}

const changed = (changes: readonly GroupChange[], more: Partial<Evidence> = {}) =>
  someEvidence({ changes: known(changes), ...more });
const elsewhere = (before: number, change: Partial<GroupChange> = {}) =>
  [ZONE_2, ZONE_4].map(({ zoneName }) => launched(before, { zoneName, ...change }));

/** The group `web` with what its zones were launched from. */
function versions(...ofZones: readonly (readonly string[])[]): Evidence['groups'] {
  const group = aGroup();
  const capacity: ObservedGroup['capacity'] = group.capacity.map((zone, index) => ({ ...zone, versions: ofZones[index] ?? [] }));
  return { web: known({ ...group, capacity }) };
}

describe('the check of deployments', () => {
  it('passes where nothing changed', () => {
    expect(resultOf('deployment', changed([]), POLICY)).toEqual({
      check: 'deployment',
      status: 'pass',
      why: 'no rollout touched the zone shortly before it failed',
    });
  });

  it('holds where a refresh has changed the zone alone, and says how much of it', () => {
    const evidence = changed([launched(3)]);
    expect(resultOf('deployment', evidence, POLICY).why).toBe(
      'web: a rollout has changed 1 of 4 instances in use1-az1, the last 3.0 minutes before the failure: it may be the version. Roll it back',
    );
    expect(verdictOf(evidence, POLICY)).toBe('hold');
  });

  it('holds where a refresh has ended an instance, and its replacement is not in service yet', () => {
    const ended = launched(2, { kind: 'termination', cause: REFRESH, endedAt: null, status: 'InProgress' });
    expect(statusOf('deployment', changed([ended]), POLICY)).toBe('fail');
  });

  it.each([
    ['of a refresh', REFRESH, 9],
    ['of a scale-out', SCALE_OUT, 4],
  ])('passes when the other zones have had the same %s for three minutes', (_what, cause, before) => {
    expect(statusOf('deployment', changed([launched(before, { cause }), ...elsewhere(4, { cause })]), POLICY)).toBe('pass');
    expect(statusOf('deployment', changed([launched(before, { cause }), ...elsewhere(1, { cause })]), POLICY)).toBe('fail');
  });

  it('holds while one of the other zones has not had it', () => {
    expect(statusOf('deployment', changed([launched(9), ...elsewhere(4).slice(1)]), POLICY)).toBe('fail');
  });

  it('passes when the failure began half an hour after the last change', () => {
    expect(statusOf('deployment', changed([launched(30)]), POLICY)).toBe('pass');
  });

  it('passes when the change came after the failure', () => {
    expect(statusOf('deployment', changed([launched(-0.5)]), POLICY)).toBe('pass');
  });

  it('does not take the replacement of an unhealthy instance for a cause', () => {
    const ended = launched(4, {
      kind: 'termination',
      cause: 'At 2026-11-24T02:50:00Z an instance was taken out of service in response to an ELB system health check failure.',
    });
    expect(statusOf('deployment', changed([launched(3, { cause: REPLACED }), ended]), POLICY)).toBe('pass');
  });

  it('does not take a scale-in for a cause', () => {
    expect(statusOf('deployment', changed([launched(3, { kind: 'termination', cause: SCALE_OUT })]), POLICY)).toBe('pass');
  });

  it.each([
    ['under way', { status: 'InProgress', endedAt: null }],
    ['failed', { status: 'Failed' }],
    ['in a zone that is not told', { zoneName: null }],
    ['of a group that is not ours', { group: 'other' }],
  ])('passes over a launch that is %s', (_what, change) => {
    expect(statusOf('deployment', changed([launched(3, change)]), POLICY)).toBe('pass');
  });

  it('holds a new instance of a scale-out for eight minutes, and a version that only this zone has for half an hour', () => {
    const later = (minutes: number) => ({ now: minutesAfter(NOW, minutes) });
    const scaled = [launched(3, { cause: SCALE_OUT })];
    expect(statusOf('deployment', changed(scaled, later(4)), POLICY)).toBe('fail');
    expect(statusOf('deployment', changed(scaled, later(5)), POLICY)).toBe('pass');
    const own = { groups: versions(['lt-0a1 8'], ['lt-0a1 7'], ['lt-0a1 7']) };
    expect(statusOf('deployment', changed(scaled, { ...later(25), ...own }), POLICY)).toBe('fail');
    expect(statusOf('deployment', changed(scaled, { ...later(27), ...own }), POLICY)).toBe('pass');
  });

  it('passes when what is new and of the same version had answered well for five minutes', () => {
    const scaled = (minutes: number) => changed([launched(minutes, { cause: SCALE_OUT })]);
    expect(statusOf('deployment', scaled(5), POLICY)).toBe('fail');
    expect(statusOf('deployment', scaled(5.5), POLICY)).toBe('pass');
  });

  it.each([
    ['mixed alike in every zone', versions(['a 1', 'a 2'], ['a 1', 'a 2'], ['a 1', 'a 2'])],
    ['its own in the zone, for long', versions(['a 2'], ['a 1'], ['a 1'])],
  ])('passes where versions are %s', (_what, groups) => {
    expect(statusOf('deployment', changed([], { groups }), POLICY)).toBe('pass');
  });

  it('notes what cannot be read, and does not hold', () => {
    const evidence = someEvidence({ changes: unread() });
    expect(resultOf('deployment', evidence, POLICY)).toMatchObject({
      status: 'unknown',
      why: 'what changed in the groups could not be read: ThrottlingException: Rate exceeded',
    });
    expect(verdictOf(evidence, POLICY)).toBe('evacuate');
  });

  it('passes in a report that does not know of changes', () => {
    expect(statusOf('deployment', someEvidence(), POLICY)).toBe('pass');
  });
});
