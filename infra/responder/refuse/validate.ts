import { Stack, Token } from 'aws-cdk-lib';
import type { IVpc } from 'aws-cdk-lib/aws-ec2';
import { Construct } from 'constructs';
import { expectedIdentity } from '../../../shared/configuration/parse-configuration.ts';
import type { Policy } from '../../../shared/domain/index.ts';
import { ConfigurationError, show } from '../../../shared/errors.ts';
import { isPlaceholder, isUnknown } from '../../placeholders.ts';
import { refuse } from '../../refusal.ts';
import type { ConfigurationDocument, GrayFailureResponderProps, ShiftedLoadBalancer } from '../responder-props.ts';
import { alarmsElsewhere } from './alarm-places.ts';
import { alarmProblems } from './alarm-problems.ts';
import { hasItsShape } from './document-shape.ts';
import { groupProblems } from './group-problems.ts';
import { parseDocument } from './parse-document.ts';
import { type SomePlace, StandIns } from './stand-ins.ts';
import { subnetProblems } from './subnet-problems.ts';

export interface Validated {
  /** With all defaults. Texts may be tokens. */
  readonly policy: Policy;
  /** The same without tokens, as it may look once deployed. */
  readonly concrete: Policy;
  /** The document as given, without tokens. About as long as the deployed one. */
  readonly concreteDocument: ConfigurationDocument;
}

/** `gray-failure-responder-APPLICATION` has at most 57 characters, because the upkeep rule adds `-upkeep` (limit 64). */
const LONGEST_APPLICATION = 34;

/**
 * Refuses a document from a file for the same reasons as the function and the command line. Props of the construct alone, such as
 * `name` and `vpc`, are unknown keys.
 */
export function refuseUnusable(scope: Construct, document: ConfigurationDocument): void {
  if (!(parseDocument(document) instanceof ConfigurationError)) return;
  const { vpc: _unknown, ...members } = Object(document) as GrayFailureResponderProps;
  validate(new Construct(scope, 'Responder'), document, members);
}

/** Refuses at synth everything that can be known then, all problems at once, with the construct's path. */
export function validate(scope: Construct, document: ConfigurationDocument, props: GrayFailureResponderProps): Validated {
  const place = knownPlace(scope, document);
  const standIns = new StandIns({ region: place.region ?? 'us-east-1', account: place.account ?? '000000000000' });
  const concreteDocument = standIns.concrete(document);
  const parsed = parseDocument(concreteDocument);
  const problems = [
    ...(parsed instanceof ConfigurationError
      ? parsed.problems
      : [...placeProblems(scope, parsed), ...nameProblems(parsed, props), ...concurrencyProblems(parsed, props)]),
    ...(hasItsShape(props) ? [...objectProblems(props, place), ...groupProblems(scope, document, props)] : []),
  ];
  if (parsed instanceof ConfigurationError || problems.length > 0) {
    return refuse(scope, new ConfigurationError(problems).message);
  }
  return { policy: standIns.withTokens(parsed), concrete: parsed, concreteDocument };
}

/** Checks the default name, through the application that it contains. The construct checks a given name. */
function nameProblems({ application }: Policy, { name }: GrayFailureResponderProps): string[] {
  if (name !== undefined || application.length <= LONGEST_APPLICATION) return [];
  const why = `application: ${show(application)} is too long for the name gray-failure-responder-APPLICATION`;
  return [`${why}; accepted: 1 to ${LONGEST_APPLICATION} characters, or another name in the construct's "name"`];
}

/** Between two runs at once, a shifted resource is the lock. Without any, only the reserved execution keeps them apart. */
function concurrencyProblems({ resources }: Policy, { reservedConcurrency }: GrayFailureResponderProps): string[] {
  if (reservedConcurrency !== false || resources.length > 0) return [];
  return [
    'reservedConcurrency: false is not accepted without "resources"; accepted: true, else two runs may change a group at once',
  ];
}

/** Problems with CDK objects, which the document does not show. */
function objectProblems(props: GrayFailureResponderProps, place: SomePlace): string[] {
  return [...vpcProblems(props), ...subnetProblems(props), ...alarmProblems(props), ...alarmsElsewhere(props, place)];
}

/** The place of the document's zones and ARNs, else of the stack, if known. */
function knownPlace(scope: Construct, document: ConfigurationDocument): SomePlace {
  const { zones, resources = [] } = Object(document) as ConfigurationDocument;
  const stack = Stack.of(scope);
  const known = (text: unknown) => (typeof text !== 'string' || isUnknown(text) ? undefined : text);
  const listOf = <Item>(list: readonly Item[]) => (Array.isArray(list) ? (list as Item[]) : []);
  const zoneName = listOf(zones)
    .map((zone) => known(zone?.zoneName))
    .find((name) => name !== undefined);
  const [, , , region, account] = (listOf(resources).find((arn) => known(arn) !== undefined) ?? '').split(':');
  return {
    region: zoneName?.replace(/[a-z]$/, '') || region || known(stack.region),
    account: account || known(stack.account),
  };
}

/** The function refuses to run outside the Region of its zones. AWS refuses calls from another account. */
function placeProblems(scope: Construct, policy: Policy): string[] {
  const stack = Stack.of(scope);
  const { region, account } = expectedIdentity(policy);
  const isElsewhere = (here: string, there: string | null) => there !== null && !Token.isUnresolved(here) && here !== there;
  return [
    ...(isElsewhere(stack.region, region)
      ? [`zones: they are in ${region}, but the stack is in ${stack.region}; accepted: one Region`]
      : []),
    ...(isElsewhere(stack.account, account)
      ? [`resources: they are in account ${account}, but the stack is in ${stack.account}; accepted: one account`]
      : []),
  ];
}

/** One application lives in one VPC. A load balancer in another VPC is most likely a mistake. */
function vpcProblems({ vpc, resources = [], zones }: GrayFailureResponderProps): string[] {
  const loadBalancers = resources.filter((resource): resource is ShiftedLoadBalancer => typeof resource !== 'string');
  const expected = vpc ?? loadBalancers.map((loadBalancer) => vpcOf(loadBalancer)).find((one) => one !== undefined);
  if (expected === undefined) return [];
  const strangers = loadBalancers
    .filter((loadBalancer) => isOther(vpcOf(loadBalancer)?.vpcId ?? expected.vpcId, expected.vpcId))
    .map((loadBalancer) => `resources: ${loadBalancer.node.path} is not in ${expected.node.path}; accepted: that VPC`);
  return [...strangers, ...zonesOutside(expected, zones)];
}

function isOther(vpcId: string, expected: string): boolean {
  return vpcId !== expected && ![vpcId, expected].some(isPlaceholder);
}

/** Imported load balancers throw if their VPC is unknown. */
function vpcOf(loadBalancer: ShiftedLoadBalancer): IVpc | undefined {
  try {
    return loadBalancer.vpc;
  } catch {
    return undefined;
  }
}

function zonesOutside(vpc: IVpc, zones: GrayFailureResponderProps['zones']): string[] {
  const inVpc = vpc.availabilityZones;
  if (inVpc.length === 0 || inVpc.some(isUnknown)) return [];
  return zones
    .filter(({ zoneName }) => !isUnknown(zoneName) && !inVpc.includes(zoneName))
    .map(({ zoneName }) => `zones: ${zoneName} is not a zone of ${vpc.node.path}; accepted: ${inVpc.join(', ')}`);
}
