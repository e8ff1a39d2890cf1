import { Template } from 'aws-cdk-lib/assertions';
import { ExampleStack } from '../../infra/example/example-stack.ts';
import { anApp } from './stacks.ts';

export const ZONE_NAMES = ['us-east-1a', 'us-east-1b', 'us-east-1c'];

/** The example, as it is synthesised for these zones. */
export const stack = new ExampleStack(anApp(), 'Example', {
  zoneNames: ZONE_NAMES,
  env: { region: 'us-east-1' },
});
export const template = Template.fromStack(stack);

// biome-ignore lint/suspicious/noExplicitAny: a template is JSON, and tests look into it
export type Properties = any;

/** Properties of all resources of a type. */
export function resources(type: string): Properties[] {
  return Object.values(template.findResources(type)).map(({ Properties }) => Properties);
}

/** The function that has this environment variable. */
export function functionWith(variable: string): Properties {
  const found = resources('AWS::Lambda::Function').find(({ Environment }) => Environment?.Variables[variable] !== undefined);
  if (found === undefined) throw new Error(`no function with ${variable}`);
  return found;
}
