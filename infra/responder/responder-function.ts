import { Duration, RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import { ManagedPolicy, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { THIS_VERSION, VERSION_VARIABLE } from '../../shared/marks/this-version.ts';
import { refuse } from '../refusal.ts';
import { bundleAsset, bundleFolder, CONFIGURATION_FILE } from './bundle.ts';
import { acknowledgeWildcards } from './nag.ts';
import type { Validated } from './refuse/validate.ts';
import type { ConfigurationDocument, GrayFailureResponderProps } from './responder-props.ts';
import { launchStatements } from './role/launch-statements.ts';
import { platformStatements } from './role/platform-statements.ts';
import { policyStatements } from './role/policy-statements.ts';
import { rolePolicies } from './role/role-policies.ts';
import { upkeepRuleName } from './upkeep-rule.ts';

/**
 * Chosen for the processor that comes with it, not for the memory. A run peaks at 87 MiB, and reaches the first zonal shift after
 * 0.17 s of processor time (npm run bench). Lambda gives a whole processor for 1,769 MB (Lambda Developer Guide, "Configure
 * Lambda function memory"). So 1,024 MB take 0.3 s and 512 MB take 0.6 s, in the first seconds of an incident.
 */
const MEMORY_MEBIBYTES = 1024;
/** The next upkeep tick comes after a minute. A run keeps the last seconds for a last look and its report. */
const TIMEOUT = Duration.minutes(1);
/** Lambda retries after 1 and 2 minutes, and throttled events wait for other runs. An older event belongs to a past incident. */
const MAXIMUM_EVENT_AGE = Duration.hours(1);
/** All variables of a function share 4 KB (Lambda quotas). The rest is left for what users or wrappers add. */
const VARIABLE_LIMIT_BYTES = 3 * 1024;

export interface ResponderFunctionProps {
  readonly name: string;
  readonly document: ConfigurationDocument;
  readonly validated: Validated;
  readonly failures: IQueue;
  readonly options: Pick<GrayFailureResponderProps, 'code' | 'timeout' | 'logRetention' | 'pinSubnets' | 'reservedConcurrency'>;
}

interface Configured {
  readonly folder: () => string;
  readonly environment: { [variable: string]: string };
}

/** The function, its log group and its role. The configuration is baked in, so that nothing is looked up during an incident. */
export class ResponderFunction extends Construct {
  readonly function: LambdaFunction;
  readonly logGroup: LogGroup;
  readonly role: Role;

  constructor(scope: Construct, id: string, { name, failures, options, ...props }: ResponderFunctionProps) {
    super(scope, id);
    // The log holds the record of what was done and why, so it survives the stack. It has no fixed name, so it blocks no
    // redeployment.
    this.logGroup = new LogGroup(this, 'Log', {
      retention: options.logRetention ?? RetentionDays.SIX_MONTHS,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    this.#grant(props.validated, { name, failures, pinSubnets: options.pinSubnets ?? true });
    const { environment, folder } = this.#configure(props);
    this.function = new LambdaFunction(this, 'Function', {
      functionName: name,
      description: `Gray-failure responder of ${props.validated.concrete.application}, mode ${props.validated.concrete.mode}`,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      handler: 'index.handler',
      code: options.code === undefined ? bundleAsset(folder()) : options.code(folder),
      // The doctor compares it with its own (shared/doctor/findings/version.ts).
      environment: { ...environment, [VERSION_VARIABLE]: THIS_VERSION },
      memorySize: MEMORY_MEBIBYTES,
      timeout: options.timeout ?? TIMEOUT,
      role: this.role,
      logGroup: this.logGroup,
      // Serialises runs. ARC has its own guard against concurrent shifts, but an application without load balancers has only this
      // one.
      ...(options.reservedConcurrency === false ? {} : { reservedConcurrentExecutions: 1 }),
      retryAttempts: 2,
      maxEventAge: MAXIMUM_EVENT_AGE,
      // Not SqsDestination, because it also lets the role read the queue's attributes.
      onFailure: { bind: () => ({ destination: failures.queueArn }) },
    });
  }

  /** Fills the role's default policy, then managed policies. CDK makes the function depend on everything below its role. */
  #grant({ policy }: Validated, { name, failures, pinSubnets }: { name: string; failures: IQueue; pinSubnets: boolean }): void {
    const { partition, region, account } = Stack.of(this);
    const deployed = { functionName: name, roleArn: this.role.roleArn, ruleNames: [name, upkeepRuleName(name)] };
    const statements = [
      ...policyStatements(policy, { partition, region, account }, { pinSubnets, deployed }),
      ...launchStatements(policy, { partition, region, account }),
      ...platformStatements({ logGroupArn: this.logGroup.logGroupArn, failureQueueArn: failures.queueArn }),
    ];
    const [own = [], ...more] = rolePolicies(this, statements);
    for (const statement of own) this.role.addToPrincipalPolicy(statement);
    for (const [index, some] of more.entries()) {
      new ManagedPolicy(this.role, `More${index + 1}`, { statements: some, roles: [this.role] });
    }
    acknowledgeWildcards(this.role, statements);
  }

  #configure({ document, validated }: Pick<ResponderFunctionProps, 'document' | 'validated'>): Configured {
    const { concreteDocument } = validated;
    if (bytesOf(concreteDocument) <= VARIABLE_LIMIT_BYTES) {
      const text = Stack.of(this).toJsonString(document);
      return { folder: () => bundleFolder(this, null), environment: { RESPONDER_CONFIG: text } };
    }
    const isOpen = ([, member]: [string, unknown]) => Token.isUnresolved(JSON.stringify(member));
    const open = Object.fromEntries(Object.entries(document).filter(isOpen));
    const known = Object.fromEntries(Object.entries(document).filter((entry) => !isOpen(entry)));
    return {
      folder: () => bundleFolder(this, JSON.stringify(known)),
      environment: { RESPONDER_CONFIG_FILE: CONFIGURATION_FILE, ...this.#overrides(open, concreteDocument) },
    };
  }

  /** The members known only at deployment. The function uses them instead of those in the file. */
  #overrides(open: Partial<ConfigurationDocument>, concrete: ConfigurationDocument): Configured['environment'] {
    const names = Object.keys(open);
    if (names.length === 0) return {};
    const bytes = bytesOf(Object.fromEntries(Object.entries(concrete).filter(([name]) => names.includes(name))));
    if (bytes <= VARIABLE_LIMIT_BYTES) return { RESPONDER_CONFIG_OVERRIDES: Stack.of(this).toJsonString(open) };
    const accepted = `${VARIABLE_LIMIT_BYTES} bytes, or ARNs, names and AZ IDs known at synth`;
    return refuse(this, `${names.join(', ')}: ${bytes} bytes are known only at deployment; accepted: ${accepted}`);
  }
}

function bytesOf(document: object): number {
  return Buffer.byteLength(JSON.stringify(document));
}
