import { DescribeAlarmsCommand, ListAlarmMuteRulesCommand } from '@aws-sdk/client-cloudwatch';
import { arcDenied } from '../../aws-errors.ts';
import { aConfiguration, aPolicy, minutesAfter, NOW, ZONE_1, ZONE_2, ZONE_4 } from '../../builders.ts';
import { aComposite, answering, cloudWatch, LOGS } from './answering-alarms.ts';

const UNNAMED_ZONES = { zones: [ZONE_1, ZONE_2, ZONE_4], regionalAlarms: [] };

describe('reading alarms', () => {
  it('asks for composite and metric alarms by the names that are configured', async () => {
    const { reader, asked } = answering({});
    await reader.read(aPolicy());
    expect(asked()).toEqual([
      {
        AlarmNames: [
          'use1-az1-isolated-impact',
          'use1-az2-isolated-impact',
          'use1-az4-isolated-impact',
          'wildrydes-regional-impact',
        ],
        AlarmTypes: ['CompositeAlarm', 'MetricAlarm'],
        MaxRecords: 100,
      },
    ]);
  });

  it('reads composite and metric alarms alike', async () => {
    const { reader } = answering({
      CompositeAlarms: [aComposite('use1-az1-isolated-impact', { StateValue: 'ALARM' })],
      MetricAlarms: [{ AlarmName: 'wildrydes-regional-impact', StateValue: 'OK' }],
    });
    const alarms = await reader.read(aPolicy());
    expect(alarms.map(({ name, state }) => [name, state])).toEqual([
      ['use1-az1-isolated-impact', 'ALARM'],
      ['wildrydes-regional-impact', 'OK'],
    ]);
  });

  it('tells since when an alarm is in its state, when it was configured, and the zone that names it', async () => {
    const { reader } = answering({ CompositeAlarms: [aComposite('use1-az1-isolated-impact')] });
    expect(await reader.read(aPolicy())).toEqual([
      {
        name: 'use1-az1-isolated-impact',
        state: 'OK',
        stateSince: minutesAfter(NOW, -600),
        configuredAt: minutesAfter(NOW, -900),
        suppressedBy: null,
        zoneId: 'use1-az1',
      },
    ]);
  });

  it.each(['Alarm', 'WaitPeriod', 'ExtensionPeriod'] as const)(
    'tells what suppresses the actions of an alarm: %s',
    async (ActionsSuppressedBy) => {
      const { reader } = answering({ CompositeAlarms: [aComposite('use1-az2-isolated-impact', { ActionsSuppressedBy })] });
      expect((await reader.read(aPolicy())).map(({ suppressedBy }) => suppressedBy)).toEqual([ActionsSuppressedBy]);
    },
  );

  it.each(['EVALUATION_FAILURE', 'EVALUATION_ERROR', 'PARTIAL_DATA'] as const)(
    'tells how CloudWatch evaluates a metric alarm: %s',
    async (EvaluationState) => {
      const { reader } = answering({
        MetricAlarms: [{ AlarmName: 'wildrydes-regional-impact', StateValue: 'OK', EvaluationState }],
      });
      expect(await reader.read(aPolicy())).toMatchObject([{ state: 'OK', evaluation: EvaluationState }]);
    },
  );

  it('finds the zone in the description, where the zone names no alarm', async () => {
    const AlarmDescription = '{"loadBalancer":"","az-id":"use1-az2"}';
    const { reader } = answering({ CompositeAlarms: [aComposite('aggregate', { AlarmDescription })] });
    expect((await reader.read(aPolicy(UNNAMED_ZONES)))[0]?.zoneId).toBe('use1-az2');
  });

  it('finds the zone in the beginning of the name, where the zone names no alarm', async () => {
    const { reader } = answering({ CompositeAlarms: [aComposite('use1-az4-isolated-impact')] });
    expect((await reader.read(aPolicy(UNNAMED_ZONES)))[0]?.zoneId).toBe('use1-az4');
  });

  it('follows every page of the composite alarms, where a zone names no alarm', async () => {
    const { sdk, reader } = cloudWatch();
    sdk
      .on(DescribeAlarmsCommand)
      .resolvesOnce({ CompositeAlarms: [aComposite('a'), aComposite('b')], NextToken: 'page-2' })
      .resolvesOnce({ CompositeAlarms: [aComposite('c')] });
    expect((await reader.read(aPolicy(UNNAMED_ZONES))).map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    expect(sdk.commandCalls(DescribeAlarmsCommand).map(({ args: [{ input }] }) => input)).toEqual([
      { AlarmTypes: ['CompositeAlarm'], MaxRecords: 100, NextToken: undefined },
      { AlarmTypes: ['CompositeAlarm'], MaxRecords: 100, NextToken: 'page-2' },
    ]);
  });

  it('follows every page of the alarms that are configured', async () => {
    const { sdk, reader } = cloudWatch();
    sdk
      .on(DescribeAlarmsCommand)
      .resolves({ CompositeAlarms: [aComposite('use1-az1-isolated-impact')], NextToken: 'page-2' })
      .on(DescribeAlarmsCommand, { NextToken: 'page-2' })
      .resolves({ MetricAlarms: [{ AlarmName: 'use1-az2-isolated-impact' }] })
      .on(DescribeAlarmsCommand, LOGS)
      .resolves({});
    expect((await reader.read(aPolicy())).map(({ name }) => name)).toEqual([
      'use1-az1-isolated-impact',
      'use1-az2-isolated-impact',
    ]);
  });

  it.each([
    ['of those that are configured', {}],
    ['of all composite alarms', UNNAMED_ZONES],
  ])('ends at the page with an empty token: %s', async (_which, overrides) => {
    const { sdk, reader } = cloudWatch();
    sdk
      .on(DescribeAlarmsCommand)
      .resolvesOnce({ CompositeAlarms: [aComposite('a')], NextToken: '' })
      .rejects(new Error('asked again'))
      .on(DescribeAlarmsCommand, LOGS)
      .resolves({});
    expect(await reader.read(aPolicy(overrides))).toHaveLength(1);
  });

  it('tells each alarm once, also when it is both configured and found', async () => {
    const { reader, asked } = answering({ CompositeAlarms: [aComposite('wildrydes-regional-impact')] });
    const alarms = await reader.read(aPolicy({ ...UNNAMED_ZONES, regionalAlarms: ['wildrydes-regional-impact'] }));
    expect(asked()).toHaveLength(2);
    expect(alarms).toHaveLength(1);
  });

  it('asks for at most 100 alarms a call', async () => {
    const { reader, asked } = answering({});
    const regionalAlarms = Array.from({ length: 130 }, (_, index) => `regional-${index}`);
    await reader.read(aPolicy({ ...aConfiguration(), regionalAlarms }));
    expect(asked().map(({ AlarmNames = [] }) => AlarmNames.length)).toEqual([100, 33]);
  });

  it('rejects when alarms may not be read', async () => {
    const { sdk, reader } = cloudWatch();
    sdk.on(DescribeAlarmsCommand).rejects(arcDenied());
    await expect(reader.read(aPolicy())).rejects.toMatchObject({ kind: 'denied' });
  });
});

describe('reading the impact alarms that ring', () => {
  it('asks for those that are configured, and for composite alarms where a zone names none', async () => {
    const { reader, asked } = answering({});
    const [first, ...others] = [ZONE_1, ZONE_2, ZONE_4];
    await reader.ringing(aPolicy({ zones: [{ ...first, impactAlarm: 'mine' }, ...others] }));
    expect(asked()).toEqual([
      { AlarmNames: ['mine'], StateValue: 'ALARM', AlarmTypes: ['CompositeAlarm', 'MetricAlarm'], MaxRecords: 100 },
      { StateValue: 'ALARM', AlarmTypes: ['CompositeAlarm'], MaxRecords: 100 },
    ]);
  });
});

describe('reading whether an alarm is muted', () => {
  const RULE = 'arn:aws:cloudwatch:us-east-1:111122223333:alarm-mute-rule:maintenance';

  it('asks for the rules that are active for it now, and names one', async () => {
    const { sdk, reader } = cloudWatch();
    sdk
      .on(ListAlarmMuteRulesCommand, { AlarmName: 'use1-az1-isolated-impact', Statuses: ['ACTIVE'] })
      .resolves({ AlarmMuteRuleSummaries: [{ AlarmMuteRuleArn: RULE }] });
    expect(await reader.muteOf('use1-az1-isolated-impact')).toBe(RULE);
  });

  it('says that none is', async () => {
    const { sdk, reader } = cloudWatch();
    sdk.on(ListAlarmMuteRulesCommand).resolves({});
    expect(await reader.muteOf('use1-az1-isolated-impact')).toBeNull();
  });
});
