import type { Policy, Trigger } from '../../../shared/domain/index.ts';
import { InvalidEventError } from '../../../shared/errors.ts';
import { parseEvent } from '../../../shared/event/parse-event.ts';
import { aCompositeAlarmEvent, aPolicy, NOW, WEB, ZONE_1, ZONE_2, ZONE_4 } from '../../builders.ts';
import configurationChange from '../../events/alarm-configuration-change.json';
import lambdaAction from '../../events/alarm-lambda-action.json';
import compositeChange from '../../events/composite-alarm-state-change.json';
import metricChange from '../../events/metric-alarm-state-change.json';

const IDENTITY = { region: 'us-east-1', account: '111122223333' };
/** No zone names its alarm: descriptions and names have to tell. */
const UNNAMED = aPolicy({ zones: [ZONE_1, ZONE_2, ZONE_4] });

function parse(
  event: unknown,
  policy: Policy = aPolicy(),
  identity: { region: string; account: string | null } = IDENTITY,
): Trigger {
  return parseEvent(event, { policy, identity, requestId: 'request-1', now: new Date(NOW) });
}

describe('an alarm state change', () => {
  it('asks to evacuate the zone of a composite alarm that went to ALARM', () => {
    expect(parse(compositeChange)).toMatchObject({
      kind: 'alarm',
      action: 'evacuate',
      zone: ZONE_1,
      dryRun: false,
      override: [],
    });
  });

  it('reads the time of the change, in the form that CloudWatch writes', () => {
    expect(parse(compositeChange).at).toBe('2026-11-24T02:59:00.314Z');
  });

  it('keeps what it says about the alarm', () => {
    expect(parse(compositeChange)).toMatchObject({
      reason: expect.stringMatching(/^arn:aws:cloudwatch:.*use1-az1-availability transitioned to ALARM/),
      alarm: {
        name: 'use1-az1-isolated-impact',
        arn: 'arn:aws:cloudwatch:us-east-1:111122223333:alarm:use1-az1-isolated-impact',
        previousState: 'OK',
      },
    });
  });

  it('is understood for a metric alarm that the configuration names', () => {
    const zones = [{ ...ZONE_1, impactAlarm: 'use1-az1-availability' }, ZONE_2];
    const trigger = parse(metricChange, aPolicy({ zones }));
    expect(trigger).toMatchObject({ kind: 'alarm', zone: ZONE_1, alarm: { previousState: 'INSUFFICIENT_DATA' } });
  });

  it('is understood as the payload of an alarm with a Lambda action', () => {
    expect(parse(lambdaAction)).toEqual(parse({ ...compositeChange, detail: lambdaAction.alarmData }));
  });

  it('has no previous state when none is given', () => {
    const { previousState: _previousState, ...detail } = compositeChange.detail;
    const asNull = { ...detail, previousState: null, configuration: null, state: { ...detail.state, reason: null } };
    expect(parse({ ...compositeChange, detail: asNull })).toMatchObject({ kind: 'alarm', alarm: { previousState: null } });
    expect(parse({ ...compositeChange, detail })).toMatchObject({ kind: 'alarm', alarm: { previousState: null } });
  });
});

describe('the zone of an alarm state change', () => {
  it('is read from the description where no zone names its alarm', () => {
    const alarmData = { ...lambdaAction.alarmData, alarmName: 'orders-impact' };
    expect(parse({ ...lambdaAction, alarmData }, UNNAMED).zone).toEqual(ZONE_1);
  });

  it('is read from the beginning of the name where there is no description', () => {
    expect(parse(aCompositeAlarmEvent({ alarmName: 'use1-az4-orders-impact' }), UNNAMED).zone).toEqual(ZONE_4);
  });

  it('stays open where only a description that the event lacks can tell', () => {
    expect(parse(aCompositeAlarmEvent({ alarmName: 'orders-impact' }), UNNAMED)).toMatchObject({ kind: 'alarm', zone: null });
  });

  it('stays open for an alarm whose description speaks of another load balancer', () => {
    const description = JSON.stringify({ loadBalancer: WEB.replace('/web/', '/other/'), 'az-id': 'use1-az1' });
    const alarmData = { ...lambdaAction.alarmData, alarmName: 'use1-az1-x', configuration: { description } };
    expect(parse({ ...lambdaAction, alarmData }, UNNAMED).zone).toBeNull();
  });
});

describe('a state change that asks for nothing', () => {
  it.each(['OK', 'INSUFFICIENT_DATA'])('is noted when the alarm went to %s', (value) => {
    const trigger = parse(aCompositeAlarmEvent({ value, previous: 'ALARM' }));
    expect(trigger).toMatchObject({ kind: 'noted', zone: ZONE_1, reason: expect.stringContaining(`went to ${value}`) });
  });

  it.each(['OK', 'ALARM'])('is noted for a regional alarm that went to %s', (value) => {
    const trigger = parse(aCompositeAlarmEvent({ alarmName: 'wildrydes-regional-impact', value }));
    expect(trigger).toMatchObject({ kind: 'noted', zone: null, reason: expect.stringContaining('wildrydes-regional-impact') });
  });

  it('is never an evacuation for a recovery alarm, whose name may begin with the AZ ID', () => {
    const policy = aPolicy({ zones: [ZONE_1, ZONE_2, { ...ZONE_4, recoveryAlarm: 'use1-az4-canary' }] });
    expect(parse(aCompositeAlarmEvent({ alarmName: 'use1-az4-canary' }), policy)).toMatchObject({ kind: 'noted' });
  });
});

describe('the id of an alarm state change', () => {
  const id = (event: unknown, policy?: Policy) => parse(event, policy).id;

  it('is 16 hexadecimal digits', () => {
    expect(id(compositeChange)).toMatch(/^[0-9a-f]{16}$/);
  });

  it('is shared by a duplicate, which has another event ID', () => {
    expect(id({ ...compositeChange, id: '00000000-0000-0000-0000-000000000000' })).toBe(id(compositeChange));
  });

  it('is shared by the Lambda action of the same change', () => {
    expect(id(lambdaAction)).toBe(id(compositeChange));
  });

  it.each([
    ['another time', aCompositeAlarmEvent({ timestamp: '2026-11-24T02:59:00.001+0000' }), aPolicy()],
    ['another zone', aCompositeAlarmEvent({ alarmName: 'use1-az2-isolated-impact' }), aPolicy()],
    ['another application', aCompositeAlarmEvent(), aPolicy({ application: 'orders' })],
  ])('is another one for %s', (_what, event, policy) => {
    expect(id(event, policy)).not.toBe(id(aCompositeAlarmEvent()));
  });
});

describe('an alarm event that is not accepted', () => {
  const refused: [what: string, event: unknown, offending: string, accepted: string][] = [
    ['a configuration change', configurationChange, '"CloudWatch Alarm Configuration Change"', 'CloudWatch Alarm State Change'],
    ['another source', { ...compositeChange, source: 'my.app' }, '"my.app"', 'aws.cloudwatch'],
    ['another Region', { ...compositeChange, region: 'eu-west-1' }, '"eu-west-1"', 'us-east-1'],
    ['another account', { ...compositeChange, account: '999900001111' }, '"999900001111"', '111122223333'],
    ['no ARN', { ...compositeChange, resources: [] }, 'resources: []', 'the ARN of the alarm'],
    [
      'the ARN of an alarm elsewhere',
      { ...compositeChange, resources: ['arn:aws:cloudwatch:us-east-1:999900001111:alarm:x'] },
      '"arn:aws:cloudwatch:us-east-1:999900001111:alarm:x"',
      'an alarm of us-east-1, account 111122223333',
    ],
    [
      'a time in words',
      aCompositeAlarmEvent({ timestamp: 'yesterday' }),
      'detail.state.timestamp: "yesterday"',
      '2026-11-24T17:04:40.989+0000',
    ],
    ['an unknown state', aCompositeAlarmEvent({ value: 'BAD' }), 'detail.state.value: "BAD"', 'OK, ALARM, INSUFFICIENT_DATA'],
    ['no detail', { ...compositeChange, detail: null }, 'detail: null', 'object'],
    [
      'an alarm of nobody',
      aCompositeAlarmEvent({ alarmName: 'orders-impact' }),
      '"orders-impact"',
      'use1-az1-isolated-impact, use1-az2',
    ],
    ['a Lambda action without an ARN', { ...lambdaAction, alarmArn: undefined }, 'alarmArn: missing', 'the ARN of an alarm'],
  ];

  const rows = refused.map(([what, event, offending, accepted]) => ({ what, event, offending, accepted }));

  it.each(rows)('is refused with the offending value and what is accepted: $what', ({ event, offending, accepted }) => {
    expect(() => parse(event)).toThrow(InvalidEventError);
    expect(() => parse(event)).toThrow(offending);
    expect(() => parse(event)).toThrow(accepted);
  });

  it('is not refused for its account where nothing says which is ours', () => {
    const arn = 'arn:aws:cloudwatch:us-east-1:999900001111:alarm:use1-az1-isolated-impact';
    const event = { ...compositeChange, account: '999900001111', resources: [arn] };
    expect(parse(event, aPolicy(), { region: 'us-east-1', account: null }).kind).toBe('alarm');
  });
});
