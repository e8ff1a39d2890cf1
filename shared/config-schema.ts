import * as z from 'zod/mini';
import type { AzId, AzName, ResourceArn } from './domain.ts';

/** The configuration document (design section 3) as a schema: shapes and single values. Rules across values: config.ts. */

const text = (accepted: string) => z.string({ error: accepted }).check(z.minLength(1, { error: accepted }));
const matching = (pattern: RegExp, accepted: string) =>
  z.string({ error: accepted }).check(z.regex(pattern, { error: accepted }));
const wholeNumber = (minimum: number, accepted: string) => z.int({ error: accepted }).check(z.gte(minimum, { error: accepted }));

/** A closed object: an unknown key is refused, with the keys that are accepted. */
function closed<Shape extends z.core.$ZodShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? Object.keys(shape).join(', ') : 'an object'),
  });
}

function listOf<Item extends z.core.$ZodType>(item: Item, accepted: string) {
  return z.array(item, { error: accepted });
}

export const zoneIdSchema = z.pipe(
  matching(/^[a-z]{2,6}\d+-az\d+$/, 'an AZ ID such as use1-az1'),
  z.transform((value: string) => value as AzId),
);
const zoneNameSchema = z.pipe(
  matching(/^[a-z]{2}(-[a-z]+)+-\d+[a-z]$/, 'an AZ name such as us-east-1a'),
  z.transform((value: string) => value as AzName),
);

const loadBalancerPattern = /^arn:aws[\w-]*:elasticloadbalancing:[\w-]+:\d{12}:loadbalancer\/(app|net)\/[^/]+\/[^/]+$/;
const clusterPattern = /^arn:aws[\w-]*:eks:[\w-]+:\d{12}:cluster\/.+$/;
const resourceSchema = z.pipe(
  matching(
    new RegExp(`${loadBalancerPattern.source}|${clusterPattern.source}`),
    'the ARN of an Application or Network Load Balancer, or of an EKS cluster',
  ),
  z.transform((value: string) => value as ResourceArn),
);

/** ARC takes whole minutes or hours, up to 72 h (API StartZonalShift, expiresIn). */
const durationSchema = matching(/^[1-9]\d{0,3}[mh]$/, 'minutes or hours, such as 90m or 8h');

const tagSchema = closed({ key: text('a tag key'), value: text('a tag value') });
const capacityStepSchema = z._default(z.enum(['remove-subnets', 'zonal-shift', 'none']), 'remove-subnets');
const groupSchema = closed({ name: text('the name of an Auto Scaling group'), capacityStep: capacityStepSchema });
const groupsByTagSchema = closed({ tag: tagSchema, capacityStep: capacityStepSchema });

const zoneSchema = closed({
  zoneId: zoneIdSchema,
  zoneName: zoneNameSchema,
  impactAlarm: z.optional(text('the name of an alarm')),
  recoveryAlarm: z.optional(text('the name of an alarm')),
});

const signalSchema = closed({
  kind: z.literal('application-load-balancer'),
  loadBalancer: matching(/^app\/[^/]+\/[^/]+$/, 'the tail of an ALB ARN: app/NAME/ID'),
  latencyThresholdSeconds: z.optional(z.number().check(z.gt(0, { error: 'seconds, above 0' }))),
});

const zonalShiftSchema = closed({
  expiresIn: z._default(durationSchema, '8h'),
  renewBefore: z._default(durationSchema, '1h'),
  maximumDuration: z._default(durationSchema, '72h'),
});

const capacitySchema = closed({
  minimumZones: z._default(wholeNumber(1, 'a whole number, at least 1'), 1),
  minimumHealthyShare: z._default(
    z
      .number({ error: 'a share from 0 to 1' })
      .check(z.gte(0, { error: 'a share from 0 to 1' }), z.lte(1, { error: 'a share from 0 to 1' })),
    0.5,
  ),
});

const limitsSchema = closed({
  maximumEventAgeMinutes: z._default(wholeNumber(1, 'whole minutes, at least 1'), 15),
  cooldownMinutes: z._default(wholeNumber(0, 'whole minutes, at least 0'), 60),
  maximumEvacuationsPerDay: z._default(wholeNumber(1, 'a whole number, at least 1'), 2),
  otherApplications: z._default(z.enum(['hold', 'ignore']), 'hold'),
  soakMinutes: z._default(wholeNumber(1, 'whole minutes, at least 1'), 15),
  maximumReRemovals: z._default(wholeNumber(0, 'a whole number, at least 0'), 3),
  yieldToAutoshift: z._default(z.boolean({ error: 'true, false' }), false),
  actWithoutSignals: z._default(z.boolean({ error: 'true, false' }), false),
});

const notifySchema = closed({
  topicArn: z.optional(matching(/^arn:aws[\w-]*:sns:[\w-]+:\d{12}:[\w-]+$/, 'the ARN of an SNS topic')),
  eventBusName: z.optional(text('the name or ARN of an event bus')),
});

export const configurationSchema = closed({
  // 40 characters: the application's name is part of alarm notices and metric dimensions.
  application: matching(/^[\w.-]{1,40}$/, 'letters, digits, "_", "." and "-", 1 to 40 characters'),
  mode: z._default(z.enum(['observe', 'approve', 'act']), 'observe'),
  paused: z._default(z.boolean({ error: 'true, false' }), false),
  restore: z._default(z.enum(['manual', 'automatic']), 'manual'),
  zones: listOf(zoneSchema, 'a list of 2 or more zones').check(z.minLength(2, { error: 'a list of 2 or more zones' })),
  regionalAlarms: z._default(listOf(text('the name of an alarm'), 'a list of alarm names'), []),
  resources: z._default(listOf(resourceSchema, 'a list of ARNs'), []),
  autoScalingGroups: z._default(
    z.union([listOf(groupSchema, 'a list of groups'), groupsByTagSchema], {
      error: 'a list of { name, capacityStep }, or { tag: { key, value }, capacityStep }',
    }),
    [],
  ),
  subnets: z._default(
    z.record(matching(/^subnet-\w+$/, 'a subnet ID as the key'), zoneIdSchema, { error: 'an object: subnet ID to AZ ID' }),
    {},
  ),
  signals: z._default(listOf(signalSchema, 'a list of signals'), []),
  zonalShift: z.prefault(zonalShiftSchema, {}),
  capacity: z.prefault(capacitySchema, {}),
  limits: z.prefault(limitsSchema, {}),
  notify: z.prefault(notifySchema, {}),
});
