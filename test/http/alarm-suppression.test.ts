import {
  DeleteAlarmMuteRuleCommand,
  DescribeAlarmsCommand,
  ListAlarmMuteRulesCommand,
  PutAlarmMuteRuleCommand,
  type PutAlarmMuteRuleCommandInput,
  PutCompositeAlarmCommand,
  PutMetricAlarmCommand,
  SetAlarmStateCommand,
  type StateValue,
} from '@aws-sdk/client-cloudwatch';
import { inProcessRequestHandler } from '../../simulator/http/in-process.ts';
import { Region } from '../../simulator/region/region.ts';
import { defaultRegionSpec } from '../../simulator/region/region-spec.ts';
import { sdkClients } from './sdk-clients.ts';

const startsAt = new Date('2026-01-01T12:00:00Z');
const ARN = 'arn:aws:cloudwatch:us-east-1:111122223333:alarm';

/** A quiet Region with the composite alarm `impact` of `child`, whose actions `maintenance` suppresses: wait 120 s, extension 180 s. */
async function withSuppressor() {
  const region = new Region(defaultRegionSpec({ seed: 1, startsAt, alarms: [], loadBalancers: [], groups: [], traffic: [] }));
  const { cloudWatch } = sdkClients({ requestHandler: inProcessRequestHandler(region) });
  const nothing = { Namespace: 'Test', MetricName: 'Nothing', Statistic: 'Sum', Period: 60, EvaluationPeriods: 1 } as const;
  const ignoring = { ...nothing, Threshold: 1, ComparisonOperator: 'GreaterThanThreshold', TreatMissingData: 'ignore' } as const;
  for (const AlarmName of ['child', 'maintenance']) await cloudWatch.send(new PutMetricAlarmCommand({ AlarmName, ...ignoring }));
  const suppressor = {
    ActionsSuppressor: `${ARN}:maintenance`,
    ActionsSuppressorWaitPeriod: 120,
    ActionsSuppressorExtensionPeriod: 180,
  };
  await cloudWatch.send(new PutCompositeAlarmCommand({ AlarmName: 'impact', AlarmRule: 'ALARM(child)', ...suppressor }));
  const wait = (seconds: number) => region.advanceTo(region.clock.millis + seconds * 1000);
  const set = async (AlarmName: string, StateValue: StateValue) => {
    await cloudWatch.send(new SetAlarmStateCommand({ AlarmName, StateValue, StateReason: 'drill' }));
    wait(5);
  };
  wait(5);
  for (const name of ['child', 'maintenance']) await set(name, 'OK');
  const described = async () => {
    const command = new DescribeAlarmsCommand({ AlarmNames: ['impact'], AlarmTypes: ['CompositeAlarm'] });
    return (await cloudWatch.send(command)).CompositeAlarms?.[0];
  };
  const suppressedBy = async () => (await described())?.ActionsSuppressedBy;
  const lastChange = (): Record<string, unknown> | undefined =>
    region.events.published.findLast((event) => event['detail-type'] === 'CloudWatch Alarm State Change')?.detail;
  return { cloudWatch, wait, set, described, suppressedBy, lastChange };
}

describe('the suppressor of a composite alarm', () => {
  it('suppresses while it is in ALARM, as DescribeAlarms and the event say', async () => {
    const { set, described, lastChange } = await withSuppressor();
    await set('maintenance', 'ALARM');
    await set('child', 'ALARM');
    expect(await described()).toMatchObject({
      StateValue: 'ALARM',
      ActionsSuppressor: `${ARN}:maintenance`,
      ActionsSuppressedBy: 'Alarm',
      ActionsSuppressedReason: 'Actions suppressed by Alarm',
    });
    expect(lastChange()).toMatchObject({
      alarmName: 'impact',
      configuration: { actionsSuppressor: `${ARN}:maintenance`, actionsSuppressorWaitPeriod: 120 },
      state: { value: 'ALARM', actionsSuppressedBy: 'Alarm', actionsSuppressedReason: 'Actions suppressed by Alarm' },
    });
  });

  it('is awaited once the alarm is in ALARM, for at most the wait period', async () => {
    const { set, wait, suppressedBy, lastChange } = await withSuppressor();
    await set('child', 'ALARM');
    expect(lastChange()).toMatchObject({
      alarmName: 'impact',
      previousState: { value: 'OK' },
      state: { value: 'ALARM', actionsSuppressedBy: 'WaitPeriod', actionsSuppressedReason: 'Actions suppressed by WaitPeriod' },
    });
    wait(100);
    expect(await suppressedBy()).toBe('WaitPeriod');
    wait(20);
    expect(await suppressedBy()).toBeUndefined();
    await set('child', 'OK');
    const { previousState, state } = lastChange() as Record<'previousState' | 'state', Record<string, unknown>>;
    expect([previousState.value, previousState.actionsSuppressedBy]).toEqual(['ALARM', undefined]);
    expect([state.value, state.actionsSuppressedBy]).toEqual(['OK', undefined]);
  });

  it('takes over if it goes to ALARM within the wait period', async () => {
    const { set, suppressedBy } = await withSuppressor();
    await set('child', 'ALARM');
    await set('maintenance', 'ALARM');
    expect(await suppressedBy()).toBe('Alarm');
  });

  it('suppresses for the extension period after it leaves ALARM', async () => {
    const { set, wait, suppressedBy } = await withSuppressor();
    await set('maintenance', 'ALARM');
    await set('child', 'ALARM');
    wait(600);
    await set('maintenance', 'OK');
    expect(await suppressedBy()).toBe('ExtensionPeriod');
    wait(170);
    expect(await suppressedBy()).toBe('ExtensionPeriod');
    wait(10);
    expect(await suppressedBy()).toBeUndefined();
  });

  it('suppresses nothing if it was never in ALARM', async () => {
    const { set, wait, suppressedBy } = await withSuppressor();
    expect(await suppressedBy()).toBeUndefined();
    await set('child', 'ALARM');
    wait(300);
    await set('maintenance', 'INSUFFICIENT_DATA');
    await set('maintenance', 'OK');
    expect(await suppressedBy()).toBeUndefined();
  });
});

describe('a mute rule', () => {
  const rule = (changes: Partial<PutAlarmMuteRuleCommandInput> = {}) =>
    new PutAlarmMuteRuleCommand({
      Name: 'deployment',
      Rule: { Schedule: { Expression: 'at(2026-01-01T11:30)', Duration: 'PT1H' } },
      MuteTargets: { AlarmNames: ['impact'] },
      ...changes,
    });

  it('is named only in the events of alarms that it mutes', async () => {
    const { cloudWatch, set, wait, lastChange } = await withSuppressor();
    await cloudWatch.send(rule());
    await set('maintenance', 'ALARM');
    expect(lastChange()).not.toHaveProperty('muteDetail');
    await set('child', 'ALARM');
    expect(lastChange()).toMatchObject({
      alarmName: 'impact',
      muteDetail: {
        mutedByArn: 'arn:aws:cloudwatch:us-east-1:111122223333:alarm-mute-rule:deployment',
        muteWindowStart: '2026-01-01T11:30:00.000+0000',
        muteWindowEnd: '2026-01-01T12:30:00.000+0000',
      },
    });
    wait(1800);
    await set('child', 'OK');
    expect(lastChange()).toMatchObject({ alarmName: 'impact', state: { value: 'OK' } });
    expect(lastChange()).not.toHaveProperty('muteDetail');
  });

  it('is listed by alarm and by status', async () => {
    const { cloudWatch, wait } = await withSuppressor();
    await cloudWatch.send(rule());
    const active = async (AlarmName: string) => {
      const command = new ListAlarmMuteRulesCommand({ AlarmName, Statuses: ['ACTIVE'] });
      const { AlarmMuteRuleSummaries = [] } = await cloudWatch.send(command);
      return AlarmMuteRuleSummaries.map(({ AlarmMuteRuleArn, Status }) => [AlarmMuteRuleArn, Status]);
    };
    expect(await active('impact')).toEqual([['arn:aws:cloudwatch:us-east-1:111122223333:alarm-mute-rule:deployment', 'ACTIVE']]);
    expect(await active('child')).toEqual([]);
    wait(1800);
    expect(await active('impact')).toEqual([]);
  });

  it('begins no earlier than its start date, ends no later than its expiry, and ends when deleted', async () => {
    const { cloudWatch, set, lastChange } = await withSuppressor();
    const StartDate = new Date('2026-01-01T12:00:10Z');
    await cloudWatch.send(rule({ StartDate, ExpireDate: new Date('2026-01-01T12:10:00Z') }));
    await set('child', 'ALARM');
    expect(lastChange()).toMatchObject({
      muteDetail: { muteWindowStart: '2026-01-01T12:00:10.000+0000', muteWindowEnd: '2026-01-01T12:10:00.000+0000' },
    });
    await cloudWatch.send(new DeleteAlarmMuteRuleCommand({ AlarmMuteRuleName: 'deployment' }));
    await set('child', 'OK');
    expect(lastChange()).not.toHaveProperty('muteDetail');
    const again = new DeleteAlarmMuteRuleCommand({ AlarmMuteRuleName: 'deployment' });
    await expect(cloudWatch.send(again)).rejects.toMatchObject({ name: 'ResourceNotFound' });
  });

  it.each([
    [{ Expression: 'cron(0 2 * * *)', Duration: 'PT1H' }],
    [{ Expression: 'at(2026-13-01T11:30)', Duration: 'PT1H' }],
    [{ Expression: 'at(2026-01-01T11:30)', Duration: 'PT1H', Timezone: 'Europe/Vienna' }],
    [{ Expression: 'at(2026-01-01T11:30)', Duration: 'P16D' }],
    [{ Expression: 'at(2026-01-01T11:30)', Duration: 'P' }],
    [{ Expression: 'at(2026-01-01T11:30)', Duration: 'PT0M' }],
  ])('refuses %j rather than mute at another time', async (Schedule) => {
    const { cloudWatch } = await withSuppressor();
    await expect(cloudWatch.send(rule({ Rule: { Schedule } }))).rejects.toMatchObject({ name: 'ValidationException' });
  });
});
