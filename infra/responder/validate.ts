import { Stack, Token } from 'aws-cdk-lib';
import type { IVpc } from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import { expectedIdentity } from '../../shared/config.ts';
import type { Policy } from '../../shared/domain.ts';
import { ConfigurationError } from '../../shared/errors.ts';
import { refuse } from '../zonal-impact-alarms/refusal.ts';
import { alarmProblems } from './alarm-problems.ts';
import { groupProblems } from './group-problems.ts';
import { parseDocument } from './parse-document.ts';
import type { ConfigurationDocument, GrayFailureResponderProps, ShiftedLoadBalancer } from './responder-props.ts';
import { type KnownPlace, StandIns } from './stand-ins.ts';

export interface Validated {
  /** Every default filled in. Texts may be tokens. */
  readonly policy: Policy;
  /** The same without tokens: how it may look when it is deployed. */
  readonly concrete: Policy;
  /** As it was given, without tokens: about as long as the deployed one. */
  readonly concreteDocument: ConfigurationDocument;
  readonly hasTokens: boolean;
}

/** Everything that can be known at synth, all problems at once, with the construct's path: what runs later is not the place. */
export function validate(scope: Construct, document: ConfigurationDocument, props: GrayFailureResponderProps): Validated {
  const standIns = new StandIns(knownPlace(scope, document));
  const concreteDocument = standIns.concrete(document);
  const parsed = parseDocument(concreteDocument);
  const problems = [
    ...(parsed instanceof ConfigurationError ? parsed.problems : placeProblems(scope, parsed)),
    ...(hasItsShape(props) ? [...vpcProblems(props), ...alarmProblems(props), ...groupProblems(scope, document, props)] : []),
  ];
  if (parsed instanceof ConfigurationError || problems.length > 0) {
    return refuse(scope, new ConfigurationError(problems).message);
  }
  return { policy: standIns.withTokens(parsed), concrete: parsed, concreteDocument, hasTokens: standIns.areUsed };
}

/** A document from a file may have anything anywhere. Where it does, the schema has said so already. */
function hasItsShape({ zones, regionalAlarms = [], resources = [], autoScalingGroups = [] }: GrayFailureResponderProps): boolean {
  const groups = 'tag' in Object(autoScalingGroups) ? [] : autoScalingGroups;
  const isListOf = (list: unknown, types: readonly string[]) =>
    Array.isArray(list) && list.every((item) => item !== null && types.includes(typeof item));
  return isListOf(zones, ['object']) && [regionalAlarms, resources, groups].every((list) => isListOf(list, ['object', 'string']));
}

/** Where the zones and ARNs of the document are; else where the stack goes, if it says. */
function knownPlace(scope: Construct, { zones, resources = [] }: ConfigurationDocument): KnownPlace {
  const stack = Stack.of(scope);
  const known = (text: unknown) => (typeof text !== 'string' || Token.isUnresolved(text) ? undefined : text);
  const listOf = <Item>(list: readonly Item[]) => (Array.isArray(list) ? (list as Item[]) : []);
  const zoneName = listOf(zones)
    .map((zone) => known(zone?.zoneName))
    .find((name) => name !== undefined);
  const [, , , region, account] = (listOf(resources).find((arn) => known(arn) !== undefined) ?? '').split(':');
  return {
    region: zoneName?.replace(/[a-z]$/, '') || region || (known(stack.region) ?? 'us-east-1'),
    account: account || known(stack.account) || '000000000000',
  };
}

/** The function would refuse to work in another Region than that of its zones, and AWS in another account. */
function placeProblems(scope: Construct, policy: Policy): string[] {
  const stack = Stack.of(scope);
  const { region, account } = expectedIdentity(policy);
  const isElsewhere = (here: string, there: string | null) => there !== null && !Token.isUnresolved(here) && here !== there;
  return [
    ...(isElsewhere(stack.region, region)
      ? [`zones: they are in ${region}, and the stack is in ${stack.region}; accepted: one Region`]
      : []),
    ...(isElsewhere(stack.account, account)
      ? [`resources: they are of account ${account}, and the stack is of ${stack.account}; accepted: one account`]
      : []),
  ];
}

/** One application lives in one VPC: a load balancer of another one was most likely taken by mistake. */
function vpcProblems({ vpc, resources = [], zones }: GrayFailureResponderProps): string[] {
  const loadBalancers = resources.filter((resource): resource is ShiftedLoadBalancer => typeof resource !== 'string');
  const expected = vpc ?? loadBalancers.map((loadBalancer) => vpcOf(loadBalancer)).find((one) => one !== undefined);
  if (expected === undefined) return [];
  const strangers = loadBalancers
    .filter((loadBalancer) => (vpcOf(loadBalancer)?.vpcId ?? expected.vpcId) !== expected.vpcId)
    .map((loadBalancer) => `resources: ${loadBalancer.node.path} is not in ${expected.node.path}; accepted: that VPC`);
  return [...strangers, ...zonesOutside(expected, zones)];
}

/** Imported load balancers throw where they were not told their VPC. */
function vpcOf(loadBalancer: ShiftedLoadBalancer): IVpc | undefined {
  try {
    return loadBalancer.vpc;
  } catch {
    return undefined;
  }
}

function zonesOutside(vpc: IVpc, zones: GrayFailureResponderProps['zones']): string[] {
  const inVpc = vpc.availabilityZones;
  if (inVpc.length === 0 || inVpc.some((zoneName) => Token.isUnresolved(zoneName))) return [];
  return zones
    .filter(({ zoneName }) => !Token.isUnresolved(zoneName) && !inVpc.includes(zoneName))
    .map(({ zoneName }) => `zones: ${zoneName} is not a zone of ${vpc.node.path}; accepted: ${inVpc.join(', ')}`);
}
