import { respond } from '../../../shared/respond.ts';
import { noticeText } from '../../../shared/tell/notice-text.ts';
import { aFleet, type Fleet } from '../../a-region/a-fleet.ts';
import { arcDenied, arcThrottled, awsError } from '../../aws-errors.ts';
import { aCompositeAlarmEvent } from '../../builders.ts';

const [SMALL, LARGE] = [10, 40];
/** What a constant part may add: nothing that grows may hide in it. */
const TOLERANCE = 1.1;

interface Case {
  readonly what: string;
  readonly prepare: (fleet: Fleet) => unknown;
  readonly event: object;
  readonly outcome: string;
}

/** What a run of a fleet costs: calls to AWS, bytes of its report, and characters of the longest reason in it. */
async function costOf(size: number, { prepare, event }: Pick<Case, 'prepare' | 'event'>) {
  const fleet = aFleet(size);
  await prepare(fleet);
  const before = fleet.aws.calls.asked.length;
  const report = await respond(event, fleet.aws.dependencies(fleet.configuration));
  const { decision, plan, results } = report;
  const reasons = [...decision.reasons, ...plan.omitted, ...results].map(({ why }) => why.length);
  return {
    outcome: report.outcome,
    calls: fleet.aws.calls.asked.length - before,
    bytes: JSON.stringify(report).length,
    characters: noticeText(report).length,
    longest: Math.max(0, ...reasons),
  };
}

const ALARM = aCompositeAlarmEvent();
const RESTORE = { action: 'restore', zone: 'use1-az1', override: ['recovery', 'no-impact', 'zone-available'] };
const out = ({ aws, configuration }: Fleet) => respond(ALARM, aws.dependencies(configuration));
const nobodyOptedIn = ({ aws, resources }: Fleet) => {
  for (const arn of resources) aws.shifts.unregister(arn);
};
const refused = ({ aws }: Fleet) => aws.calls.failAlways('StartZonalShift', arcDenied());

const cases: readonly (readonly [Case['what'], Case['prepare'], Case['event'], Case['outcome']])[] = [
  ['an evacuation', () => undefined, ALARM, 'done'],
  ['a duplicate of it', out, ALARM, 'nothing-to-do'],
  ['an upkeep tick', out, { action: 'upkeep' }, 'nothing-to-do'],
  ['a status', out, { action: 'status' }, 'in-progress'],
  ['a restore', out, RESTORE, 'done'],
  ['an evacuation of what has not opted in', nobodyOptedIn, ALARM, 'failed'],
  ['an evacuation that ARC refuses', refused, ALARM, 'failed'],
  [
    'an evacuation while groups cannot be read',
    ({ aws }) => aws.calls.failAlways('DescribeAutoScalingGroups', awsError('Throttling', 'Rate exceeded')),
    ALARM,
    'held',
  ],
  [
    'an evacuation while ARC cannot be read',
    ({ aws }) => {
      aws.calls.failAlways('GetManagedResource', arcThrottled());
      aws.calls.failAlways('ListZonalShifts', arcThrottled());
    },
    ALARM,
    'held',
  ],
  [
    'an evacuation with too little capacity',
    ({ aws, groups }) => {
      for (const name of groups) aws.groups.setInstances(name, { 'use1-az1': 12 });
    },
    ALARM,
    'held',
  ],
  [
    'an evacuation of a zone while another is out',
    ({ aws, resources }) => {
      for (const resource of resources) aws.shifts.put({ resource, awayFrom: 'use1-az2' });
    },
    ALARM,
    'held',
  ],
];

describe('the work of a run', () => {
  const named = cases.map(([what, prepare, event, outcome]): Case => ({ what, prepare, event, outcome }));

  it.each(named)('grows in proportion to the fleet: $what', async ({ outcome, ...run }) => {
    const small = await costOf(SMALL, run);
    const large = await costOf(LARGE, run);
    const most = TOLERANCE * (LARGE / SMALL);
    expect([small.outcome, large.outcome]).toEqual([outcome, outcome]);
    expect(large.calls / small.calls).toBeLessThanOrEqual(most);
    expect(large.bytes / small.bytes).toBeLessThanOrEqual(most);
    expect(large.characters / small.characters).toBeLessThanOrEqual(most);
    expect(large.longest).toBeLessThanOrEqual(small.longest + 'and 1000 more'.length);
  });
});
