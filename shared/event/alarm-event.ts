import type { AlarmStateValue } from '../domain/index.ts';

/** The state changes of an alarm, from EventBridge or from the alarm's own action. */
export interface AlarmEvent {
  readonly arn: string;
  readonly account: string;
  readonly region: string;
  readonly change: AlarmChange;
}

/** What both say about the change. `timestamp` is in UTC, as `2026-11-24T17:04:40.989Z`. */
export interface AlarmChange {
  readonly alarmName: string;
  readonly state: {
    readonly value: AlarmStateValue;
    readonly timestamp: string;
    readonly reason?: string | null | undefined;
    readonly actionsSuppressedBy?: string | null | undefined;
  };
  readonly previousState?: { readonly value: AlarmStateValue } | null | undefined;
  readonly muteDetail?: { readonly mutedByArn?: string | undefined } | null | undefined;
  readonly configuration?: { readonly description?: string | null | undefined } | null | undefined;
  /** The alarm's tags, where it propagates them: `{ 'az-id': 'use1-az1' }`. */
  readonly alarmTags?: unknown;
  /** It is not the alarm that has changed, but one of its contributors. */
  readonly alarmContributor?: { readonly attributes: Readonly<Record<string, string>> } | undefined;
}

/**
 * CloudWatch writes `2026-11-24T17:04:40.989+0000`, without the colon that ISO 8601 parsers want. Null: no time, or of no year of four
 * digits; hours are added to it, and it is compared with others as text.
 */
export function instantOf(value: string): string | null {
  const millis = Date.parse(value.replace(/([+-]\d{2})(\d{2})$/, '$1:$2'));
  const instant = Number.isNaN(millis) ? '' : new Date(millis).toISOString();
  return /^\d{4}-/.test(instant) ? instant : null;
}

type Members = Readonly<Record<string, unknown>>;

/** The event as the schema would read it, without zod; null unless it is certain that the schema would accept it. */
export function readAlarmEvent(raw: object): AlarmEvent | null {
  const event = raw as Members;
  if ('action' in event || event.source !== 'aws.cloudwatch') return null;
  const { account, accountId, region, resources, alarmArn, detail, alarmData } = event;
  if (!('detail-type' in event)) return readParts({ arn: alarmArn, account: accountId, region, change: alarmData });
  const isChange = event['detail-type'] === 'CloudWatch Alarm State Change';
  if (!isChange || !Array.isArray(resources) || !resources.every(isText)) return null;
  return readParts({ arn: resources[0], account, region, change: detail });
}

function readParts({ arn, account, region, change }: Readonly<Record<keyof AlarmEvent, unknown>>): AlarmEvent | null {
  if (![arn, account, region].every(isText) || !isObject(change) || !isWellFormed(change)) return null;
  const { state } = change as unknown as AlarmChange;
  const timestamp = instantOf(state.timestamp);
  return timestamp === null
    ? null
    : ({ arn, account, region, change: { ...change, state: { ...state, timestamp } } } as AlarmEvent);
}

/** A contributor's change, and that of an alarm whose tag names a zone, are left to the schema and what is behind it: few ever come. */
function isWellFormed({ alarmName, state, previousState, muteDetail, configuration, ...rare }: Members): boolean {
  const isUsual = rare.alarmContributor === undefined && Object(rare.alarmTags)['az-id'] === undefined;
  const hasState = isUsual && isText(alarmName) && isObject(state) && isState(state) && isText(state.timestamp);
  return (
    hasState &&
    [state.reason, state.actionsSuppressedBy].every(isTextOrNothing) &&
    isNothingOr(previousState, isState) &&
    isNothingOr(muteDetail, ({ mutedByArn }) => mutedByArn === undefined || isText(mutedByArn)) &&
    isNothingOr(configuration, ({ description }) => isTextOrNothing(description))
  );
}

const STATES: readonly unknown[] = ['OK', 'ALARM', 'INSUFFICIENT_DATA'] satisfies AlarmStateValue[];

function isState({ value }: Members): boolean {
  return STATES.includes(value);
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isTextOrNothing(value: unknown): boolean {
  return value === null || value === undefined || isText(value);
}

function isNothingOr(value: unknown, holds: (members: Members) => boolean): boolean {
  return value === null || value === undefined || (isObject(value) && holds(value));
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
