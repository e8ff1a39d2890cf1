import { parseConfiguration } from '../../shared/configuration/parse-configuration.ts';
import { gameDayConfiguration } from '../../simulator/game-day/game-day-configuration.ts';
import { watchInvariants } from '../../simulator/game-day/invariants/invariants.ts';
import { baselineOf, stateOf } from '../../simulator/game-day/region-state.ts';
import { inProcess } from '../../simulator/game-day/responder/in-process-driver.ts';
import type { Invoked } from '../../simulator/game-day/responder/responder-driver.ts';
import { Random } from '../../simulator/region/random.ts';
import { Region } from '../../simulator/region/region.ts';
import { defaultRegionSpec } from '../../simulator/region/region-spec.ts';

const startsAt = new Date('2026-11-24T18:30:00Z');

/** Lets the other one come in between, at random places that the seed decides. */
function interleaving(random: Random): () => Promise<void> {
  return async () => {
    for (let turns = Math.floor(random.between(0, 12)); turns > 0; turns -= 1) await Promise.resolve();
    if (random.uniform() < 0.3) await new Promise((resolve) => setImmediate(resolve));
  };
}

function aRegion(seed: number) {
  const spec = defaultRegionSpec({ seed, startsAt });
  const region = new Region(spec);
  region.advanceTo(startsAt.getTime() + 60_000);
  const configuration = gameDayConfiguration(spec);
  return { region, configuration, watch: watchInvariants(region, parseConfiguration(JSON.stringify(configuration))) };
}

interface Stage {
  readonly region: Region;
  readonly configuration: Readonly<Record<string, unknown>>;
  readonly seed: number;
}

/** There is no reserved concurrency to keep the requests apart. */
function invokeAtOnce(events: readonly object[], { region, configuration, seed }: Stage): Promise<Invoked[]> {
  return Promise.all(
    events.map(async (event, index) => {
      const pause = interleaving(new Random(seed).fork(`responder ${index}`));
      const driver = await inProcess({ pause })({ region, configuration });
      return driver.invoke({ event, requestId: `request-${index}` });
    }),
  );
}

function outcomeOf(ended: Invoked): string {
  return ended.kind === 'report' ? ended.report.outcome : ended.kind;
}

/** Two people ask for two zones at the same time. */
async function evacuateAtOnce(zoneIds: readonly string[], seed: number) {
  const { region, configuration, watch } = aRegion(seed);
  const events = zoneIds.map((zone) => ({ action: 'evacuate', zone, reason: 'game day' }));
  const ended = await invokeAtOnce(events, { region, configuration, seed });
  return { region, violations: watch.violations, outcomes: ended.map(outcomeOf) };
}

/** Two people ask to have the zone back, at the same time, and again minutes later. */
async function restoreAtOnce(seed: number) {
  const { region, configuration, watch } = aRegion(seed);
  const before = baselineOf(region);
  await invokeAtOnce([{ action: 'evacuate', zone: 'use1-az1', reason: 'game day' }], { region, configuration, seed });
  const restore = { action: 'restore', zone: 'use1-az1', override: ['recovery', 'no-impact'] };
  const outcomes: string[] = [];
  for (const minute of [8, 14]) {
    region.advanceTo(startsAt.getTime() + minute * 60_000);
    const ended = await invokeAtOnce([restore, restore], { region, configuration, seed: seed + minute });
    outcomes.push(ended.map(outcomeOf).sort().join(' and '));
  }
  return { before, after: baselineOf(region), violations: watch.violations, outcomes };
}

function zonesOut(region: Region): string[] {
  const { shifts, groups } = stateOf(region);
  const shifted = shifts.filter(({ active }) => active).map(({ awayFrom }) => awayFrom);
  const removed = region.zones
    .map(({ zoneId }) => zoneId)
    .filter((zoneId) => groups.some(({ zoneIds }) => !zoneIds.includes(zoneId)));
  return [...new Set([...shifted, ...removed])];
}

const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);

describe('two responders at once', () => {
  it('for two zones evacuate at most one of them', async () => {
    const ends: string[] = [];
    for (const seed of SEEDS) {
      const { region, violations, outcomes } = await evacuateAtOnce(['use1-az1', 'use1-az2'], seed);
      expect({ seed, violations }).toEqual({ seed, violations: [] });
      expect(zonesOut(region).length).toBeLessThanOrEqual(1);
      ends.push([...outcomes].sort().join(' and '));
    }
    // If none of the orders made them meet half-way, this would prove nothing.
    expect(ends.some((end) => end !== 'done and held')).toBe(true);
  });

  it('for the same zone end in one evacuation', async () => {
    for (const seed of SEEDS.slice(0, 10)) {
      const { region, violations } = await evacuateAtOnce(['use1-az1', 'use1-az1'], seed);
      expect({ seed, violations }).toEqual({ seed, violations: [] });
      expect(zonesOut(region)).toEqual(['use1-az1']);
      const { shifts, groups } = stateOf(region);
      expect(shifts).toHaveLength(2);
      expect(groups.map(({ members }) => members)).toEqual([
        ['subnet-0b2', 'subnet-0c3'],
        ['subnet-0b2', 'subnet-0c3'],
      ]);
    }
  });

  it('restore one zone once and exactly', async () => {
    const firsts: string[] = [];
    for (const seed of SEEDS.slice(0, 10)) {
      const { before, after, violations, outcomes } = await restoreAtOnce(seed);
      expect({ seed, violations }).toEqual({ seed, violations: [] });
      expect({ seed, active: after.shifts.filter(({ active }) => active) }).toEqual({ seed, active: [] });
      expect({ seed, weights: after.weights, groups: after.groups.map(left) }).toEqual({
        seed,
        weights: before.weights,
        groups: before.groups.map(left),
      });
      firsts.push(...outcomes);
    }
    expect(new Set(firsts).size).toBeGreaterThan(1);
  });
});

/** What a restore is answerable for; instances come and go. */
function left({ name, members, tags, fingerprint }: ReturnType<typeof baselineOf>['groups'][number]) {
  return { name, members, tags, fingerprint };
}
