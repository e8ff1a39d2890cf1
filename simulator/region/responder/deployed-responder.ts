import { z } from 'zod';
import type { MetricDatum } from '../cloud-watch/metrics/metric-store.ts';
import { AwsError, type Identity, type Operations, reads } from '../operations/operation.ts';
import { partitionOf } from '../operations/partition.ts';
import { RunLog } from './run-log.ts';

/** A rule that invokes the responder. */
interface DeployedRule {
  readonly name: string;
  readonly schedule?: string;
  readonly eventPattern?: string;
  readonly isEnabled: boolean;
}

/** The responder's function as Lambda and EventBridge show it. It does not run here: a game day's driver runs it. */
export interface DeployedResponder {
  readonly functionName: string;
  /** The variable `RESPONDER_CONFIG`. */
  readonly configuration: string;
  /** The variable `RESPONDER_VERSION`; absent: it has none. */
  readonly version?: string;
  /** Null: none is reserved. */
  readonly reservedConcurrency: number | null;
  /** Executions of the account that no function has reserved. Default: 999 of 1,000. */
  readonly unreservedExecutions?: number;
  readonly rules: readonly DeployedRule[];
}

const named = z.object({ FunctionName: z.string() });
const byTarget = z.object({ TargetArn: z.string(), NextToken: z.string().optional() });
const ruleInput = z.object({ Name: z.string() });

/** CDK gives the log group a name of its own (Lambda API, LoggingConfig): `/aws/lambda/NAME` is only the default. */
function logGroupOf({ functionName }: Pick<DeployedResponder, 'functionName'>): string {
  return `${functionName}-Log0123ABCD`;
}

/** What Lambda and EventBridge answer about the deployed responder, and the metric of its ticks. */
export class ResponderDeployment {
  readonly functionOperations: Operations;
  readonly ruleOperations: Operations;
  /** What the function has logged. */
  readonly log = new RunLog(() => (this.deployed === null ? null : logGroupOf(this.deployed)));

  constructor(
    public deployed: DeployedResponder | null,
    private readonly identity: Identity,
  ) {
    this.functionOperations = {
      GetFunctionConfiguration: reads(named, ({ FunctionName }) => this.#describeFunction(FunctionName)),
      // The function does not run here: a caller hears that there is none, or that Lambda cannot run it.
      Invoke: reads(named, ({ FunctionName }) => {
        this.#find(FunctionName);
        throw new AwsError('ServiceException', 'The function does not run in the simulated Region.', { status: 500 });
      }),
      GetAccountSettings: reads(z.object({}), () => ({
        AccountLimit: { UnreservedConcurrentExecutions: this.deployed?.unreservedExecutions ?? 999 },
      })),
      GetFunctionConcurrency: reads(named, ({ FunctionName }) => {
        const { reservedConcurrency } = this.#find(FunctionName);
        return reservedConcurrency === null ? {} : { ReservedConcurrentExecutions: reservedConcurrency };
      }),
    };
    this.ruleOperations = {
      ListRuleNamesByTarget: reads(byTarget, ({ TargetArn }) => ({
        RuleNames: TargetArn === this.#arn() ? (this.deployed?.rules ?? []).map(({ name }) => name) : [],
      })),
      DescribeRule: reads(ruleInput, ({ Name }) => this.#describeRule(Name)),
    };
  }

  /** What Lambda and the responder publish of a tick: one for each minute in which a rule with a schedule is on. */
  closeMinute(at: number): MetricDatum[] {
    if (this.deployed === null || !this.deployed.rules.some(({ schedule, isEnabled }) => schedule && isEnabled)) return [];
    const { functionName, configuration } = this.deployed;
    const one = { at, sum: 1, count: 1, minimum: 1, maximum: 1 };
    const invoked = { namespace: 'AWS/Lambda', name: 'Invocations', dimensions: { FunctionName: functionName }, ...one };
    const application = applicationIn(configuration);
    // A function whose configuration cannot be used is invoked too, and reports no run.
    if (application === null) return [invoked];
    const dimensions = { service: 'gray-failure-responder', application, action: 'upkeep', outcome: 'nothing-to-do' };
    return [invoked, { namespace: 'GrayFailureResponder', name: 'Runs', dimensions, ...one }];
  }

  #arn(): string {
    const { region, account } = this.identity;
    return `arn:${partitionOf(region)}:lambda:${region}:${account}:function:${this.deployed?.functionName}`;
  }

  #find(functionName: string): DeployedResponder {
    if (this.deployed?.functionName === functionName) return this.deployed;
    const { region, account } = this.identity;
    const arn = `arn:${partitionOf(region)}:lambda:${region}:${account}:function:${functionName}`;
    throw new AwsError('ResourceNotFoundException', `Function not found: ${arn}`, { status: 404, fields: { Type: 'User' } });
  }

  #describeFunction(functionName: string): Record<string, unknown> {
    const { configuration, version, ...deployed } = this.#find(functionName);
    const { account, region } = this.identity;
    return {
      FunctionName: functionName,
      FunctionArn: this.#arn(),
      Role: `arn:${partitionOf(region)}:iam::${account}:role/${functionName}`,
      State: 'Active',
      LastUpdateStatus: 'Successful',
      Environment: {
        Variables: { RESPONDER_CONFIG: configuration, ...(version === undefined ? {} : { RESPONDER_VERSION: version }) },
      },
      LoggingConfig: { LogFormat: 'Text', LogGroup: logGroupOf(deployed) },
    };
  }

  #describeRule(name: string): Record<string, unknown> {
    const rule = this.deployed?.rules.find((known) => known.name === name);
    if (rule === undefined) throw new AwsError('ResourceNotFoundException', `Rule ${name} does not exist.`);
    return {
      Name: name,
      State: rule.isEnabled ? 'ENABLED' : 'DISABLED',
      ScheduleExpression: rule.schedule,
      EventPattern: rule.eventPattern,
    };
  }
}

function applicationIn(configuration: string): string | null {
  try {
    return (JSON.parse(configuration) as { application?: string }).application ?? null;
  } catch {
    return null;
  }
}
