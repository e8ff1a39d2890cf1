import type { Policy } from '../../../shared/domain/index.ts';
import { InvalidEventError } from '../../../shared/errors.ts';
import { parseEvent } from '../../../shared/event/parse-event.ts';
import { readEvent } from '../../../shared/event/read-event.ts';
import { aPolicy, NOW, ZONE_1, ZONE_2, ZONE_4 } from '../../builders.ts';
import contributorChange from '../../events/alarm-contributor-state-change.json';
import compositeChange from '../../events/composite-alarm-state-change.json';
import logChange from '../../events/log-alarm-state-change.json';
import promQlChange from '../../events/promql-alarm-state-change.json';

const IDENTITY = { region: 'us-east-1', account: '111122223333' };
const contextOf = (policy: Policy) => ({ policy, identity: IDENTITY, requestId: 'request-1', now: new Date(NOW) });
const parse = (event: unknown, policy: Policy) => parseEvent(event, contextOf(policy));

describe('a change of an alarm with contributors', () => {
  const policy = aPolicy({ zones: [ZONE_1, ZONE_2, ZONE_4], contributorAlarm: 'wildrydes-zonal-faults' });
  const withAttributes = (attributes: Record<string, string>) => ({
    ...contributorChange,
    detail: { ...contributorChange.detail, alarmContributor: { id: '1', attributes } },
  });

  it.each([
    ['AZ ID', { az_id: 'use1-az2' }],
    ['AZ name', { AvailabilityZone: 'us-east-1b' }],
  ])('asks to evacuate the zone that the contributor names by its %s', (_by, attributes) => {
    expect(parse(withAttributes(attributes), policy)).toMatchObject({
      kind: 'alarm',
      zone: ZONE_2,
      reason: expect.stringMatching(/^contributor \{\w+=[\w-]+\} of alarm wildrydes-zonal-faults: Threshold Crossed/),
      alarm: { name: 'wildrydes-zonal-faults', previousState: null, mutedBy: expect.stringContaining('alarm-mute-rule:release') },
    });
  });

  it('is another run for each zone, and the same for each duplicate', () => {
    const [one, other] = [withAttributes({ az: 'use1-az1' }), withAttributes({ az: 'use1-az2' })].map(
      (event) => parse(event, policy).id,
    );
    expect(one).not.toBe(other);
    expect(parse(contributorChange, policy).id).toBe(one);
  });

  it.each([
    ['names no configured zone', { az_id: 'use1-az6' }],
    ['names two', { from: 'use1-az1', to: 'use1-az2' }],
  ])('is noted where the contributor %s', (_what, attributes) => {
    expect(parse(withAttributes(attributes), policy)).toMatchObject({
      kind: 'noted',
      zone: null,
      reason: expect.stringContaining('it names no configured zone, or several'),
    });
  });

  it('is noted where the contributor went to OK', () => {
    const state = { ...contributorChange.detail.state, value: 'OK' };
    expect(parse({ ...contributorChange, detail: { ...contributorChange.detail, state } }, policy)).toMatchObject({
      kind: 'noted',
      reason:
        'contributor {az_id=use1-az1} of alarm wildrydes-zonal-faults: alarm wildrydes-zonal-faults went to OK: only ALARM acts',
    });
  });

  it('is understood as the payload of the alarm’s Lambda action', async () => {
    const { account, region, resources, detail } = contributorChange;
    const action = { source: 'aws.cloudwatch', alarmArn: resources[0], accountId: account, region, alarmData: detail };
    expect(parse(action, policy)).toEqual(parse(contributorChange, policy));
    expect(await readEvent(action, contextOf(policy))).toEqual(parse(action, policy));
  });

  it('leaves the zone open where it is the alarm that changed: its contributors tell', () => {
    expect(parse(promQlChange, policy)).toMatchObject({ kind: 'alarm', zone: null, alarm: { previousState: 'OK' } });
  });

  it('is noted where a contributor of a zone’s own alarm changed: the alarm acts', () => {
    const zones = [{ ...ZONE_1, impactAlarm: 'wildrydes-zonal-faults' }, ZONE_2];
    expect(parse(contributorChange, aPolicy({ zones }))).toMatchObject({
      kind: 'noted',
      reason: expect.stringContaining('only the alarm itself acts'),
    });
  });

  it('refuses every other alarm, also one that is named after a zone', () => {
    expect(() => parse(compositeChange, policy)).toThrow(InvalidEventError);
    expect(() => parse(compositeChange, policy)).toThrow('accepted: wildrydes-zonal-faults');
  });

  it('refuses a contributor without attributes', () => {
    const detail = { ...contributorChange.detail, alarmContributor: {} };
    expect(() => parse({ ...contributorChange, detail }, policy)).toThrow('attributes');
  });
});

describe('a change of a log alarm', () => {
  it('asks to evacuate the zone that names it', () => {
    const zones = [{ ...ZONE_1, impactAlarm: 'use1-az1-errors-in-logs' }, ZONE_2];
    expect(parse(logChange, aPolicy({ zones }))).toMatchObject({ kind: 'alarm', zone: ZONE_1, alarm: { previousState: 'OK' } });
  });
});
