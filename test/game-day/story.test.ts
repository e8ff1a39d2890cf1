import { play } from '../../simulator/game-day/play.ts';
import { inProcess } from '../../simulator/game-day/responder/in-process-driver.ts';
import type { Scenario } from '../../simulator/game-day/scenario.ts';
import { tellStory } from '../../simulator/game-day/story/story.ts';
import { tellFigures, tellVerdict } from '../../simulator/game-day/story/story-end.ts';
import { duration, paintFor } from '../../simulator/game-day/story/terminal.ts';
import { figuresOf } from '../../simulator/game-day/verdict/figures.ts';
import { scenarios } from '../../simulator/scenarios/index.ts';

const plain = paintFor({ isTTY: false }, {});

function scenarioOf(name: string): Scenario {
  const found = scenarios.find((scenario) => scenario.name === name);
  if (found === undefined) throw new Error(`no scenario ${name}`);
  return found;
}

/** The story as it is printed, line by line. */
async function storyOf(name: string, paint = plain): Promise<string[]> {
  const scenario = scenarioOf(name);
  const printed: string[] = [];
  const zoneIds = ['use1-az1', 'use1-az2', 'use1-az4'];
  const story = tellStory({ scenario, seed: 1, zoneIds, paint, write: (text) => void printed.push(text) });
  const options = { seed: 1, driver: inProcess(), observer: story.observe, onStart: story.begin };
  await play(scenario, options);
  return printed.join('').split('\n');
}

describe('story', () => {
  it('shows what leads to the evacuation, all checks, all steps, and how the instances move', async () => {
    const story = (await storyOf('gray-errors')).join('\n');
    for (const pattern of [
      /^gray-errors: /,
      /alarm use1-az1-isolated-impact: OK -> ALARM/,
      /event delivered: use1-az1-isolated-impact went to ALARM at 18:41:22/,
      /ARC: manual shift started: web away from use1-az1/,
      /report [0-9a-f]{16}: evacuate use1-az1: in-progress \(mode act, \d+ calls, \d\.\d s\)/,
      ...['paused', 'event-fresh', 'impact-alarm', 'single-zone', 'regional', 'no-other-evacuation', 'capacity'].map(
        (check) => new RegExp(`pass {4}${check} +\\w`),
      ),
      /done +start-zonal-shift +web +\d+ ms {2}accepted by ARC and verified/,
      /awaited +group web: subnet-0a1 leaves by 2026-11-24T18:49:2\dZ: clients/,
      /tick: upkeep use1-az1: done/,
      /done +remove-subnets +api +\d+ ms {2}removed subnet-0a1/,
      /group web: .*use1-az1 \d leaving/,
    ]) {
      expect(story).toMatch(pattern);
    }
  });

  it.each(['second-zone-later', 'too-little-capacity', 'another-zone-shifted-by-a-person'])(
    'of %s fits into 100 columns',
    async (name) => {
      const tooLong = (await storyOf(name)).filter((line) => line.length > 100);
      expect(tooLong).toEqual([]);
    },
  );

  it('shows crashes and Lambda’s retries, and does not repeat checks that pass again', async () => {
    const story = (await storyOf('throttled-control-plane')).join('\n');
    expect(story).toContain('the invocation failed, so Lambda will retry');
    expect(story).toContain('Lambda retries, attempt 3');
    expect(story.match(/the kill switch is off/g)).toHaveLength(1);
    expect((await storyOf('crash-between-record-and-update')).join('\n')).toContain(
      'process died at UpdateAutoScalingGroup, before it was applied',
    );
  });

  it('has colour only on a terminal that wants it', async () => {
    const colour = '\u001b[';
    expect((await storyOf('two-zones', paintFor({ isTTY: true }, {}))).join()).toContain(colour);
    expect((await storyOf('two-zones', paintFor({ isTTY: true }, { NO_COLOR: '1' }))).join()).not.toContain(colour);
    expect((await storyOf('two-zones', plain)).join()).not.toContain(colour);
  });
});

describe('the story of a way back', () => {
  it('shows the canary, the restore and what it awaits, without quiet ticks', async () => {
    const lines = await storyOf('full-circle');
    const story = lines.join('\n');
    for (const pattern of [
      /alarm use1-az1-canary: OK -> ALARM/,
      /alarm use1-az1-canary: ALARM -> OK/,
      /tick: upkeep use1-az1: in-progress \(mode act, \d+ calls/,
      /after \d\d quiet ticks of upkeep/,
      /because the zone has recovered/,
      /done +mark-restoring +web/,
      /done +add-back-subnets +web .* added back subnet-0a1/,
      /awaited +0 of 4 instances of group web serve in the zone/,
      /group web: use1-az1 4 launched/,
      /done +cancel-zonal-shift +web +\d+ ms {2}shift/,
      /done +remove-record +api/,
    ]) {
      expect(story).toMatch(pattern);
    }
    expect(story.match(/tick: upkeep/g)?.length).toBeLessThan(10);
    expect(lines.filter((line) => line.length > 100)).toEqual([]);
  });

  it('shows the requests of people, with each answer', async () => {
    const story = (await storyOf('two-restores-at-once')).join('\n');
    expect(story).toContain('a second person asks: restore, zone use1-az1, reason repaired');
    expect(story.match(/report asked-\d+: restore use1-az1/g)).toHaveLength(3);
  });

  it('has the figures of the way back', async () => {
    const scenario = scenarioOf('full-circle');
    const played = await play(scenario, { seed: 1, driver: inProcess() });
    const figures = figuresOf(played, played);
    const { wayBack } = figures;
    expect(wayBack?.alarmToRestore).toBeGreaterThanOrEqual(15 * 60);
    expect(wayBack?.alarmToRestore).toBeLessThan(17 * 60);
    expect(wayBack?.recoveryToTraffic).toBeLessThan(30 * 60);
    expect(wayBack?.capacityToTraffic).toBeLessThan(120);
    expect(wayBack?.outFor).toBeGreaterThan(figures.faultToAlarm ?? 0);
    const sum = (wayBack?.recoveryToAlarm ?? 0) + (wayBack?.alarmToRestore ?? 0);
    const rest = (wayBack?.restoreToCapacity ?? 0) + (wayBack?.capacityToTraffic ?? 0);
    expect(sum + rest).toBeCloseTo(wayBack?.recoveryToTraffic ?? 0, 3);
    expect((wayBack?.failed ?? 1) / (wayBack?.requests ?? 1)).toBeLessThan(0.001);
    expect(tellFigures(figures, plain)).toMatch(/failed requests on the way back +\d+ of [\d,]+ \(0\.0\d %\)/);
  });

  it('has no such figures without a restore', async () => {
    const scenario = scenarioOf('two-zones');
    const played = await play(scenario, { seed: 1, driver: inProcess() });
    expect(figuresOf(played, played)).not.toHaveProperty('wayBack');
  });
});

describe('the end of the story', () => {
  it('compares the figures with those without a responder', async () => {
    const scenario = scenarioOf('gray-errors');
    const played = await play(scenario, { seed: 1, driver: inProcess() });
    const figures = figuresOf(played, await play(scenario, { seed: 1 }));
    const told = tellFigures(figures, plain);
    expect(told).toContain(`first fault to alarm${' '.repeat(18)}1 min 22 s`);
    expect(told).toContain('with the responder     without');
    expect(told).toMatch(/last shift to recovered +\d+ min/);
  });

  it('names each difference, or says that there is none', () => {
    expect(tellVerdict([], plain)).toBe('As expected.');
    expect(tellVerdict(['outcomes: failed; expected: done'], plain)).toBe('Not as expected:\n- outcomes: failed; expected: done');
  });
});

describe('text', () => {
  it.each([
    [0.94, '0.9 s'],
    [38.2, '38 s'],
    [120, '2 min'],
    [144.4, '2 min 24 s'],
  ])('formats %d seconds as "%s"', (seconds, text) => {
    expect(duration(seconds)).toBe(text);
  });
});
