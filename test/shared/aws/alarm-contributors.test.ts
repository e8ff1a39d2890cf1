import {
  type AlarmContributor,
  DescribeAlarmContributorsCommand,
  DescribeAlarmsCommand,
  type MetricAlarm,
} from '@aws-sdk/client-cloudwatch';
import { arcDenied, awsError } from '../../aws-errors.ts';
import { aPolicy, minutesAfter, NOW, ZONE_1, ZONE_2, ZONE_4 } from '../../builders.ts';
import { aComposite, answering, LOGS } from './answering-alarms.ts';

describe('reading an alarm with contributors', () => {
  const POLICY = aPolicy({ zones: [ZONE_1, ZONE_2, ZONE_4], contributorAlarm: 'zonal', regionalAlarms: [] });
  const since = (minutes: number) => minutesAfter(NOW, -minutes);
  const contributor = (attributes: Record<string, string>, minutes = 3): AlarmContributor => ({
    ContributorId: JSON.stringify(attributes),
    ContributorAttributes: attributes,
    StateReason: '',
    StateTransitionedTimestamp: new Date(since(minutes)),
  });

  function zonal(alarm: Partial<MetricAlarm>, contributors: AlarmContributor[] | Error) {
    const { sdk, reader } = answering({ MetricAlarms: [{ ...aComposite('zonal'), ...alarm }] });
    const answer = sdk.on(DescribeAlarmContributorsCommand, { AlarmName: 'zonal' });
    if (contributors instanceof Error) answer.rejects(contributors);
    else answer.resolves({ AlarmContributors: contributors });
    return reader;
  }

  /** State by zone; `null`: the alarm itself. */
  async function statesOf(alarm: Partial<MetricAlarm>, contributors: AlarmContributor[] | Error) {
    const alarms = await zonal(alarm, contributors).read(POLICY);
    return Object.fromEntries(alarms.map(({ zoneId, state, unread }) => [zoneId ?? 'alarm', unread ?? state]));
  }

  const RINGS = { StateValue: 'ALARM' as const };

  it.each([
    ['AZ ID', { az_id: 'use1-az2' }],
    ['AZ name', { AvailabilityZone: 'us-east-1b' }],
    ['both, beside others', { az_id: 'use1-az2', az: 'us-east-1b', service: 'web' }],
  ])('rings for the zone that a contributor names by its %s, and for no other', async (_by, attributes) => {
    expect(await statesOf(RINGS, [contributor(attributes)])).toEqual({
      alarm: 'ALARM',
      'use1-az1': 'OK',
      'use1-az2': 'ALARM',
      'use1-az4': 'OK',
    });
  });

  it('tells since when each zone rings, the one that has rung the longest first', async () => {
    const contributors = [
      contributor({ az: 'use1-az1' }, 2),
      contributor({ az: 'use1-az4', pod: 'a' }, 4),
      contributor({ az: 'use1-az4' }, 9),
    ];
    const alarms = await zonal(RINGS, contributors).read(POLICY);
    const ringing = alarms.filter(({ zoneId, state }) => zoneId !== null && state === 'ALARM');
    expect(ringing.map(({ zoneId, stateSince }) => [zoneId, stateSince])).toEqual([
      ['use1-az4', since(9)],
      ['use1-az1', since(2)],
    ]);
  });

  it.each<[string, Record<string, string>]>([
    ['no configured zone', { az_id: 'use1-az6' }],
    ['two zones', { from: 'use1-az2', to: 'use1-az1' }],
  ])('does not know the other zones to be well while a contributor names %s', async (_what, attributes) => {
    const states = await statesOf(RINGS, [contributor({ az_id: 'use1-az1' }), contributor(attributes)]);
    expect(states).toMatchObject({ alarm: 'ALARM', 'use1-az1': 'ALARM' });
    expect(states['use1-az2']).toMatch(/names no configured zone, or several/);
  });

  it('knows no zone at all where that is the only one, and says so of the alarm itself', async () => {
    const states = await statesOf(RINGS, [contributor({ az_id: 'use1-az6' })]);
    expect(Object.values(states)).toEqual(Array.from({ length: 4 }, () => expect.stringContaining('{az_id=use1-az6}')));
  });

  it('knows no zone while the alarm rings and its contributors cannot be read, or none is listed', async () => {
    expect(Object.values(await statesOf(RINGS, arcDenied()))).toEqual(
      Array.from({ length: 4 }, () => expect.stringMatching(/^in ALARM, and reading the contributors of zonal: /)),
    );
    expect((await statesOf(RINGS, []))['use1-az1']).toBe('in ALARM, and CloudWatch lists no contributor that is');
  });

  it('knows every zone while the alarm is OK, whatever its contributors', async () => {
    const well = { alarm: 'OK', 'use1-az1': 'OK', 'use1-az2': 'OK', 'use1-az4': 'OK' };
    expect(await statesOf({}, arcDenied())).toEqual(well);
    expect(await statesOf({}, [])).toEqual(well);
  });

  it('counts a contributor of which the alarm itself does not know yet', async () => {
    expect(await statesOf({}, [contributor({ az_id: 'use1-az2' })])).toMatchObject({ 'use1-az2': 'ALARM', 'use1-az1': 'OK' });
  });

  it('counts a contributor also where the alarm itself cannot be read: a second zone is known to be impaired', async () => {
    const { sdk, reader } = answering({});
    sdk.on(DescribeAlarmsCommand, LOGS).rejects(awsError('ValidationError', 'no such type'));
    const contributors = [contributor({ az_id: 'use1-az1' }), contributor({ az_id: 'use1-az2' })];
    sdk.on(DescribeAlarmContributorsCommand).resolves({ AlarmContributors: contributors });
    const alarms = await reader.read(POLICY);
    const told = alarms.map(({ zoneId, state, unread }) => [zoneId, unread === undefined ? state : 'unread']);
    expect(told).toEqual([
      [null, 'unread'],
      ['use1-az1', 'ALARM'],
      ['use1-az2', 'ALARM'],
      ['use1-az4', 'unread'],
    ]);
  });

  it('does not know the zones that CloudWatch may not have evaluated', async () => {
    const states = await statesOf({ ...RINGS, EvaluationState: 'PARTIAL_DATA' }, [contributor({ az_id: 'use1-az2' })]);
    expect(states).toMatchObject({ 'use1-az2': 'ALARM', 'use1-az1': expect.stringContaining('PARTIAL_DATA') });
  });

  it.each<[string, object]>([
    ['a composite alarm', { CompositeAlarms: [{ ...aComposite('zonal'), AlarmRule: 'ALARM(web)' }] }],
    ['an alarm on one metric', { MetricAlarms: [{ ...aComposite('zonal'), MetricName: 'Faults' }] }],
  ])('knows no zone by %s, which never has contributors', async (what, alarms) => {
    const { sdk, reader } = answering(alarms);
    sdk.on(DescribeAlarmContributorsCommand).resolves({ AlarmContributors: [] });
    const states = (await reader.read(POLICY)).map(({ unread }) => unread);
    expect(states).toEqual(Array.from({ length: 4 }, () => `it is ${what}, which has no contributors`));
  });

  it('looks at no other composite alarm, and tells nothing of a zone where CloudWatch does not know the alarm', async () => {
    const { sdk, reader, asked } = answering({});
    sdk.on(DescribeAlarmContributorsCommand).rejects(awsError('ResourceNotFoundException', 'no such alarm'));
    expect(await reader.read(POLICY)).toEqual([]);
    expect(asked().map(({ AlarmNames }) => AlarmNames)).toEqual([['zonal']]);
  });
});
