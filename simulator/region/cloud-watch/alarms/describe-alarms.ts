import { z } from 'zod';
import { AwsError, type Operations, reads } from '../../operations/operation.ts';
import { takePage } from '../../operations/paging.ts';
import type { Alarm } from './alarm.ts';
import type { AlarmBoard } from './alarm-board.ts';
import { stateValue } from './alarm-inputs.ts';
import { reasonOfSuppression } from './suppression.ts';

const describeAlarmsInput = z.object({
  AlarmNames: z.array(z.string().min(1).max(255)).max(100).optional(),
  AlarmNamePrefix: z.string().min(1).max(255).optional(),
  AlarmTypes: z.array(z.enum(['CompositeAlarm', 'MetricAlarm', 'LogAlarm'])).optional(),
  ChildrenOfAlarmName: z.string().min(1).max(255).optional(),
  ParentsOfAlarmName: z.string().min(1).max(255).optional(),
  StateValue: stateValue.optional(),
  ActionPrefix: z.string().min(1).max(1024).optional(),
  MaxRecords: z.coerce.number().int().min(1).max(100).default(50),
  NextToken: z.string().optional(),
});

type Input = z.output<typeof describeAlarmsInput>;

const describeContributorsInput = z.object({ AlarmName: z.string().min(1).max(255), NextToken: z.string().optional() });
/** AWS publishes no size of a page. */
const CONTRIBUTORS_A_PAGE = 100;

/** DescribeAlarms, ordered by alarm name, and DescribeAlarmContributors. Without AlarmTypes it returns only metric alarms, even if AlarmNames has composites. */
export function describeOperations(board: AlarmBoard): Operations {
  return {
    DescribeAlarms: reads(describeAlarmsInput, (input) => describe(board, input)),
    DescribeAlarmContributors: reads(describeContributorsInput, (input) => describeContributors(board, input)),
  };
}

/** Those in ALARM. Of an alarm without contributors AWS does not say what it answers: an empty list here. */
function describeContributors(
  board: AlarmBoard,
  { AlarmName, NextToken }: z.output<typeof describeContributorsInput>,
): Record<string, unknown> {
  const alarm = board.get(AlarmName);
  if (alarm === undefined) throw new AwsError('ResourceNotFoundException', `Alarm ${AlarmName} does not exist.`, { status: 404 });
  const { elements, nextToken } = takePage('contributors' in alarm ? [...alarm.contributors.values()] : [], {
    matches: () => true,
    keyOf: ({ id }) => id,
    size: CONTRIBUTORS_A_PAGE,
    token: NextToken,
    refuse: () => new AwsError('InvalidNextToken', 'The next token specified is invalid.'),
  });
  return {
    AlarmContributors: elements.map(({ id, attributes, since }) => ({
      ContributorId: id,
      ContributorAttributes: attributes,
      StateReason: 'The query returned this time series.',
      StateTransitionedTimestamp: new Date(since),
    })),
    NextToken: nextToken,
  };
}

function describe(board: AlarmBoard, input: Input): Record<string, unknown> {
  refuseCombinations(input);
  if (board.refusesLogAlarms && input.AlarmTypes?.includes('LogAlarm'))
    throw new AwsError('ValidationError', 'AlarmTypes: LogAlarm is not one of CompositeAlarm, MetricAlarm.');
  const { elements, nextToken } = takePage(board.all(), {
    matches: filterOf(board, input),
    keyOf: ({ name }) => name,
    size: input.MaxRecords,
    token: input.NextToken,
    refuse: () => new AwsError('InvalidNextToken', 'The next token specified is invalid.'),
  });
  const show = presentationOf(board, input);
  return {
    CompositeAlarms: elements.filter(({ kind }) => kind === 'composite').map(show),
    MetricAlarms: elements.filter(({ kind }) => kind === 'metric' || kind === 'promql').map(show),
    LogAlarms: input.AlarmTypes?.includes('LogAlarm') ? elements.filter(({ kind }) => kind === 'log').map(show) : undefined,
    NextToken: nextToken,
  };
}

function refuseCombinations(input: Input): void {
  const { AlarmNames, AlarmNamePrefix, ChildrenOfAlarmName, ParentsOfAlarmName } = input;
  const filters = [AlarmNames, AlarmNamePrefix, input.AlarmTypes, input.StateValue, input.ActionPrefix];
  const others = filters.filter((filter) => filter !== undefined && filter.length > 0).length;
  const relatives = [ChildrenOfAlarmName, ParentsOfAlarmName].filter((name) => name !== undefined).length;
  if (relatives > 0 && relatives + others > 1) {
    const allowed = 'only MaxRecords and NextToken may be specified';
    throw new AwsError('ValidationError', `With ChildrenOfAlarmName or ParentsOfAlarmName ${allowed}.`);
  }
  if (AlarmNamePrefix !== undefined && AlarmNames !== undefined && AlarmNames.length > 0) {
    throw new AwsError('ValidationError', 'AlarmNames and AlarmNamePrefix cannot be specified together.');
  }
}

function filterOf(board: AlarmBoard, input: Input): (alarm: Alarm) => boolean {
  const { ChildrenOfAlarmName, ParentsOfAlarmName } = input;
  if (ChildrenOfAlarmName !== undefined) {
    const parent = board.get(ChildrenOfAlarmName);
    return ({ name }) => parent?.kind === 'composite' && parent.children.includes(name);
  }
  if (ParentsOfAlarmName !== undefined) {
    return (alarm) => alarm.kind === 'composite' && alarm.children.includes(ParentsOfAlarmName);
  }
  return filterOfAll(input);
}

const TYPES = {
  metric: 'MetricAlarm',
  promql: 'MetricAlarm',
  composite: 'CompositeAlarm',
  log: 'LogAlarm',
} as const satisfies Record<Alarm['kind'], string>;

function filterOfAll(input: Input): (alarm: Alarm) => boolean {
  const { AlarmNames = [], AlarmNamePrefix = '', AlarmTypes = [], StateValue, ActionPrefix } = input;
  const types = AlarmTypes.length === 0 ? ['MetricAlarm'] : AlarmTypes;
  const conditions: Array<(alarm: Alarm) => boolean> = [
    ({ kind }) => types.includes(TYPES[kind]),
    ({ name }) => AlarmNames.length === 0 || AlarmNames.includes(name),
    ({ name }) => name.startsWith(AlarmNamePrefix),
    ({ state }) => StateValue === undefined || state.value === StateValue,
    (alarm) => ActionPrefix === undefined || actionsOf(alarm).some((action) => action.startsWith(ActionPrefix)),
  ];
  return (alarm) => conditions.every((condition) => condition(alarm));
}

function actionsOf({ configuration }: Alarm): readonly string[] {
  return [...configuration.OKActions, ...configuration.AlarmActions, ...configuration.InsufficientDataActions];
}

/** Children and parents have little more than their names (DescribeAlarms, ChildrenOfAlarmName and ParentsOfAlarmName). */
function presentationOf(board: AlarmBoard, input: Input): (alarm: Alarm) => Record<string, unknown> {
  if (input.ParentsOfAlarmName !== undefined) return ({ name, arn }) => ({ AlarmName: name, AlarmArn: arn });
  if (input.ChildrenOfAlarmName === undefined) return (alarm) => wholeAlarm(alarm, board);
  return ({ name, arn, state }) => {
    return { AlarmName: name, AlarmArn: arn, StateValue: state.value, StateUpdatedTimestamp: new Date(state.updatedAt) };
  };
}

/** Without its tags, which only ListTagsForResource tells. */
function wholeAlarm(alarm: Alarm, board: AlarmBoard): Record<string, unknown> {
  const { Tags: _tags, ...told } = alarm.configuration;
  return { ...told, ...membersOf(alarm, board), ...suppressionMembers(alarm, board) };
}

function membersOf(alarm: Alarm, board: AlarmBoard): Record<string, unknown> {
  const { arn, configuredAt } = alarm;
  const state = board.shownState(alarm);
  const isSingleMetric = alarm.kind === 'metric' && alarm.configuration.Metrics === undefined;
  return {
    ...(alarm.kind === 'composite' ? {} : { EvaluationState: alarm.evaluation }),
    ...(isSingleMetric ? { Dimensions: alarm.configuration.Dimensions ?? [] } : {}),
    AlarmArn: arn,
    AlarmConfigurationUpdatedTimestamp: new Date(configuredAt),
    StateValue: state.value,
    StateReason: state.reason,
    StateReasonData: state.reasonData,
    StateUpdatedTimestamp: new Date(state.updatedAt),
    StateTransitionedTimestamp: new Date(state.transitionedAt),
  };
}

function suppressionMembers(alarm: Alarm, board: AlarmBoard): Record<string, unknown> {
  const by = board.suppressionOf(alarm);
  return by === undefined ? {} : { ActionsSuppressedBy: by, ActionsSuppressedReason: reasonOfSuppression(by) };
}
