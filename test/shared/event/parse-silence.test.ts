import type { Trigger } from '../../../shared/domain/index.ts';
import { parseEvent } from '../../../shared/event/parse-event.ts';
import { aPolicy, NOW } from '../../builders.ts';
import lambdaAction from '../../events/alarm-lambda-action.json';
import compositeChange from '../../events/composite-alarm-state-change.json';

const MUTE_RULE = 'arn:aws:cloudwatch:us-east-1:111122223333:alarm-mute-rule:deployment';
/** As CloudWatch documents it (CloudWatch User Guide, "Alarm events and EventBridge"). */
const MUTE_DETAIL = {
  mutedByArn: MUTE_RULE,
  muteWindowStart: '2026-11-24T02:00:00.000+0000',
  muteWindowEnd: '2026-11-24T04:00:00.000+0000',
};

function parse(event: unknown): Trigger {
  const identity = { region: 'us-east-1', account: '111122223333' };
  return parseEvent(event, { policy: aPolicy(), identity, requestId: 'request-1', now: new Date(NOW) });
}
const withDetail = (more: object) => {
  const { muteDetail: _mute, ...detail } = compositeChange.detail;
  return { ...compositeChange, detail: { ...detail, ...more } };
};
const withState = (more: object) => {
  const { actionsSuppressedBy: _by, actionsSuppressedReason: _reason, ...state } = compositeChange.detail.state;
  return withDetail({ state: { ...state, ...more } });
};

describe('the mute rule that an event tells of', () => {
  it('is kept by its ARN', () => {
    expect(parse(withDetail({ muteDetail: MUTE_DETAIL }))).toMatchObject({ kind: 'alarm', alarm: { mutedBy: MUTE_RULE } });
  });

  it('is kept without a name where the event gives none', () => {
    expect(parse(withDetail({ muteDetail: {} }))).toMatchObject({ alarm: { mutedBy: 'a mute rule' } });
  });

  it.each([
    ['there is none', {}],
    ['it is null', { muteDetail: null }],
  ])('is none where %s', (_what, more) => {
    expect(parse(withDetail(more))).toMatchObject({ alarm: { mutedBy: null } });
  });

  it('is understood in the payload of a Lambda action', () => {
    const alarmData = { ...lambdaAction.alarmData, muteDetail: MUTE_DETAIL };
    expect(parse({ ...lambdaAction, alarmData })).toMatchObject({ alarm: { mutedBy: MUTE_RULE } });
  });
});

describe('what an event says suppresses the alarm’s actions', () => {
  it.each(['Alarm', 'WaitPeriod', 'ExtensionPeriod'])('is kept as it is: %s', (actionsSuppressedBy) => {
    expect(parse(withState({ actionsSuppressedBy, actionsSuppressedReason: 'because' }))).toMatchObject({
      kind: 'alarm',
      alarm: { suppressedBy: actionsSuppressedBy },
    });
  });

  it.each([
    ['it says nothing', {}],
    ['it says null', { actionsSuppressedBy: null }],
  ])('is nothing where %s', (_what, more) => {
    expect(parse(withState(more))).toMatchObject({ alarm: { suppressedBy: null } });
  });

  it('asks to evacuate all the same: whether that matters is for the checks to say', () => {
    expect(parse(withState({ actionsSuppressedBy: 'Alarm' }))).toMatchObject({ kind: 'alarm', action: 'evacuate' });
  });
});
