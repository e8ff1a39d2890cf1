import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { columns } from './columns.ts';
import { type FrontierPoint, measureFrontier, PASSES, STAYS } from './judgement/episodes/frontier.ts';
import { drawFrontier } from './judgement/episodes/frontier-chart.ts';

/**
 * What the settings `overwhelmingShare` and `lastingMinutes` cost and bring: `npx tsx bench/judgement-frontier.ts EPISODES ZONE_HOURS`,
 * with `--svg FILE` as a picture too.
 */
const { values, positionals } = parseArgs({ options: { svg: { type: 'string' } }, allowPositionals: true });
const [episodes = 300, zoneHours = 10_000] = positionals.map(Number);
if (values.svg !== undefined) writeFileSync(values.svg, '');
const points = measureFrontier({ episodes, zoneHours, seed: 1 });

const row = (point: FrontierPoint) => [
  `${point.overwhelmingShare}`,
  `${point.lastingMinutes}`,
  point.wrongOnGoodDays.toFixed(2),
  ...PASSES.map((name) => `${point.wrong[name]?.toFixed(0)} %`),
  ...STAYS.map((name) => `${point.found[name]?.share.toFixed(0)} % at ${point.found[name]?.minutes.toFixed(1)}`),
];
const head = [
  'overwhelmingShare',
  'lastingMinutes',
  'good days',
  'blips 2-18',
  '20-50',
  'regional 2-18',
  '20-50',
  'finds 2 %',
  '5 %',
  '20 %',
];
process.stdout.write(`${columns([head, ...points.map(row)]).join('\n')}\n`);
if (values.svg !== undefined) writeFileSync(values.svg, drawFrontier(points));
