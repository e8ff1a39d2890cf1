import { recordedZoneId } from '../../../shared/marks/record.ts';
import { healthyOutside } from '../../../shared/situation/capacity.ts';
import { bearsOurMarker, isRehearsal, weightOf } from '../../../shared/situation/shifts.ts';
import { durationMinutes } from '../../../shared/situation/time.ts';
import { aGroup, aShift, ZONE_1 } from '../../builders.ts';

describe('the parts of a situation', () => {
  it.each([
    ['90m', 90],
    ['8h', 480],
    ['72h', 4320],
  ])('%s is %d minutes', (duration, minutes) => {
    expect(durationMinutes(duration)).toBe(minutes);
  });

  it.each([
    ['gray-failure-responder:use1-az1:0', 'use1-az1'],
    ['gray-failure-responder:use1-az12:31', 'use1-az12'],
    ['Name', null],
    ['my-gray-failure-responder:use1-az1:0', null],
    ['gray-failure-responder:usgw1-az1:0', 'usgw1-az1'],
    ['gray-failure-responder:use1-lax1-az1:2', 'use1-lax1-az1'],
    ['gray-failure-responder:owner', null],
    ['gray-failure-responder:owner:1', null],
    ['gray-failure-responder:use1-az1', null],
    ['gray-failure-responder:use1-az1:note', null],
    ['gray-failure-responder:', null],
  ])('tag %s is the record of zone %s', (key, zoneId) => {
    expect(recordedZoneId(key)).toBe(zoneId);
  });

  it('counts the healthy instances of the zones that stay', () => {
    expect(healthyOutside(aGroup(), ZONE_1)).toBe(8);
  });

  it.each([
    ['gray-failure-responder/wildrydes/0123456789abcdef why', true],
    ['gray-failure-responder/checkout/0123456789abcdef why', false],
    ['gray-failure-responder/wildrydes-2/0123456789abcdef why', false],
    ['gray-failure-responder/0123456789abcdef of version 0.2.0', true],
    ['gray-failure-responder/wildrydes/ is down', false],
    ['gray-failure-responder/wildrydes/0123/4567', false],
    ['see gray-failure-responder/0123', false],
    ['gray-failure-responder/ is down', false],
    ['gray-failure-responder/', false],
    ['', false],
  ])('a shift with comment %j is ours: %s', (comment, ours) => {
    expect(bearsOurMarker(aShift({ comment }), 'wildrydes')).toBe(ours);
  });

  it.each([
    ['PRACTICE_RUN', true],
    ['FIS_EXPERIMENT', true],
    ['ZONAL_SHIFT', false],
    ['ZONAL_AUTOSHIFT', false],
  ] as const)('a %s is a rehearsal: %s', (type, rehearsal) => {
    expect(isRehearsal(aShift({ type }))).toBe(rehearsal);
  });

  it.each([
    ['by AZ ID', { 'use1-az1': 0 }, 0],
    ['by AZ name', { 'us-east-1a': 0 }, 0],
    ['of no such zone', { 'use1-az2': 1 }, undefined],
  ])('finds the weight %s', (_what, weights, weight) => {
    expect(weightOf(ZONE_1, weights)).toBe(weight);
  });
});
