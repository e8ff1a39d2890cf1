import { Stack } from 'aws-cdk-lib';
import type { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IConstruct } from 'constructs';
import { refuse } from '../../refusal.ts';

/** Maximum characters of a managed policy, without white space (IAM and STS quotas). */
const MANAGED_LIMIT = 6_144;
/**
 * A role takes 10 managed policies by default (same page). One is reserved, because CDK estimates sizes and may need one more.
 */
const MOST_MANAGED = 9;
/**
 * Space for statements, without `{"Version":"2012-10-17","Statement":[]}`. All inline policies together may have 10,240
 * characters.
 */
const POLICY_CHARACTERS = MANAGED_LIMIT - 100;
/** Extra characters in a partial statement: `Part12` in its name. */
const PART_CHARACTERS = 10;
/** The maximum length of a Region, partition or account (`ap-southeast-2`), and a generous length for an ARN or a name. */
const TOKEN_CHARACTERS = { pseudo: 14, other: 150 };
/** A part of a statement with more than this around its list may fill a policy; other parts fill at most half of one. */
const LARGE = POLICY_CHARACTERS / 4;

const IDENTIFIERS = 'arc-zonal-shift:ResourceIdentifier';

/**
 * Packs the statements into policies within IAM's limits. The first is for the role itself, the others become managed policies.
 * Splits long lists into several statements that together allow the same. Refuses at synth what a role cannot hold.
 */
export function rolePolicies(scope: IConstruct, statements: readonly PolicyStatement[]): PolicyStatement[][] {
  const characters = (value: unknown) => JSON.stringify(written(Stack.of(scope).resolve(value))).length + 1;
  const policies: { size: number; statements: PolicyStatement[] }[] = [];
  for (const statement of statements.flatMap((whole) => inParts(whole, characters))) {
    const size = characters(statement.toStatementJson());
    if (size > POLICY_CHARACTERS) refuseStatement(scope, statement.sid, size);
    const roomy = policies.find((policy) => policy.size + size <= POLICY_CHARACTERS);
    if (roomy === undefined) policies.push({ size, statements: [statement] });
    else Object.assign(roomy, { size: roomy.size + size, statements: [...roomy.statements, statement] });
  }
  if (policies.length - 1 > MOST_MANAGED) refuseRole(scope, policies.length - 1);
  return policies.map((policy) => policy.statements);
}

type Measure = (value: unknown) => number;

/**
 * Splits only lists in which each item is allowed on its own. Subnets cannot be split: all subnets of a request must be in one
 * list.
 */
function inParts(statement: PolicyStatement, characters: Measure): PolicyStatement[] {
  const { sid, conditions } = statement;
  const identifiers: readonly string[] | undefined = conditions.StringLike?.[IDENTIFIERS];
  const list = identifiers ?? statement.resources;
  const around = characters(statement.toStatementJson()) - characters(list) + PART_CHARACTERS;
  const some = chunks(list, (part) => around + characters(part) <= POLICY_CHARACTERS / (around > LARGE ? 1 : 2));
  const parts =
    identifiers === undefined
      ? some.map((resources) => ({ resources }))
      : some.map((part) => ({ conditions: { ...conditions, StringLike: { ...conditions.StringLike, [IDENTIFIERS]: part } } }));
  if (parts.length <= 1) return [statement];
  return parts.map((part, index) => statement.copy({ ...part, ...(index === 0 ? {} : { sid: `${sid}Part${index + 1}` }) }));
}

function chunks(list: readonly string[], fits: (part: readonly string[]) => boolean): string[][] {
  const parts: string[][] = [];
  for (const item of list) {
    const last = parts.at(-1);
    if (last !== undefined && fits([...last, item])) last.push(item);
    else parts.push([item]);
  }
  return parts;
}

/** A resolved value with the length that CloudFormation will give it. */
function written(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(written);
  if (typeof value !== 'object' || value === null) return value;
  const [[name = '', inner] = []] = Object.entries(value);
  if (name === 'Fn::Join' && Array.isArray(inner[1])) return joined(inner);
  if (name === 'Ref' || name.startsWith('Fn::')) return 'x'.repeat(TOKEN_CHARACTERS[isPseudo(inner) ? 'pseudo' : 'other']);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, written(member)]));
}

function joined([separator, parts]: [string, unknown[]]): string {
  return parts.map((part) => String(written(part))).join(separator);
}

function isPseudo(reference: unknown): boolean {
  return typeof reference === 'string' && reference.startsWith('AWS::');
}

function refuseStatement(scope: IConstruct, sid: string | undefined, size: number): never {
  const accepted = `accepted: ${POLICY_CHARACTERS}; use fewer entries in "subnets", or pinSubnets: false`;
  return refuse(scope, `statement ${sid} of the role has ${size} characters; ${accepted}`);
}

function refuseRole(scope: IConstruct, count: number): never {
  const byTag = '"autoScalingGroups": { "tag": { "key": KEY, "value": VALUE } }';
  const accepted = `accepted: ${MOST_MANAGED} (a role takes 10); select groups by tag (${byTag}), or use fewer resources and groups`;
  return refuse(scope, `the role needs ${count} managed policies of ${MANAGED_LIMIT} characters; ${accepted}`);
}
