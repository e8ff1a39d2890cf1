import { Duration, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { GameDayProps } from '../../infra/game-day/game-day-props.ts';
import { coldStart } from '../functions/cold-start.ts';
import { aStack, experiments, FUNCTION, policyOf, REGIONAL_ALARM, resources, ZONES } from './game-day-stack.ts';

describe('game day', () => {
  afterEach(() => jest.restoreAllMocks());

  it('has an experiment of each kind for each zone, and starts none', () => {
    const stack = aStack();
    const names = resources(stack, 'AWS::FIS::ExperimentTemplate').map(({ Tags }) => Tags.Name);
    expect(names).toEqual(
      ZONES.flatMap(({ zoneId }) => ['latency', 'packet-loss', 'connectivity'].map((kind) => `wildrydes ${zoneId} ${kind}`)),
    );
    const types = new Set(
      Object.values(Template.fromStack(stack).toJSON().Resources).map((one) => (one as { Type: string }).Type),
    );
    expect([...types].sort()).toEqual([
      'AWS::FIS::ExperimentTemplate',
      'AWS::IAM::Role',
      'AWS::Logs::LogGroup',
      'AWS::Logs::ResourcePolicy',
      'AWS::Scheduler::Schedule',
    ]);
  });

  it('outputs the command that starts each experiment', () => {
    const stack = aStack();
    const ids = Object.keys(Template.fromStack(stack).findResources('AWS::FIS::ExperimentTemplate'));
    const commands = Object.values(Template.fromStack(stack).toJSON().Outputs as Record<string, { Value: object }>).map(
      ({ Value }) => JSON.stringify(Value),
    );
    expect(commands).toHaveLength(9);
    for (const id of ids)
      expect(commands.filter((command) => command.includes('start-experiment') && command.includes(id))).toHaveLength(1);
  });

  it('slows what the instances of the zone send, with the document’s parameters', () => {
    const [latency] = experiments(aStack({ impairment: { latency: Duration.millis(750), duration: Duration.minutes(20) } }));
    expect(latency?.action).toMatchObject({
      ActionId: 'aws:ssm:send-command',
      Parameters: { documentArn: 'arn:aws:ssm:us-east-1::document/AWSFIS-Run-Network-Latency-Sources', duration: 'PT20M' },
    });
    expect(JSON.parse(latency?.action?.Parameters.documentParameters ?? '')).toEqual({
      DelayMilliseconds: '750',
      Interface: 'DEFAULT',
      Sources: 'ALL',
      TrafficType: 'egress',
      DurationSeconds: '1200',
      InstallDependencies: 'True',
    });
  });

  it('loses packets with the packet loss document', () => {
    const [, loss] = experiments(aStack({ impairment: { packetLossPercent: 12, sources: '10.0.0.0/16' } }));
    expect(loss?.action?.Parameters.documentArn).toMatch(/AWSFIS-Run-Network-Packet-Loss-Sources$/);
    expect(JSON.parse(loss?.action?.Parameters.documentParameters ?? '')).toMatchObject({
      LossPercent: '12',
      Sources: '10.0.0.0/16',
    });
  });

  it('cuts off the zone’s subnets only from other zones by default', () => {
    const action = (stack: Stack) => experiments(stack)[2]?.action;
    expect(action(aStack())).toMatchObject({
      ActionId: 'aws:network:disrupt-connectivity',
      Parameters: { scope: 'availability-zone', duration: 'PT30M' },
      Targets: { Subnets: 'subnets' },
    });
    expect(action(aStack({ impairment: { connectivityScope: 'all' } }))?.Parameters.scope).toBe('all');
  });

  it('aims each experiment at tagged resources of its own zone, and fails without any', () => {
    for (const experiment of experiments(aStack())) {
      const zone = experiment.target?.Filters.find(({ Path }: { Path: string }) => Path.endsWith('AvailabilityZone'))?.Values;
      expect(zone).toEqual([experiment.description.slice(0, 'us-east-1a'.length)]);
      expect(experiment.target?.ResourceTags).toEqual({ app: 'wildrydes' });
      expect(experiment.counts).toEqual([1, 1]);
      expect(experiment.ExperimentOptions.EmptyTargetResolutionMode).toBe('fail');
    }
  });

  it('stops every experiment on every stop alarm, and logs it', () => {
    for (const { StopConditions, LogConfiguration } of experiments(aStack())) {
      expect(StopConditions).toEqual([{ Source: 'aws:cloudwatch:alarm', Value: REGIONAL_ALARM }]);
      expect(LogConfiguration.CloudWatchLogsConfiguration.LogGroupArn).toMatchObject({
        'Fn::GetAtt': [expect.any(String), 'Arn'],
      });
    }
  });

  it('has no experiments for zones that are left out', () => {
    const names = resources(aStack({ impair: ['us-east-1b'] }), 'AWS::FIS::ExperimentTemplate').map(({ Tags }) => Tags.Name);
    expect(names.every((name: string) => name.includes('use1-az2'))).toBe(true);
    expect(names).toHaveLength(3);
  });

  it.each<[string, Partial<GameDayProps>, string]>([
    ['a zone that is not configured', { impair: ['us-east-1f'] }, 'Stack/GameDay: .*us-east-1f is not a configured zone'],
    ['an experiment that nothing stops', { stopAlarms: [] }, 'Stack/GameDay: .*stopAlarms'],
    ['no zones', { zones: [] }, 'Stack/GameDay: .*zones'],
    ['more zones than weekdays', { zones: Array.from({ length: 8 }, () => ZONES[0] as (typeof ZONES)[0]) }, 'zones: 8'],
    ['an experiment of thirteen hours', { impairment: { duration: Duration.hours(13) } }, 'duration: 780'],
    ['a loss of more than everything', { impairment: { packetLossPercent: 101 } }, 'packetLossPercent: 101'],
    ['an hour that no day has', { dryRunAt: { hour: 25, minute: 0 } }, 'Stack/GameDay: .*dryRunAt.hour: 25.*accepted: 0 to 23'],
    ['a minute that no hour has', { dryRunAt: { hour: 7, minute: 99 } }, 'dryRunAt.minute: 99.*accepted: 0 to 59'],
    [
      'no latency',
      { impairment: { latency: Duration.millis(0) } },
      'impairment.latency: 0 ms.*accepted: whole milliseconds, 1 or more',
    ],
    [
      'an unknown scope',
      { impairment: { connectivityScope: 'foo' as 'all' } },
      'impairment.connectivityScope: "foo".*accepted: availability-zone, all, vpc',
    ],
    ['a tag without a key', { instanceTag: { key: '', value: '' } }, 'instanceTag.key: "".*accepted: 1 to 128 characters'],
    ['a subnet tag without a key', { subnetTag: { key: '', value: 'web' } }, 'subnetTag.key: "".*accepted'],
    ['sources with a space', { impairment: { sources: 'a.example, b.example' } }, 'impairment.sources: "a.example, b.example"'],
    ['no sources', { impairment: { sources: '' } }, 'impairment.sources: "".*accepted: comma-separated'],
    ['no zone to impair', { impair: [] }, 'impair: an empty list.*accepted: one or more of us-east-1a, us-east-1b, us-east-1c'],
    [
      'more alarms than stop an experiment',
      { stopAlarms: Array(6).fill({ alarmArn: REGIONAL_ALARM }) },
      'stopAlarms: 6 are not accepted; accepted: at most 5',
    ],
    [
      'half a second',
      { impairment: { duration: Duration.millis(90_500) } },
      'Stack/GameDay: .*impairment.duration: 90.5 seconds are not accepted; accepted: whole seconds',
    ],
  ])('refuses %s at synth', (_case, overrides, problem) => {
    expect(() => aStack(overrides)).toThrow(new RegExp(problem, 's'));
  });
});

describe('dry runs', () => {
  afterEach(() => jest.restoreAllMocks());

  it('run for every zone once a week, each on its own day', () => {
    const schedules = resources(aStack({ dryRunAt: { hour: 7, minute: 30 } }), 'AWS::Scheduler::Schedule');
    expect(schedules.map(({ ScheduleExpression, Target }) => [ScheduleExpression, JSON.parse(Target.Input).zone])).toEqual([
      ['cron(30 7 ? * MON *)', 'use1-az1'],
      ['cron(30 7 ? * TUE *)', 'use1-az2'],
      ['cron(30 7 ? * WED *)', 'use1-az4'],
    ]);
  });

  it('are understood by the function, and change nothing', async () => {
    const [schedule] = resources(aStack(), 'AWS::Scheduler::Schedule');
    const { aws, handler } = await coldStart();
    const before = aws.state();
    const report = await handler(JSON.parse(schedule?.Target.Input));
    expect(report).toMatchObject({
      action: 'evacuate',
      outcome: 'planned',
      dryRun: true,
      reason: 'scheduled dry run',
      results: [],
    });
    expect(report.plan?.steps.length).toBeGreaterThan(0);
    expect(aws.state()).toEqual(before);
    expect(aws.region.topics.published).toEqual([]);
  });

  it('may invoke the responder and nothing else', () => {
    expect(policyOf(aStack(), 'DryRunRole').Statement).toEqual([
      { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: FUNCTION },
    ]);
  });
});
