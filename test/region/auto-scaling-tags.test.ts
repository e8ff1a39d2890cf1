import { anAutoScaling } from './auto-scaling-setup.ts';

const tag = (Key: string, Value = '', ResourceId = 'web') => ({ ResourceId, ResourceType: 'auto-scaling-group', Key, Value });
const numbered = (count: number, from = 0) => Array.from({ length: count }, (_, n) => tag(`key-${from + n}`));

describe('tags of a group', () => {
  it('are added, overwritten and deleted, with case-sensitive keys', () => {
    const { call, describe: described } = anAutoScaling({ tags: { app: 'wildrydes' } });
    call('CreateOrUpdateTags', { Tags: [tag('App', 'other'), { ...tag('app', 'unicorns'), PropagateAtLaunch: 'true' }] });
    expect(described().Tags).toMatchObject([
      { Key: 'app', Value: 'unicorns', PropagateAtLaunch: true },
      { Key: 'App', Value: 'other', PropagateAtLaunch: false },
    ]);
    call('DeleteTags', { Tags: [tag('app'), tag('never-there')] });
    expect(described().Tags).toMatchObject([{ Key: 'App' }]);
  });

  it('are limited to 50, and overwriting one does not count', () => {
    const { call, refusal, describe: described } = anAutoScaling();
    call('CreateOrUpdateTags', { Tags: numbered(25) });
    call('CreateOrUpdateTags', { Tags: numbered(24, 25) });
    expect(refusal('CreateOrUpdateTags', { Tags: numbered(2, 49) })).toMatchObject({ code: 'LimitExceeded', status: 400 });
    expect(described().Tags).toHaveLength(49);
    call('CreateOrUpdateTags', { Tags: [...numbered(1, 49), tag('key-0', 'again')] });
    expect(described().Tags).toHaveLength(50);
  });

  it('are all refused if one in a call is invalid', () => {
    const { refusal, describe: described } = anAutoScaling();
    const wrong = [
      { ...tag('x'), ResourceType: 'instance' },
      { ...tag('x'), ResourceId: undefined },
      tag('aws:autoscaling:x'),
      tag('x', '', 'gone'),
      tag('ok', 'twice'),
    ];
    for (const one of wrong) {
      expect(refusal('CreateOrUpdateTags', { Tags: [tag('ok'), one] })).toMatchObject({ code: 'ValidationError' });
    }
    expect(refusal('CreateOrUpdateTags', { Tags: numbered(26) })).toMatchObject({ code: 'ValidationError' });
    expect(described().Tags).toEqual([]);
  });

  it('have keys of 1 to 128 and values of up to 256 characters', () => {
    const { autoScaling } = anAutoScaling();
    const accepts = (key: number, value: number) =>
      autoScaling.operations.CreateOrUpdateTags?.input.safeParse({ Tags: [tag('k'.repeat(key), 'v'.repeat(value))] }).success;
    expect([accepts(128, 256), accepts(0, 1), accepts(129, 1), accepts(1, 257)]).toEqual([true, false, false, false]);
  });

  it('are described by group, key and value, in pages', () => {
    const { call, refusal } = anAutoScaling({ tags: { app: 'wildrydes', tier: 'web', team: 'herd' } });
    const keys = (input: unknown) => call('DescribeTags', input).Tags.map(({ Key }: { Key: string }) => Key);
    const filter = (Name: string, ...Values: string[]) => ({ Filters: [{ Name, Values }] });
    expect(keys(filter('auto-scaling-group', 'web'))).toEqual(['app', 'tier', 'team']);
    expect(keys(filter('auto-scaling-group', 'api'))).toEqual([]);
    expect(keys(filter('key', 'tier', 'team'))).toEqual(['tier', 'team']);
    expect(keys(filter('value', 'herd'))).toEqual(['team']);
    const first = call('DescribeTags', { MaxRecords: 2 });
    expect(keys({ MaxRecords: 2, NextToken: first.NextToken })).toEqual(['team']);
    expect(refusal('DescribeTags', filter('colour', 'white'))).toMatchObject({ code: 'ValidationError' });
  });
});
