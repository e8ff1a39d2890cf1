import { columns } from './columns.ts';
import { NOTHING_TO_EVACUATE, TO_EVACUATE } from './judgement/episodes/classes.ts';
import { describeGoodDay, goodDaysOf } from './judgement/episodes/good-days.ts';
import { SHOWN_NOTHING_TO_EVACUATE, SHOWN_TO_EVACUATE } from './judgement/episodes/group-classes.ts';
import { type EpisodeTally, measureClass, measureGoodDay } from './judgement/episodes/measure-episodes.ts';
import { CUSUM, DIFFERENCE_IN_DIFFERENCES, PUBLISHED_JUDGES } from './judgement/episodes/other-judges.ts';
import { ourJudge } from './judgement/episodes/our-judge.ts';
import { OptionError } from './judgement/options.ts';
import { type EpisodeOptions, readEpisodeOptions } from './judgement/real-traffic/options.ts';
import { TrafficFileError } from './judgement/real-traffic/refuse-line.ts';

/**
 * Whole episodes, from the project's alarms to the judgement: `npx tsx bench/judgement-episodes.ts EPISODES ZONE_HOURS`, with
 * `--curve FILE` and `--sessions FILE` on real traffic (docs/judgement-bench.md).
 */
const seed = 1;
const JUDGES = [
  ourJudge('without a past', { pastMinutes: 0 }),
  ourJudge('with a past'),
  ourJudge('with a past, 4 min', { lastingMinutes: 4 }),
  DIFFERENCE_IN_DIFFERENCES,
  CUSUM,
  ...PUBLISHED_JUDGES,
];

const wrong = ({ wrong: count, episodes }: EpisodeTally) => `${((100 * count) / episodes).toFixed(1)} %`;
const right = ({ right: count, episodes, minutes }: EpisodeTally) => {
  const mean = minutes.reduce((sum, after) => sum + after, 0) / minutes.length;
  return count === 0 ? '0 %' : `${((100 * count) / episodes).toFixed(1)} % at ${mean.toFixed(1)} min`;
};

function rowsOf({ episodes, zoneHours, real }: EpisodeOptions): string[][] {
  const how = { episodes, seed, real };
  return [
    ...[...NOTHING_TO_EVACUATE, ...SHOWN_NOTHING_TO_EVACUATE].map((of) => [
      `wrong: ${of.name}`,
      ...measureClass(of, JUDGES, how).map(wrong),
    ]),
    ...[...TO_EVACUATE, ...SHOWN_TO_EVACUATE].map((of) => [`found: ${of.name}`, ...measureClass(of, JUDGES, how).map(right)]),
    ...goodDaysOf(real).map((day) => [
      `wrong in 1,000 zone-hours: ${describeGoodDay(day)}`,
      ...measureGoodDay(day, JUDGES, { zoneHours, seed, real }).map((count) => ((1000 * count) / zoneHours).toFixed(2)),
    ]),
  ];
}

try {
  const rows = rowsOf(readEpisodeOptions(process.argv.slice(2)));
  process.stdout.write(`${columns([['class', ...JUDGES.map(({ name }) => name)], ...rows]).join('\n')}\n`);
} catch (error) {
  if (!(error instanceof OptionError || error instanceof TrafficFileError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
