// biome-ignore-all lint/suspicious/noTemplateCurlyInString: CloudFormation's Fn::Sub has placeholders of this form

import { defaultRegionSpec } from '../../simulator/region/region-spec.ts';
import { gameDayAlarms } from '../../simulator/region/template-alarms/game-day-alarms.ts';
import { alarmsOfTemplate, type Template } from '../../simulator/region/template-alarms/template-alarms.ts';
import type { TemplateWorld } from '../../simulator/region/template-alarms/template-values.ts';

const WORLD: TemplateWorld = {
  identity: { region: 'us-east-1', account: '111122223333' },
  zones: [{ zoneId: 'use1-az1', zoneName: 'us-east-1a' }],
  parameters: { Zone: 'us-east-1a', Arn: 'arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/web/50dc' },
};

type Properties = Readonly<Record<string, unknown>>;

const alarm = (Properties: Properties, others: object = {}) => ({ Type: 'AWS::CloudWatch::Alarm', Properties, ...others });
const composite = (Properties: Properties, others: object = {}) => ({
  Type: 'AWS::CloudWatch::CompositeAlarm',
  Properties,
  ...others,
});

function read(Resources: Template['Resources'], world = WORLD, Parameters: Template['Parameters'] = {}) {
  return alarmsOfTemplate({ Parameters, Resources }, world);
}

/** What becomes of a value as an alarm's description, next to a named alarm and the custom resource for the zone. */
function described(value: unknown, Parameters?: Template['Parameters']): unknown {
  const resources = {
    Other: alarm({ AlarmName: { 'Fn::Join': ['-', ['use1', 'other']] } }),
    ZoneId: {
      Type: 'Custom::AvailabilityZoneId',
      Properties: {
        Create: {
          'Fn::Join': [
            '',
            ['{"service":"EC2","action":"describeAvailabilityZones","parameters":{"ZoneNames":["', { Ref: 'Zone' }, '"]}}'],
          ],
        },
      },
    },
    Role: { Type: 'AWS::IAM::Role' },
    Asked: alarm({ AlarmName: 'asked', AlarmDescription: value }),
  };
  return read(resources, WORLD, Parameters).find(({ input }) => input.AlarmName === 'asked')?.input.AlarmDescription;
}

describe('alarms of a template', () => {
  it.each([
    ['a plain text', 'a text', 'a text'],
    ['a parameter', { Ref: 'Zone' }, 'us-east-1a'],
    [
      'the Region and the account',
      { 'Fn::Join': ['/', [{ Ref: 'AWS::Region' }, { Ref: 'AWS::AccountId' }]] },
      'us-east-1/111122223333',
    ],
    ['the partition', { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }]] }, 'arn:aws'],
    ['a part of an ARN', { 'Fn::Select': [1, { 'Fn::Split': [':loadbalancer/', { Ref: 'Arn' }] }] }, 'app/web/50dc'],
    ['an item by an index that is a text', { 'Fn::Select': ['0', ['one', 'two']] }, 'one'],
    ['the name of another alarm', { Ref: 'Other' }, 'use1-other'],
    ['its ARN', { 'Fn::GetAtt': ['Other', 'Arn'] }, 'arn:aws:cloudwatch:us-east-1:111122223333:alarm:use1-other'],
    ['its ARN by the short form', { 'Fn::GetAtt': 'Other.Arn' }, 'arn:aws:cloudwatch:us-east-1:111122223333:alarm:use1-other'],
    ['the AZ ID that EC2 has for an AZ name', { 'Fn::GetAtt': ['ZoneId', 'AvailabilityZones.0.ZoneId'] }, 'use1-az1'],
    [
      'a substitution',
      { 'Fn::Sub': '${Zone} in ${AWS::Region}: ${Other.Arn}' },
      'us-east-1a in us-east-1: arn:aws:cloudwatch:us-east-1:111122223333:alarm:use1-other',
    ],
    [
      'a substitution with values of its own',
      { 'Fn::Sub': ['${What} ${!literally}', { What: { Ref: 'Zone' } }] },
      'us-east-1a ${literally}',
    ],
  ])('know %s', (_what, value, resolved) => {
    expect(described(value)).toBe(resolved);
  });

  it('use the default of a missing parameter', () => {
    expect(described({ Ref: 'Stage' }, { Stage: { Default: 'prod' } })).toBe('prod');
  });

  it('omit properties with NoValue', () => {
    expect(described({ Ref: 'AWS::NoValue' })).toBeUndefined();
  });

  it.each([
    [
      'an intrinsic function that is not supported',
      { 'Fn::ImportValue': 'Zone' },
      /^Asked: Fn::ImportValue is not supported.*Fn::Join/,
    ],
    ['a condition', { 'Fn::If': ['IsProd', 'a', 'b'] }, /^Asked: Fn::If is not supported/],
    ['a parameter without a value', { Ref: 'Stage' }, /^Asked: Stage is neither a resource nor a parameter with a value/],
    [
      'an attribute that nobody answers',
      { 'Fn::GetAtt': ['Role', 'Arn'] },
      /^Asked: Arn of Role \(AWS::IAM::Role\) is not known/,
    ],
    ['an item beyond the end', { 'Fn::Select': [2, ['a']] }, /^Asked: Fn::Select has no item 2/],
    ['a join of no list', { 'Fn::Join': ['-', 'ab'] }, /^Asked: Fn::Join takes a list/],
  ])('refuse %s with the location', (_what, value, message) => {
    expect(() => described(value)).toThrow(message);
  });

  it.each([
    [
      'a property that this CloudWatch does not know',
      alarm({ AlarmName: 'a', ThresholdMetricId: 'ad1' }),
      'A: ThresholdMetricId',
    ],
    ['a conditional alarm', alarm({ AlarmName: 'a' }, { Condition: 'IsProd' }), 'A: conditions'],
    ['an alarm that CloudFormation would name', alarm({ Threshold: 1 }), 'A: AlarmName is missing'],
  ])('refuse %s', (_what, resource, message) => {
    expect(() => read({ A: resource })).toThrow(message);
  });

  it('refuse a zone that the Region does not have', () => {
    const resources = {
      ZoneId: {
        Type: 'Custom::AvailabilityZoneId',
        Properties: { Create: '{"action":"describeAvailabilityZones","parameters":{"ZoneNames":["eu-west-1a"]}}' },
      },
      A: alarm({ AlarmName: { 'Fn::GetAtt': ['ZoneId', 'AvailabilityZones.0.ZoneId'] } }),
    };
    expect(() => read(resources)).toThrow('the Region has no zone eu-west-1a');
  });

  it('come after the alarms that they refer to, each once', () => {
    const resources = {
      Top: composite({
        AlarmName: 'top',
        AlarmRule: { 'Fn::Join': ['', ['ALARM("', { 'Fn::GetAtt': ['Middle', 'Arn'] }, '")']] },
      }),
      Middle: composite({ AlarmName: 'middle', AlarmRule: { 'Fn::Sub': 'ALARM("${Low.Arn}")' } }, { DependsOn: ['Lower'] }),
      Low: alarm({ AlarmName: 'low' }),
      Lower: alarm({ AlarmName: 'lower' }),
    };
    expect(read(resources).map(({ kind, input }) => [kind, input.AlarmName])).toEqual([
      ['metric', 'low'],
      ['metric', 'lower'],
      ['composite', 'middle'],
      ['composite', 'top'],
    ]);
  });

  it('ignore all other resources', () => {
    expect(read({ Topic: { Type: 'AWS::SNS::Topic', Properties: { Name: { 'Fn::ImportValue': 'x' } } } })).toEqual([]);
  });
});

describe('alarms of a game day', () => {
  const spec = defaultRegionSpec({ seed: 1, startsAt: new Date('2026-03-02T12:00:00Z') });

  it('watch the zones and load balancers of the Region, whatever their names', () => {
    const zones = [
      { zoneId: 'euw1-az3', zoneName: 'eu-west-1a' },
      { zoneId: 'euw1-az1', zoneName: 'eu-west-1b' },
    ];
    const [web] = spec.loadBalancers;
    const loadBalancers = web === undefined ? [] : [{ ...web, name: 'shop' }];
    const alarms = gameDayAlarms({ region: 'eu-west-1', account: '444455556666', zones, loadBalancers });
    const inputs = alarms.map(({ input }) => input);
    expect(inputs.map(({ AlarmName }) => AlarmName)).toContain('euw1-az3-shop-availability');
    const isolated = inputs.find(({ AlarmName }) => AlarmName === 'euw1-az1-isolated-impact');
    expect(JSON.parse(String(isolated?.AlarmDescription))).toEqual({
      loadBalancer: 'arn:aws:elasticloadbalancing:eu-west-1:444455556666:loadbalancer/app/shop/50dc6c495c0c9188',
      'az-id': 'euw1-az1',
    });
    expect(String(isolated?.AlarmRule)).toContain('ALARM("euw1-az3-impact")');
  });

  it('are the Region’s default', () => {
    expect(spec.alarms).toEqual(gameDayAlarms(spec));
    expect(defaultRegionSpec({ seed: 1, startsAt: spec.startsAt, alarms: [] }).alarms).toEqual([]);
  });

  it('say how to build a missing template', () => {
    expect(() => gameDayAlarms({ ...spec, zones: [] })).toThrow(/zones-0-load-balancers-2.*npm run build/);
  });
});
