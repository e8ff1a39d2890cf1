import fc from 'fast-check';
import { applied, differenceBetween } from './difference.ts';

const { document } = fc.letrec<{ value: unknown; document: object }>((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, fc.constantFrom(null, true, 0, 'text', []), tie('document'), fc.array(tie('document'))),
  document: fc.dictionary(
    fc.constantFrom('name', 'kind', 'zoneId', 'known', 'value', 'arn:aws:x/y', 'a.b', 'a[b]', '', '0'),
    tie('value'),
    {
      maxKeys: 4,
    },
  ),
}));
const alarms = [
  { name: 'first', state: 'OK', since: '03:00' },
  { name: 'second', state: 'OK', since: '03:00' },
];

describe('the difference between two documents', () => {
  it('gives back the second from the first, byte for byte', () => {
    fc.assert(
      fc.property(document, document, (base, value) => {
        const difference = JSON.parse(JSON.stringify(differenceBetween(base, value)));
        expect(JSON.stringify(applied(base, difference))).toBe(JSON.stringify(value));
      }),
      { numRuns: 500 },
    );
  });

  it('names an item of a list as people do, and leaves out what is the same', () => {
    const value = { alarms: [alarms[0], { ...alarms[1], state: 'ALARM' }] };
    expect(differenceBetween({ alarms }, value)).toEqual({ set: { 'alarms[second].state': 'ALARM' }, without: [] });
  });

  it('names what is gone, and adds what is new at the end', () => {
    expect(differenceBetween({ alarms }, { alarms: [alarms[1]] })).toEqual({ set: {}, without: ['alarms[first]'] });
    expect(differenceBetween({ alarms: [alarms[0]] }, { alarms })).toEqual({ set: { 'alarms[second]': alarms[1] }, without: [] });
  });

  it('replaces as a whole what is another thing, or in another order', () => {
    const unread = { known: false, why: 'throttled' };
    expect(differenceBetween({ alarms: { known: true, value: alarms } }, { alarms: unread }).set).toEqual({ alarms: unread });
    expect(differenceBetween({ alarms }, { alarms: [...alarms].reverse() }).set).toEqual({ alarms: [...alarms].reverse() });
  });

  it('is refused for another base, which lacks the place', () => {
    expect(() => applied({}, { set: { 'alarms[second].state': 'ALARM' }, without: [] })).toThrow(
      'the base has no .alarms[second].state',
    );
  });
});
