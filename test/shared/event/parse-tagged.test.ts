import type { Policy } from '../../../shared/domain/index.ts';
import { InvalidEventError } from '../../../shared/errors.ts';
import { parseEvent } from '../../../shared/event/parse-event.ts';
import { readEvent } from '../../../shared/event/read-event.ts';
import { respond } from '../../../shared/respond.ts';
import { aRegion } from '../../a-region/a-region.ts';
import { aPolicy, NOW, ZONE_1, ZONE_2, ZONE_4 } from '../../builders.ts';
import taggedChange from '../../events/tagged-alarm-state-change.json';

const UNNAMED = aPolicy({ zones: [ZONE_1, ZONE_2, ZONE_4] });
const contextOf = (policy: Policy) => ({
  policy,
  identity: { region: 'us-east-1', account: '111122223333' },
  requestId: 'request-1',
  now: new Date(NOW),
});
const parse = (event: unknown, policy: Policy = UNNAMED) => parseEvent(event, contextOf(policy));

function tagged(alarmTags: unknown, alarmName = 'orders-impact') {
  const resources = [`arn:aws:cloudwatch:us-east-1:111122223333:alarm:${alarmName}`];
  return { ...taggedChange, resources, detail: { ...taggedChange.detail, alarmName, alarmTags } };
}

describe('the tag az-id of an alarm', () => {
  it('names the zone of an alarm that neither the configuration nor its name does', async () => {
    expect(parse(taggedChange)).toMatchObject({ kind: 'alarm', zone: ZONE_1 });
    expect(await readEvent(taggedChange, contextOf(UNNAMED))).toEqual(parse(taggedChange));
  });

  it('changes nothing of the run’s ID: the alarm may be judged again, without its tags', () => {
    expect(parse(taggedChange).id).toBe(parse(tagged(undefined)).id);
  });

  it('agrees with the name', () => {
    expect(parse(tagged({ 'az-id': 'use1-az2' }, 'use1-az2-impact'))).toMatchObject({ zone: ZONE_2 });
  });

  it.each([
    ['another zone than the name', tagged({ 'az-id': 'use1-az1' }, 'use1-az2-impact'), 'its description or name use1-az2'],
    ['no zone of the application', tagged({ 'az-id': 'use1-az6' }), 'accepted: use1-az1, use1-az2, use1-az4'],
    ['an AZ name', tagged({ 'az-id': 'us-east-1a' }), 'its tag az-id says "us-east-1a"'],
  ])('is refused where it says %s', (_what, event, why) => {
    expect(() => parse(event)).toThrow(InvalidEventError);
    expect(() => parse(event)).toThrow(why);
  });

  it('is refused where the description names a load balancer of others', () => {
    const event = tagged({ 'az-id': 'use1-az1' });
    const description =
      '{"loadBalancer":"arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/others/1","az-id":"use1-az1"}';
    const ofOthers = { ...event, detail: { ...event.detail, configuration: { description } } };
    expect(() => parse(ofOthers)).toThrow(InvalidEventError);
    expect(() => parse(ofOthers)).toThrow('its description names a load balancer of others');
  });

  it('does not count where the configuration names the alarm', () => {
    const policy = aPolicy({ zones: [{ ...ZONE_2, impactAlarm: 'orders-impact' }, ZONE_1, ZONE_4] });
    expect(parse(taggedChange, policy)).toMatchObject({ zone: ZONE_2 });
  });

  it.each([[undefined], [null], [[{ key: 'az-id', value: 'use1-az1' }]], [{ 'az-id': 7 }], [{ team: 'orders' }]])(
    'leaves the zone open where there is none (%j)',
    (alarmTags) => {
      expect(parse(tagged(alarmTags))).toMatchObject({ kind: 'alarm', zone: null });
    },
  );

  it('holds where the description that is read later names another zone', async () => {
    const aws = aRegion();
    aws.alarms.remove('use1-az1-isolated-impact');
    aws.alarms.set('orders-impact', { state: 'ALARM', description: '{"loadBalancer":"","az-id":"use1-az2"}' });
    const report = await respond(taggedChange, aws.dependencies({ zones: [ZONE_1, ZONE_2, ZONE_4] }));
    expect(report).toMatchObject({ outcome: 'held', zone: ZONE_1 });
    const { why } = report.decision.reasons.find(({ check }) => check === 'single-zone') ?? {};
    expect(why).toContain('orders-impact ALARM');
  });
});
