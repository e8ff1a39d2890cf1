import { Template } from 'aws-cdk-lib/assertions';
import { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { ResponderDashboard, type ResponderDashboardProps } from '../../infra/dashboard/responder-dashboard.ts';
import { Region } from '../../simulator/region/region.ts';
import { defaultRegionSpec } from '../../simulator/region/region-spec.ts';
import { coldStart } from '../functions/cold-start.ts';
import { aStack } from './stacks.ts';

const ZONES = [
  { zoneId: 'use1-az1', zoneName: 'us-east-1a' },
  { zoneId: 'use1-az2', zoneName: 'us-east-1b' },
  { zoneId: 'use1-az4', zoneName: 'us-east-1c' },
];
const WEB = { kind: 'application', name: 'web', fullName: 'app/web/50dc6c495c0c9188' } as const;
const GATE = { kind: 'network', name: 'gate', fullName: 'net/gate/0a1b2c3d4e5f6071' } as const;

/**
 * What the services publish that the simulated Region does not. Lambda: "Types of metrics for Lambda functions"; SQS: "Available
 * CloudWatch metrics for Amazon SQS"; Auto Scaling: "Auto Scaling group metrics"; NLB: "CloudWatch metrics for your Network Load
 * Balancer".
 */
const DOCUMENTED: Readonly<Record<string, readonly string[]>> = {
  'AWS/Lambda FunctionName': [
    'Invocations',
    'Errors',
    'Throttles',
    'Duration',
    'AsyncEventAge',
    'AsyncEventsDropped',
    'DestinationDeliveryFailures',
  ],
  'AWS/SQS QueueName': ['ApproximateNumberOfMessagesVisible'],
  'AWS/AutoScaling AutoScalingGroupName': ['GroupDesiredCapacity', 'GroupInServiceInstances'],
  'AWS/NetworkELB AvailabilityZone,LoadBalancer': ['NewFlowCount', 'TCP_Target_Reset_Count', 'TCP_ELB_Reset_Count'],
  'AWS/NetworkELB AvailabilityZone,LoadBalancer,TargetGroup': ['HealthyHostCount'],
};

interface Widget {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: {
    readonly title?: string;
    readonly query?: string;
    readonly alarms?: readonly string[];
    readonly metrics?: readonly (string | object)[][];
  };
}

/** The widgets of a synthesised dashboard. Tokens are rendered by the name of what they refer to. */
function widgetsOf(overrides: Partial<ResponderDashboardProps> = {}): Widget[] {
  const stack = aStack();
  const arn = (name: string) => `arn:aws:cloudwatch:us-east-1:111122223333:alarm:${name}`;
  const alarms = ZONES.map(({ zoneId }) => Alarm.fromAlarmArn(stack, zoneId, arn(`${zoneId}-isolated-impact`)));
  new ResponderDashboard(stack, 'Dashboard', {
    application: 'wildrydes',
    zones: ZONES,
    loadBalancers: [WEB, GATE],
    autoScalingGroups: ['web'],
    responder: LambdaFunction.fromFunctionName(stack, 'Responder', 'gray-failure-responder'),
    logGroup: LogGroup.fromLogGroupName(stack, 'Logs', '/aws/lambda/gray-failure-responder'),
    deadLetters: Queue.fromQueueArn(stack, 'Dead', 'arn:aws:sqs:us-east-1:111122223333:dead-letters'),
    zonalAlarms: alarms,
    responderAlarms: [Alarm.fromAlarmArn(stack, 'Errors', arn('responder-errors'))],
    ...overrides,
  });
  const [dashboard] = Object.values(Template.fromStack(stack).findResources('AWS::CloudWatch::Dashboard'));
  const body = dashboard?.Properties.DashboardBody;
  const text = typeof body === 'string' ? body : body['Fn::Join'][1].map(tokenText).join('');
  return JSON.parse(text).widgets;
}

function tokenText(part: string | { Ref: string }): string {
  return typeof part === 'string' ? part : part.Ref;
}

const sameNameAs = /^\.+$/;

/** `namespace dimension names` and metric name of everything that is plotted or searched for. */
function plotted(widgets: readonly Widget[]): { where: string; name: string }[] {
  const sought = searches(widgets).map((search) => {
    const [, schema = '', name = ''] = /^SEARCH\('\{([^}]*)\} MetricName="(\w+)"/.exec(search) ?? [];
    const [namespace, ...dimensions] = schema.split(',');
    return { where: `${namespace} ${dimensions.sort().join(',')}`, name };
  });
  return [...sought.filter(({ where }) => !where.startsWith('GrayFailureResponder ')), ...listed(widgets)];
}

/** The same of what is listed by name, with the `.` of the dashboard syntax filled in. */
function listed(widgets: readonly Widget[]): { where: string; name: string }[] {
  return widgets.flatMap(({ properties }) => {
    let previous: string[] = [];
    return (properties.metrics ?? []).flatMap((entry) => {
      const names = entry.filter((part): part is string => typeof part === 'string');
      if (names.length === 0) return [];
      const full = names.flatMap((part, index) => (sameNameAs.test(part) ? fill({ part, index, previous }) : [part]));
      previous = full;
      const [namespace = '', name = '', ...dimensions] = full;
      return [
        {
          where: `${namespace} ${dimensions
            .filter((_, index) => index % 2 === 0)
            .sort()
            .join(',')}`,
          name,
        },
      ];
    });
  });
}

/** `.` repeats one member of the entry before, `...` all that are left of them. */
function fill({ part, index, previous }: { part: string; index: number; previous: string[] }): string[] {
  return part === '...' ? previous.slice(index, previous.length - 1) : [previous[index] ?? part];
}

/** The searches among what is plotted. */
function searches(widgets: readonly Widget[]): string[] {
  return widgets
    .flatMap(({ properties }) => properties.metrics ?? [])
    .flat()
    .flatMap((part) => (typeof part === 'object' && 'expression' in part ? [String(part.expression)] : []))
    .filter((expression) => expression.startsWith('SEARCH'));
}

/** `namespace dimension names name` of all that a Region publishes: errors in zone 1, cross-zone on, and zone 1 shifted away. */
function publishedByTheRegion(): Set<string> {
  const startsAt = new Date('2026-11-24T17:00:00Z');
  const spec = defaultRegionSpec({ seed: 1, startsAt });
  const region = new Region({
    ...spec,
    loadBalancers: spec.loadBalancers.map((loadBalancer) => ({ ...loadBalancer, crossZone: true })),
    faults: [{ kind: 'connections', at: 0, zoneIds: ['use1-az1'], share: 0.2 }],
  });
  const resourceIdentifier = `arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/${WEB.fullName}`;
  const shift = { resourceIdentifier, awayFrom: 'use1-az1', expiresIn: '8h', comment: 'game day' };
  region.call({ service: 'arc-zonal-shift', operation: 'StartZonalShift', input: shift });
  region.advanceTo(startsAt.getTime() + 5 * 60_000);
  const answer = region.call({ service: 'monitoring', operation: 'ListMetrics', input: { Namespace: 'AWS/ApplicationELB' } });
  if (answer.kind !== 'answer') throw new Error(`ListMetrics: ${JSON.stringify(answer)}`);
  const metrics = answer.output.Metrics as { Namespace: string; MetricName: string; Dimensions: { Name: string }[] }[];
  return new Set(
    metrics.map(({ Namespace, MetricName, Dimensions }) => {
      const names = Dimensions.map(({ Name }) => Name).sort();
      return `${Namespace} ${names.join(',')} ${MetricName}`;
    }),
  );
}

const overlap = (one: Widget, other: Widget) =>
  one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height;

describe('responder dashboard', () => {
  afterEach(() => jest.restoreAllMocks());

  it.each([2, 3, 5, 6])('fits the grid of 24 columns without an overlap, with %d zones', (count) => {
    const zones = ['a', 'b', 'c', 'd', 'e', 'f'].slice(0, count).map((letter, index) => {
      return { zoneId: `use1-az${index + 1}`, zoneName: `us-east-1${letter}` };
    });
    const widgets = widgetsOf({ zones });
    expect(widgets.filter(({ x, width }) => x < 0 || width < 1 || x + width > 24)).toEqual([]);
    const overlapping = widgets.flatMap((one, index) => widgets.slice(index + 1).filter((other) => overlap(one, other)));
    expect(overlapping).toEqual([]);
  });

  it('puts the zones side by side, in order, at the same height', () => {
    const widgets = widgetsOf();
    const faults = widgets.filter(({ properties }) => properties.title?.endsWith(' faults'));
    expect(faults.map(({ properties }) => properties.title)).toEqual(['use1-az1 faults', 'use1-az2 faults', 'use1-az4 faults']);
    expect(faults.map(({ x }) => x)).toEqual([0, 8, 16]);
    expect(new Set(faults.map(({ y }) => y)).size).toBe(1);
  });

  it('plots only metrics published with these dimensions', () => {
    const region = publishedByTheRegion();
    const documented = Object.entries(DOCUMENTED).flatMap(([where, names]) => names.map((name) => `${where} ${name}`));
    const known = new Set([...region, ...documented]);
    const all = plotted(widgetsOf()).map(({ where, name }) => `${where} ${name}`);
    expect(all.length).toBeGreaterThan(35);
    expect([...new Set(all)].filter((metric) => !known.has(metric))).toEqual([]);
  });

  it('plots requests, faults, latency, hosts and hosts shifted away for each zone', () => {
    const faults = ['HTTPCode_Target_5XX_Count', 'HTTPCode_ELB_5XX_Count'];
    const telling = ['RequestCount', ...faults, 'TargetResponseTime', 'HealthyHostCount', 'ZonalShiftedHostCount'];
    expect(plotted(widgetsOf()).map(({ name }) => name)).toEqual(expect.arrayContaining(telling));
  });

  it('searches for metrics that the function publishes, with exactly its dimensions', async () => {
    const { handler, log } = await coldStart();
    await handler({ action: 'evacuate', zone: 'use1-az1' });
    const emf = log().find((line) => line._aws !== undefined)?._aws as unknown as {
      CloudWatchMetrics: { Namespace: string; Dimensions: string[][]; Metrics: { Name: string }[] }[];
    };
    const [published] = emf.CloudWatchMetrics;
    const schema = `{${[published?.Namespace, ...(published?.Dimensions[0] ?? [])].join(',')}}`;
    const names = published?.Metrics.map(({ Name }) => Name) ?? [];
    const asked = searches(widgetsOf()).filter((search) => search.includes('GrayFailureResponder'));
    expect(asked.length).toBeGreaterThan(3);
    for (const search of asked) {
      expect(search).toContain(`SEARCH('${schema} `);
      expect(names).toContain(/MetricName="(\w+)"/.exec(search)?.[1]);
    }
  });

  it('queries the log for fields of a report', async () => {
    const { handler, log } = await coldStart();
    await handler({ action: 'evacuate', zone: 'use1-az1', reason: 'game day' });
    const line = log().find(({ id }) => id !== undefined) as Record<string, unknown> | undefined;
    const [query] = widgetsOf().flatMap(({ properties }) => (properties.query === undefined ? [] : [properties.query]));
    const fields =
      /fields (.+)/
        .exec(query ?? '')?.[1]
        ?.split(', ')
        .map((field) => field.split(' as ')[0] ?? '') ?? [];
    expect(fields).toContain('decision.verdict');
    for (const field of fields.filter((name) => !name.startsWith('@'))) {
      expect(field.split('.').reduce((value: unknown, key) => (value as Record<string, unknown>)?.[key], line)).toBeDefined();
    }
  });

  it('shows the state of the given alarms', () => {
    const alarms = widgetsOf().flatMap(({ properties }) => properties.alarms ?? []);
    expect(alarms.map((arn) => arn.split(':').at(-1))).toEqual([
      'use1-az1-isolated-impact',
      'use1-az2-isolated-impact',
      'use1-az4-isolated-impact',
      'responder-errors',
    ]);
  });

  it('leaves out what an application does not have', () => {
    const titles = widgetsOf({ loadBalancers: [], autoScalingGroups: [], zonalAlarms: [], responderAlarms: [] }).map(
      ({ properties }) => properties.title,
    );
    expect(
      titles.filter((title) => title?.includes('use1-az1') || title?.includes('groups') || title?.includes('larms')),
    ).toEqual([]);
    expect(titles).toContain('Reports, without upkeep ticks that had nothing to do');
  });
});
