import { EVACUATE_CHECKS, RESTORE_CHECKS } from '../../shared/decide/check-names.ts';
import { explain } from '../../shared/explain/explain.ts';
import { recipes } from './recipes.ts';
import { changedPolicy, names, saved, textOf } from './saved.ts';

/** Saved reports of every kind. They are made by `npm run corpus`, and not by hand. */

const CHECKS = [...new Set([...EVACUATE_CHECKS, ...RESTORE_CHECKS])];
const STATUSES = ['pass', 'fail', 'unknown'] as const;
type Combination = `${(typeof CHECKS)[number]}-${(typeof STATUSES)[number]}`;

/** Combinations that no evidence leads to, with why. */
const IMPOSSIBLE: Partial<Record<Combination, string>> = {
  'paused-unknown': 'the kill switch is read from the configuration, and a run without one decides nothing',
};

const combinations = CHECKS.flatMap((check) =>
  STATUSES.map((status) => ({ check, status, name: `${check}-${status}` as const })),
);
const possible = combinations.filter(({ name }) => IMPOSSIBLE[name] === undefined);
/** What the name of a file says of a check, where it says something: `event-fresh-fail-first-state`. */
const claims = names.flatMap((name) => {
  const claim = possible.find((combination) => name === combination.name || name.startsWith(`${combination.name}-`));
  return claim === undefined ? [] : [{ ...claim, name }];
});
const OUTCOMES = ['done', 'nothing-to-do', 'held', 'planned', 'in-progress', 'partial', 'failed'] as const;

describe('the corpus', () => {
  it('has a file for each recipe, and no other', () => {
    expect(names).toEqual(Object.keys(recipes).sort());
  });

  it('has a file for every check and status that can be', () => {
    expect(possible.filter(({ name }) => !names.includes(name))).toEqual([]);
  });

  it('has none for what cannot be', () => {
    const statusesOf = names.flatMap((name) => saved(name).decision.reasons.map(({ check, status }) => `${check}-${status}`));
    expect(Object.keys(IMPOSSIBLE).filter((name) => statusesOf.includes(name))).toEqual([]);
  });

  it('has every verdict and every outcome', () => {
    const reports = names.map(saved);
    expect([...new Set(reports.map(({ decision }) => decision.verdict))].sort()).toEqual(['evacuate', 'hold', 'restore']);
    expect([...new Set(reports.map(({ outcome }) => outcome))].sort()).toEqual([...OUTCOMES].sort());
  });

  it('has every check that somebody may answer for, answered for', () => {
    const answered = names.flatMap((name) => saved(name).decision.reasons.filter(({ overridden }) => overridden));
    const never = ['paused', 'event-fresh', 'impact-alarm', 'zone-is-outlier', 'more-than-one-target', 'cooldown'];
    expect(CHECKS.filter((name) => !answered.some(({ check }) => check === name)).sort()).toEqual([...never, 'no-impact'].sort());
  });

  it.each(claims)('$name is what its name says', ({ name, check, status }) => {
    expect(saved(name).decision.reasons.find((reason) => reason.check === check)).toMatchObject({ status });
  });

  const outcomes = names.flatMap((name) => {
    const [, action = '', rest = ''] = /^(evacuate|restore|upkeep|status)-(.*)$/.exec(name) ?? [];
    const outcome = OUTCOMES.find((candidate) => rest === candidate || rest.startsWith(`${candidate}-`));
    return outcome === undefined ? [] : [{ name, action, outcome }];
  });
  it.each(outcomes)('$name ends as its name says', ({ name, action, outcome }) => {
    expect(saved(name)).toMatchObject({ action, outcome });
  });

  it.each(names)('%s is what the responder reports today', async (name) => {
    expect(JSON.stringify(await recipes[name]?.(), null, 2)).toBe(JSON.stringify(saved(name), null, 2));
  });

  it.each(names)('%s is small enough to be read', (name) => {
    expect(textOf(name).length).toBeLessThan(15_000);
  });
});

describe('explain', () => {
  it.each(names)('reproduces %s byte for byte', (name) => {
    const { again, isReproduced, differing, steps } = explain(saved(name));
    const { decision, plan } = saved(name);
    expect({ isReproduced, differing, steps }).toEqual({ isReproduced: true, differing: [], steps: [] });
    expect(JSON.stringify([again.decision, again.plan])).toBe(JSON.stringify([decision, plan]));
  });

  it.each([
    ['paused-fail', { paused: false }, 'evacuate'],
    ['paused-pass', { paused: true }, 'hold'],
    ['event-fresh-fail', { limits: { maximumEventAgeMinutes: 60 } }, 'evacuate'],
    ['regional-fail', { regionalAlarms: [] }, 'evacuate'],
    ['zone-is-outlier-pass-uneven-load', { outlier: { ratio: 50 } }, 'hold'],
    ['zone-is-outlier-unknown', { limits: { actWithoutSignals: true } }, 'evacuate'],
    ['zone-is-outlier-unknown-acted-upon', { limits: { actWithoutSignals: false } }, 'hold'],
    ['zone-is-outlier-unknown-gaps', { outlier: { minimumMinutes: 2 } }, 'evacuate'],
    ['no-other-evacuation-fail-other-application', { limits: { otherApplications: 'ignore' } }, 'evacuate'],
    ['capacity-fail', { capacity: { minimumHealthyShare: 0.25 } }, 'evacuate'],
    ['cooldown-fail', { limits: { cooldownMinutes: 20 } }, 'evacuate'],
    ['cooldown-fail-flapping', { limits: { countEvacuationsSince: '2026-11-24T04:30:00Z' } }, 'evacuate'],
    ['cooldown-pass', { limits: { cooldownMinutes: 1_000 } }, 'hold'],
    ['recovery-fail-soak', { limits: { soakMinutes: 20 } }, 'restore'],
    ['paused-pass-restore', { limits: { soakMinutes: 31 } }, 'hold'],
    ['upkeep-planned-restore', { restore: 'manual' }, 'evacuate'],
    ['upkeep-done-renews', { zonalShift: { expiresIn: '3h', maximumDuration: '7h' } }, 'restore'],
    ['upkeep-in-progress-yields-to-autoshift', { limits: { yieldToAutoshift: false } }, 'hold'],
  ])('comes to another verdict for %s with %j: %s', (name, change, verdict) => {
    const report = saved(name);
    const {
      again,
      differing,
      recordedVerdict,
      changedPolicy: changes,
      isReproduced,
    } = explain(report, changedPolicy(report, change));
    expect(report.decision.verdict).not.toBe(verdict);
    expect([again.decision.verdict, recordedVerdict, isReproduced]).toEqual([verdict, report.decision.verdict, false]);
    expect(differing).toContain('decision');
    expect(changes?.length).toBeGreaterThan(0);
  });

  it.each([
    ['paused-pass', { zonalShift: { expiresIn: '4h' } }, 'start-zonal-shift'],
    ['paused-pass', { capacity: { minimumHealthyShare: 0.6 } }, 'remove-subnets'],
    ['launch-health-fail', { autoScalingGroups: [{ name: 'web', capacityStep: 'none' }] }, 'remove-subnets'],
  ])('comes to another plan, and the same verdict, for %s with %j', (name, change, kind) => {
    const report = saved(name);
    const { again, differing, steps } = explain(report, changedPolicy(report, change));
    expect(again.decision.verdict).toBe(report.decision.verdict);
    expect(differing).toContain('plan');
    expect(steps.map((step) => step.kind)).toEqual([kind]);
  });
});
