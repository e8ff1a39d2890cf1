import { App, Stack } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { GrayFailureResponder } from '../../infra/responder/gray-failure-responder.ts';
import type { GrayFailureResponderProps } from '../../infra/responder/responder-props.ts';
import { resolveTemplateValue } from '../../simulator/region/template-alarms/template-values.ts';
import type { PolicyDocument } from './iam.ts';

const IDENTITY = { account: '111122223333', region: 'us-east-1' };

interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

type Resources = Readonly<Record<string, Resource>>;

/**
 * The whole of what the role of the function allows, out of the synthesised template, for a configuration document and
 * whatever else the construct takes. What the stack creates has its logical ID for a name.
 */
export function rolePolicy(props: Readonly<Record<string, unknown>>): PolicyDocument {
  return { Version: '2012-10-17', Statement: rolePolicies(props).flatMap(({ document: { Statement } }) => Statement) };
}

/** The same, policy by policy. */
export interface RolePolicy {
  readonly kind: 'inline' | 'managed';
  readonly document: PolicyDocument;
}

export function rolePolicies(props: Readonly<Record<string, unknown>>): RolePolicy[] {
  const resources = synthesise(props as unknown as GrayFailureResponderProps);
  const roleId = roleOfFunction(resources);
  const { Policies = [], ManagedPolicyArns } = resources[roleId]?.Properties ?? {};
  if (ManagedPolicyArns !== undefined) throw new Error(`${roleId} has policies that are not in the template`);
  const attached = Object.values(resources).filter(({ Type, Properties }) => isPolicy(Type) && isOf(roleId, Properties.Roles));
  const inline = (Policies as { PolicyDocument: unknown }[]).map((properties) => ({ Type: 'AWS::IAM::Policy', properties }));
  const world = { identity: IDENTITY, zones: [], parameters: {} };
  return [...inline, ...attached.map(({ Type, Properties: properties }) => ({ Type, properties }))].map(
    ({ Type, properties }) => ({
      kind: Type === 'AWS::IAM::ManagedPolicy' ? 'managed' : 'inline',
      document: resolveTemplateValue(properties.PolicyDocument, world, (id) => arnOf(id, resources)) as PolicyDocument,
    }),
  );
}

function synthesise(props: GrayFailureResponderProps): Resources {
  const app = new App({ builtinCloudFormationValidation: false });
  const stack = new Stack(app, 'stack', { env: IDENTITY });
  // What is judged here is the role: without dashboard and bundle it is synthesised in half the time.
  const code = () => Code.fromInline('exports.handler = () => {};');
  new GrayFailureResponder(stack, 'Responder', { ...props, dashboard: false, code });
  return app.synth().getStackByName(stack.stackName).template.Resources;
}

function roleOfFunction(resources: Resources): string {
  const functions = Object.values(resources).filter(({ Type }) => Type === 'AWS::Lambda::Function');
  const [role] = functions.map(({ Properties }) => Properties.Role as { 'Fn::GetAtt': [string, string] });
  if (functions.length !== 1 || role === undefined) throw new Error(`${functions.length} functions, where there should be one`);
  return role['Fn::GetAtt'][0];
}

function isPolicy(type: string): boolean {
  return type === 'AWS::IAM::Policy' || type === 'AWS::IAM::ManagedPolicy';
}

function isOf(roleId: string, roles: unknown): boolean {
  return (roles as { Ref?: string }[]).some(({ Ref }) => Ref === roleId);
}

function nameOfFunction(resources: Resources): unknown {
  return Object.values(resources).find(({ Type }) => Type === 'AWS::Lambda::Function')?.Properties.FunctionName;
}

/** What CloudFormation would answer for what the role is allowed on. */
function arnOf(logicalId: string, resources: Resources): string {
  const place = `${IDENTITY.region}:${IDENTITY.account}`;
  const arns: Readonly<Record<string, string>> = {
    'AWS::Logs::LogGroup': `arn:aws:logs:${place}:log-group:${logicalId}:*`,
    // As the Region calls the role of a function.
    'AWS::IAM::Role': `arn:aws:iam::${IDENTITY.account}:role/${nameOfFunction(resources)}`,
    'AWS::SQS::Queue': `arn:aws:sqs:${place}:${logicalId}`,
    'AWS::SNS::Topic': `arn:aws:sns:${place}:${logicalId}`,
  };
  const arn = arns[resources[logicalId]?.Type ?? ''];
  if (arn === undefined) throw new Error(`${logicalId} is a ${resources[logicalId]?.Type}: its ARN is not known here`);
  return arn;
}
