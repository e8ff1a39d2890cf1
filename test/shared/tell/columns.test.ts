import { columnsOf, hang, hangCommand } from '../../../shared/tell/columns.ts';

describe('columnsOf', () => {
  it.each([
    [undefined, 100],
    [60, 80],
    [90, 90],
    [240, 100],
  ])('takes a stream of %p columns as %d', (columns, expected) => {
    expect(columnsOf(columns === undefined ? {} : { columns })).toBe(expected);
  });
});

describe('hang', () => {
  it('breaks between words, and indents under the lead', () => {
    expect(hang('list: ', 'one two three four five', 26)).toEqual(['list: one two three four', '      five']);
  });

  it('cuts a word that is longer than a line', () => {
    expect(hang('', 'x'.repeat(50), 40)).toEqual(['x'.repeat(40), 'x'.repeat(10)]);
  });

  it('leaves room for text behind a lead that is as wide as the line', () => {
    expect(hang('-'.repeat(30), 'some words', 30)).toEqual([`${'-'.repeat(30)}some words`]);
  });

  it('is one line without text, and does not end in a blank', () => {
    expect(hang('why: ', '', 80)).toEqual(['why:']);
  });
});

describe('hangCommand', () => {
  it('breaks between options only, and never within quotes', () => {
    expect(hangCommand('next: ', "respond --zone a --reason 'one --two three'", 30)).toEqual([
      'next: respond --zone a \\',
      "      --reason 'one --two three'",
    ]);
  });
});
