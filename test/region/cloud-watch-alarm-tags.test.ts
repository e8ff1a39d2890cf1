import { parseEvent } from '../../shared/event/parse-event.ts';
import { respond } from '../../shared/respond.ts';
import { aRegion } from '../a-region/a-region.ts';
import { run } from '../a-region/run.ts';
import { aPolicy, minutesAfter, NOW, ZONE_1, ZONE_2, ZONE_4 } from '../builders.ts';
import taggedChange from '../events/tagged-alarm-state-change.json';
import { aCloudWatch, anAlarm } from './cloud-watch-setup.ts';

const TAGS = [
  { Key: 'az-id', Value: 'use1-az1' },
  { Key: 'team', Value: 'orders' },
  { Key: 'aws:cloudformation:stack-name', Value: 'orders' },
];
const telling = (propagation: Record<string, unknown> = {}) => ({
  ActionConfiguration: { AlarmTagsPropagation: { Enabled: true, ...propagation } },
});

describe('the tags of an alarm in the event of its change', () => {
  const detailOf = (...inputs: Record<string, unknown>[]) => {
    const { call, stateChanges } = aCloudWatch();
    for (const input of inputs) call('PutMetricAlarm', anAlarm('errors', input));
    call('SetAlarmState', { AlarmName: 'errors', StateValue: 'ALARM', StateReason: 'a test' });
    return stateChanges()[0]?.detail;
  };
  const tagsTold = (...inputs: Record<string, unknown>[]) => detailOf(...inputs)?.alarmTags;

  it('are there where the alarm is to tell them, without those of AWS', () => {
    const told = { alarmTags: { 'az-id': 'use1-az1', team: 'orders' }, alarmTagsStatus: 'SUCCESS' };
    expect(detailOf({ Tags: TAGS, ...telling() })).toMatchObject(told);
    expect(detailOf({ ...telling() })).toMatchObject({ alarmTags: {}, alarmTagsStatus: 'SUCCESS' });
  });

  it.each([
    ['does not say so', {}],
    ['says that it must not', telling({ Enabled: false })],
  ])('are not there where it %s', (_what, input) => {
    const detail = detailOf({ Tags: TAGS, ...input });
    expect(detail).not.toHaveProperty('alarmTags');
    expect(detail).not.toHaveProperty('alarmTagsStatus');
  });

  it('are those that it names, or all but those', () => {
    expect(tagsTold({ Tags: TAGS, ...telling({ IncludedTagKeys: ['az-id', 'none'] }) })).toEqual({ 'az-id': 'use1-az1' });
    expect(tagsTold({ Tags: TAGS, ...telling({ ExcludedTagKeys: ['az-id'] }) })).toEqual({ team: 'orders' });
    const both = telling({ IncludedTagKeys: ['az-id'], ExcludedTagKeys: ['team'] });
    expect(() => detailOf(both)).toThrow('cannot be specified together');
  });

  it('are those that it was created with: an update ignores others', () => {
    expect(tagsTold({ Tags: TAGS.slice(0, 1), ...telling() }, { Tags: TAGS.slice(1, 2), ...telling() })).toEqual({
      'az-id': 'use1-az1',
    });
  });

  it('are not among what DescribeAlarms tells', () => {
    const { call } = aCloudWatch();
    call('PutMetricAlarm', anAlarm('errors', { Tags: TAGS, ...telling() }));
    const [alarm] = call('DescribeAlarms').MetricAlarms;
    expect(alarm).toMatchObject(telling());
    expect(alarm).not.toHaveProperty('Tags');
  });
});

describe('the event of an alarm whose tag az-id names its zone', () => {
  /** A composite alarm of zone 1, which neither its name nor its event tells otherwise, goes to ALARM. */
  function rung() {
    const aws = aRegion();
    const { cloudWatch, events } = aws.region;
    aws.alarms.remove('use1-az1-isolated-impact');
    const AlarmName = 'orders-impact';
    run(cloudWatch.operations, 'PutCompositeAlarm', { AlarmName, AlarmRule: 'FALSE', Tags: TAGS, ...telling() });
    run(cloudWatch.operations, 'SetAlarmState', { AlarmName, StateValue: 'OK', StateReason: 'well' });
    cloudWatch.backdateAlarm(AlarmName, { configuredAt: Date.parse(minutesAfter(NOW, -600)) });
    run(cloudWatch.operations, 'SetAlarmState', { AlarmName, StateValue: 'ALARM', StateReason: 'a test' });
    const event = events.published.findLast(({ detail }) => detail.alarmName === AlarmName);
    return { aws, event };
  }

  it('has the members of the event that the responder is tested with', () => {
    const { detail } = rung().event ?? {};
    const members = Object.keys(taggedChange.detail).sort();
    expect(Object.keys(detail ?? {}).sort()).toEqual(members);
    expect(detail?.alarmTags).toEqual(taggedChange.detail.alarmTags);
  });

  it('is read as that zone’s, and evacuates it', async () => {
    const { aws, event } = rung();
    const policy = { zones: [ZONE_1, ZONE_2, ZONE_4] };
    const context = { policy: aPolicy(policy), identity: aws.region.identity, requestId: 'request-1', now: new Date(NOW) };
    expect(parseEvent(event, context)).toMatchObject({ kind: 'alarm', zone: ZONE_1 });
    expect(await respond(event, aws.dependencies(policy))).toMatchObject({ outcome: 'done', zone: ZONE_1 });
    expect(aws.shifts.zonesOut()).toEqual(['use1-az1']);
  });
});
