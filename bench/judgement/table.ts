import { columns } from '../columns.ts';
import { describeCell, FAULT_RATE_OF_A_GOOD_DAY, requestsPerMinute } from './cell.ts';
import { type Claim, type Contest, claimsOn, contestsOn, goodShare, totalsOf } from './claims.ts';
import { MISTAKEN } from './grid.ts';
import { leastWrong } from './limit.ts';
import { ALL_JUDGES, drawsIn, JUDGES, OURS, OURS_ALONE, type Tally } from './measure.ts';
import type { Row } from './run.ts';
import { OUTCOMES } from './verdict.ts';

/** Formats the result for people. Ends with a line feed. */
export function describeResult(rows: readonly Row[], riskiest: readonly Row[]): string {
  return [
    'Percent of the draws: right / wrong evacuation / missed / cannot tell. The published methods always decide.',
    '',
    ...columns([['row', 'draws', ...JUDGES], ...rows.map(rowCells)]),
    '',
    'Single targets by Contributor Insights (ours), and by AnomalousHostCount alone',
    ...columns([['row', 'draws', OURS, OURS_ALONE], ...rows.filter(isAboutTargets).map(aloneCells)]),
    '',
    'All rows of a label',
    ...columns([['label', 'judge', 'draws', ...OUTCOMES], ...totalsOf(rows).map(totalCells)]),
    '',
    'Claims',
    ...claimsOn(rows).flatMap(describeClaim),
    '',
    'Cells with the highest risk of a wrong evacuation by ours',
    ...columns([['row', 'draws', 'wrong', 'per million'], ...riskiest.map(riskCells)]),
    ...describeLimit(rows),
    '',
    'Where the published methods do worse (percent of draws with the right action)',
    ...contestsOn(rows).map(describeContest),
    '',
  ].join('\n');
}

function rowCells({ cell, tallies }: Row): string[] {
  const judged = JUDGES.map((judge) => outcomesOf(judge, tallies[judge]));
  return [describeCell(cell), String(drawsIn(tallies[OURS])), ...judged];
}

/** Whether the way to detect single targets matters. */
function isAboutTargets({ cell: { label, kind } }: Row): boolean {
  return label === 'one target' || (label === 'one zone' && kind === 'faults');
}

function aloneCells({ cell, tallies }: Row): string[] {
  const judged = [OURS, OURS_ALONE].map((judge) => outcomesOf(judge, tallies[judge]));
  return [describeCell(cell), String(drawsIn(tallies[OURS])), ...judged];
}

function outcomesOf(judge: string, tally: Tally | undefined): string {
  if (tally === undefined) return '';
  const told = judge === OURS || judge === OURS_ALONE ? OUTCOMES : OUTCOMES.filter((outcome) => outcome !== 'cannot tell');
  return told.map((outcome) => percent(tally[outcome], drawsIn(tally))).join('/');
}

/** Rounded to hundredths, the resolution of 10,000 draws. A count above zero never shows as 0. */
function percent(count: number, of: number): string {
  if (count === 0) return '0';
  const share = (100 * count) / of;
  if (share < 0.01) return '<0.01';
  return count < of && share >= 99.995 ? '>99.99' : String(Number(share.toFixed(2)));
}

function totalCells({ label, judge, tally }: { label: string; judge: string; tally: Tally }): string[] {
  return [label, judge, String(drawsIn(tally)), ...OUTCOMES.map((outcome) => String(tally[outcome]))];
}

function describeClaim({ text, rows, draws, broken }: Claim): string[] {
  const holds = broken.length === 0 ? 'holds' : `does not hold in ${broken.length}`;
  return [`${text}: ${holds} (${rows} rows, ${draws} draws)`, ...broken.map((row) => `  ${row}`)];
}

function riskCells({ cell, tallies }: Row): string[] {
  const tally = tallies[OURS];
  const [wrong, draws] = [tally?.wrong ?? 0, drawsIn(tally)];
  return [describeCell(cell), String(draws), String(wrong), String(perMillion(wrong / draws))];
}

/** The limit for any judge that recognises as many single bad zones as ours. */
function describeLimit(rows: readonly Row[]): string[] {
  const { one, two } = MISTAKEN;
  const row = rows.find(({ cell }) => describeCell(cell) === describeCell(one));
  if (row === undefined) return [];
  const recognised = goodShare(row, OURS);
  // A judge that always recognises it evacuates in every case, so the limit says nothing.
  if (recognised === 1) return [];
  const least = leastWrong(recognised, {
    requests: two.windowMinutes * Math.min(...requestsPerMinute(two)),
    one: [failing(one.share), failing(0)],
    both: [failing(two.share), failing(two.share)],
  });
  return [
    `any judge that evacuates in ${share(recognised)} of the draws of "${describeCell(one)}",`,
    `as ours does, is wrong in "${describeCell(two)}" at least ${perMillion(least)} times per million`,
  ];
}

function perMillion(part: number): number {
  return Math.round(1e6 * part);
}

/** The failure rate of the fault on top of a good day's failures. */
function failing(fault: number): number {
  return 1 - (1 - fault) * (1 - FAULT_RATE_OF_A_GOOD_DAY);
}

function describeContest({ method, worse, better, rows, worst }: Contest): string {
  const counted = `worse than ours in ${worse} of ${rows} rows, better in ${better}`;
  if (worst === null) return `${method}: ${counted}`;
  const { row, ours, theirs } = worst;
  return `${method}: ${counted}; most in "${describeCell(row.cell)}": ${share(theirs)} against ${share(ours)}`;
}

function share(good: number): string {
  return `${Number((100 * good).toFixed(2))} %`;
}

/** One line per row and judge, with the outcome counts: `one zone,faults,0.01,even,3,0,5,0,recognised,ours,9951,0,3,46`. */
export function toCsv(rows: readonly Row[]): string {
  const head = [
    'label',
    'kind',
    'share',
    'load',
    'zones',
    'bad',
    'window minutes',
    'good minutes',
    'claim',
    'judge',
    ...OUTCOMES,
  ];
  const lines = rows.flatMap(({ cell, tallies }) =>
    ALL_JUDGES.map((judge) => {
      const { label, kind, share: of, load, zones, bad, windowMinutes, goodMinutes, claim } = cell;
      const where = [label, kind, of, load, zones, bad.join(' '), windowMinutes, goodMinutes, claim ?? ''];
      return [...where, judge, ...OUTCOMES.map((outcome) => tallies[judge]?.[outcome] ?? 0)];
    }),
  );
  return [head, ...lines].map((line) => `${line.join(',')}\n`).join('');
}
