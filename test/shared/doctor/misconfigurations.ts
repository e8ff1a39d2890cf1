import { SEEDED_IN_THE_DEPLOYMENT } from './deployed-misconfigurations.ts';
import type { Document, Misconfiguration, Seeded } from './on-a-region.ts';

const swapZoneNames = ({ zones }: Document) => {
  [zones[0].zoneName, zones[1].zoneName] = [zones[1].zoneName, zones[0].zoneName];
};
/** One alarm for all zones in place of one for each. */
export const contributorsBy = (document: Document, contributorAlarm: string) => {
  for (const zone of document.zones) delete zone.impactAlarm;
  document.contributorAlarm = contributorAlarm;
};
const group =
  (name: string, members: object): Required<Seeded>['spec'] =>
  ({ groups }) => ({
    groups: groups.map((one) => (one.name === name ? { ...one, ...members } : one)),
  });
export const loadBalancer =
  (name: string, members: object): Required<Seeded>['spec'] =>
  ({ loadBalancers }) => ({
    loadBalancers: loadBalancers.map((one) => (one.name === name ? { ...one, ...members } : one)),
  });
const call = (region: Parameters<NonNullable<Seeded['region']>>[0], operation: string, input: object) =>
  region.call({ service: 'autoscaling', operation, input });

/** Those of the document and of the account, with the ones of the deployment. The first eleven of the document are those of real files. */
export const SEEDED: readonly Misconfiguration[] = [
  ...SEEDED_IN_THE_DEPLOYMENT,
  ['zone names of another account', { configuration: swapZoneNames }, 'zone-names', 'fail', /describe-availability-zones/],
  [
    'the same without subnets',
    {
      configuration: (one) => {
        swapZoneNames(one);
        delete one.subnets;
      },
    },
    'zone-names',
    'fail',
    /describe-availability-zones/,
  ],
  [
    'an ARN with a typing error',
    {
      configuration: (one) => {
        one.resources[1] = one.resources[1].replace('1f2e', '1f2f');
      },
    },
    'resources',
    'fail',
    /1f2e3d4c5b6a7980/,
  ],
  [
    'an alarm with a typing error',
    {
      configuration: (one) => {
        one.zones[1].impactAlarm = 'use1-az2-isolated-imapct';
      },
    },
    'impact-alarms',
    'fail',
    /"impactAlarm" of use1-az2/,
  ],
  [
    'an alarm for all zones that never has contributors',
    { configuration: (one) => contributorsBy(one, 'use1-az1-isolated-impact') },
    'impact-alarms',
    'unknown',
    /"Alarms with contributors"/,
  ],
  [
    'a share that no zone can miss',
    {
      configuration: (one) => {
        one.capacity.minimumHealthyShare = 0.9;
      },
    },
    'capacity',
    'fail',
    /minimumHealthyShare/,
  ],
  [
    'no regional alarm',
    {
      configuration: (one) => {
        one.regionalAlarms = [];
      },
    },
    'regional-alarm',
    'warn',
    /"regionalAlarms"/,
  ],
  [
    'no signals',
    {
      configuration: (one) => {
        one.signals = [];
      },
    },
    'signals',
    'warn',
    /"signals"/,
  ],
  [
    'no notices',
    {
      configuration: (one) => {
        delete one.notify;
      },
    },
    'notices',
    'warn',
    /topicArn/,
  ],
  [
    "subnets in each other's zones",
    {
      configuration: (one) => {
        one.subnets['subnet-0a1'] = 'use1-az2';
        one.subnets['subnet-0b2'] = 'use1-az1';
      },
    },
    'subnets',
    'fail',
    /"subnet-0a1": "use1-az1"/,
  ],
  [
    'recovery alarms of each other',
    {
      configuration: (one) => {
        one.zones[0].recoveryAlarm = 'use1-az2-canary';
        one.zones[1].recoveryAlarm = 'use1-az1-canary';
      },
    },
    'recovery-alarms',
    'fail',
    /"recoveryAlarm" of use1-az1/,
  ],
  [
    'a signal with a typing error',
    {
      configuration: (one) => {
        one.signals[0].loadBalancer = 'app/web/50dc6c495c0c9199';
      },
    },
    'signals',
    'fail',
    /list-metrics/,
  ],
  [
    'a group that does not exist',
    {
      configuration: (one) => {
        one.autoScalingGroups[0].name = 'wbe';
      },
    },
    'groups',
    'fail',
    /"autoScalingGroups"/,
  ],
  [
    'the kill switch',
    {
      configuration: (one) => {
        one.paused = true;
      },
    },
    'kill-switch',
    'fail',
    /"paused": false/,
  ],
  [
    'a load balancer that has not opted in',
    { spec: loadBalancer('web', { zonalShiftEnabled: false }) },
    'opt-in',
    'fail',
    /zonal_shift\.config\.enabled/,
  ],
  [
    'cross-zone load balancing',
    { spec: loadBalancer('web', { crossZone: true }) },
    'cross-zone',
    'warn',
    /cross_zone\.enabled,Value=false/,
  ],
  [
    'an hour of keep-alive',
    { spec: loadBalancer('web', { clientKeepAliveSeconds: 3_600 }) },
    'client-keep-alive',
    'warn',
    /client_keep_alive\.seconds,Value=300/,
  ],
  [
    'a peak for which half of the instances have gone',
    {
      region: (region) => {
        call(region, 'UpdateAutoScalingGroup', { AutoScalingGroupName: 'web', MinSize: 3, DesiredCapacity: 3 });
        region.advanceTo(region.clock.millis + 30 * 60_000);
      },
    },
    'peak',
    'warn',
    /minimum size/,
  ],
  [
    'a group of EKS',
    { spec: group('web', { tags: { 'eks:nodegroup-name': 'web' } }) },
    'eks-managed',
    'warn',
    /"capacityStep": "none"/,
  ],
  [
    'no room for the record',
    { spec: group('web', { tags: Object.fromEntries(Array.from({ length: 49 }, (_, index) => [`tag-${index}`, 'x'])) }) },
    'record-room',
    'fail',
    /delete-tags/,
  ],
  [
    'a suspended process',
    { region: (region) => call(region, 'SuspendProcesses', { AutoScalingGroupName: 'web', ScalingProcesses: ['AZRebalance'] }) },
    'suspended-processes',
    'fail',
    /resume-processes/,
  ],
  [
    'a subscription that nobody has confirmed',
    {
      region: ({ topics, identity: { region, account } }) =>
        topics.subscribe(`arn:aws:sns:${region}:${account}:on-call`, { confirmed: 0, pending: 1 }),
    },
    'notices',
    'fail',
    /sns subscribe/,
  ],
  [
    'a call that the role may not make',
    { region: ({ account }) => account.deniedActions.add('autoscaling:UpdateAutoScalingGroup') },
    'permissions',
    'fail',
    /docs\/permissions\.md/,
  ],
];
