import fc from 'fast-check';
import type { AzId, Instant, RecordedMember } from '../../../shared/domain/index.ts';
import {
  decodeRecord,
  encodeRecord,
  extendRecord,
  isPending,
  nextHead,
  type RemovalRecord,
} from '../../../shared/marks/record.ts';
import { NOW, ZONE_1, ZONE_2 } from '../../builders.ts';

function aRecord(overrides: Partial<RemovalRecord> = {}): RemovalRecord {
  return {
    application: 'wildrydes',
    zoneId: ZONE_1.zoneId,
    by: 'subnet',
    reportId: '0123456789abcdef',
    at: NOW,
    members: [at(0, 'subnet-0a1')],
    phase: 'evacuated',
    again: 0,
    ...overrides,
  };
}
function at(position: number, member: string): RecordedMember {
  return { position, member };
}
const asTags = (record: RemovalRecord) => Object.fromEntries(encodeRecord(record).map(({ key, value }) => [key, value]));
const manySubnets = (count: number) => Array.from({ length: count }, (_, n) => at(n, `subnet-${String(n).padStart(17, '0')}`));

const hexadecimal = (length: number) =>
  fc.array(fc.constantFrom(...'0123456789abcdef'), { minLength: length, maxLength: length }).map((digits) => digits.join(''));
const anySubnetId = fc.oneof(hexadecimal(17), hexadecimal(8)).map((id) => `subnet-${id}`);
const anyRecord: fc.Arbitrary<RemovalRecord> = fc.record({
  application: fc.option(fc.stringMatching(/^[\w.-]{1,40}$/, { size: 'max' })),
  zoneId: fc.constantFrom('use1-az1', 'use1-az12', 'usgw1-az3').map((zoneId) => zoneId as AzId),
  by: fc.constantFrom('subnet', 'zone'),
  reportId: fc.stringMatching(/^[\w-]{1,64}$/, { size: 'max' }),
  at: fc
    .date({ min: new Date('2020-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString() as Instant),
  phase: fc.constantFrom('evacuated', 'restoring', 'latched'),
  again: fc.nat({ max: 999 }),
  members: fc.uniqueArray(anySubnetId, { maxLength: 200, size: 'max' }).map((ids) => ids.map((id, n) => at(n * 7, id))),
});

describe('any record', () => {
  it('is read back as it was written, up to 200 subnets', () => {
    fc.assert(fc.property(anyRecord, (record) => expect(decodeRecord(asTags(record), record.zoneId)).toEqual(record)));
  });

  it('fits: keys of at most 128 and values of at most 256 characters', () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        for (const { key, value } of encodeRecord(record)) {
          expect(key.length).toBeLessThanOrEqual(128);
          expect(value.length).toBeLessThanOrEqual(256);
        }
      }),
    );
  });

  it('holds only characters that every AWS tag may hold', () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        for (const { key, value } of encodeRecord(record)) expect(key + value).toMatch(/^[A-Za-z0-9 _.:/=+@-]+$/);
      }),
    );
  });

  it('has a key of its own for each tag, and its head last', () => {
    fc.assert(
      fc.property(anyRecord, (record) => {
        const keys = encodeRecord(record).map(({ key }) => key);
        expect(keys).toEqual([...new Set(keys)]);
        expect(keys.at(-1)).toBe(`gray-failure-responder:${record.zoneId}:0`);
      }),
    );
  });

  it('is not read back for another zone', () => {
    fc.assert(fc.property(anyRecord, (record) => expect(decodeRecord(asTags(record), ZONE_2.zoneId)).toBeNull()));
  });
});

describe('a record on a group', () => {
  it('is written as documented', () => {
    const members = [at(0, 'subnet-0a1'), at(3, 'subnet-0b2')];
    expect(encodeRecord(aRecord({ members }))).toEqual([
      { key: 'gray-failure-responder:use1-az1:1', value: '0:subnet-0a1/3:subnet-0b2' },
      {
        key: 'gray-failure-responder:use1-az1:0',
        value: `id=0123456789abcdef at=${NOW} by=subnet phase=evacuated again=0 tags=1 app=wildrydes`,
      },
    ]);
  });

  it('holds AZ names for a group that is given by zones', () => {
    const record = aRecord({ by: 'zone', members: [at(1, 'us-east-1a')] });
    expect(decodeRecord(asTags(record), ZONE_1.zoneId)).toEqual(record);
  });

  it('stays below the 50 tags of a group with 200 subnets', () => {
    expect(encodeRecord(aRecord({ members: manySubnets(200) })).length).toBeLessThanOrEqual(26);
  });

  it('is found among the tags of others, and those of a longer record before it', () => {
    const tags = { Name: 'web', ...asTags(aRecord({ members: manySubnets(30) })), ...asTags(aRecord()) };
    expect(decodeRecord(tags, ZONE_1.zoneId)).toEqual(aRecord());
  });

  const whole = asTags(aRecord({ members: manySubnets(30) }));
  const without = (n: number) => Object.fromEntries(Object.entries(whole).filter(([key]) => !key.endsWith(`:${n}`)));
  const HEAD = 'gray-failure-responder:use1-az1:0';
  const withHead = (edit: (head: string) => string) => ({ ...whole, [HEAD]: edit(whole[HEAD] ?? '') });
  it.each([
    ['there is none', {}],
    ['the head is missing: the run was cut short before it', without(0)],
    ['a part is missing', without(2)],
    ['the head is not ours', { ...whole, 'gray-failure-responder:use1-az1:0': 'edited by hand' }],
    ['the head tells of more tags than a group can have', withHead((head) => head.replace(/tags=\d+/, 'tags=99999999999'))],
    ['the head tells a time that is none', withHead((head) => head.replace(/at=\S+/, 'at=1999-99-99'))],
    ['the head names no application that there could be', withHead((head) => head.replace(/app=.*/, 'app=wild/rydes'))],
    ['a part was edited by hand', { ...whole, 'gray-failure-responder:use1-az1:2': 'subnet-0a1' }],
    ['a part is empty', { ...whole, 'gray-failure-responder:use1-az1:2': '' }],
  ])('is null when %s', (_what, tags) => {
    expect(decodeRecord(tags, ZONE_1.zoneId)).toBeNull();
  });
});

describe('a record that is extended', () => {
  const later = aRecord({ reportId: 'later', at: '2026-11-24T04:00:00.000Z' as Instant, members: [at(1, 'subnet-0a2')] });

  it('is the new removal alone where there was none before', () => {
    expect(extendRecord(null, later)).toEqual(later);
  });

  it('keeps what an earlier run has already taken out, and that run’s name', () => {
    expect(extendRecord(aRecord(), later)).toEqual(aRecord({ members: [at(0, 'subnet-0a1'), at(1, 'subnet-0a2')] }));
  });

  it('gives a subnet that is in the group again its present place', () => {
    const earlier = aRecord({ members: [at(0, 'subnet-0a1'), at(5, 'subnet-0a2')] });
    expect(extendRecord(earlier, later).members).toEqual([at(0, 'subnet-0a1'), at(1, 'subnet-0a2')]);
  });

  it('is the new removal alone when everything of before is in the group again', () => {
    expect(extendRecord(aRecord({ members: [at(9, 'subnet-0a2')] }), later)).toEqual(later);
  });

  it('is the new removal alone when the group was given by zones before', () => {
    const earlier = aRecord({ by: 'zone', members: [at(0, 'us-east-1a')] });
    expect(extendRecord(earlier, later)).toEqual(later);
  });

  it('names every member once, and loses none, however often it is extended', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uniqueArray(anySubnetId, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 6 }),
        (removals) => {
          const record = removals.reduce<RemovalRecord | null>(
            (earlier, ids) => extendRecord(earlier, aRecord({ members: ids.map((id, n) => at(n, id)) })),
            null,
          );
          const recorded = record?.members.map(({ member }) => member) ?? [];
          expect([...recorded].sort()).toEqual([...new Set(removals.flat())].sort());
        },
      ),
    );
  });
});

describe('two records of one zone on a group', () => {
  const older = aRecord({ phase: 'restoring' });
  const tagsOf = (...records: RemovalRecord[]) => Object.assign({}, ...records.map(asTags)) as Record<string, string>;

  it('have no tag in common, so each can be deleted without the other', () => {
    const tags = tagsOf(older);
    const head = nextHead(tags, older.zoneId);
    const keys = [older, aRecord({ head })].flatMap(encodeRecord).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    expect(nextHead(tagsOf(older, aRecord({ head })), older.zoneId)).toBeGreaterThan(head);
  });

  it('are read as the newer one', () => {
    const newer = aRecord({ head: 100, phase: 'evacuated' });
    expect(decodeRecord(tagsOf(older, newer), older.zoneId)).toEqual(newer);
    expect(decodeRecord(tagsOf(newer), older.zoneId)).toEqual(newer);
  });

  it('are read as the older one while the newer is not whole, and as none where it is damaged', () => {
    const newer = tagsOf(aRecord({ head: 100 }));
    const { 'gray-failure-responder:use1-az1:100': _head, ...unfinished } = newer;
    expect(decodeRecord({ ...tagsOf(older), ...unfinished }, older.zoneId)).toEqual(older);
    const damaged = { ...newer, 'gray-failure-responder:use1-az1:100': 'garbage' };
    expect(decodeRecord({ ...tagsOf(older), ...damaged }, older.zoneId)).toBeNull();
  });

  it('begin at 0 where there is none', () => {
    expect(nextHead({ app: 'wildrydes' }, older.zoneId)).toBe(0);
  });
});

describe('what a record says of its removal', () => {
  it.each(['announced', 'made'] as const)('is read as it was written: %s', (state) => {
    const record = aRecord({ removal: { state, at: '2026-11-24T03:00:00.000Z' as Instant } });
    expect(decodeRecord(asTags(record), record.zoneId)).toEqual(record);
  });

  it.each([
    ['announced', 0, true],
    ['announced', 59, true],
    ['announced', 60, false],
    ['made', 0, false],
  ] as const)('is pending when it was %s %d s ago: %s', (state, seconds, expected) => {
    const now = new Date('2026-11-24T03:01:00.000Z');
    const at = new Date(now.getTime() - seconds * 1_000).toISOString() as Instant;
    expect(isPending({ removal: { state, at } }, now)).toBe(expected);
  });

  it('is that it was made, in a record of an earlier version', () => {
    expect(isPending(aRecord(), new Date())).toBe(false);
  });
});
