import type { Identity } from '../../operations/operation.ts';
import { partitionOf } from '../../operations/partition.ts';
import type {
  CompositeAlarmConfiguration,
  LogAlarmConfiguration,
  MetricAlarmConfiguration,
  PromQlAlarmConfiguration,
} from './alarm-inputs.ts';
import type { AlarmRule, StateValue } from './alarm-rule.ts';
import type { AlarmTags } from './alarm-tags.ts';
import type { MetricWatch } from './metric-watch.ts';

/** A new state, from an evaluation or from SetAlarmState. */
export interface StateChange {
  readonly value: StateValue;
  readonly reason: string;
  /** JSON text. */
  readonly reasonData?: string | undefined;
}

export interface AlarmState extends StateChange {
  /** When the state was last set, even to the same value, in milliseconds since the epoch. */
  readonly updatedAt: number;
  /** When the value last changed. */
  readonly transitionedAt: number;
  /** When the value last left ALARM. Undefined if never. */
  readonly leftAlarmAt?: number | undefined;
  /** The state before this one. Undefined for the first. */
  readonly earlier?: Omit<AlarmState, 'earlier'> | undefined;
}

/** CloudWatch's word on an evaluation that went wrong (API MetricAlarm, EvaluationState). Composite alarms have none. */
export type EvaluationState = 'PARTIAL_DATA' | 'EVALUATION_FAILURE' | 'EVALUATION_ERROR';

interface AnyAlarm {
  readonly name: string;
  readonly arn: string;
  /** When the configuration was put, milliseconds since the epoch. */
  readonly configuredAt: number;
  /** Those that it was created with. */
  readonly tags: AlarmTags;
  state: AlarmState;
}

export interface MetricAlarm extends AnyAlarm {
  readonly kind: 'metric';
  readonly configuration: MetricAlarmConfiguration;
  evaluation?: EvaluationState | undefined;
  readonly watch: MetricWatch;
}

export interface CompositeAlarm extends AnyAlarm {
  readonly kind: 'composite';
  readonly configuration: CompositeAlarmConfiguration;
  readonly rule: AlarmRule;
  /** Names of the alarms that the rule refers to. */
  readonly children: readonly string[];
}

/** One time series, or one group of log lines, of several that an alarm watches. Here while it is in ALARM. */
export interface Contributor {
  /** 16 hexadecimal digits. */
  readonly id: string;
  /** `{ az_id: 'use1-az1' }` */
  readonly attributes: Readonly<Record<string, string>>;
  /** Milliseconds since the epoch. */
  readonly since: number;
}

interface ContributorAlarm extends AnyAlarm {
  evaluation?: EvaluationState | undefined;
  /** Those that are in ALARM, by their attributes as JSON. */
  readonly contributors: Map<string, Contributor>;
}

/** A metric alarm on a PromQL query. */
export interface PromQlAlarm extends ContributorAlarm {
  readonly kind: 'promql';
  readonly configuration: PromQlAlarmConfiguration;
}

export interface LogAlarm extends ContributorAlarm {
  readonly kind: 'log';
  readonly configuration: LogAlarmConfiguration;
}

export type Alarm = MetricAlarm | CompositeAlarm | PromQlAlarm | LogAlarm;

/** An alarm for the rest of the simulator. Times are in milliseconds since the epoch. */
export interface AlarmView {
  readonly name: string;
  readonly arn: string;
  readonly kind: Alarm['kind'];
  readonly description?: string | undefined;
  readonly state: StateValue;
  readonly reason: string;
  readonly updatedAt: number;
  readonly transitionedAt: number;
}

/** `arn:aws:cloudwatch:us-east-1:111122223333:alarm:use1-az1-isolated-impact` */
export function alarmArn(name: string, { region, account }: Identity): string {
  return `arn:${partitionOf(region)}:cloudwatch:${region}:${account}:alarm:${name}`;
}

/** The name of the alarm that an AlarmRule refers to: by name, or by an ARN of this account and Region. */
export function alarmNameOf(reference: string, identity: Identity): string {
  const prefix = alarmArn('', identity);
  return reference.startsWith(prefix) ? reference.slice(prefix.length) : reference;
}

export function toView({ name, arn, kind, configuration, state }: Alarm): AlarmView {
  const { value, reason, updatedAt, transitionedAt } = state;
  return { name, arn, kind, description: configuration.AlarmDescription, state: value, reason, updatedAt, transitionedAt };
}
