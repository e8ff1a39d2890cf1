import { readFileSync } from 'node:fs';
import { noticeOf } from '../../shared/tell/notice.ts';
import type { AwsFault } from '../../simulator/region/faults/aws-faults.ts';
import type { ServiceName } from '../../simulator/region/operations/operation.ts';
import { aFleet } from '../a-region/a-fleet.ts';
import { timedResponder } from '../a-region/side-by-side-time.ts';
import { aCompositeAlarmEvent, NOW } from '../builders.ts';

/** As the table in docs/fleets.md has them, in its order. */
const TROUBLES: readonly Pick<AwsFault, 'kind' | 'slowMillis'>[] = [
  { kind: 'slow', slowMillis: 2_000 },
  { kind: 'throttling' },
  { kind: 'timeout' },
];
const SERVICES: readonly (readonly [name: string, service: ServiceName])[] = [
  ['CloudWatch', 'monitoring'],
  ['ARC', 'arc-zonal-shift'],
  ['Auto Scaling', 'autoscaling'],
  ['EC2', 'ec2'],
];
const SIZE = 8;

/** What an alarm's run comes to while all calls of a service are in trouble. */
async function evacuateDuring(fault: AwsFault) {
  const { aws, configuration, groups } = aFleet(SIZE);
  aws.region.awsFaults.add(fault);
  const { report, tookMillis } = await timedResponder(aws, configuration)(aCompositeAlarmEvent());
  const isShifted = aws.shifts.resourcesAwayFrom('use1-az1').length === SIZE;
  const isOut = groups.every((name) => !aws.groups.state(name).subnets.includes('subnet-0a1'));
  return { report, tookMillis, moved: movedOf(isShifted, isOut) };
}

function movedOf(isShifted: boolean, isOut: boolean): string {
  if (isShifted) return isOut ? 'traffic and capacity' : 'traffic';
  return isOut ? 'capacity' : 'nothing';
}

async function cellOf(fault: AwsFault): Promise<string> {
  const { report, tookMillis, moved } = await evacuateDuring(fault);
  return `${report.outcome} within ${Math.ceil(tookMillis / 10_000) * 10} s: ${moved}`;
}

const table = readFileSync(new URL('../../docs/fleets.md', import.meta.url), 'utf8').split('\n');
const troubles = SERVICES.flatMap(([name, service]) => TROUBLES.map((trouble) => ({ name, service, ...trouble })));

describe('an alarm’s run, while a service is slow, throttled or down', () => {
  it.each(SERVICES)('%s: ends as docs/fleets.md says', async (name, service) => {
    const cells: string[] = [];
    for (const trouble of TROUBLES) cells.push(await cellOf({ service, ...trouble }));
    expect(table).toContain(`| ${[name, ...cells].join(' | ')} |`);
  });

  it.each(troubles)('$name ($kind): reports in time, and people are told', async ({ name: _name, ...fault }) => {
    const { report, tookMillis } = await evacuateDuring(fault);
    expect(report.error).toBeUndefined();
    expect(tookMillis).toBeLessThan(58_000);
    expect(noticeOf(report, { now: new Date(report.evidence.now ?? 0), lastTold: null })).not.toBeNull();
  });

  it.each(troubles)('$name ($kind): is made good by upkeep, once the trouble is over', async ({ name: _name, ...fault }) => {
    const { aws, configuration, groups } = aFleet(SIZE);
    aws.alarms.set('use1-az1-isolated-impact', { state: 'ALARM', stateSince: NOW });
    const end = aws.region.awsFaults.add(fault);
    const responder = timedResponder(aws, configuration);
    await responder(aCompositeAlarmEvent());
    end();
    aws.clock.advanceMinutes(1);
    await responder({ action: 'upkeep' });
    expect(aws.shifts.resourcesAwayFrom('use1-az1')).toHaveLength(SIZE);
    expect(groups.flatMap((group) => aws.groups.state(group).subnets)).not.toContain('subnet-0a1');
  });
});
