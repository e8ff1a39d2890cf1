import { InvalidEventError } from '../../../shared/errors.ts';
import { parseEvent } from '../../../shared/event/parse-event.ts';
import { aPolicy, NOW, ZONE_1 } from '../../builders.ts';

const CONTEXT = {
  policy: aPolicy(),
  identity: { region: 'us-east-1', account: '111122223333' },
  requestId: '8f5c9a0e-51c5-4b1a-9d1e-5f5a3f2b7c11',
  now: new Date(NOW),
};
const parse = (raw: unknown) => parseEvent(raw, CONTEXT);
const nested = (depth: number) => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`);
const OF_EVACUATIONS = 'in an evacuation: event-fresh, impact-alarm, single-zone, ';
const evacuate = (overrides: Record<string, unknown> = {}) => ({ action: 'evacuate', zone: 'use1-az1', ...overrides });

describe('a manual request', () => {
  it('asks to evacuate a zone, for real, answering for no check', () => {
    expect(parse(evacuate())).toEqual({
      kind: 'manual',
      action: 'evacuate',
      id: CONTEXT.requestId,
      at: NOW,
      zone: ZONE_1,
      dryRun: false,
      reason: '',
      override: [],
    });
  });

  it('takes an AZ name as well as an AZ ID', () => {
    expect(parse(evacuate({ zone: 'us-east-1a' })).zone).toEqual(ZONE_1);
  });

  it('keeps the dry run, the reason, the overrides and the id of the person', () => {
    const asked = { dryRun: true, reason: 'game day 12', override: ['impact-alarm', 'capacity'], id: 'game-day_12' };
    expect(parse(evacuate(asked))).toMatchObject(asked);
  });

  it('answers for every check that may hold such a request of a person', () => {
    const ofRestore = ['record', 'recovery', 'no-impact', 'zone-available'];
    const ofEvacuation = ['single-zone', 'regional', 'zone-is-outlier', 'no-other-evacuation', 'capacity', 'launch-health'];
    expect(parse({ action: 'restore', zone: 'use1-az1', override: ofRestore })).toMatchObject({ override: ofRestore });
    expect(parse(evacuate({ override: ofEvacuation }))).toMatchObject({ override: ofEvacuation });
  });

  it('may leave out a member by giving null, as programs do', () => {
    const nothing = { reason: null, override: null, id: null };
    expect(parse(evacuate(nothing))).toEqual(parse(evacuate()));
    expect(parse({ action: 'status', zone: null })).toEqual(parse({ action: 'status' }));
  });

  it('asks for the status of everything where no zone is named', () => {
    expect(parse({ action: 'status' })).toMatchObject({ action: 'status', zone: null });
  });

  it('asks for the status of one zone', () => {
    expect(parse({ action: 'status', zone: 'use1-az1' })).toMatchObject({ action: 'status', zone: ZONE_1 });
  });
});

describe('a request that is not accepted', () => {
  const refused: [what: string, raw: unknown, offending: string, accepted: string][] = [
    ['nothing', null, 'the event null', '"action": "evacuate"'],
    ['no value at all', undefined, 'the event undefined', '"action": "evacuate"'],
    ['a text', 'evacuate', 'the event "evacuate"', '"action": "evacuate"'],
    ['a list', [], 'the event []', '"action": "evacuate"'],
    ['an object of something else', { Records: [] }, 'the event {"Records":[]}', '"CloudWatch Alarm State Change"'],
    [
      'an action that is not built',
      { action: 'rollback', zone: 'use1-az1' },
      'action: "rollback"',
      'evacuate, restore, status, doctor, upkeep',
    ],
    ['a restore of no zone', { action: 'restore' }, 'zone: missing', 'use1-az1 (us-east-1a), use1-az2 (us-east-1b)'],
    ['no zone', { action: 'evacuate' }, 'zone: missing', 'use1-az1 (us-east-1a), use1-az2 (us-east-1b)'],
    ['an unknown zone', evacuate({ zone: 'use1-az9' }), 'zone: "use1-az9"', 'use1-az1 (us-east-1a)'],
    ['an unknown zone of a status', { action: 'status', zone: 'x' }, 'zone: "x"', 'use1-az1 (us-east-1a)'],
    ['a zone that is no text', evacuate({ zone: 1 }), 'zone: 1', 'an AZ ID or an AZ name'],
    ['a key in another spelling', evacuate({ dryrun: true }), 'unknown key "dryrun"', 'dryRun'],
    ['a dry run in words', evacuate({ dryRun: 'yes' }), 'dryRun: "yes"', 'true, false'],
    ['a reason that is no text', evacuate({ reason: 5 }), 'reason: 5', 'text'],
    ['a novel as the reason', evacuate({ reason: 'x'.repeat(501) }), 'reason: "xxx', 'at most 500 characters'],
    ['overrides that are no list', evacuate({ override: 'capacity' }), 'override: "capacity"', 'a list of checks'],
    ['an override of no check', evacuate({ override: ['everything'] }), 'override[0]: "everything"', OF_EVACUATIONS],
    ['an override of the kill switch', evacuate({ override: ['paused'] }), 'override[0]: "paused"', OF_EVACUATIONS],
    ['an override of what is hard and always known', evacuate({ override: ['zone-names'] }), '"zone-names"', OF_EVACUATIONS],
    ['an override that is no text', evacuate({ override: [7] }), 'override[0]: 7', 'the name of a check'],
    [
      'an override of a check of restores in an evacuation',
      evacuate({ override: ['capacity', 'recovery'] }),
      'override[1]: "recovery"',
      OF_EVACUATIONS,
    ],
    ['an override in a status', { action: 'status', override: ['record'] }, 'override[0]: "record"', 'none in a status'],
    ['an override in a tick', { action: 'upkeep', override: ['recovery'] }, 'override[0]: "recovery"', 'none in an upkeep'],
    ['a dry run of null: what was meant is not known', evacuate({ dryRun: null }), 'dryRun: null', 'true, false'],
    [
      'an override of a check of evacuations in a restore',
      { action: 'restore', zone: 'use1-az1', override: ['recovery', 'regional'] },
      'override[1]: "regional"',
      'in a restore: record, recovery, no-impact, zone-available',
    ],
    ['a request nested too deeply to be shown', evacuate({ reason: nested(20_000) }), 'reason: ', 'text'],
    ['something nested too deeply to be shown', { Records: nested(20_000) }, 'the event ', '"action": "evacuate"'],
    ['an id with a blank', evacuate({ id: 'a b' }), 'id: "a b"', 'letters, digits'],
    ['an id that is no text', evacuate({ id: 7 }), 'id: 7', 'letters, digits'],
  ];

  const rows = refused.map(([what, raw, offending, accepted]) => ({ what, raw, offending, accepted }));

  it.each(rows)('is refused with the offending value and what is accepted: $what', ({ raw, offending, accepted }) => {
    expect(() => parse(raw)).toThrow(InvalidEventError);
    expect(() => parse(raw)).toThrow(offending);
    expect(() => parse(raw)).toThrow(accepted);
  });

  it('is refused with all of its problems at once', () => {
    const raw = evacuate({ dryRun: 'yes', reason: 5 });
    expect(() => parse(raw)).toThrow(/dryRun: "yes".*reason: 5/);
  });

  it('never offers the kill switch as something to override', () => {
    expect(() => parse(evacuate({ override: ['x'] }))).not.toThrow(/paused/);
  });
});
