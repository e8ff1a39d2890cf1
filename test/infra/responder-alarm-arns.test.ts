import { CfnParameter, Stack } from 'aws-cdk-lib';
import { Alarm, AlarmRule, CompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { GrayFailureResponder } from '../../infra/responder/gray-failure-responder.ts';
import type { GrayFailureResponderProps, ResponderZone } from '../../infra/responder/responder-props.ts';
import { aStack, documentOf, only, type Synthesised, someProps, synthesise } from './stacks.ts';

const arnOf = (name: string) => `arn:aws:cloudwatch:us-east-1:111122223333:alarm:${name}`;
const elsewhere = arnOf('use1-az1-impact').replace('us-east-1', 'eu-west-1');
const [first, second] = someProps().zones as [ResponderZone, ResponderZone];

const heardBy = ({ template }: Synthesised) =>
  (
    only(template, 'AWS::Events::Rule', ({ EventPattern }) => EventPattern !== undefined).Properties.EventPattern as {
      detail: { alarmName: unknown[] };
    }
  ).detail.alarmName;

function refusalOf(different: Partial<GrayFailureResponderProps>, stack = aStack()): string {
  try {
    new GrayFailureResponder(stack, 'Responder', someProps(different));
  } catch (error) {
    return (error as Error).message;
  }
  return 'accepted';
}

describe('alarms by ARN', () => {
  it('are matched by name', () => {
    const zones = [
      { ...first, impactAlarm: arnOf('use1-az1-impact'), recoveryAlarm: arnOf('use1-az1-canary') },
      { ...second, impactAlarm: arnOf('use1-az2-impact: all') },
    ];
    const synthesised = synthesise(someProps({ zones, regionalAlarms: [arnOf('regional')] }));
    expect(heardBy(synthesised)).toEqual(['use1-az1-impact', 'use1-az2-impact: all']);
    expect(documentOf(synthesised.template)).toMatchObject({
      zones: [{ impactAlarm: 'use1-az1-impact', recoveryAlarm: 'use1-az1-canary' }, { impactAlarm: 'use1-az2-impact: all' }],
      regionalAlarms: ['regional'],
    });
  });

  it('are matched by name if the ARN is known only at deployment', () => {
    const stack = aStack();
    const { alarmArn } = new CompositeAlarm(stack, 'Impact', { alarmRule: AlarmRule.fromBoolean(true) });
    const [heard] = heardBy(synthesise(someProps({ zones: [{ ...first, impactAlarm: alarmArn }, second] }), stack));
    expect(heard).toEqual({ 'Fn::Select': [1, { 'Fn::Split': [':alarm:', stack.resolve(alarmArn) as unknown] }] });
  });

  it('are accepted if the stack does not know its Region and account', () => {
    const stack = aStack({});
    const impactAlarm = stack.formatArn({ service: 'cloudwatch', resource: 'alarm:use1-az1-impact' });
    expect(heardBy(synthesise(someProps({ zones: [{ ...first, impactAlarm }, second] }), stack))).toContain('use1-az1-impact');
  });

  it('leaves unknown texts unchanged', () => {
    const stack = aStack();
    const impactAlarm = new CfnParameter(stack, 'Impact').valueAsString;
    expect(heardBy(synthesise(someProps({ zones: [{ ...first, impactAlarm }, second] }), stack))).toContainEqual({
      Ref: 'Impact',
    });
  });

  const accepted = 'is not accepted; accepted: an alarm of us-east-1, 111122223333';
  it.each<[string, Partial<GrayFailureResponderProps>, string]>([
    [
      'another Region',
      { zones: [{ ...first, impactAlarm: elsewhere }, second] },
      `zones[0].impactAlarm: "${elsewhere}" ${accepted}`,
    ],
    [
      'another account',
      { regionalAlarms: ['regional', arnOf('all').replace('111122223333', '444455556666')] },
      `regionalAlarms[1]: "arn:aws:cloudwatch:us-east-1:444455556666:alarm:all" ${accepted}`,
    ],
    [
      'another Region, as a recovery alarm',
      { zones: [first, { ...second, recoveryAlarm: elsewhere.replace('az1', 'az2') }] },
      `zones[1].recoveryAlarm: "${elsewhere.replace('az1', 'az2')}" ${accepted}`,
    ],
    [
      'something that is no alarm',
      { regionalAlarms: ['arn:aws:sns:us-east-1:111122223333:on-call'] },
      'regionalAlarms[0]: "arn:aws:sns:us-east-1:111122223333:on-call" is not accepted; accepted: the name of an alarm',
    ],
  ])('are refused if from %s', (_, different, why) => {
    const refusal = refusalOf(different);
    expect(refusal).toMatch(/^Stack\/Responder: /);
    expect(refusal).toContain(why);
  });

  it('are refused outside the Region of the zones if the stack does not know its own', () => {
    const zones = [{ ...first, impactAlarm: elsewhere }, second];
    expect(refusalOf({ zones }, aStack({}))).toContain('accepted: an alarm of us-east-1');
  });

  it('are refused for the wrong zone', () => {
    const zones = [{ ...first, impactAlarm: arnOf('use1-az2-impact') }, second];
    expect(refusalOf({ zones })).toContain(
      'zones: use1-az1: alarm arn:aws:cloudwatch:us-east-1:111122223333:alarm:use1-az2-impact',
    );
  });
});

describe('alarm objects', () => {
  it('are refused if they are not alarms', () => {
    const zones = [{ ...first, impactAlarm: {} as Alarm }, second];
    expect(refusalOf({ zones })).toContain('zones[0].impactAlarm: "" is not accepted; accepted: the name of an alarm');
  });

  it('are refused if their ARN is in another Region', () => {
    const stack = aStack();
    const zones = [{ ...first, impactAlarm: Alarm.fromAlarmArn(stack, 'Impact', elsewhere) }, second];
    expect(refusalOf({ zones }, stack)).toContain(
      `zones[0].impactAlarm: Stack/Impact ("${elsewhere}") is not accepted; accepted: an alarm of us-east-1, 111122223333`,
    );
  });

  it('are refused if their stack is in another Region', () => {
    const stack = aStack();
    const other = new Stack(stack.node.root, 'Other', { env: { region: 'eu-west-1', account: '111122223333' } });
    const alarm = new CompositeAlarm(other, 'Impact', { alarmRule: AlarmRule.fromBoolean(true) });
    expect(refusalOf({ regionalAlarms: [alarm] }, stack)).toContain(
      'regionalAlarms[0]: Other/Impact (of eu-west-1, 111122223333) is not accepted; accepted: an alarm of us-east-1, 111122223333',
    );
  });
});
