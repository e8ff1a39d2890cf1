import { overridableIn } from '../../../shared/decide/overridable.ts';
import { alarmEventSchema, manualRequestSchema } from '../../../shared/event/event-schema.ts';
import { aCompositeAlarmEvent } from '../../builders.ts';

const timestampOf = (timestamp: string) => alarmEventSchema.parse(aCompositeAlarmEvent({ timestamp })).detail.state.timestamp;

describe('the time of an alarm state change', () => {
  it.each([
    ['2026-11-24T17:04:40.989+0000', '2026-11-24T17:04:40.989Z'],
    ['2026-11-24T17:04:40+0000', '2026-11-24T17:04:40.000Z'],
    ['2026-11-24T18:04:40.989+0100', '2026-11-24T17:04:40.989Z'],
    ['2026-11-24T12:04:40.989-0500', '2026-11-24T17:04:40.989Z'],
    ['2026-11-24T17:04:40.989+00:00', '2026-11-24T17:04:40.989Z'],
    ['2026-11-24T17:04:40Z', '2026-11-24T17:04:40.000Z'],
  ])('reads %s as %s', (written, instant) => {
    expect(timestampOf(written)).toBe(instant);
  });

  it.each([
    '',
    'now',
    '2026-13-24T17:04:40.989+0000',
    '+275760-09-12T23:00:00.000+0000',
    '+275760-09-14T00:00:00.000+0000',
    '+010000-01-01T00:00:00.000+0000',
    '9999-12-31T23:59:00.000-0100',
    '-000001-01-01T00:00:00.000+0000',
  ])('refuses %j', (written) => {
    expect(() => timestampOf(written)).toThrow('a time such as 2026-11-24T17:04:40.989+0000');
  });
});

describe('the shapes of events', () => {
  it('ignores members that AWS may add to its events', () => {
    const event = { ...aCompositeAlarmEvent(), replay: 'r-1' };
    expect(alarmEventSchema.safeParse(event).success).toBe(true);
  });

  it('refuses members that a person may have misspelt', () => {
    expect(manualRequestSchema.safeParse({ action: 'status', zonee: 'use1-az1' }).success).toBe(false);
  });

  it('lets a person answer for every check that may hold the action, and for none that nobody can answer for', () => {
    expect(overridableIn('evacuate')).toEqual([
      'event-fresh',
      'impact-alarm',
      'single-zone',
      'regional',
      'zone-is-outlier',
      'deployment',
      'more-than-one-target',
      'no-other-evacuation',
      'capacity',
      'launch-health',
      'cooldown',
    ]);
    expect(overridableIn('restore')).toEqual(['record', 'recovery', 'no-impact', 'zone-available', 'capacity']);
  });

  it.each(['status', 'upkeep'] as const)('lets nobody answer for anything in %s, which overrides nothing', (action) => {
    expect(overridableIn(action)).toEqual([]);
  });
});
