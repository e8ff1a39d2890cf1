import { API, aConfiguration, WEB } from '../builders.ts';
import { type IamRequest, isAllowed } from './iam.ts';
import { rolePolicy } from './role.ts';

const ACCOUNT = 'us-east-1:111122223333';
const CLUSTER = `arn:aws:eks:${ACCOUNT}:cluster/shop`;
const TOPIC = `arn:aws:sns:${ACCOUNT}:on-call`;
const BUS = `arn:aws:events:${ACCOUNT}:event-bus/default`;

const CONFIGURATION = aConfiguration({
  resources: [WEB, CLUSTER],
  autoScalingGroups: [{ name: 'web' }, { name: 'native', capacityStep: 'zonal-shift' }, { name: 'batch', capacityStep: 'none' }],
  subnets: { 'subnet-0a1': 'use1-az1', 'subnet-0b2': 'use1-az2', 'subnet-0c3': 'use1-az4' },
  notify: { topicArn: TOPIC, eventBusName: 'default' },
});

type Context = IamRequest['context'];

describe('reading contributors', () => {
  it.each([
    ['is allowed where an alarm with contributors is configured', { contributorAlarm: 'zonal' }, true],
    ['is not allowed where none is', {}, false],
  ])('%s', async (_what, configuration, isGiven) => {
    const zones = ['use1-az1', 'use1-az2'].map((zoneId, index) => ({ zoneId, zoneName: `us-east-1${'ab'[index]}` }));
    const { Statement: statements } = rolePolicy(aConfiguration({ zones, ...configuration }));
    expect(JSON.stringify(statements).includes('cloudwatch:DescribeAlarmContributors')).toBe(isGiven);
  });
});

function arnOfGroup(name: string): string {
  return `arn:aws:autoscaling:${ACCOUNT}:autoScalingGroup:6f2a:autoScalingGroupName/${name}`;
}

const shift = (action: string, arn: string): IamRequest => ({
  action: `arc-zonal-shift:${action}`,
  resource: arn,
  context: { 'arc-zonal-shift:ResourceIdentifier': arn },
});
const onGroup = (action: string, group: string, context: Context): IamRequest => ({
  action: `autoscaling:${action}`,
  resource: arnOfGroup(group),
  context,
});
const update = (group: string, context: Context) => onGroup('UpdateAutoScalingGroup', group, context);
const publish = (resource: string): IamRequest => ({ action: 'sns:Publish', resource, context: {} });
const putEvent = (resource: string, source: string): IamRequest => ({
  action: 'events:PutEvents',
  resource,
  context: { 'events:source': [source], 'events:detail-type': ['Gray Failure Response'] },
});

const KEPT: Context = { 'autoscaling:VPCZoneIdentifiers': ['subnet-0b2', 'subnet-0c3'] };
const RECORD: Context = { 'aws:TagKeys': ['gray-failure-responder:use1-az1:1', 'gray-failure-responder:use1-az1:0'] };

const ALLOWED: Readonly<Record<string, IamRequest>> = {
  'starting a shift of a load balancer': shift('StartZonalShift', WEB),
  'starting a shift of a cluster': shift('StartZonalShift', CLUSTER),
  'starting a shift of a group that is shifted natively': shift('StartZonalShift', arnOfGroup('native')),
  'ending a shift of a cluster': shift('CancelZonalShift', CLUSTER),
  'setting configured subnets': update('web', KEPT),
  // AWS does not say whether the key is false or missing if the request names no launch template.
  'setting configured subnets, if AWS sends every Bool key': update('web', {
    ...KEPT,
    'autoscaling:LaunchTemplateVersionSpecified': 'false',
  }),
  'writing the record': onGroup('CreateOrUpdateTags', 'web', RECORD),
  'removing the record': onGroup('DeleteTags', 'web', RECORD),
  'telling the topic': publish(TOPIC),
  'telling the bus': putEvent(BUS, 'gray-failure-responder'),
};

const REFUSED: Readonly<Record<string, IamRequest>> = {
  'starting a shift of another load balancer': shift('StartZonalShift', API),
  'ending a shift of another load balancer': shift('CancelZonalShift', API),
  'reading another load balancer': shift('GetManagedResource', API),
  'starting a shift of another cluster': shift('StartZonalShift', `${CLUSTER}-2`),
  'starting a shift of a group whose subnets are removed instead': shift('StartZonalShift', arnOfGroup('web')),
  'starting a practice run': shift('StartPracticeRun', WEB),
  'setting a subnet that is not configured': update('web', { 'autoscaling:VPCZoneIdentifiers': ['subnet-0b2', 'subnet-0d4'] }),
  'changing a group without saying its subnets': update('web', {}),
  'changing the least size of a group': update('web', { ...KEPT, 'autoscaling:MinSize': '0' }),
  'changing the greatest size of a group': update('web', { ...KEPT, 'autoscaling:MaxSize': '0' }),
  'changing what a group launches': update('web', { ...KEPT, 'autoscaling:LaunchTemplateVersionSpecified': 'true' }),
  'changing another group': update('shop', KEPT),
  'changing a group that is left alone': update('batch', KEPT),
  'changing a group whose name only begins alike': update('web-2', KEPT),
  'writing another tag': onGroup('CreateOrUpdateTags', 'web', { 'aws:TagKeys': ['app'] }),
  'writing another tag beside the record': onGroup('CreateOrUpdateTags', 'web', {
    'aws:TagKeys': ['gray-failure-responder:use1-az1:1', 'app'],
  }),
  'deleting another tag': onGroup('DeleteTags', 'web', { 'aws:TagKeys': ['app'] }),
  'tagging without saying the keys': onGroup('CreateOrUpdateTags', 'web', {}),
  'deleting a group': onGroup('DeleteAutoScalingGroup', 'web', {}),
  'telling another topic': publish(`${TOPIC}-2`),
  'telling another bus': putEvent(`${BUS}-2`, 'gray-failure-responder'),
  'telling the bus in the name of another': putEvent(BUS, 'orders'),
};

describe('the role of the responder', () => {
  const policy = rolePolicy(CONFIGURATION);

  it.each(Object.entries(ALLOWED))('allows %s', async (_, request) => {
    expect(await isAllowed(policy, request)).toBe(true);
  });

  it.each(Object.entries(REFUSED))('refuses %s', async (_, request) => {
    expect(await isAllowed(policy, request)).toBe(false);
  });
});

describe('the role of the responder for a launch template', () => {
  const launchTemplates = [
    { launchTemplateId: 'lt-0a1', instanceRole: `arn:aws:iam::111122223333:role/web-instances` },
    { launchTemplateId: 'lt-0b2' },
  ];
  const policy = rolePolicy({ ...CONFIGURATION, launchTemplates });
  const INSTANCE = 'arn:aws:ec2:us-east-1:111122223333:instance/*';
  const launch = (id: string): IamRequest => ({
    action: 'ec2:RunInstances',
    resource: INSTANCE,
    context: { 'ec2:LaunchTemplate': `arn:aws:ec2:us-east-1:111122223333:launch-template/${id}` },
  });
  const pass = (name: string): IamRequest => ({
    action: 'iam:PassRole',
    resource: `arn:aws:iam::111122223333:role/${name}`,
    context: { 'iam:PassedToService': 'ec2.amazonaws.com' },
  });
  const tag = (context: Context): IamRequest => ({ action: 'ec2:CreateTags', resource: INSTANCE, context });
  const inLaunch = { 'ec2:CreateAction': 'RunInstances' };

  it.each([launch('lt-0a1'), launch('lt-0b2'), pass('web-instances'), tag(inLaunch)])('allows %j', async (request) => {
    expect(await isAllowed(policy, request)).toBe(true);
    expect(await isAllowed(rolePolicy(CONFIGURATION), request)).toBe(false);
    expect(await isAllowed(rolePolicy({ ...CONFIGURATION, launchTemplates, mode: 'observe' }), request)).toBe(false);
  });

  it.each([launch('lt-0c3'), { ...launch('lt-0a1'), context: {} }, pass('admin'), tag({})])('refuses %j', async (request) => {
    expect(await isAllowed(policy, request)).toBe(false);
  });
});

describe('the role of the responder in mode observe', () => {
  const policy = rolePolicy({ ...CONFIGURATION, mode: 'observe' });

  it.each(Object.entries(ALLOWED))('refuses %s', async (_, request) => {
    expect(await isAllowed(policy, request)).toBe(false);
  });

  it.each([WEB, CLUSTER, arnOfGroup('native')])('reads %s', async (arn) => {
    expect(await isAllowed(policy, shift('GetManagedResource', arn))).toBe(true);
  });
});

describe('the role of the responder for groups selected by tag', () => {
  const policy = rolePolicy({ ...CONFIGURATION, autoScalingGroups: { tag: { key: 'app', value: 'wildrydes' } } });

  it('allows changing a group with the tag, whatever its name', async () => {
    expect(await isAllowed(policy, update('web', { ...KEPT, 'aws:ResourceTag/app': 'wildrydes' }))).toBe(true);
  });

  it.each<Context>([{}, { 'aws:ResourceTag/app': 'shop' }])('refuses changing a group with %j', async (tags) => {
    expect(await isAllowed(policy, update('web', { ...KEPT, ...tags }))).toBe(false);
  });
});

describe('the role of the responder for a group that nothing selects any more', () => {
  const policy = rolePolicy(CONFIGURATION);
  const recordOf = (application: string, zoneId = 'use1-az1') => ({
    [`aws:ResourceTag/gray-failure-responder:${zoneId}:0`]: `id=3f9a at=2026-11-24T06:02:11.000Z by=subnet phase=evacuated again=0 tags=1 app=${application}`,
  });
  const OURS = recordOf('wildrydes');

  it.each(['use1-az1', 'use1-az2', 'use1-az4'])(
    'allows what a restore of %s needs if the group bears our record',
    async (zoneId) => {
      const ours = recordOf('wildrydes', zoneId);
      expect(await isAllowed(policy, update('dropped', { ...KEPT, ...ours }))).toBe(true);
      expect(await isAllowed(policy, onGroup('CreateOrUpdateTags', 'dropped', { ...RECORD, ...ours }))).toBe(true);
      expect(await isAllowed(policy, onGroup('DeleteTags', 'dropped', { ...RECORD, ...ours }))).toBe(true);
    },
  );

  it.each<[string, Context]>([
    ['no record', {}],
    ["another application's record", recordOf('shop')],
    ['a record of an application whose name begins alike', recordOf('wildrydes-eu')],
    ['a record of an application whose name ends alike', recordOf('x-wildrydes')],
    ['a record of another zone', recordOf('wildrydes', 'use1-az6')],
  ])('refuses to change or tag a group with %s', async (_, tags) => {
    expect(await isAllowed(policy, update('dropped', { ...KEPT, ...tags }))).toBe(false);
    expect(await isAllowed(policy, onGroup('CreateOrUpdateTags', 'dropped', { ...RECORD, ...tags }))).toBe(false);
    expect(await isAllowed(policy, onGroup('DeleteTags', 'dropped', { ...RECORD, ...tags }))).toBe(false);
  });

  it.each<[string, IamRequest]>([
    ['other tags', onGroup('DeleteTags', 'dropped', { 'aws:TagKeys': ['app'], ...OURS })],
    ['subnets that are not configured', update('dropped', { 'autoscaling:VPCZoneIdentifiers': ['subnet-0d4'], ...OURS })],
    ['sizes', update('dropped', { ...KEPT, 'autoscaling:MinSize': '0', ...OURS })],
  ])('refuses to change %s, also with our record', async (_, request) => {
    expect(await isAllowed(policy, request)).toBe(false);
  });
});

describe('the role of the responder without pinned subnets', () => {
  it.each([
    ['the configuration gives none', rolePolicy({ ...CONFIGURATION, subnets: {} })],
    ['it is told not to pin them', rolePolicy({ ...CONFIGURATION, pinSubnets: false })],
  ])('allows any subnets and zones because %s', async (_, policy) => {
    expect(await isAllowed(policy, update('web', { 'autoscaling:VPCZoneIdentifiers': ['subnet-0d4'] }))).toBe(true);
    expect(await isAllowed(policy, update('web', {}))).toBe(true);
    expect(await isAllowed(policy, update('web', { 'autoscaling:MinSize': '0' }))).toBe(false);
  });
});
