import * as z from 'zod/mini';
import { overridableIn, type RequestedAction } from '../decide/overridable.ts';
import { instantOf } from './alarm-event.ts';

/** Shapes of what may come in. Events of AWS may grow members: unknown ones are ignored. A person's typing may not: refused. */

const stateValue = z.enum(['OK', 'ALARM', 'INSUFFICIENT_DATA']);
const TIME = 'a time such as 2026-11-24T17:04:40.989+0000';
const timestamp = z.pipe(
  z.string({ error: TIME }).check(z.refine((value: string) => instantOf(value) !== null, { error: TIME })),
  z.transform((value: string) => instantOf(value) ?? ''),
);

const alarmState = z.object({
  value: stateValue,
  timestamp,
  reason: z.optional(z.nullable(z.string())),
  actionsSuppressedBy: z.optional(z.nullable(z.string())),
});

const alarmChange = z.object({
  alarmName: z.string({ error: 'the name of an alarm' }),
  state: alarmState,
  previousState: z.optional(z.nullable(z.object({ value: stateValue }))),
  muteDetail: z.optional(z.nullable(z.object({ mutedByArn: z.optional(z.string()) }))),
  configuration: z.optional(z.nullable(z.object({ description: z.optional(z.nullable(z.string())) }))),
  // Documented as an object for EventBridge; whatever else comes in names no zone.
  alarmTags: z.optional(z.unknown()),
  alarmContributor: z.optional(
    z.object(
      { attributes: z.record(z.string(), z.string(), { error: 'an object: attribute to value' }) },
      { error: 'an object with attributes' },
    ),
  ),
});

/**
 * EventBridge, `CloudWatch Alarm State Change` and, with `alarmContributor`, `CloudWatch Alarm Contributor State Change` (CloudWatch User
 * Guide, "Alarm events and EventBridge").
 */
export const alarmEventSchema = z.object({
  source: z.literal('aws.cloudwatch'),
  'detail-type': z.enum(['CloudWatch Alarm State Change', 'CloudWatch Alarm Contributor State Change']),
  account: z.string({ error: 'an account ID' }),
  region: z.string({ error: 'a Region such as us-east-1' }),
  resources: z
    .array(z.string(), { error: 'a list that holds the ARN of the alarm' })
    .check(z.minLength(1, { error: 'a list that holds the ARN of the alarm' })),
  detail: alarmChange,
});

/** What an alarm's own Lambda action sends (CloudWatch User Guide, "Invoke a Lambda function from an alarm"). */
export const alarmActionSchema = z.object({
  source: z.literal('aws.cloudwatch'),
  alarmArn: z.string({ error: 'the ARN of an alarm' }),
  accountId: z.string({ error: 'an account ID' }),
  region: z.string({ error: 'a Region such as us-east-1' }),
  alarmData: alarmChange,
});

const MANUAL_ACTIONS = ['evacuate', 'restore', 'status', 'doctor', 'upkeep'] as const;

const ACCEPTED_ID = 'letters, digits, "_" and "-", 1 to 64 characters';

/** Programs write null for what they leave out. Not for a dry run: what was meant by it is not known. */
function orNothing<Schema extends z.ZodMiniType, Default>(schema: Schema, byDefault: Default) {
  return z.pipe(
    z.optional(z.nullable(schema)),
    z.transform((value: z.output<Schema> | null | undefined) => value ?? byDefault),
  );
}

const manualShape = {
  action: z.enum(MANUAL_ACTIONS),
  zone: orNothing(z.string({ error: 'an AZ ID or an AZ name' }), undefined),
  dryRun: z._default(z.boolean({ error: 'true, false' }), false),
  reason: orNothing(z.string({ error: 'text' }).check(z.maxLength(500, { error: 'text of at most 500 characters' })), ''),
  override: orNothing(z.array(z.string({ error: 'the name of a check' }), { error: 'a list of checks' }), [] as string[]),
  id: orNothing(z.string({ error: ACCEPTED_ID }).check(z.regex(/^[\w-]{1,64}$/, { error: ACCEPTED_ID })), undefined),
};

const IN: Readonly<Record<RequestedAction, string>> = {
  evacuate: 'in an evacuation: ',
  restore: 'in a restore: ',
  status: 'none in a status: it decides nothing',
  doctor: 'none in a check of readiness: it decides nothing',
  upkeep: 'none in an upkeep: it overrides nothing',
};

/** What has no effect means something else: a person who believes to have answered for a check must not be left with that. */
const overridesWithEffect = z.check<{ action: RequestedAction; override: string[] }>(({ value, issues }) => {
  const accepted = overridableIn(value.action);
  for (const [index, input] of value.override.entries()) {
    if (accepted.includes(input)) continue;
    issues.push({ code: 'custom', input, path: ['override', index], message: `${IN[value.action]}${accepted.join(', ')}` });
  }
});

export const manualRequestSchema = z
  .strictObject(manualShape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? Object.keys(manualShape).join(', ') : 'an object'),
  })
  .check(overridesWithEffect);
