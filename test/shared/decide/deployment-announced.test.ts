import type { Evidence, GroupChange } from '../../../shared/domain/index.ts';
import {
  aGroup,
  aManualTrigger,
  anAlarm,
  aPolicy,
  CHANGED_AT,
  known,
  minutesAfter,
  NOW,
  someAlarms,
  someEvidence,
  ZONE_1,
  ZONE_2,
  ZONE_4,
} from '../../builders.ts';
import { resultOf, statusOf } from './verdict.ts';

const PIPELINE = 'checkout-rolling-out';
const BY_ALARM = aPolicy({ deployment: { alarms: [PIPELINE] } });
const BY_TAG = aPolicy({ deployment: { tag: 'rolling-out-since' } });

function announced(minutesBefore: number, more: Partial<Evidence> = {}): Evidence {
  const alarm = anAlarm({ name: PIPELINE, state: 'ALARM', stateSince: minutesAfter(CHANGED_AT, -minutesBefore) });
  return someEvidence({ alarms: known([...someAlarms(), alarm]), ...more });
}

function tagged(value: string): Evidence {
  const group = aGroup();
  return someEvidence({ groups: { web: known({ ...group, tags: { ...group.tags, 'rolling-out-since': value } }) } });
}

function launched(zoneName: typeof ZONE_1.zoneName, minutesBefore: number): GroupChange {
  return {
    group: 'web',
    kind: 'launch',
    zoneName,
    status: 'Successful',
    startedAt: minutesAfter(CHANGED_AT, -minutesBefore - 2),
    endedAt: minutesAfter(CHANGED_AT, -minutesBefore),
    cause: '',
  };
}

describe('an announced rollout', () => {
  it('holds while its alarm rings, and names it', () => {
    expect(resultOf('deployment', announced(20), BY_ALARM)).toMatchObject({
      status: 'fail',
      why: `a rollout has been under way since ${minutesAfter(CHANGED_AT, -20)} (alarm ${PIPELINE}): it may be the version. Roll it back`,
    });
  });

  it.each([
    ['began after the failure', -0.5],
    ['has been forgotten', 61],
  ])('passes when it %s', (_what, minutesBefore) => {
    expect(statusOf('deployment', announced(minutesBefore), BY_ALARM)).toBe('pass');
  });

  it('passes when all zones have visibly had it', () => {
    const changes = known([ZONE_1, ZONE_2, ZONE_4].map(({ zoneName }) => launched(zoneName, 5)));
    expect(statusOf('deployment', announced(20, { changes }), BY_ALARM)).toBe('pass');
    expect(statusOf('deployment', announced(20, { changes: known(changes.known ? changes.value.slice(1) : []) }), BY_ALARM)).toBe(
      'fail',
    );
  });

  it('passes when its alarm is OK, and is unknown when CloudWatch does not know it', () => {
    const ok = someEvidence({ alarms: known([...someAlarms(), anAlarm({ name: PIPELINE })]) });
    expect(statusOf('deployment', ok, BY_ALARM)).toBe('pass');
    expect(resultOf('deployment', someEvidence(), BY_ALARM)).toMatchObject({
      status: 'unknown',
      why: `${PIPELINE} not known to CloudWatch`,
    });
  });

  it('holds by a tag with the instant at which it began', () => {
    expect(resultOf('deployment', tagged(minutesAfter(CHANGED_AT, -5)), BY_TAG).why).toContain(
      '(tag rolling-out-since of group web)',
    );
    expect(statusOf('deployment', tagged(minutesAfter(CHANGED_AT, -5)), BY_TAG)).toBe('fail');
    expect(statusOf('deployment', tagged(minutesAfter(NOW, -70)), BY_TAG)).toBe('pass');
  });

  it('is unknown by a tag that holds no time', () => {
    expect(resultOf('deployment', tagged('yes'), BY_TAG)).toMatchObject({
      status: 'unknown',
      why: 'tag rolling-out-since of group web holds no time: "yes"',
    });
  });

  it('does not hold a person, and tells them', () => {
    const evidence = announced(20, { trigger: aManualTrigger() });
    const { status, why } = resultOf('deployment', evidence, BY_ALARM);
    expect(status).toBe('pass');
    expect(why).toMatch(/^a person asked for it; a rollout has been under way since/);
  });
});
