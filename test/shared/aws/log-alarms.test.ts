import { DescribeAlarmsCommand, type LogAlarm } from '@aws-sdk/client-cloudwatch';
import { awsError } from '../../aws-errors.ts';
import { aPolicy, ZONE_1, ZONE_2, ZONE_4 } from '../../builders.ts';
import { aComposite, answering, LOGS } from './answering-alarms.ts';

describe('reading log alarms', () => {
  const RECOVERY = aPolicy({ zones: [{ ...ZONE_1, impactAlarm: 'mine', recoveryAlarm: 'probe' }, ZONE_2, ZONE_4] });
  const mine = aComposite('mine');

  it('asks for them at the same time, in a request of its own', async () => {
    const { reader, askedForLogs } = answering({});
    await reader.read(RECOVERY);
    expect(askedForLogs()).toEqual([{ AlarmNames: expect.arrayContaining(['mine', 'probe']), ...LOGS, MaxRecords: 100 }]);
  });

  it('finds one by the name that is configured, and how CloudWatch evaluates it', async () => {
    const { sdk, reader } = answering({ CompositeAlarms: [mine] });
    const probe: LogAlarm = { AlarmName: 'probe', StateValue: 'OK', EvaluationState: 'PARTIAL_DATA' };
    sdk.on(DescribeAlarmsCommand, LOGS).resolves({ LogAlarms: [probe] });
    const alarms = await reader.read(RECOVERY);
    expect(alarms.find(({ name }) => name === 'probe')).toMatchObject({ state: 'OK', evaluation: 'PARTIAL_DATA' });
  });

  it('does not know whether a missing name is that of a log alarm where they are refused', async () => {
    const { sdk, reader } = answering({ CompositeAlarms: [mine] });
    sdk.on(DescribeAlarmsCommand, LOGS).rejects(awsError('ValidationError', 'no such type'));
    const alarms = await reader.read(RECOVERY);
    expect(alarms.find(({ name }) => name === 'mine')).not.toHaveProperty('unread');
    expect(alarms.find(({ name }) => name === 'probe')?.unread).toMatch(/log alarms could not be read: .*no such type/);
  });

  it('does not wait for them where every name is known', async () => {
    const { sdk, reader } = answering({ CompositeAlarms: [mine] });
    sdk.on(DescribeAlarmsCommand, LOGS).callsFake(() => new Promise(() => {}));
    const zones = [{ ...ZONE_1, impactAlarm: 'mine' }, ZONE_2];
    expect(await reader.read(aPolicy({ zones, regionalAlarms: [] }))).toHaveLength(1);
  });

  it('reads those that ring, and none where they are refused: the others have been read', async () => {
    const { sdk, reader } = answering({});
    sdk
      .on(DescribeAlarmsCommand, { ...LOGS, StateValue: 'ALARM' })
      .resolves({ LogAlarms: [{ AlarmName: 'mine', StateValue: 'ALARM' }] });
    expect(await reader.ringing(RECOVERY)).toEqual([]);
    await reader.read(RECOVERY);
    expect((await reader.ringing(RECOVERY)).map(({ name }) => name)).toEqual(['mine']);
    sdk.on(DescribeAlarmsCommand, { ...LOGS, StateValue: 'ALARM' }).rejects(awsError('ValidationError', 'no such type'));
    expect(await reader.ringing(RECOVERY)).toEqual([]);
  });
});
