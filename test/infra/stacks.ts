import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack, type StackProps } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { GrayFailureResponder } from '../../infra/responder/gray-failure-responder.ts';
import type { GrayFailureResponderProps } from '../../infra/responder/responder-props.ts';

export const LOAD_BALANCER = 'arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/web/50dc6c495c0c9188';

/** A document that is accepted, with one difference per test. */
export function someProps(different: Partial<GrayFailureResponderProps> = {}): GrayFailureResponderProps {
  return {
    application: 'wildrydes',
    mode: 'act',
    zones: [
      { zoneId: 'use1-az1', zoneName: 'us-east-1a', impactAlarm: 'use1-az1-isolated-impact' },
      { zoneId: 'use1-az2', zoneName: 'us-east-1b', impactAlarm: 'use1-az2-isolated-impact' },
    ],
    regionalAlarms: ['wildrydes-regional-impact'],
    resources: [LOAD_BALANCER],
    autoScalingGroups: [{ name: 'web' }],
    // Two megabytes that would be copied for every stack; one test has the real code.
    code: () => Code.fromInline('// not built'),
    ...different,
  };
}

// What CDK writes while it synthesises goes when the test file is through: CDK itself leaves it lying about.
const assemblies = mkdtempSync(join(tmpdir(), 'infra-test-'));
afterAll(() => rmSync(assemblies, { recursive: true, force: true }));

/** CDK's own validation of templates takes seconds to start; the test of the command line has it. */
export function anApp(): App {
  return new App({ outdir: mkdtempSync(join(assemblies, 'app-')), builtinCloudFormationValidation: false });
}

export function aStack(props: StackProps = { env: { region: 'us-east-1', account: '111122223333' } }): Stack {
  return new Stack(anApp(), 'Stack', props);
}

export interface Synthesised {
  readonly stack: Stack;
  readonly responder: GrayFailureResponder;
  readonly template: Template;
}

/** The construct in a stack of its own, synthesised. */
export function synthesise(props: GrayFailureResponderProps, stack: Stack = aStack()): Synthesised {
  const responder = new GrayFailureResponder(stack, 'Responder', props);
  return { stack, responder, template: Template.fromStack(stack) };
}

export interface Resource {
  readonly Type: string;
  readonly Properties: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
  readonly DependsOn?: readonly string[];
}

/** The only resource of its type whose properties hold what is asked for. */
export function only(template: Template, type: string, having: (properties: never) => boolean = () => true): Resource {
  const found = Object.values(template.findResources(type)).filter(({ Properties }) => having(Properties as never));
  if (found.length !== 1) throw new Error(`${found.length} resources of ${type}`);
  return found[0] as Resource;
}

/** References as `<Name>`, joined texts as one text: what CloudFormation will make of it, with names in place of values. */
export function flat(value: unknown): string {
  if (typeof value === 'string') return value;
  const [[name = '', inner] = []] = Object.entries(value as object);
  if (name === 'Fn::Join') return (inner as [string, unknown[]])[1].map(flat).join((inner as [string, unknown[]])[0]);
  return `<${name === 'Ref' ? inner : (inner as string[]).join('.')}>`;
}

/** The environment of the responder's function. */
export function variablesOf(from: Template): Record<string, unknown> {
  const { Properties } = only(from, 'AWS::Lambda::Function', ({ FunctionName }) => FunctionName !== undefined);
  return (Properties.Environment as { Variables: Record<string, unknown> }).Variables;
}

/** What the function would read, with `<Name>` where CloudFormation puts a value. */
export function documentOf(from: Template): Record<string, unknown> {
  return JSON.parse(flat(variablesOf(from).RESPONDER_CONFIG)) as Record<string, unknown>;
}
