import { describeWhatIf } from '../../../shared/explain/describe-what-if.ts';
import { explain } from '../../../shared/explain/explain.ts';
import { type WhatIf, whatIf } from '../../../shared/explain/what-if.ts';
import { changedPolicy, names, saved } from '../../corpus/saved.ts';

/** The configuration of a case with one setting of a section as it is in an alternative. */
function withSetting(name: string, path: string, now: unknown) {
  const [section = '', ...rest] = path.split('.');
  const value = rest.reduceRight<unknown>((inner, key) => ({ [key]: inner }), now);
  return changedPolicy(saved(name), { [section]: value as object | string | boolean });
}

function settingsOf(answer: WhatIf | null): [string, unknown, string][] {
  return answer?.decisive.map(({ path, now, verdict }) => [path, now, verdict]) ?? [];
}

describe('what if', () => {
  it('finds the limit that held the run', () => {
    // The last evacuation was over 30 minutes before.
    expect(settingsOf(whatIf(saved('cooldown-fail')))).toEqual([['limits.cooldownMinutes', 30, 'evacuate']]);
  });

  it('finds what would have held a run that went ahead', () => {
    expect(settingsOf(whatIf(saved('evacuate-in-progress-waits-for-drain')))).toContainEqual(['paused', true, 'hold']);
  });

  it('says which checks a person would have had to answer for', () => {
    expect(whatIf(saved('cooldown-fail'))?.answersNeeded).toEqual([]);
    expect(whatIf(saved('single-zone-unknown'))?.answersNeeded).toEqual(['single-zone']);
    expect(whatIf(saved('paused-fail'))?.answersNeeded).toBeNull();
  });

  it('has no answer where nothing was decided', () => {
    for (const name of ['status-done', 'noted-ok', 'failed-foreign-alarm', 'upkeep-nothing-to-do-nothing-out']) {
      expect(whatIf(saved(name))).toBeNull();
    }
  });

  it('comes to what explain comes to with that configuration, in every case of the corpus', () => {
    const cases = names.flatMap((name) => {
      const { decisive = [], verdict } = whatIf(saved(name)) ?? {};
      return decisive.map((setting) => ({ name, before: verdict, ...setting }));
    });
    expect(cases.length).toBeGreaterThan(names.length);
    for (const { name, path, now, verdict, before } of cases) {
      if (path.split('.').length > 2) continue;
      const { again, begunOn } = explain(saved(name), withSetting(name, path, now));
      expect([name, path, (begunOn ?? again.decision).verdict]).toEqual([name, path, verdict]);
      expect(verdict).not.toBe(before);
    }
  });

  it('names the changed setting, and says what its answer lacks', () => {
    const { settings, rest } = describeWhatIf(whatIf(saved('cooldown-fail')) as WhatIf, 'evacuate');
    expect(settings).toMatchObject([{ path: 'limits.cooldownMinutes', change: '30 instead of 60', verdict: 'evacuate' }]);
    expect(settings[0]?.unread).toMatch(/^as far as can be told: the run did not read launches of group web/);
    expect(rest).toMatch(/^\d+ other changes .* was to hold\. It would have gone ahead if a person had asked for it\.$/);
  });
});
