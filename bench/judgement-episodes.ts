import { columns } from './columns.ts';
import { NOTHING_TO_EVACUATE, TO_EVACUATE } from './judgement/episodes/classes.ts';
import { describeGoodDay, GOOD_DAYS } from './judgement/episodes/good-days.ts';
import { SHOWN_NOTHING_TO_EVACUATE, SHOWN_TO_EVACUATE } from './judgement/episodes/group-classes.ts';
import { type EpisodeTally, measureClass, measureGoodDay } from './judgement/episodes/measure-episodes.ts';
import { CUSUM, DIFFERENCE_IN_DIFFERENCES, PUBLISHED_JUDGES } from './judgement/episodes/other-judges.ts';
import { ourJudge } from './judgement/episodes/our-judge.ts';

/** Whole episodes, from the project's alarms to the judgement: `npx tsx bench/judgement-episodes.ts EPISODES ZONE_HOURS`. */
const [episodes = 200, zoneHours = 10_000] = process.argv.slice(2).map(Number);
const seed = 1;
const JUDGES = [
  ourJudge('without a past', { pastMinutes: 0 }),
  ourJudge('with a past'),
  ourJudge('with a past, 4 min', { lastingMinutes: 4 }),
  DIFFERENCE_IN_DIFFERENCES,
  CUSUM,
  ...PUBLISHED_JUDGES,
];

const wrong = ({ wrong: count }: EpisodeTally) => `${((100 * count) / episodes).toFixed(1)} %`;
const right = ({ right: count, minutes }: EpisodeTally) => {
  const mean = minutes.reduce((sum, after) => sum + after, 0) / minutes.length;
  return count === 0 ? '0 %' : `${((100 * count) / episodes).toFixed(1)} % at ${mean.toFixed(1)} min`;
};
const rows = [
  ...[...NOTHING_TO_EVACUATE, ...SHOWN_NOTHING_TO_EVACUATE].map((of) => [
    `wrong: ${of.name}`,
    ...measureClass(of, JUDGES, { episodes, seed }).map(wrong),
  ]),
  ...[...TO_EVACUATE, ...SHOWN_TO_EVACUATE].map((of) => [
    `found: ${of.name}`,
    ...measureClass(of, JUDGES, { episodes, seed }).map(right),
  ]),
  ...GOOD_DAYS.map((day) => [
    `wrong in 1,000 zone-hours: ${describeGoodDay(day)}`,
    ...measureGoodDay(day, JUDGES, { zoneHours, seed }).map((count) => ((1000 * count) / zoneHours).toFixed(2)),
  ]),
];
process.stdout.write(`${columns([['class', ...JUDGES.map(({ name }) => name)], ...rows]).join('\n')}\n`);
