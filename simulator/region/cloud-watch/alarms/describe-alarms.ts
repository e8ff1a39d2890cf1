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
  AlarmTypes: z.array(z.enum(['CompositeAlarm', 'MetricAlarm'])).optional(),
  ChildrenOfAlarmName: z.string().min(1).max(255).optional(),
  ParentsOfAlarmName: z.string().min(1).max(255).optional(),
  StateValue: stateValue.optional(),
  ActionPrefix: z.string().min(1).max(1024).optional(),
  MaxRecords: z.coerce.number().int().min(1).max(100).default(50),
  NextToken: z.string().optional(),
});

type Input = z.output<typeof describeAlarmsInput>;

/** DescribeAlarms, ordered by alarm name. Without AlarmTypes it returns only metric alarms, even if AlarmNames has composites. */
export function describeOperations(board: AlarmBoard): Operations {
  return { DescribeAlarms: reads(describeAlarmsInput, (input) => describe(board, input)) };
}

function describe(board: AlarmBoard, input: Input): Record<string, unknown> {
  refuseCombinations(input);
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
    MetricAlarms: elements.filter(({ kind }) => kind === 'metric').map(show),
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

function filterOfAll(input: Input): (alarm: Alarm) => boolean {
  const { AlarmNames = [], AlarmNamePrefix = '', AlarmTypes = [], StateValue, ActionPrefix } = input;
  const types = AlarmTypes.length === 0 ? ['MetricAlarm'] : AlarmTypes;
  const conditions: Array<(alarm: Alarm) => boolean> = [
    ({ kind }) => types.includes(kind === 'metric' ? 'MetricAlarm' : 'CompositeAlarm'),
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
  if (input.ChildrenOfAlarmName === undefined)
    return (alarm) => ({ ...alarm.configuration, ...membersOf(alarm, board), ...suppressionMembers(alarm, board) });
  return ({ name, arn, state }) => {
    return { AlarmName: name, AlarmArn: arn, StateValue: state.value, StateUpdatedTimestamp: new Date(state.updatedAt) };
  };
}

function membersOf(alarm: Alarm, board: AlarmBoard): Record<string, unknown> {
  const { arn, configuredAt } = alarm;
  const state = board.shownState(alarm);
  const isSingleMetric = alarm.kind === 'metric' && alarm.configuration.Metrics === undefined;
  return {
    ...(alarm.kind === 'metric' ? { EvaluationState: alarm.evaluation } : {}),
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
