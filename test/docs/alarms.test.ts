import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DEFAULT_THRESHOLDS } from '../../infra/zonal-impact-alarms/thresholds.ts';
import { alarmsOf, TCP, WEB, WEB_TARGETS } from '../infra/alarms-under-test.ts';

const text = readFileSync(join(resolve(__dirname, '../..'), 'docs/alarms.md'), 'utf8');

/** Cells of the table rows that begin with a name in code: `| `use1-az1-impact` | ... |`. */
const rows = new Map(
  [...text.matchAll(/^\| `([\w-]+)` \|(.*)\|$/gm)].map(([, name, cells = '']) => [
    name,
    cells.split('|').map((cell) => cell.trim()),
  ]),
);

describe('docs/alarms.md', () => {
  const both = alarmsOf({
    loadBalancers: [
      { loadBalancer: WEB, targetGroups: [WEB_TARGETS] },
      { loadBalancer: TCP, targetGroups: [WEB_TARGETS.replace('/web/', '/tcp/')] },
    ],
  });
  const ofOneZone = both.filter(({ input }) => !/az[24]/.test(input.AlarmName));

  it('tells of every alarm of a zone, and of no other', () => {
    const told = [...rows.keys()].filter((name) => /^(use1|wildrydes)-/.test(name ?? ''));
    expect(told.sort()).toEqual(ofOneZone.map(({ input }) => input.AlarmName).sort());
  });

  it.each(ofOneZone.filter(({ kind }) => kind === 'metric').map(({ input }) => [input.AlarmName, input] as const))(
    'tells by how many minutes %s goes, and what missing data is to it',
    (name, { DatapointsToAlarm, EvaluationPeriods, TreatMissingData }) => {
      expect(rows.get(name)?.slice(1)).toEqual([`${DatapointsToAlarm} of ${EvaluationPeriods}`, `\`${TreatMissingData}\``]);
    },
  );

  it('tells of every threshold and its default', () => {
    const told = Object.keys(DEFAULT_THRESHOLDS).map((name) => [name, Number(rows.get(name)?.at(-1))]);
    expect(told).toEqual(Object.entries(DEFAULT_THRESHOLDS));
  });
});
