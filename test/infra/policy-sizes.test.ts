import { aConfiguration } from '../builders.ts';
import { grantsOf } from './iam.ts';
import { type RolePolicy, rolePolicies, rolePolicy } from './role.ts';
import { only, someProps, synthesise } from './stacks.ts';

/** IAM and STS quotas: characters of all inline policies of a role together, and of a managed policy. */
const LIMITS = { inline: 10_240, managed: 6_144 };
/** IAM quotas: managed policies attached to a role, by default. */
const MANAGED_POLICIES = 10;

const ZONE_IDS = ['use1-az1', 'use1-az2', 'use1-az4'];
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);
const groupNames = (count: number, length: number) =>
  upTo(count).map((index) => `production-workers-${index}-`.padEnd(length, 'x'));
const loadBalancers = (count: number) =>
  upTo(count).map((index) => {
    const name = `production-web-frontend-${index}`.padEnd(32, 'x');
    return `arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/${name}/50dc6c495c0c9${100 + index}`;
  });
const SUBNETS = Object.fromEntries(upTo(9).map((index) => [`subnet-0123456789abcdef${index}`, ZONE_IDS[index % 3]]));

interface Estate {
  readonly names?: readonly string[];
  readonly resources?: readonly string[];
  readonly capacityStep?: string;
  readonly subnets?: object;
}

function anEstate({ names = [], resources = [], capacityStep = 'remove-subnets', subnets = SUBNETS }: Estate) {
  return aConfiguration({
    mode: 'act',
    resources,
    autoScalingGroups: names.map((name) => ({ name, capacityStep })),
    subnets,
    notify: { topicArn: 'arn:aws:sns:us-east-1:111122223333:on-call', eventBusName: 'default' },
  });
}

const ESTATES: Readonly<Record<string, Estate>> = {
  '60 groups': { names: groupNames(60, 40) },
  '60 load balancers': { resources: loadBalancers(60) },
  '60 of both': { names: groupNames(60, 40), resources: loadBalancers(60) },
  '60 groups that are shifted natively': { names: groupNames(60, 40), capacityStep: 'zonal-shift' },
  'groups with the longest names': { names: groupNames(40, 255) },
};

/** IAM does not count white space. */
function sizesOf(policies: readonly RolePolicy[], kind: RolePolicy['kind']): number[] {
  return policies.filter((policy) => policy.kind === kind).map(({ document }) => JSON.stringify(document).length);
}

describe.each(Object.entries(ESTATES))('the role of %s', (_, estate) => {
  const policies = rolePolicies(anEstate(estate));

  it('has policies that IAM accepts', () => {
    expect(sizesOf(policies, 'inline')).toHaveLength(1);
    expect(Math.max(...sizesOf(policies, 'inline'))).toBeLessThanOrEqual(LIMITS.inline);
    expect(Math.max(0, ...sizesOf(policies, 'managed'))).toBeLessThanOrEqual(LIMITS.managed);
    expect(sizesOf(policies, 'managed').length).toBeLessThanOrEqual(MANAGED_POLICIES);
  });

  it('allows each call exactly once on each resource, and on no others', () => {
    const all = grantsOf(rolePolicy(anEstate(estate)));
    const grants = all.filter(({ Resource }) => !Resource.endsWith(':autoScalingGroupName/*'));
    const those = (text: string) => grants.filter(({ Resource }) => Resource.includes(text));
    const [names, resources] = [estate.names ?? [], estate.resources ?? []];
    const isNative = estate.capacityStep === 'zonal-shift';
    expect(those(':autoScalingGroupName/')).toHaveLength(isNative ? 0 : 3 * names.length);
    // Three writes of a group that bears our record, one for each zone.
    expect(all.length - grants.length).toBe(isNative || names.length === 0 ? 0 : 3 * ZONE_IDS.length);
    expect(those(':loadbalancer/')).toHaveLength(4 * resources.length);
    const identified = grants.flatMap(({ Action, Condition }) =>
      [Condition?.StringLike?.['arc-zonal-shift:ResourceIdentifier'] ?? []].flat().map((identifier) => `${Action} ${identifier}`),
    );
    expect(identified).toHaveLength(isNative ? 4 * names.length : 0);
    expect(new Set(identified).size).toBe(identified.length);
  });

  it('has statements with unique names', () => {
    const names = policies.flatMap(({ document }) => document.Statement.map(({ Sid }) => Sid));
    expect(names).toEqual([...new Set(names)]);
  });
});

it('is complete before the function exists', () => {
  const autoScalingGroups = groupNames(60, 40);
  const { template } = synthesise(someProps({ autoScalingGroups }));
  const managed = Object.keys(template.findResources('AWS::IAM::ManagedPolicy'));
  expect(managed.length).toBeGreaterThan(0);
  expect(only(template, 'AWS::Lambda::Function').DependsOn).toEqual(expect.arrayContaining(managed));
});

describe('a role that IAM would not accept', () => {
  it('is refused with its size and what is accepted', () => {
    expect(() => rolePolicies(anEstate({ names: groupNames(300, 40) }))).toThrow(
      /^stack\/Responder\/Responder: the role needs \d+ managed policies of 6144 characters; accepted: 9\b.*autoScalingGroups.*"tag"/,
    );
  });

  it('is refused if it has more subnets than fit into a policy', () => {
    const subnets = Object.fromEntries(upTo(250).map((index) => [`subnet-0123456789abcd${100 + index}`, ZONE_IDS[index % 3]]));
    expect(() => rolePolicies(anEstate({ names: ['web'], subnets }))).toThrow(
      /^stack\/Responder\/Responder: statement WriteGroups2 of the role has \d+ characters; accepted: \d+.*pinSubnets/,
    );
  });
});
