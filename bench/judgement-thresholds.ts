import { columns } from './columns.ts';
import { type AlarmThresholds, DEFAULT_THRESHOLDS } from './judgement/episodes/alarms.ts';
import { failing } from './judgement/episodes/classes.ts';
import { measureClass, measureGoodDay } from './judgement/episodes/measure-episodes.ts';
import { ourJudge } from './judgement/episodes/our-judge.ts';
import type { EpisodeJudge } from './judgement/episodes/play.ts';

/** What the alarms' thresholds cost and bring by traffic: `npx tsx bench/judgement-thresholds.ts EPISODES ZONE_HOURS`. */
const [episodes = 200, zoneHours = 3000] = process.argv.slice(2).map(Number);
const seed = 1;
const THRESHOLDS: readonly AlarmThresholds[] = [
  DEFAULT_THRESHOLDS,
  { ...DEFAULT_THRESHOLDS, leastBad: 5 },
  { ...DEFAULT_THRESHOLDS, leastRequests: 20, leastBad: 5 },
  { ...DEFAULT_THRESHOLDS, leastRequests: 20, leastBad: 3 },
];
const REQUESTS = [50, 150, 500, 2000];
const SHARES = [0.01, 0.02, 0.05, 0.2];
/** Acts whenever the alarm rings: what the alarms would do by themselves. */
const ALARMS_ALONE: EpisodeJudge = { name: 'the alarms alone', judge: () => true };
const JUDGES = [ourJudge('ours'), ALARMS_ALONE];

function found(share: number, requests: number, thresholds: AlarmThresholds): string {
  const [tally] = measureClass(failing(share, requests), JUDGES, { episodes, seed, thresholds });
  if (tally === undefined || tally.right === 0) return '0 %';
  const mean = tally.minutes.reduce((sum, after) => sum + after, 0) / tally.minutes.length;
  return `${Math.round((100 * tally.right) / episodes)} % at ${mean.toFixed(1)} min`;
}

function wrong(requestsPerMinute: number, thresholds: AlarmThresholds): string[] {
  const day = { coming: 'by client', requestsPerMinute, faultRate: 2e-4 } as const;
  const counts = measureGoodDay(day, JUDGES, { zoneHours, seed, thresholds });
  return counts.map((count) => ((1000 * count) / zoneHours).toFixed(2));
}

const rows = REQUESTS.flatMap((requests) =>
  THRESHOLDS.map((thresholds) => [
    `${requests}`,
    `${thresholds.leastRequests}`,
    `${thresholds.leastBad}`,
    ...SHARES.map((share) => found(share, requests, thresholds)),
    ...wrong(requests, thresholds),
  ]),
);
const head = ['requests a minute', 'leastRequests', 'outlierLeastBad', ...SHARES.map((share) => `fails ${100 * share} %`)];
process.stdout.write(`${columns([[...head, 'wrong', 'rings'], ...rows]).join('\n')}\n`);
