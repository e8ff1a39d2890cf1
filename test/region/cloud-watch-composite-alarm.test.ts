import { aCloudWatch, anAlarm, MINUTE, refusal, START } from './cloud-watch-setup.ts';

/** Metric alarms a and b in OK, and what was published for them up to 17:01:30. */
function withChildren() {
  const region = aCloudWatch();
  for (const name of ['a', 'b']) {
    region.call('PutMetricAlarm', anAlarm(name, { MetricName: name, TreatMissingData: 'notBreaching' }));
  }
  region.goTo(1);
  const put = (AlarmName: string, AlarmRule: string) => region.call('PutCompositeAlarm', { AlarmName, AlarmRule });
  const set = (AlarmName: string, StateValue: string) =>
    region.call('SetAlarmState', { AlarmName, StateValue, StateReason: 'test' });
  const wait = (seconds: number) => region.clock.advanceTo(region.clock.millis + seconds * 1000);
  return { ...region, put, set, wait };
}

describe('composite alarm', () => {
  it('starts in INSUFFICIENT_DATA and is evaluated shortly after creation', () => {
    const { put, stateOf, wait, cloudWatch } = withChildren();
    put('both', 'ALARM(a) AND ALARM(b)');
    expect(stateOf('both')).toBe('INSUFFICIENT_DATA');
    wait(2);
    expect(stateOf('both')).toBe('OK');
    expect(cloudWatch.alarm('both')?.reason).toBe(
      'arn:aws:cloudwatch:us-east-1:111122223333:alarm:both was created and its alarm rule evaluates to OK',
    );
  });

  it('follows its children two seconds after their evaluation', () => {
    const { clock, goTo, publish, put, stateOf } = withChildren();
    put('both', 'ALARM(a) AND ALARM(b)');
    publish('a', 1, 1);
    publish('b', 1, 1);
    goTo(1);
    clock.advanceTo(START + 2 * MINUTE + 21_999);
    expect([stateOf('a'), stateOf('b'), stateOf('both')]).toEqual(['ALARM', 'ALARM', 'OK']);
    clock.advanceTo(START + 2 * MINUTE + 22_000);
    expect(stateOf('both')).toBe('ALARM');
  });

  it('is evaluated once for all changes within the delay', () => {
    const { put, set, wait, stateChanges } = withChildren();
    put('any', 'ALARM(a) OR ALARM(b)');
    wait(2);
    set('a', 'ALARM');
    set('b', 'ALARM');
    wait(2);
    const ofAny = stateChanges().filter((event) => event.detail.alarmName === 'any');
    expect(ofAny.map((event) => (event.detail.state as { value: string }).value)).toEqual(['OK', 'ALARM']);
  });

  it('refers to children by ARN and to other composites', () => {
    const { put, set, stateOf, wait } = withChildren();
    put('inner', 'ALARM("arn:aws:cloudwatch:us-east-1:111122223333:alarm:a")');
    put('outer', 'ALARM(inner) AND NOT ALARM(b)');
    wait(2);
    set('a', 'ALARM');
    wait(2);
    expect([stateOf('inner'), stateOf('outer')]).toEqual(['ALARM', 'OK']);
    wait(2);
    expect(stateOf('outer')).toBe('ALARM');
  });

  it('keeps a state set by SetAlarmState until a child changes', () => {
    const { goTo, put, set, stateOf, wait } = withChildren();
    put('any', 'ALARM(a) OR ALARM(b)');
    wait(2);
    set('any', 'ALARM');
    goTo(60);
    expect(stateOf('any')).toBe('ALARM');
    set('a', 'INSUFFICIENT_DATA');
    wait(2);
    expect(stateOf('any')).toBe('OK');
  });

  it('is evaluated again when its rule is replaced', () => {
    const { put, stateOf, wait, cloudWatch } = withChildren();
    put('any', 'ALARM(a)');
    wait(2);
    put('any', 'OK(a)');
    expect(stateOf('any')).toBe('OK');
    wait(2);
    expect(stateOf('any')).toBe('ALARM');
    expect(cloudWatch.alarm('any')?.reason).toMatch(/any was updated and its new alarm rule evaluates to ALARM$/);
  });

  it('stops being evaluated in a cycle, and starts again when the cycle is broken', () => {
    const { put, set, stateOf, wait } = withChildren();
    put('one', 'FALSE');
    put('two', 'ALARM(one) OR ALARM(a)');
    wait(2);
    put('one', 'ALARM(two)');
    wait(2);
    set('a', 'ALARM');
    wait(10);
    expect([stateOf('one'), stateOf('two')]).toEqual(['OK', 'OK']);
    put('one', 'FALSE');
    set('a', 'OK');
    set('a', 'ALARM');
    wait(2);
    expect(stateOf('two')).toBe('ALARM');
  });

  it('is refused when a child does not exist', () => {
    const { cloudWatch, put } = withChildren();
    expect(refusal(() => put('any', 'ALARM(a) OR ALARM(gone) OR OK("g one")'))).toEqual({
      code: 'ValidationError',
      message: 'Could not save the composite alarm as alarms [gone, g one] in the alarm rule do not exist',
    });
    expect(cloudWatch.alarm('any')).toBeUndefined();
  });

  it('is refused with an invalid rule, with the position', () => {
    const { put } = withChildren();
    expect(refusal(() => put('any', 'ALARM(a) OR')).message).toMatch(/Unsupported token '<EOF>' at char 11/);
  });

  it('needs both periods if it has a suppressor', () => {
    const { call } = withChildren();
    const suppressed = { AlarmName: 'any', AlarmRule: 'ALARM(a)', ActionsSuppressor: 'b' };
    expect(refusal(() => call('PutCompositeAlarm', suppressed)).code).toBe('ValidationError');
    const periods = { ActionsSuppressorWaitPeriod: '60', ActionsSuppressorExtensionPeriod: 120 };
    call('PutCompositeAlarm', { ...suppressed, ...periods });
    const { CompositeAlarms } = call('DescribeAlarms', { AlarmTypes: ['CompositeAlarm'] });
    expect(CompositeAlarms[0]).toMatchObject({
      ActionsSuppressor: 'b',
      ActionsSuppressorWaitPeriod: 60,
      ActionsSuppressorExtensionPeriod: 120,
    });
  });

  it('cannot have the name of a metric alarm', () => {
    const { put, stateOf } = withChildren();
    expect(refusal(() => put('a', 'ALARM(b)')).code).toBe('ValidationError');
    expect(stateOf('a')).toBe('OK');
  });
});

describe('deleting alarms', () => {
  it('deletes existing alarms and ignores the rest', () => {
    const { call, cloudWatch } = withChildren();
    call('DeleteAlarms', { AlarmNames: ['a', 'nobody'] });
    expect(cloudWatch.alarms().map((alarm) => alarm.name)).toEqual(['b']);
  });

  it('keeps everything while a composite alarm depends on one of them', () => {
    const { call, cloudWatch, put } = withChildren();
    put('both', 'ALARM(a) AND ALARM(b)');
    expect(refusal(() => call('DeleteAlarms', { AlarmNames: ['a', 'b'] }))).toEqual({
      code: 'ValidationError',
      message: 'Cannot delete a,b as there are composite alarm(s) depending on them.',
    });
    expect(cloudWatch.alarms()).toHaveLength(3);
    call('DeleteAlarms', { AlarmNames: ['a', 'b', 'both'] });
    expect(cloudWatch.alarms()).toEqual([]);
  });

  it('refuses two composite alarms in one operation', () => {
    const { call, cloudWatch, put } = withChildren();
    put('one', 'ALARM(a)');
    put('two', 'ALARM(a)');
    expect(refusal(() => call('DeleteAlarms', { AlarmNames: ['one', 'two'] })).code).toBe('ValidationError');
    expect(cloudWatch.alarms()).toHaveLength(4);
  });

  it('cannot delete a cycle until it is broken', () => {
    const { call, put } = withChildren();
    put('one', 'FALSE');
    put('two', 'ALARM(one)');
    put('one', 'ALARM(two)');
    expect(refusal(() => call('DeleteAlarms', { AlarmNames: ['one'] })).message).toMatch(/depending on it/);
    put('one', 'FALSE');
    call('DeleteAlarms', { AlarmNames: ['two'] });
    call('DeleteAlarms', { AlarmNames: ['one'] });
    expect(call('DescribeAlarms', { AlarmTypes: ['CompositeAlarm'] }).CompositeAlarms).toEqual([]);
  });
});

describe('SetAlarmState', () => {
  it('refuses an unknown alarm', () => {
    const { set } = withChildren();
    expect(refusal(() => set('nobody', 'ALARM'))).toMatchObject({ code: 'ResourceNotFound' });
  });

  it('updates reason and time without an event if the value stays the same', () => {
    const { call, clock, events, wait } = withChildren();
    wait(5);
    const eventsBefore = events.length;
    call('SetAlarmState', { AlarmName: 'a', StateValue: 'OK', StateReason: 'still fine', StateReasonData: '{}' });
    const [alarm] = call('DescribeAlarms', { AlarmNames: ['a'] }).MetricAlarms;
    expect(alarm).toMatchObject({ StateReason: 'still fine', StateReasonData: '{}', StateUpdatedTimestamp: clock.now });
    expect(alarm.StateTransitionedTimestamp).toEqual(new Date(START + 20_000));
    expect(events).toHaveLength(eventsBefore);
  });

  it('refuses reason data that is not JSON', () => {
    const { call } = withChildren();
    const input = { AlarmName: 'a', StateValue: 'ALARM', StateReason: 'test', StateReasonData: '{' };
    expect(refusal(() => call('SetAlarmState', input)).code).toBe('InvalidFormat');
  });
});
