import * as z from 'zod/mini';
import { describeIssues } from '../../../shared/configuration/describe-issues.ts';
import { show } from '../../../shared/errors.ts';

function problemsOf(schema: z.ZodMiniType, input: unknown): string[] {
  const parsed = schema.safeParse(input);
  return parsed.success ? [] : describeIssues(parsed.error.issues, input);
}

describe('a problem in words', () => {
  it('names the place, the value and what is accepted', () => {
    const schema = z.object({ mode: z.enum(['observe', 'act']) });
    expect(problemsOf(schema, { mode: 'acting' })).toEqual(['mode: "acting" is not accepted; accepted: observe, act']);
  });

  it('names a place within lists', () => {
    const schema = z.object({ zones: z.array(z.object({ id: z.string({ error: 'text' }) })) });
    expect(problemsOf(schema, { zones: [{ id: 'a' }, { id: 7 }] })).toEqual(['zones[1].id: 7 is not accepted; accepted: text']);
  });

  it('says that a value is missing', () => {
    expect(problemsOf(z.object({ id: z.string({ error: 'text' }) }), {})).toEqual(['id: missing; accepted: text']);
  });

  it('names every unknown key', () => {
    const schema = z.strictObject({ a: z.optional(z.string()) }, { error: 'a' });
    expect(problemsOf(schema, { b: 1, c: 2 })).toEqual([
      'the document: unknown key "b"; accepted: a',
      'the document: unknown key "c"; accepted: a',
    ]);
  });

  it('says what a schema accepts that brings no words of its own', () => {
    const schema = z.object({ name: z.string(), size: z.number().check(z.gte(2), z.lte(9)) });
    expect(problemsOf(schema, { name: 7, size: 1 })).toEqual([
      'name: 7 is not accepted; accepted: a value of type string',
      'size: 1 is not accepted; accepted: at least 2',
    ]);
    expect(problemsOf(schema, { name: 'x', size: 10 })).toEqual(['size: 10 is not accepted; accepted: at most 9']);
  });

  it('speaks of the alternative that comes closest', () => {
    const schema = z.object({ groups: z.union([z.array(z.string()), z.object({ tag: z.string({ error: 'a tag' }) })]) });
    expect(problemsOf(schema, { groups: { tag: 7 } })).toEqual(['groups.tag: 7 is not accepted; accepted: a tag']);
  });

  it('speaks of all alternatives when none comes close', () => {
    const schema = z.object({ groups: z.union([z.array(z.string()), z.object({})], { error: 'a list or a tag' }) });
    expect(problemsOf(schema, { groups: 5 })).toEqual(['groups: 5 is not accepted; accepted: a list or a tag']);
  });
});

describe('a value in words', () => {
  it.each([
    ['text', '"text"'],
    [null, 'null'],
    [undefined, 'undefined'],
    [{ a: [1] }, '{"a":[1]}'],
  ])('is JSON: %j', (value, shown) => {
    expect(show(value)).toBe(shown);
  });

  it('is told of where it is nested too deeply for JSON', () => {
    expect(show(JSON.parse(`${'['.repeat(20_000)}${']'.repeat(20_000)}`))).toBe('a value that is nested too deeply to be shown');
  });

  it('is whole up to 120 characters', () => {
    expect(show('x'.repeat(118))).toBe(`"${'x'.repeat(118)}"`);
  });

  it('is shortened to 120 characters beyond', () => {
    expect(show('x'.repeat(119))).toBe(`"${'x'.repeat(116)}...`);
  });
});
