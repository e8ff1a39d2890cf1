import { aConfiguration, aPolicy, minutesAfter, NOW, ZONE_1, ZONE_2, ZONE_4 } from '../../builders.ts';
import { arcDenied } from '../../fakes/aws-errors.ts';
import { fakeAws } from '../../fakes/fake-aws.ts';

const UNNAMED_ZONES = { zones: [ZONE_1, ZONE_2, ZONE_4], regionalAlarms: [] };

describe('reading alarms', () => {
  it('reads composite and metric alarms alike', async () => {
    const { cloudWatch, reader } = fakeAws();
    cloudWatch.set('wildrydes-regional-impact', { type: 'MetricAlarm', state: 'ALARM' });
    const alarms = await reader.alarms.read(aPolicy());
    expect(Object.fromEntries(alarms.map(({ name, state }) => [name, state]))).toEqual({
      'use1-az1-isolated-impact': 'ALARM',
      'use1-az2-isolated-impact': 'OK',
      'use1-az4-isolated-impact': 'OK',
      'wildrydes-regional-impact': 'ALARM',
    });
  });

  it('tells since when an alarm is in its state, when it was configured, and the zone that names it', async () => {
    const { cloudWatch, reader } = fakeAws();
    cloudWatch.set('use1-az1-isolated-impact', { stateSince: minutesAfter(NOW, -1), configuredAt: minutesAfter(NOW, -90) });
    const alarms = await reader.alarms.read(aPolicy());
    expect(alarms[0]).toEqual({
      name: 'use1-az1-isolated-impact',
      state: 'ALARM',
      stateSince: minutesAfter(NOW, -1),
      configuredAt: minutesAfter(NOW, -90),
      suppressedBy: null,
      zoneId: 'use1-az1',
    });
  });

  it.each(['Alarm', 'WaitPeriod', 'ExtensionPeriod'])(
    'tells what suppresses the actions of an alarm: %s',
    async (suppressedBy) => {
      const { cloudWatch, reader } = fakeAws();
      cloudWatch.set('use1-az2-isolated-impact', { suppressedBy });
      const alarms = await reader.alarms.read(aPolicy());
      expect(alarms.map((alarm) => alarm.suppressedBy)).toEqual([null, suppressedBy, null, null]);
    },
  );

  it('leaves out an alarm that CloudWatch does not know', async () => {
    const { cloudWatch, reader } = fakeAws();
    cloudWatch.remove('use1-az2-isolated-impact');
    const alarms = await reader.alarms.read(aPolicy());
    expect(alarms.map(({ name }) => name)).not.toContain('use1-az2-isolated-impact');
  });

  it('leaves out alarms that the configuration does not name, where every zone names its own', async () => {
    const { cloudWatch, reader } = fakeAws();
    cloudWatch.set('use1-az1-other-application');
    expect(await reader.alarms.read(aPolicy())).toHaveLength(4);
  });

  it('finds the zone in the description, where the zone names no alarm', async () => {
    const { cloudWatch, reader } = fakeAws();
    cloudWatch.set('aggregate', { description: '{"loadBalancer":"","az-id":"use1-az2"}' });
    const alarms = await reader.alarms.read(aPolicy(UNNAMED_ZONES));
    expect(alarms.find(({ name }) => name === 'aggregate')?.zoneId).toBe('use1-az2');
  });

  it('finds the zone in the beginning of the name, where the zone names no alarm', async () => {
    const { reader } = fakeAws();
    const alarms = await reader.alarms.read(aPolicy(UNNAMED_ZONES));
    expect(alarms.find(({ name }) => name === 'use1-az4-isolated-impact')?.zoneId).toBe('use1-az4');
  });

  it('follows every page of the composite alarms', async () => {
    const { cloudWatch, reader } = fakeAws();
    cloudWatch.pageSize = 2;
    for (let index = 0; index < 7; index += 1) cloudWatch.set(`use1-az2-operation-${index}`);
    const alarms = await reader.alarms.read(aPolicy(UNNAMED_ZONES));
    expect(alarms.filter(({ name }) => name.startsWith('use1-az2-operation'))).toHaveLength(7);
  });

  it('tells each alarm once, also when it is both configured and found', async () => {
    const { reader } = fakeAws();
    const alarms = await reader.alarms.read(aPolicy({ ...UNNAMED_ZONES, regionalAlarms: ['wildrydes-regional-impact'] }));
    expect(alarms.filter(({ name }) => name === 'wildrydes-regional-impact')).toHaveLength(1);
  });

  it('reads more than 100 configured alarms, which takes several calls', async () => {
    const { cloudWatch, reader } = fakeAws();
    const regionalAlarms = Array.from({ length: 130 }, (_, index) => `regional-${index}`);
    for (const name of regionalAlarms) cloudWatch.set(name, { type: 'MetricAlarm' });
    expect(await reader.alarms.read(aPolicy({ ...aConfiguration(), regionalAlarms }))).toHaveLength(133);
  });

  it('rejects when alarms may not be read', async () => {
    const { cloudWatch, reader } = fakeAws();
    cloudWatch.interference.fail('DescribeAlarms', arcDenied());
    await expect(reader.alarms.read(aPolicy())).rejects.toMatchObject({ kind: 'denied' });
  });
});
