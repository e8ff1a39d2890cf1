import type { Identity } from '../operations/operation.ts';
import { partitionOf } from '../operations/partition.ts';

/** The deployment target of a template: what CloudFormation's intrinsic functions can read of the Region. */
export interface TemplateWorld {
  readonly identity: Identity;
  readonly zones: readonly { readonly zoneId: string; readonly zoneName: string }[];
  /** AWS::StackName. A template that asks for it cannot be used without. */
  readonly stackName?: string;
  /** Values of the template's parameters, by name. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** Resolves `Ref` (no attribute) and `Fn::GetAtt` of a resource of the template by its logical ID. */
export type AnswerReference = (logicalId: string, attribute?: string) => unknown;

/** A template cannot be used here. The message has the cause and what is supported. */
export class TemplateError extends Error {
  override readonly name = 'TemplateError';
}

type Intrinsic = (argument: unknown, resolve: (value: unknown) => unknown) => unknown;

/** Represents `AWS::NoValue`. A property with this value is omitted. */
const NO_VALUE = Symbol('AWS::NoValue');

/**
 * Resolves intrinsic functions in a part of a template: Ref, Fn::GetAtt, Fn::Join, Fn::Select, Fn::Split and Fn::Sub, and the
 * pseudo parameters. Throws TemplateError for all others, because a partly resolved alarm would be a different alarm.
 */
export function resolveTemplateValue(value: unknown, world: TemplateWorld, answer: AnswerReference): unknown {
  const intrinsics = intrinsicsOf(world, answer);
  const apply = (name: string, argument: unknown): unknown => {
    const intrinsic = intrinsics[name];
    if (intrinsic !== undefined) return intrinsic(argument, resolve);
    throw new TemplateError(`${name} is not supported here; supported: ${Object.keys(intrinsics).join(', ')}`);
  };
  const resolveMembers = (members: readonly (readonly [string, unknown])[]): unknown => {
    const resolved = members.map(([key, member]) => [key, resolve(member)] as const);
    return Object.fromEntries(resolved.filter(([, member]) => member !== NO_VALUE));
  };
  const resolve = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(resolve).filter((item) => item !== NO_VALUE);
    if (typeof part !== 'object' || part === null) return part;
    const members = Object.entries(part);
    const [name, argument] = members[0] ?? [''];
    return isIntrinsic(name) ? apply(name, argument) : resolveMembers(members);
  };
  return resolve(value);
}

/** The logical IDs that a part of a template refers to, including parameters and pseudo parameters. */
export function referencesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(referencesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) => {
    if (key === 'Ref') return [String(member)];
    if (key === 'Fn::GetAtt') return [logicalIdAndAttribute(member)[0]];
    if (key === 'Fn::Sub') return [...substitutedNames(member).map((name) => name.split('.')[0] ?? ''), ...referencesIn(member)];
    return referencesIn(member);
  });
}

function isIntrinsic(name: string): boolean {
  return name === 'Ref' || name === 'Condition' || name.startsWith('Fn::');
}

function intrinsicsOf(world: TemplateWorld, answer: AnswerReference): Readonly<Record<string, Intrinsic>> {
  const pseudo = pseudoParameters(world);
  const reference = (name: string) => pseudo[name] ?? world.parameters[name] ?? answer(name);
  const attribute = (argument: unknown) => answer(...logicalIdAndAttribute(argument));
  return {
    Ref: (argument) => reference(String(argument)),
    'Fn::GetAtt': attribute,
    'Fn::Join': (argument, resolve) => {
      const [separator, parts] = pair('Fn::Join', resolve(argument));
      return listOf('Fn::Join', parts).join(String(separator));
    },
    'Fn::Split': (argument, resolve) => {
      const [separator, text] = pair('Fn::Split', resolve(argument));
      return String(text).split(String(separator));
    },
    'Fn::Select': (argument, resolve) => {
      const [index, items] = pair('Fn::Select', resolve(argument));
      const found: unknown = listOf('Fn::Select', items)[Number(index)];
      if (found === undefined) throw new TemplateError(`Fn::Select has no item ${index} in ${JSON.stringify(items)}`);
      return found;
    },
    'Fn::Sub': (argument, resolve) => {
      const [text, given] = Array.isArray(argument) ? [argument[0], resolve(argument[1])] : [argument, {}];
      const values = given as Record<string, unknown>;
      return String(text).replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
        if (literal !== '') return `\${${name}}`;
        return String(values[name] ?? (name.includes('.') ? attribute(name) : reference(name)));
      });
    },
  };
}

function pseudoParameters({ identity, stackName }: TemplateWorld): Readonly<Record<string, unknown>> {
  const { region, account } = identity;
  return {
    ...(stackName === undefined ? {} : { 'AWS::StackName': stackName }),
    'AWS::Region': region,
    'AWS::AccountId': account,
    'AWS::Partition': partitionOf(region),
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::NoValue': NO_VALUE,
  };
}

/** `["Zone", "AvailabilityZones.0.ZoneId"]`, or the same as one text with dots. */
function logicalIdAndAttribute(argument: unknown): [logicalId: string, attribute: string] {
  if (Array.isArray(argument)) return [String(argument[0]), String(argument[1])];
  const [logicalId = '', ...attribute] = String(argument).split('.');
  return [logicalId, attribute.join('.')];
}

/** The names in the text of a Fn::Sub without values of its own. */
function substitutedNames(argument: unknown): string[] {
  const [text, given] = Array.isArray(argument) ? argument : [argument, {}];
  const names = [...String(text).matchAll(/\$\{([^!}][^}]*)\}/g)].map((match) => match[1] ?? '');
  return names.filter((name) => !Object.hasOwn((given ?? {}) as object, name));
}

function pair(name: string, argument: unknown): [unknown, unknown] {
  if (Array.isArray(argument) && argument.length === 2) return [argument[0], argument[1]];
  throw new TemplateError(`${name} takes two arguments, not ${JSON.stringify(argument)}`);
}

function listOf(name: string, value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new TemplateError(`${name} takes a list, not ${JSON.stringify(value)}`);
}
