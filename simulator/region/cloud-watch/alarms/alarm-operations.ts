import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import { AwsError, type Identity, type Operations, reads, writes } from '../../operations/operation.ts';
import type { MetricStore } from '../metrics/metric-store.ts';
import { type Alarm, type AlarmState, alarmArn, alarmNameOf, type CompositeAlarm, type Contributor } from './alarm.ts';
import type { AlarmBoard } from './alarm-board.ts';
import {
  type CompositeAlarmConfiguration,
  type LogAlarmConfiguration,
  type MetricAlarmConfiguration,
  type PromQlAlarmConfiguration,
  putCompositeAlarmInput,
  putLogAlarmInput,
  putMetricAlarmInput,
  putPromQlAlarmInput,
  stateValue,
} from './alarm-inputs.ts';
import { alarmsIn, parseAlarmRule } from './alarm-rule.ts';
import { tagsIn } from './alarm-tags.ts';
import type { CompositeEvaluation } from './composite-evaluation.ts';
import { watchMetric } from './metric-watch.ts';
import { parsePromQl } from './promql-query.ts';

/** What the alarm operations need. */
export interface AlarmParts {
  readonly board: AlarmBoard;
  readonly composites: CompositeEvaluation;
  readonly store: MetricStore;
  readonly clock: Clock;
  readonly identity: Identity;
}

/** The maximum number of composite alarms that may name one alarm (PutCompositeAlarm). */
const MAXIMUM_PARENTS = 150;

const setAlarmStateInput = z.object({
  AlarmName: z.string().min(1).max(255),
  StateValue: stateValue,
  StateReason: z.string().max(1023),
  StateReasonData: z.string().max(4000).optional(),
});

const deleteAlarmsInput = z.object({ AlarmNames: z.array(z.string().min(1).max(255)).max(100) });

const listTagsInput = z.object({ ResourceARN: z.string().min(1).max(1024) });

/** Which of the two kinds of metric alarm is put shows by one member. */
const putAnyMetricAlarmInput = z.unknown().transform((raw, context) => {
  const schema = 'EvaluationCriteria' in Object(raw) ? putPromQlAlarmInput : putMetricAlarmInput;
  const parsed = schema.safeParse(raw);
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues) context.addIssue({ code: 'custom', path, message });
  return z.NEVER;
});

/** PutMetricAlarm, PutLogAlarm, PutCompositeAlarm, SetAlarmState, DeleteAlarms, and ListTagsForResource of alarms. */
export function alarmOperations(parts: AlarmParts): Operations {
  return {
    PutMetricAlarm: writes(putAnyMetricAlarmInput, (input) =>
      'EvaluationCriteria' in input ? putPromQlAlarm(parts, input) : putMetricAlarm(parts, input),
    ),
    PutLogAlarm: writes(putLogAlarmInput, (input) => putLogAlarm(parts, input)),
    PutCompositeAlarm: writes(putCompositeAlarmInput, (input) => putCompositeAlarm(parts, input)),
    SetAlarmState: writes(setAlarmStateInput, (input) => setAlarmState(parts, input)),
    ListTagsForResource: reads(listTagsInput, ({ ResourceARN }) => listTags(parts, ResourceARN)),
    DeleteAlarms: writes(deleteAlarmsInput, ({ AlarmNames }) => deleteAlarms(parts, AlarmNames)),
  };
}

function putMetricAlarm(parts: AlarmParts, configuration: MetricAlarmConfiguration): Record<string, unknown> {
  if (configuration.Metrics !== undefined) refuseBothForms(configuration);
  const watch = watchMetric(configuration, parts.store);
  parts.board.put({
    kind: 'metric',
    ...identify(parts, { configuration, kind: 'metric' }),
    configuration,
    watch,
  });
  return {};
}

function putPromQlAlarm(parts: AlarmParts, configuration: PromQlAlarmConfiguration): Record<string, unknown> {
  parsePromQl(configuration.EvaluationCriteria.PromQLCriteria.Query);
  const identified = identify(parts, { configuration, kind: 'promql' });
  parts.board.put({ kind: 'promql', ...identified, configuration, contributors: contributorsOf(parts, identified.name) });
  return {};
}

function putLogAlarm(parts: AlarmParts, configuration: LogAlarmConfiguration): Record<string, unknown> {
  const identified = identify(parts, { configuration, kind: 'log' });
  parts.board.put({ kind: 'log', ...identified, configuration, contributors: contributorsOf(parts, identified.name) });
  return {};
}

function contributorsOf({ board }: AlarmParts, name: string): Map<string, Contributor> {
  const present = board.get(name);
  return present !== undefined && 'contributors' in present ? present.contributors : new Map();
}

function refuseBothForms(configuration: MetricAlarmConfiguration): void {
  const single = ['Namespace', 'MetricName', 'Dimensions', 'Period', 'Unit', 'Statistic', 'ExtendedStatistic'] as const;
  const given = single.filter((member) => {
    const value = configuration[member];
    return value !== undefined && !(Array.isArray(value) && value.length === 0);
  });
  if (given.length > 0) throw invalid(`${given.join(', ')} cannot be given together with Metrics.`);
}

function putCompositeAlarm(parts: AlarmParts, configuration: CompositeAlarmConfiguration): Record<string, unknown> {
  const { board, composites, identity } = parts;
  const rule = parseAlarmRule(configuration.AlarmRule);
  const children = [...new Set(alarmsIn(rule).map((written) => alarmNameOf(written, identity)))];
  const missing = children.filter((child) => board.get(child) === undefined);
  if (missing.length > 0) {
    throw invalid(`Could not save the composite alarm as alarms [${missing.join(', ')}] in the alarm rule do not exist`);
  }
  checkSuppressor(configuration);
  checkParents(parts, { name: configuration.AlarmName, children });
  const identified = identify(parts, { configuration, kind: 'composite' });
  const alarm: CompositeAlarm = { kind: 'composite', ...identified, configuration, rule, children };
  composites.configured(alarm, board.put(alarm));
  return {};
}

function checkSuppressor(configuration: CompositeAlarmConfiguration): void {
  const { ActionsSuppressor, ActionsSuppressorWaitPeriod: wait, ActionsSuppressorExtensionPeriod: extension } = configuration;
  if (ActionsSuppressor !== undefined && (wait === undefined || extension === undefined)) {
    throw invalid('ActionsSuppressorWaitPeriod and ActionsSuppressorExtensionPeriod are required with ActionsSuppressor.');
  }
}

function checkParents({ board }: AlarmParts, { name, children }: { name: string; children: readonly string[] }): void {
  for (const child of children) {
    const others = board.parentsOf(child).filter((parent) => parent.name !== name);
    if (others.length < MAXIMUM_PARENTS) continue;
    throw new AwsError('LimitExceeded', `Alarm ${child} is already in the rules of ${MAXIMUM_PARENTS} composite alarms.`);
  }
}

type Identified = Pick<Alarm, 'name' | 'arn' | 'configuredAt' | 'state' | 'tags'>;

/**
 * A new alarm starts in INSUFFICIENT_DATA, but a PromQL alarm in OK: without a series, nothing breaches. A new configuration keeps the
 * state, and the tags: those that it gives are ignored.
 */
function identify(
  { board, clock, identity }: AlarmParts,
  { configuration, kind }: Pick<Alarm, 'configuration' | 'kind'>,
): Identified {
  const name = configuration.AlarmName;
  const present = board.get(name);
  if (present !== undefined && present.kind !== kind) throw invalid(`${name} is the name of an alarm of another type.`);
  const now = clock.millis;
  const initial: AlarmState = {
    value: kind === 'promql' ? 'OK' : 'INSUFFICIENT_DATA',
    reason: 'Unchecked: Initial alarm creation',
    updatedAt: now,
    transitionedAt: now,
  };
  const { state = initial, tags = tagsIn(configuration) } = present ?? {};
  return { name, arn: alarmArn(name, identity), configuredAt: now, state, tags };
}

function setAlarmState({ board }: AlarmParts, input: z.output<typeof setAlarmStateInput>): Record<string, unknown> {
  const alarm = board.get(input.AlarmName);
  if (alarm === undefined) throw new AwsError('ResourceNotFound', 'Unknown', { status: 404 });
  if (input.StateReasonData !== undefined && !isJson(input.StateReasonData)) {
    throw new AwsError('InvalidFormat', 'StateReasonData must be valid JSON.');
  }
  board.setState(alarm, { value: input.StateValue, reason: input.StateReason, reasonData: input.StateReasonData });
  return {};
}

/** Ignores unknown names (DeleteAlarms: "the alarms you specify with correct names are still deleted"). */
function deleteAlarms({ board }: AlarmParts, names: readonly string[]): Record<string, unknown> {
  const alarms = [...new Set(names)].map((name) => board.get(name)).filter((alarm) => alarm !== undefined);
  if (alarms.filter((alarm) => alarm.kind === 'composite').length > 1) {
    throw invalid('Only one composite alarm can be deleted in one operation.');
  }
  const needed = alarms.filter(({ name }) =>
    board.parentsOf(name).some((parent) => parent.name === name || !alarms.includes(parent)),
  );
  if (needed.length > 0) {
    const those = needed.map(({ name }) => name).join(',');
    throw invalid(`Cannot delete ${those} as there are composite alarm(s) depending on ${needed.length === 1 ? 'it' : 'them'}.`);
  }
  for (const alarm of alarms) board.remove(alarm);
  return {};
}

/** Of alarms alone: nothing else here has tags. */
function listTags({ board }: AlarmParts, arn: string): Record<string, unknown> {
  const alarm = board.all().find((one) => one.arn === arn);
  if (alarm === undefined) throw new AwsError('ResourceNotFoundException', `${arn} does not exist.`, { status: 404 });
  return { Tags: Object.entries(alarm.tags).map(([Key, Value]) => ({ Key, Value })) };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationError', message);
}
