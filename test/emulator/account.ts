import type { Statement } from '../infra/iam.ts';

/** What account.py prints: everything that a stack of the responder can leave in an account. */
export interface Account {
  readonly stacks: Readonly<Record<string, { readonly Status: string }>>;
  readonly functions: Readonly<Record<string, DeployedFunction>>;
  readonly rules: Readonly<Record<string, DeployedRule>>;
  readonly roles: Readonly<Record<string, DeployedRole>>;
  readonly managedPolicies: readonly string[];
  readonly topics: readonly string[];
  readonly queues: readonly string[];
  readonly keys: readonly string[];
  readonly logGroups: readonly string[];
  readonly dashboards: readonly string[];
  readonly alarms: { readonly metric: readonly DeployedAlarm[]; readonly composite: readonly DeployedAlarm[] };
}

export interface DeployedFunction {
  readonly FunctionArn: string;
  /** `nodejs24.x` */
  readonly Runtime: string;
  /** `index.handler` */
  readonly Handler: string;
  /** MB */
  readonly MemorySize: number;
  /** Seconds */
  readonly Timeout: number;
  /** Base64 */
  readonly CodeSha256: string;
  /** In the bucket. */
  readonly CodeKey: string;
  readonly Description: string;
  readonly Role: string;
  readonly Environment: Readonly<Record<string, string>>;
  readonly ReservedConcurrency: number | null;
  /** Service, action and source, each. */
  readonly Invokers: readonly (readonly [string, string, string])[];
}

interface DeployedRule {
  readonly State: string;
  readonly EventPattern: Readonly<Record<string, unknown>> | null;
  readonly ScheduleExpression: string | null;
  readonly Targets: readonly string[];
}

interface DeployedRole {
  readonly TrustedServices: readonly string[];
  readonly Statements: readonly Statement[];
}

/** As DescribeAlarms answers. */
export type DeployedAlarm = Readonly<Record<string, unknown>> & { readonly AlarmName: string };
