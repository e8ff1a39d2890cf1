import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Template } from 'aws-cdk-lib/assertions';
import { parseConfiguration } from '../../shared/configuration/parse-configuration.ts';
import type { Policy } from '../../shared/domain/index.ts';
import { parseEvent } from '../../shared/event/parse-event.ts';
import { matches } from './event-pattern.ts';
import { documentOf, only, type Resource, someProps, synthesise } from './stacks.ts';

type Event = Record<string, unknown> & { detail: Record<string, unknown> & { state: Record<string, unknown> } };

function captured(name: string): Event {
  return JSON.parse(readFileSync(join(__dirname, `../events/${name}.json`), 'utf8')) as Event;
}

const compositeAlarm = captured('composite-alarm-state-change');
const { template, responder, stack } = synthesise(someProps());
const THE_FUNCTION = stack.resolve(responder.function.functionName).Ref as string;
const THE_QUEUE = stack.getLogicalId(responder.failures.node.defaultChild as never);

function alarmRuleOf(from: Template): Resource {
  return only(from, 'AWS::Events::Rule', ({ EventPattern }) => EventPattern !== undefined);
}

describe('the rule', () => {
  const pattern = alarmRuleOf(template).Properties.EventPattern;

  it('lets a captured composite alarm of a configured zone through', () => {
    expect(matches(pattern, compositeAlarm)).toBe(true);
  });

  it.each<[string, Event]>([
    ['an alarm that went to OK', withDetail({ state: { ...compositeAlarm.detail.state, value: 'OK' } })],
    ['an alarm without data', withDetail({ state: { ...compositeAlarm.detail.state, value: 'INSUFFICIENT_DATA' } })],
    ['a composite alarm of somebody else', withDetail({ alarmName: 'use1-az1-other' })],
    ['a regional alarm', withDetail({ alarmName: 'wildrydes-regional-impact' })],
    ['a metric alarm', captured('metric-alarm-state-change')],
    [
      'a metric alarm with the name of an impact alarm',
      withName(captured('metric-alarm-state-change'), 'use1-az1-isolated-impact'),
    ],
    ['an alarm that was edited', captured('alarm-configuration-change')],
    ['an event of another source', { ...compositeAlarm, source: 'mine' }],
    ['an alarm of another account with the same name', { ...compositeAlarm, account: '999988887777' }],
  ])('does not let %s through', (_, event) => {
    expect(matches(pattern, event)).toBe(false);
  });

  it('matches the beginning of the name for a zone that names no alarm', () => {
    const [first, second] = someProps().zones;
    const zones = [{ ...first, impactAlarm: undefined }, second] as never;
    const { EventPattern } = alarmRuleOf(synthesise(someProps({ zones })).template).Properties;
    expect(matches(EventPattern, withDetail({ alarmName: 'use1-az1-whatever' }))).toBe(true);
    expect(matches(EventPattern, withDetail({ alarmName: 'use1-az2-whatever' }))).toBe(false);
    expect(matches(EventPattern, withDetail({ alarmName: 'use1-az2-isolated-impact' }))).toBe(true);
  });

  it('matches a contributor and its alarm alone, where one alarm stands for all zones', () => {
    const zones = someProps().zones.map(({ impactAlarm: _none, ...zone }) => zone);
    const { EventPattern } = alarmRuleOf(
      synthesise(someProps({ zones, contributorAlarm: 'wildrydes-zonal-faults' })).template,
    ).Properties;
    const contributor = captured('alarm-contributor-state-change');
    expect(matches(EventPattern, contributor)).toBe(true);
    expect(matches(EventPattern, captured('promql-alarm-state-change'))).toBe(true);
    expect(matches(EventPattern, withName(contributor, 'somebody-elses'))).toBe(false);
    const well = { ...contributor.detail.state, value: 'OK' };
    expect(matches(EventPattern, { ...contributor, detail: { ...contributor.detail, state: well } })).toBe(false);
    expect(matches(EventPattern, compositeAlarm)).toBe(false);
    expect(matches(pattern, withName(contributor, 'use1-az1-isolated-impact'))).toBe(false);
  });

  it('sends events that the function recognises as alarms of the zone', () => {
    const policy = parseConfiguration(JSON.stringify({ ...documentOf(template), notify: {} }));
    expect(parseEvent(compositeAlarm, contextOf(policy))).toMatchObject({ kind: 'alarm', zone: { zoneId: 'use1-az1' } });
  });

  it('gives up on an event at the age at which the function refuses it, and keeps it', () => {
    const limits = { maximumEventAgeMinutes: 7 };
    const [target] = alarmRuleOf(synthesise(someProps({ limits })).template).Properties.Targets as [Record<string, unknown>];
    expect(target).toMatchObject({
      Arn: { 'Fn::GetAtt': [THE_FUNCTION, 'Arn'] },
      RetryPolicy: { MaximumEventAgeInSeconds: 420 },
      DeadLetterConfig: { Arn: { 'Fn::GetAtt': [THE_QUEUE, 'Arn'] } },
    });
  });
});

describe('upkeep', () => {
  const rule = only(template, 'AWS::Events::Rule', ({ ScheduleExpression }) => ScheduleExpression !== undefined);

  it('runs every minute, with an event that the function recognises as a tick', () => {
    const [{ Input }] = rule.Properties.Targets as [{ Input: string }];
    expect(rule.Properties).toMatchObject({ ScheduleExpression: 'rate(1 minute)', State: 'ENABLED' });
    const policy = parseConfiguration(JSON.stringify({ ...documentOf(template), notify: {} }));
    expect(parseEvent(JSON.parse(Input), contextOf(policy))).toMatchObject({ kind: 'tick', action: 'upkeep' });
  });

  it('is not retried later', () => {
    const [target] = rule.Properties.Targets as [Record<string, unknown>];
    expect(target).toMatchObject({ RetryPolicy: { MaximumEventAgeInSeconds: 60 } });
    expect(target).not.toHaveProperty('DeadLetterConfig');
  });
});

function withDetail(different: Record<string, unknown>): Event {
  return { ...compositeAlarm, detail: { ...compositeAlarm.detail, ...different } };
}

function withName(event: Event, alarmName: string): Event {
  return { ...event, detail: { ...event.detail, alarmName } };
}

function contextOf(policy: Policy) {
  return { policy, identity: { region: 'us-east-1', account: '111122223333' }, requestId: 'r', now: new Date(0) };
}
