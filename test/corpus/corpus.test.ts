import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { explain } from '../../shared/explain/explain.ts';
import type { Report } from '../../shared/report/report.ts';
import { factsOf } from './facts.ts';
import { CHECKS, type Claim, claimOf, STATUSES, subjectOf } from './naming.ts';
import { bases } from './recipes/bases.ts';
import { recipes } from './recipes.ts';
import { changedPolicy, factsOfBase, names, saved, stored, textOf } from './saved.ts';
import { BASES, storedCase } from './stored-case.ts';

/** Reports of every kind, stored as what differs from a base. They are made by `npm run corpus`, and not by hand. */

type Combination = `${Claim['check']}-${Claim['status']}`;

/** Combinations that no evidence leads to, with why. */
const IMPOSSIBLE: Partial<Record<Combination, string>> = {
  'paused-unknown': 'the kill switch is read from the configuration, and a run without one decides nothing',
  'zone-names-unknown': 'what AWS has not told contradicts nothing',
};

const combinations = CHECKS.flatMap((check) => STATUSES.map((status) => `${check}-${status}` as const));
const claims = names.flatMap((name) => {
  const claim = claimOf(name);
  return claim === null ? [] : [{ ...claim, name }];
});
const OUTCOMES = ['done', 'nothing-to-do', 'held', 'planned', 'in-progress', 'partial', 'failed'] as const;
/** The others are of races, which the scenarios play. */
const CODES = [
  'already-added-back',
  'another-zone-out',
  'call-failed',
  'cancelled',
  'capacity-gone',
  'evacuation-announced',
  'extended',
  'latched',
  'launches-unsafe',
  'managed-elsewhere',
  'marked',
  'no-capacity',
  'not-in-zone',
  'not-opted-in',
  'record-damaged',
  'record-removed',
  'recreated',
  'shift-not-applied',
  'shifted',
  'stopped',
  'subnet-zone-unknown',
  'subnets-added-back',
  'subnets-removed',
  'traffic-not-moved',
  'would-empty-group',
];

const played = new Map<string, Promise<Report>>();

/** What the responder reports today: plain JSON, played once. */
function reportToday(name: string): Promise<Report> {
  const make = recipes[name];
  if (make === undefined) throw new Error(`nothing makes ${name}`);
  const report = played.get(name) ?? make().then((made) => JSON.parse(JSON.stringify(made)) as Report);
  played.set(name, report);
  return report;
}

function linesOf(folder: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json'));
  return files
    .map((file) => readFileSync(join(folder, file), 'utf8').split('\n').length - 1)
    .reduce((sum, lines) => sum + lines, 0);
}

describe('the corpus', () => {
  it('has a case for each recipe, and no other', () => {
    expect(names).toEqual(Object.keys(recipes).sort());
  });

  it('has a file for each check and each action', () => {
    const files = readdirSync(join(__dirname, 'cases')).sort();
    expect(files).toEqual([...new Set(names.map((name) => `${subjectOf(name)}.json`))].sort());
  });

  it('has a case for every check and status that can be', () => {
    expect(combinations.filter((name) => IMPOSSIBLE[name] === undefined && !names.includes(name))).toEqual([]);
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

  it('has every result code that does not need a race', () => {
    const codes = names.map(saved).flatMap(({ results }) => results.map(({ code }) => code));
    expect([...new Set(codes)].sort()).toEqual(CODES);
  });

  it('has every check that somebody may answer for, answered for', () => {
    const answered = names.flatMap((name) => saved(name).decision.reasons.filter(({ overridden }) => overridden));
    const never = ['paused', 'event-fresh', 'impact-alarm', 'deployment', 'more-than-one-target', 'zone-names', 'cooldown'];
    expect(CHECKS.filter((name) => !answered.some(({ check }) => check === name)).sort()).toEqual([...never, 'no-impact'].sort());
  });

  it.each(claims)('$name is what its name says', ({ name, check, status }) => {
    expect(saved(name).decision.reasons.find((reason) => reason.check === check)).toMatchObject({ status });
    expect(Object.keys(stored(name).checks ?? {})).toEqual([check]);
  });

  const outcomes = names.flatMap((name) => {
    const [, action = '', rest = ''] = /^(evacuate|restore|upkeep|status)-(.*)$/.exec(name) ?? [];
    const outcome = OUTCOMES.find((candidate) => rest === candidate || rest.startsWith(`${candidate}-`));
    return outcome === undefined ? [] : [{ name, action, outcome }];
  });
  it.each(outcomes)('$name ends as its name says', ({ name, action, outcome }) => {
    expect(saved(name)).toMatchObject({ action, outcome });
  });

  it.each(BASES)('has the base %s as the responder reports it today', async (name) => {
    expect(JSON.stringify(factsOfBase(name), null, 2)).toBe(JSON.stringify(factsOf(await bases[name].make()), null, 2));
  });

  it.each(names)('says of %s what the responder reports today', async (name) => {
    const text = JSON.stringify(storedCase(name, await reportToday(name), factsOfBase), null, 2);
    expect(JSON.stringify(stored(name), null, 2)).toBe(text);
  });

  it.each(names)('holds all that the responder reports today for %s, byte for byte', async (name) => {
    expect(textOf(name)).toBe(JSON.stringify(await reportToday(name), null, 2));
  });

  it.each(names)('has a report of %s that is small enough to be read', (name) => {
    expect(textOf(name).length).toBeLessThan(30_000);
  });

  it('is small enough to be reviewed', () => {
    expect(linesOf(__dirname)).toBeLessThan(8_500);
  });
});

describe('explain', () => {
  it.each(names)('reproduces %s byte for byte', async (name) => {
    const report = await reportToday(name);
    const { again, isReproduced, differing, steps } = explain(report);
    const { decision, plan } = report;
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
    ['zone-is-outlier-unknown-gaps', { outlier: { minimumMinutes: 2, lastingMinutes: 2 } }, 'evacuate'],
    ['zone-is-outlier-unknown-too-young', { outlier: { lastingMinutes: 2 } }, 'evacuate'],
    ['zone-is-outlier-fail-always-like-that', { outlier: { pastMinutes: 0 } }, 'evacuate'],
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
