import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import { aStack, policyOf, resolved } from './game-day-stack.ts';
import { isAllowed } from './iam.ts';

const EC2 = 'arn:aws:ec2:us-east-1:111122223333';

describe('roles of the experiments', () => {
  const instance = `${EC2}:instance/i-0a1b2c3d4e5f60718`;
  const tagged = { 'ssm:resourceTag/app': 'wildrydes' };
  const subnet = `${EC2}:subnet/subnet-0a1b2c3d4e5f60718`;
  const acl = `${EC2}:network-acl/acl-0a1b2c3d4e5f60718`;
  const inZone = { 'ec2:ResourceTag/app': 'wildrydes', 'ec2:AvailabilityZone': 'us-east-1a' };
  const byFis = { 'aws:RequestTag/managedByFIS': 'true' };

  it('send commands to tagged instances, with the two documents', async () => {
    const policy = policyOf(aStack(), 'CommandRole');
    const may = (action: string, resource: string, context = {}) => isAllowed(policy, { action, resource, context });
    expect(await may('ssm:SendCommand', instance, tagged)).toBe(true);
    expect(await may('ssm:SendCommand', instance, { 'ssm:resourceTag/app': 'other' })).toBe(false);
    expect(await may('ssm:SendCommand', instance)).toBe(false);
    expect(await may('ssm:CancelCommand', '*')).toBe(true);
    expect(await may('ec2:CreateNetworkAcl', acl, byFis)).toBe(false);
    // Public documents have no account in their ARN, which the simulation does not know.
    const sends = policy.Statement.filter(({ Action }) => Action === 'ssm:SendCommand').map(({ Resource }) => Resource);
    expect(sends).toEqual([
      [
        'arn:aws:ssm:us-east-1::document/AWSFIS-Run-Network-Latency-Sources',
        'arn:aws:ssm:us-east-1::document/AWSFIS-Run-Network-Packet-Loss-Sources',
      ],
      `${EC2}:instance/*`,
    ]);
  });

  it('swap the network ACLs only of tagged subnets in the zones', async () => {
    const policy = policyOf(aStack({ impair: ['us-east-1a', 'us-east-1b'] }), 'NetworkAclRole');
    const maySwap = (context: Record<string, string>) =>
      isAllowed(policy, { action: 'ec2:ReplaceNetworkAclAssociation', resource: subnet, context });
    expect(await maySwap(inZone)).toBe(true);
    expect(await maySwap({ ...inZone, 'ec2:AvailabilityZone': 'us-east-1c' })).toBe(false);
    expect(await maySwap({ ...inZone, 'ec2:ResourceTag/app': 'other' })).toBe(false);
    expect(await isAllowed(policy, { action: 'ssm:SendCommand', resource: instance, context: tagged })).toBe(false);
  });

  it('create, fill and delete copies with the FIS tag, in the given VPC', async () => {
    const policy = policyOf(aStack(), 'NetworkAclRole');
    const may = (action: string, resource: string, context = {}) => isAllowed(policy, { action, resource, context });
    expect(await may('ec2:CreateNetworkAcl', acl, byFis)).toBe(true);
    expect(await may('ec2:CreateNetworkAcl', acl)).toBe(false);
    expect(await may('ec2:CreateNetworkAcl', `${EC2}:vpc/vpc-1`)).toBe(true);
    expect(await may('ec2:CreateNetworkAcl', `${EC2}:vpc/vpc-2`)).toBe(false);
    for (const action of ['ec2:CreateNetworkAclEntry', 'ec2:DeleteNetworkAcl']) {
      expect(await may(action, acl, { 'ec2:ResourceTag/managedByFIS': 'true' })).toBe(true);
      expect(await may(action, acl)).toBe(false);
    }
  });

  it('trust FIS for experiments of this account', () => {
    const roles = Object.entries(Template.fromStack(aStack()).findResources('AWS::IAM::Role'));
    const trusts = roles
      .filter(([id]) => !id.includes('DryRunRole'))
      .map(([, { Properties }]) => resolved(Properties.AssumeRolePolicyDocument.Statement[0]));
    expect(trusts).toHaveLength(2);
    for (const { Principal, Condition } of trusts) {
      expect(Principal).toEqual({ Service: 'fis.amazonaws.com' });
      expect(Condition.ArnLike['aws:SourceArn']).toBe('arn:aws:fis:us-east-1:111122223333:experiment/*');
    }
  });

  it('pass cdk-nag, with a reason for every wildcard', () => {
    expect(new AwsSolutionsChecks().validateScope(aStack()).violations).toEqual([]);
  });
});
