import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type App, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { ConfigurationDocument } from '../../infra/responder/responder-props.ts';
import { ResponderStack } from '../../infra/responder-stack.ts';
import { parseConfiguration } from '../../shared/configuration/parse-configuration.ts';
import { parseEvent } from '../../shared/event/parse-event.ts';
import { SOVEREIGN } from '../a-region/a-sovereign-region.ts';
import { anApp, flat, only } from './stacks.ts';

const root = resolve(__dirname, '../..');
const example = JSON.parse(readFileSync(join(root, 'gray-failure.config.example.json'), 'utf8')) as ConfigurationDocument;
const withoutAlarms: ConfigurationDocument = {
  ...example,
  zones: example.zones.map(({ zoneId, zoneName }) => ({ zoneId, zoneName })),
  regionalAlarms: [],
};

/** Not copied for every stack; the command line below has the real code. */
const withoutCode = () => () => Code.fromInline('// not built');

function aStackOf(configuration: ConfigurationDocument, options: { alarms?: boolean } = {}): ResponderStack {
  return new ResponderStack(anApp(), 'App', { configuration, code: withoutCode, ...options });
}

function documentOf(stack: ResponderStack) {
  const { Properties } = only(Template.fromStack(stack), 'AWS::Lambda::Function');
  const { Variables } = Properties.Environment as { Variables: { RESPONDER_CONFIG: unknown } };
  return parseConfiguration(flat(Variables.RESPONDER_CONFIG));
}

describe('the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'app-test-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** As `cdk synth` runs it, but for CDK's own validation of the templates, which takes most of the time: CI has it on all others. */
  function synth(
    context: object,
    more: object = {},
  ): { stderr: string; status: number | null; stackOf(name: string): { Resources: object } } {
    const here = { CDK_OUTDIR: join(folder, 'out'), CDK_CONTEXT_JSON: JSON.stringify(context), CDK_VALIDATION: 'false' };
    const env = { ...process.env, ...here, ...more };
    const { stderr, status } = spawnSync(process.execPath, ['--import', 'tsx', 'infra/app.ts'], {
      cwd: root,
      env,
      encoding: 'utf8',
    });
    return { stderr, status, stackOf: (name) => JSON.parse(readFileSync(join(folder, 'out', `${name}.template.json`), 'utf8')) };
  }

  it('synthesises the example on a fresh clone, and says that it is the example', () => {
    const { stderr, status, stackOf } = synth({});
    expect(status).toBe(0);
    expect(stderr).toContain('gray-failure.config.json not found; using gray-failure.config.example.json');
    expect(Object.keys(stackOf('gray-failure-responder-wildrydes').Resources)).toContain('ResponderFunction4CF65001');
  });

  it('synthesises the named file, without alarms on request', () => {
    const file = join(folder, 'orders.json');
    writeFileSync(file, JSON.stringify({ ...withoutAlarms, application: 'orders' }));
    const { stderr, stackOf } = synth({ config: file, alarms: 'false' });
    expect(stderr).not.toContain('example');
    expect(JSON.stringify(stackOf('gray-failure-responder-orders'))).not.toContain('AWS::CloudWatch::CompositeAlarm');
  });

  it('synthesises for the European Sovereign Cloud, from a file with a byte order mark', () => {
    const file = join(folder, 'sovereign.json');
    writeFileSync(file, `\uFEFF${JSON.stringify({ ...SOVEREIGN, mode: 'observe' })}`);
    const { stderr, status, stackOf } = synth({ config: file });
    expect([status, stderr]).toEqual([0, '']);
    expect(JSON.stringify(stackOf('gray-failure-responder-shop'))).toContain('euscdee1-az1');
  });

  it('creates alarms for the zones of the European Sovereign Cloud', () => {
    const file = join(folder, 'sovereign-alarms.json');
    const zones = SOVEREIGN.zones.map(({ zoneId, zoneName }) => ({ zoneId, zoneName }));
    const signals = [{ kind: 'application-load-balancer', loadBalancer: 'app/web/0123456789abcdef' }];
    writeFileSync(file, JSON.stringify({ ...SOVEREIGN, zones, signals }));
    const { stderr, status, stackOf } = synth({ config: file }, { CDK_VALIDATION: 'true' });
    expect([status, stderr]).toEqual([0, '']);
    expect(JSON.stringify(stackOf('gray-failure-responder-shop'))).toContain('"AvailabilityZone","Value":"eusc-de-east-1c"');
  });

  const ofLoadBalancers = (count: number, zoneCount: number): ConfigurationDocument => {
    const names = Array.from({ length: count }, (_, index) => `app/some-quite-long-name-${10 + index}/50dc6c495c0c9188`);
    return {
      application: 'large',
      zones: Array.from({ length: zoneCount }, (_, zone) => ({
        zoneId: `use1-az${zone + 1}`,
        zoneName: `us-east-1${'abcdef'[zone]}`,
      })),
      resources: names.map((name) => `arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/${name}`),
      signals: names.map((loadBalancer) => ({
        kind: 'application-load-balancer' as const,
        loadBalancer,
        targetGroups: [loadBalancer.replace('app/', 'targetgroup/')],
      })),
    };
  };

  it.each([
    [10, 6],
    [20, 3],
  ])('synthesises %i load balancers in %i zones within the 1,000,000 bytes of a template', (count, zoneCount) => {
    const file = join(folder, 'large.json');
    writeFileSync(file, JSON.stringify(ofLoadBalancers(count, zoneCount)));
    const { status } = synth({ config: file });
    expect(status).toBe(0);
    const { size } = statSync(join(folder, 'out', 'gray-failure-responder-large.template.json'));
    expect(size).toBeLessThanOrEqual(1_000_000);
  });

  it('refuses a larger template, and says what to do', () => {
    const file = join(folder, 'larger.json');
    writeFileSync(file, JSON.stringify(ofLoadBalancers(12, 6)));
    const { stderr, status } = synth({ config: file });
    expect(status).not.toBe(0);
    expect(stderr).toMatch(/gray-failure-responder-large: its template has \d{7} bytes, and CloudFormation takes 1000000\./);
    expect(stderr).toContain('give the responder fewer load balancers');
  });

  it('fails with the problem and its location', () => {
    const file = join(folder, 'wrong.json');
    writeFileSync(file, JSON.stringify({ ...example, mode: 'acting' }));
    const { stderr, status } = synth({ config: file });
    expect(status).not.toBe(0);
    expect(stderr).toContain('gray-failure-responder-wildrydes/Responder: the configuration has 1 problem:');
    expect(stderr).toContain('mode: "acting" is not accepted; accepted: observe, approve, act');
  });
});

describe('the stack', () => {
  it('creates no alarms if the zones name theirs', () => {
    const stack = aStackOf(example);
    Template.fromStack(stack).resourceCountIs('AWS::CloudWatch::CompositeAlarm', 0);
    expect(documentOf(stack).zones).toMatchObject(example.zones);
  });

  it('creates alarms if no zone names one, and listens to them', () => {
    const stack = aStackOf(withoutAlarms);
    const { zones, regionalAlarms } = documentOf(stack);
    const created = Object.values(Template.fromStack(stack).findResources('AWS::CloudWatch::CompositeAlarm')).map(
      ({ Properties }) => Properties.AlarmName as string,
    );
    const heard = zones.map(({ impactAlarm }) => impactAlarm);
    expect(heard.every((name) => name !== undefined && created.includes(name))).toBe(true);
    expect(heard).toContain('use1-az1-wildrydes-isolated-impact');
    expect(created).toEqual(expect.arrayContaining([...regionalAlarms]));
    expect(regionalAlarms).toHaveLength(1);
  });

  it('uses the latency threshold of each load balancer’s signal', () => {
    const [web, api] = example.signals ?? [];
    const signals = [{ ...web, latencyThresholdSeconds: 3 }, api] as NonNullable<ConfigurationDocument['signals']>;
    const alarms = Template.fromStack(aStackOf({ ...withoutAlarms, signals })).findResources('AWS::CloudWatch::Alarm');
    const slow = Object.values(alarms)
      .map(({ Properties }) => [Properties.AlarmName, /TC\(.*?\)/.exec(JSON.stringify(Properties.Metrics))?.[0]])
      .filter(([name, statistic]) => statistic !== undefined && name.endsWith('latency'))
      .map(([name, statistic]) => `${name.includes('-web-') ? 'web' : 'api'} ${statistic}`);
    expect([...new Set(slow)].sort()).toEqual(['api TC(0.5:)', 'web TC(3:)']);
  });

  it('requires AZ IDs in a document, although the constructs do not need them', () => {
    const zones = example.zones.map(({ zoneName }) => ({ zoneName })) as ConfigurationDocument['zones'];
    expect(() => aStackOf({ ...example, zones })).toThrow(
      'zones[0].zoneId: "" is not accepted; accepted: an AZ ID such as use1-az1',
    );
  });

  it('creates no alarms when told not to', () => {
    Template.fromStack(aStackOf(withoutAlarms, { alarms: false })).resourceCountIs('AWS::CloudWatch::CompositeAlarm', 0);
  });

  it('puts out commands in which a person has to fill in the zone', () => {
    const template = Template.fromStack(aStackOf(example)).toJSON() as { Outputs: Record<string, { Value: unknown }> };
    const payloadOf = (name: string) => /--payload '(.*)' /.exec(flat(template.Outputs[name]?.Value))?.[1] ?? '';
    const ask = (payload: string) =>
      parseEvent(JSON.parse(payload), {
        policy: parseConfiguration(JSON.stringify(example)),
        identity: { region: 'us-east-1', account: null },
        requestId: 'r',
        now: new Date(0),
      });
    expect(ask(payloadOf('StatusCommand'))).toMatchObject({ action: 'status' });
    for (const [name, asked] of [
      ['DryRunCommand', { action: 'evacuate', dryRun: true }],
      ['EvacuateCommand', { action: 'evacuate', dryRun: false }],
      ['RestoreCommand', { action: 'restore', dryRun: false }],
    ] as const) {
      expect(() => ask(payloadOf(name))).toThrow(
        'zone: "ZONE" is not a zone of wildrydes; accepted: use1-az1 (us-east-1a), use1-az2 (us-east-1b), use1-az4 (us-east-1c)',
      );
      expect(ask(payloadOf(name).replace('ZONE', 'use1-az2'))).toMatchObject({ ...asked, zone: { zoneId: 'use1-az2' } });
    }
    expect(flat(template.Outputs.DashboardUrl?.Value)).toMatch(/#dashboards\/dashboard\/<\w+>$/);
  });

  it('keeps the logical IDs of resources that must not be replaced', () => {
    const { Resources } = Template.fromStack(aStackOf({ ...withoutAlarms, notify: {} })).toJSON() as {
      Resources: Record<string, { Type: string }>;
    };
    const kept = ['AWS::SQS::Queue', 'AWS::SNS::Topic', 'AWS::KMS::Key', 'AWS::Logs::LogGroup', 'AWS::Lambda::Function'];
    expect(
      Object.entries(Resources)
        .filter(([, { Type }]) => kept.includes(Type))
        .map(([id, { Type }]) => `${Type} ${id}`)
        .sort(),
    ).toMatchInlineSnapshot(`
[
  "AWS::KMS::Key ResponderNoticesKey27A524E8",
  "AWS::Lambda::Function ResponderFunction4CF65001",
  "AWS::Logs::LogGroup ResponderLog53197EE3",
  "AWS::SNS::Topic ResponderNoticesTopic3DC9FA2A",
  "AWS::SQS::Queue ResponderFailures24E1803C",
]
`);
  });
});

describe('cdk-nag (AwsSolutions)', () => {
  const configurations: [string, ConfigurationDocument][] = [
    ['the example', example],
    ['alarms and a topic of its own', { ...withoutAlarms, mode: 'act', notify: {} }],
    ['groups by tag', { ...example, autoScalingGroups: { tag: { key: 'app', value: 'wildrydes' } } }],
    ['native shifts', { ...example, mode: 'act', autoScalingGroups: [{ name: 'web', capacityStep: 'zonal-shift' }] }],
  ];

  function checked(configuration: ConfigurationDocument): { app: App; stack: ResponderStack } {
    const app = anApp();
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    return { app, stack: new ResponderStack(app, 'App', { configuration, code: withoutCode }) };
  }

  it.each(configurations)('finds nothing unacknowledged: %s', (_, configuration) => {
    expect(() => checked(configuration).app.synth()).not.toThrow();
  });

  it('finds an added permission', () => {
    const { app, stack } = checked(example);
    const role = stack.responder.role as Role;
    role.addToPolicy(new PolicyStatement({ actions: ['s3:*'], resources: ['*'] }));
    expect(() => app.synth()).toThrow('AwsSolutions-IAM5[Action::s3:*]');
  });
});
