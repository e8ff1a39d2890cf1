import { z } from 'zod';
import type { Clock } from '../../clock.ts';
import { AwsError, type Identity, type Operations, reads, writes } from '../../operations/operation.ts';
import { wireDate } from '../../operations/operation-input.ts';

import { takePage } from '../../operations/paging.ts';

import { partitionOf } from '../../operations/partition.ts';

import { MINUTE_MILLIS } from '../metrics/metric-store.ts';

/** An active mute: its rule, start and end (milliseconds since the epoch). */
export interface Mute {
  readonly ruleArn: string;
  readonly startsAt: number;
  readonly endsAt: number;
}

interface MuteRule extends Mute {
  readonly alarmNames: readonly string[];
  /** Milliseconds since the epoch. */
  readonly putAt: number;
}

const putAlarmMuteRuleInput = z.object({
  Name: z.string().min(1).max(255),
  Description: z.string().max(1024).optional(),
  Rule: z.object({
    Schedule: z.object({
      Expression: z.string().min(1).max(256),
      Duration: z.string().min(1).max(50),
      Timezone: z.string().min(1).max(50).optional(),
    }),
  }),
  MuteTargets: z.object({ AlarmNames: z.array(z.string().min(1).max(255)).max(100) }).optional(),
  StartDate: wireDate.optional(),
  ExpireDate: wireDate.optional(),
});

const deleteAlarmMuteRuleInput = z.object({ AlarmMuteRuleName: z.string().min(1).max(255) });

const listAlarmMuteRulesInput = z.object({
  AlarmName: z.string().min(1).max(255).optional(),
  Statuses: z.array(z.enum(['SCHEDULED', 'ACTIVE', 'EXPIRED'])).optional(),
  MaxRecords: z.coerce.number().int().min(1).max(100).optional(),
  NextToken: z.string().optional(),
});

type ListInput = z.output<typeof listAlarmMuteRulesInput>;
type PutInput = z.output<typeof putAlarmMuteRuleInput>;

/**
 * Alarm mute rules with one window each. A mute stops the actions of its target alarms, but not their evaluation or their events,
 * which say that the alarm is muted ("Alarm mute rules"; "Alarm events and EventBridge", muteDetail).
 */
export class MuteRules {
  readonly operations: Operations;
  readonly #clock: Clock;
  readonly #identity: Identity;
  readonly #rules = new Map<string, MuteRule>();

  constructor(clock: Clock, identity: Identity) {
    this.#clock = clock;
    this.#identity = identity;
    this.operations = {
      PutAlarmMuteRule: writes(putAlarmMuteRuleInput, (input) => this.#put(input)),
      ListAlarmMuteRules: reads(listAlarmMuteRulesInput, (input) => this.#list(input)),
      DeleteAlarmMuteRule: writes(deleteAlarmMuteRuleInput, ({ AlarmMuteRuleName }) => this.#delete(AlarmMuteRuleName)),
    };
  }

  /** The alarm's active mute. If there are several, the one that was put first. */
  muteOf(alarmName: string): Mute | undefined {
    return [...this.#rules.values()].find((rule) => rule.alarmNames.includes(alarmName) && this.#statusOf(rule) === 'ACTIVE');
  }

  #put({ Name, Rule, MuteTargets, StartDate, ExpireDate }: PutInput): Record<string, unknown> {
    const { region, account } = this.#identity;
    const opensAt = startOf(Rule.Schedule);
    const closesAt = opensAt + durationOf(Rule.Schedule.Duration);
    this.#rules.set(Name, {
      ruleArn: `arn:${partitionOf(region)}:cloudwatch:${region}:${account}:alarm-mute-rule:${Name}`,
      startsAt: Math.max(opensAt, StartDate?.getTime() ?? opensAt),
      endsAt: Math.min(closesAt, ExpireDate?.getTime() ?? closesAt),
      alarmNames: MuteTargets?.AlarmNames ?? [],
      putAt: this.#clock.millis,
    });
    return {};
  }

  /** In the order in which they were put, 50 on a page by default. */
  #list({ AlarmName, Statuses, MaxRecords = 50, NextToken }: ListInput): Record<string, unknown> {
    const isWanted = (rule: MuteRule) =>
      (AlarmName === undefined || rule.alarmNames.includes(AlarmName)) &&
      (Statuses === undefined || Statuses.includes(this.#statusOf(rule)));
    const { elements, nextToken } = takePage([...this.#rules.values()], {
      matches: isWanted,
      keyOf: ({ ruleArn }) => ruleArn,
      size: MaxRecords,
      token: NextToken,
      refuse: () => new AwsError('InvalidNextToken', 'The next token specified is invalid.'),
    });
    const summaries = elements.map((rule) => ({
      AlarmMuteRuleArn: rule.ruleArn,
      Status: this.#statusOf(rule),
      MuteType: 'ONE_TIME',
      LastUpdatedTimestamp: new Date(rule.putAt),
    }));
    return { AlarmMuteRuleSummaries: summaries, NextToken: nextToken };
  }

  #statusOf({ startsAt, endsAt }: MuteRule): 'SCHEDULED' | 'ACTIVE' | 'EXPIRED' {
    const now = this.#clock.millis;
    if (now < startsAt) return 'SCHEDULED';
    return now < endsAt ? 'ACTIVE' : 'EXPIRED';
  }

  #delete(name: string): Record<string, unknown> {
    if (!this.#rules.delete(name))
      throw new AwsError('ResourceNotFound', `The alarm mute rule ${name} does not exist.`, { status: 404 });
    return {};
  }
}

/** `at(2026-11-24T17:00)`. Repeating rules and other time zones are not modelled and are refused. */
function startOf({ Expression, Timezone = 'UTC' }: PutInput['Rule']['Schedule']): number {
  const written = /^at\((\d{4}-\d\d-\d\dT\d\d:\d\d)\)$/.exec(Expression)?.[1];
  const startsAt = written === undefined ? Number.NaN : Date.parse(`${written}:00Z`);
  if (Number.isNaN(startsAt)) throw invalid(`Expression must be at(yyyy-MM-ddThh:mm) here: ${Expression}`);
  if (Timezone !== 'UTC') throw invalid(`Timezone must be UTC here: ${Timezone}`);
  return startsAt;
}

const DURATION = /^P(?=\d|T\d)(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/;
const MINUTES_A_DAY = 24 * 60;

/** `PT90M`, `PT4H`, `P1DT12H`: one minute to 15 days, in milliseconds. */
function durationOf(text: string): number {
  const [, days, hours, minutes] = DURATION.exec(text) ?? [];
  const total = Number(days ?? 0) * MINUTES_A_DAY + Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  if (total < 1 || total > 15 * MINUTES_A_DAY) throw invalid(`Duration must be between PT1M and P15D: ${text}`);
  return total * MINUTE_MILLIS;
}

function invalid(message: string): AwsError {
  return new AwsError('ValidationError', message);
}
