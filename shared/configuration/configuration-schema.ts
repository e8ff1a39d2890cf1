import * as z from 'zod/mini';
import type { AzId, AzName, Instant, ResourceArn } from '../domain/index.ts';
import { NOTIFY_SHAPE } from '../tell/channels/index.ts';
import { ZONE_ID, ZONE_NAME } from './zone-patterns.ts';

/** The configuration document (docs/configuration.md) as a schema: shapes and single values. Rules across values: parse-configuration.ts. */

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

/** The same text, of a type of its own. Not by a transformation, which the shape could not show (document-shape.ts). */
const branded = <Brand extends string>(schema: z.ZodMiniType<string, string>) => schema as z.ZodMiniType<Brand, string>;

export const zoneIdSchema = branded<AzId>(matching(ZONE_ID, 'an AZ ID such as use1-az1'));
const zoneNameSchema = branded<AzName>(matching(ZONE_NAME, 'an AZ name such as us-east-1a'));

const loadBalancerPattern = /^arn:aws[\w-]*:elasticloadbalancing:[\w-]+:\d{12}:loadbalancer\/(app|net)\/[^/]+\/[^/]+$/;
const clusterPattern = /^arn:aws[\w-]*:eks:[\w-]+:\d{12}:cluster\/.+$/;
const resourceSchema = branded<ResourceArn>(
  matching(
    new RegExp(`${loadBalancerPattern.source}|${clusterPattern.source}`),
    'the ARN of an Application or Network Load Balancer, or of an EKS cluster',
  ),
);

/** ARC takes whole minutes or hours, up to 72 h (API StartZonalShift, expiresIn). */
const durationSchema = matching(/^[1-9]\d{0,3}[mh]$/, 'minutes or hours, such as 90m or 8h');

const waitSchema = matching(/^(0m|[1-9]\d{0,3}[mh])$/, 'minutes or hours, such as 8m; 0m: not at all');

/** Every time that a date can be made of: compared with any other text, nothing would ever be earlier or later. */
const TIME = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T(([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d+)?)?|24:00(:00(\.0+)?)?)Z$/;
const instantSchema = branded<Instant>(matching(TIME, 'a time in UTC such as 2026-11-24T06:00:00Z'));

const tagSchema = closed({ key: text('a tag key'), value: text('a tag value') });
const capacityStepSchema = z._default(z.enum(['remove-subnets', 'zonal-shift', 'none']), 'remove-subnets');
const groupSchema = closed({ name: text('the name of an Auto Scaling group'), capacityStep: capacityStepSchema });
const groupsByTagSchema = closed({ tag: tagSchema, capacityStep: capacityStepSchema });

/** Events carry the name: an ARN would never be heard. */
const alarmName = matching(/^(?!arn:)./, 'the name of an alarm, not an ARN');

const zoneSchema = closed({
  zoneId: zoneIdSchema,
  zoneName: zoneNameSchema,
  impactAlarm: z.optional(alarmName),
  recoveryAlarm: z.optional(alarmName),
});

const namesOf = (accepted: string) =>
  listOf(text(accepted), `a list: ${accepted}`).check(z.minLength(1, { error: `a list: ${accepted}` }));
const targetGroupsSchema = z._default(
  listOf(
    matching(/^targetgroup\/[^/]+\/[^/]+$/, 'the tail of a target group ARN: targetgroup/NAME/ID'),
    'a list of target groups',
  ),
  [],
);
const secondsSchema = z.number({ error: 'seconds, above 0' }).check(z.gt(0, { error: 'seconds, above 0' }));

const signalSchema = z.discriminatedUnion(
  'kind',
  [
    closed({
      kind: z.literal('application-load-balancer'),
      loadBalancer: matching(/^app\/[^/]+\/[^/]+$/, 'the tail of an ALB ARN: app/NAME/ID'),
      targetGroups: targetGroupsSchema,
      latencyThresholdSeconds: z._default(secondsSchema, 0.5),
    }),
    closed({
      kind: z.literal('network-load-balancer'),
      loadBalancer: matching(/^net\/[^/]+\/[^/]+$/, 'the tail of an NLB ARN: net/NAME/ID'),
      targetGroups: targetGroupsSchema,
    }),
    closed({
      kind: z.literal('nat-gateway'),
      gateways: z.record(matching(/^nat-\w+$/, 'a NAT gateway ID as the key'), zoneIdSchema, {
        error: 'an object: NAT gateway ID to AZ ID',
      }),
    }),
    closed({
      kind: z.literal('custom'),
      namespace: text('a CloudWatch namespace'),
      zoneDimension: text('the name of the dimension that holds the zone'),
      zoneBy: z._default(z.enum(['zone-id', 'zone-name']), 'zone-id'),
      dimensions: z._default(z.record(z.string(), text('a dimension value'), { error: 'an object: dimension to value' }), {}),
      requests: namesOf('metrics whose sums make up all requests'),
      faults: namesOf('metrics whose sums make up those that failed'),
      latency: z.optional(
        closed({
          metric: text('the name of a latency metric'),
          threshold: z
            .number({ error: 'a number above 0, in the unit of the metric' })
            .check(z.gt(0, { error: 'a number above 0, in the unit of the metric' })),
        }),
      ),
    }),
    closed({
      kind: z.literal('contributor-insights'),
      rules: z.record(zoneIdSchema, text('the name of a Contributor Insights rule'), { error: 'an object: AZ ID to rule name' }),
    }),
  ],
  {
    error: (issue) =>
      issue.code === 'invalid_union'
        ? 'application-load-balancer, network-load-balancer, nat-gateway, custom, contributor-insights'
        : 'an object with a kind',
  },
);

const share = (accepted: string) =>
  z.number({ error: accepted }).check(z.gt(0, { error: accepted }), z.lt(1, { error: accepted }));
const ratesSchema = (defaults: { faults: number; slow: number; drops: number }) =>
  z.prefault(
    closed({
      faults: z._default(share('a share above 0 and below 1'), defaults.faults),
      slow: z._default(share('a share above 0 and below 1'), defaults.slow),
      drops: z._default(share('a share above 0 and below 1'), defaults.drops),
    }),
    {},
  );

const PAST_MINUTES = { error: '0, or 30 to 180 whole minutes' };
/** Beyond three hours one answer no longer holds 500 queries minute by minute (API GetMetricData: 100,800 datapoints). */
const pastMinutesSchema = z.union([z.literal(0), z.int().check(z.gte(30), z.lte(180))], PAST_MINUTES);

const overwhelmingSchema = z
  .number({ error: 'a share from 0.1 to 1' })
  .check(z.gte(0.1, { error: 'a share from 0.1 to 1' }), z.lte(1, { error: 'a share from 0.1 to 1' }));

const wholeMinutes = (least: number, most: number) => {
  const error = `${least} to ${most} whole minutes`;
  return z.int({ error }).check(z.gte(least, { error }), z.lte(most, { error }));
};

/** Why these numbers: docs/judgement.md. */
const outlierSchema = closed({
  windowMinutes: z._default(wholeMinutes(3, 15), 5),
  minimumMinutes: z._default(wholeNumber(2, 'whole minutes, at least 2'), 3),
  significance: z._default(share('a chance above 0 and below 1'), 0.01),
  ratio: z._default(z.number({ error: 'a number above 1' }).check(z.gt(1, { error: 'a number above 1' })), 5),
  excess: ratesSchema({ faults: 0.003, slow: 0.02, drops: 0.0001 }),
  healthy: ratesSchema({ faults: 0.002, slow: 0.01, drops: 0.0001 }),
  pastMinutes: z._default(pastMinutesSchema, 120),
  pastSignificance: z._default(share('a chance above 0 and below 1'), 1e-7),
  leastBad: z._default(wholeNumber(0, 'a whole number, at least 0'), 10),
  clump: z._default(z.number({ error: 'a number, at least 1' }).check(z.gte(1, { error: 'a number, at least 1' })), 2),
  lastingMinutes: z._default(wholeNumber(1, 'whole minutes, at least 1'), 3),
  overwhelmingShare: z._default(overwhelmingSchema, 0.18),
});

const launchTemplateSchema = closed({
  launchTemplateId: matching(/^lt-\w+$/, 'the ID of a launch template, such as lt-0a1b2c3d4e5f60718'),
  instanceRole: z.optional(matching(/^arn:aws[\w-]*:iam::\d{12}:role\/.+$/, 'the ARN of the role in its instance profile')),
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
  drain: z._default(waitSchema, '0m'),
});

const limitsSchema = closed({
  maximumEventAgeMinutes: z._default(wholeNumber(1, 'whole minutes, at least 1'), 15),
  judgeAgainMinutes: z._default(wholeNumber(0, 'whole minutes, at least 0'), 60),
  cooldownMinutes: z._default(wholeNumber(0, 'whole minutes, at least 0'), 60),
  maximumEvacuationsPerDay: z._default(wholeNumber(1, 'a whole number, at least 1'), 2),
  countEvacuationsSince: z.optional(instantSchema),
  otherApplications: z._default(z.enum(['hold', 'ignore']), 'hold'),
  soakMinutes: z._default(wholeNumber(1, 'whole minutes, at least 1'), 15),
  maximumReRemovals: z._default(wholeNumber(0, 'a whole number, at least 0'), 3),
  yieldToAutoshift: z._default(z.boolean({ error: 'true, false' }), false),
  actWithoutSignals: z._default(z.boolean({ error: 'true, false' }), false),
});

const TAG_KEY = 'a tag key of 1 to 128 characters';
const deploymentSchema = closed({
  alarms: z._default(listOf(alarmName, 'a list of alarm names'), []),
  tag: z.optional(matching(/^.{1,128}$/, TAG_KEY)),
  suspectMinutes: z._default(wholeMinutes(0, 30), 15),
  announcedMinutes: z._default(wholeNumber(1, 'whole minutes, at least 1'), 60),
});

/** The defaults are those of the alarms (infra/zonal-impact-alarms/thresholds.ts). */
const alarmThresholdsSchema = closed({
  leastRequests: z._default(wholeNumber(1, 'a whole number, at least 1'), 100),
  outlierLeastBad: z._default(wholeNumber(1, 'a whole number, at least 1'), 10),
});

export const configurationSchema = closed({
  // 40 characters: the application's name is part of alarm notices and metric dimensions.
  application: matching(/^[\w.-]{1,40}$/, 'letters, digits, "_", "." and "-", 1 to 40 characters'),
  mode: z._default(z.enum(['observe', 'approve', 'act']), 'observe'),
  paused: z._default(z.boolean({ error: 'true, false' }), false),
  restore: z._default(z.enum(['manual', 'automatic']), 'manual'),
  zones: listOf(zoneSchema, 'a list of 2 or more zones').check(z.minLength(2, { error: 'a list of 2 or more zones' })),
  contributorAlarm: z.optional(alarmName),
  regionalAlarms: z._default(listOf(alarmName, 'a list of alarm names'), []),
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
  launchTemplates: z.optional(listOf(launchTemplateSchema, 'a list of { launchTemplateId, instanceRole }')),
  signals: z._default(listOf(signalSchema, 'a list of signals'), []),
  outlier: z.prefault(outlierSchema, {}),
  zonalShift: z.prefault(zonalShiftSchema, {}),
  capacity: z.prefault(capacitySchema, {}),
  limits: z.prefault(limitsSchema, {}),
  deployment: z.prefault(deploymentSchema, {}),
  notify: z.prefault(closed(NOTIFY_SHAPE), {}),
  // For the stack that makes the alarms, and for editors: the policy has no such members.
  alarmThresholds: z.optional(alarmThresholdsSchema),
  $schema: z.optional(text('the path or address of the JSON schema')),
});
