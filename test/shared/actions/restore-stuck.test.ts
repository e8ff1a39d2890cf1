import { noticeOf } from '../../../shared/tell/notice.ts';
import { noticeText } from '../../../shared/tell/notice-text.ts';
import { EVENLY } from '../../a-region/groups.ts';
import { NO_CAPACITY } from '../launches.ts';
import { evacuated, halfWayBack, RESTORE, UPKEEP } from '../there-and-back.ts';

const ANSWERED = { ...RESTORE, override: ['capacity'] };

describe('a restore whose capacity does not come by itself', () => {
  it('says what holds it, and how a person answers for it', async () => {
    const { aws, ask } = await halfWayBack();
    aws.groups.suspend('web', ['AZRebalance']);
    const report = await ask(RESTORE);
    expect(report).toMatchObject({
      outcome: 'in-progress',
      awaited: [{ group: 'web', healthy: 0, needed: 4, heldBy: 'AZRebalance is suspended' }],
    });
    expect(noticeText(report)).toContain(
      'awaited 0 of 4 instances of group web serve in the zone; it does not come by itself: AZRebalance is suspended',
    );
    expect(report.next).toContainEqual(expect.stringContaining('"override":["capacity"]'));
  });

  it('says in which words Auto Scaling refuses to launch in the zone', async () => {
    const { aws, ask } = await halfWayBack();
    aws.groups.record('web', { status: 'Failed', message: NO_CAPACITY, zoneName: 'us-east-1a' });
    expect((await ask(UPKEEP)).awaited).toMatchObject([{ heldBy: `launches there fail: ${NO_CAPACITY}` }]);
  });

  it('is told again every quarter of an hour, with the command', async () => {
    const { aws, ask } = await halfWayBack();
    aws.groups.suspend('web', ['Launch']);
    const notice = noticeOf(await ask(UPKEEP), { now: new Date('2026-11-24T04:15:00Z'), lastTold: null });
    expect(notice?.message).toContain('Launch is suspended');
    expect(notice?.message).toContain('"action":"restore","zone":"use1-az1","override":["capacity"]');
  });

  it('says nothing of the kind while instances come over minutes', async () => {
    const { ask } = await halfWayBack();
    const { awaited, next } = await ask(RESTORE);
    expect(awaited).toEqual([{ group: 'web', healthy: 0, needed: 4 }]);
    expect(next).not.toContainEqual(expect.stringContaining('"capacity"'));
  });

  it('lets the traffic return when a person answers for it, and is done', async () => {
    const { aws, ask, before } = await halfWayBack();
    aws.groups.suspend('web', ['AZRebalance']);
    const report = await ask(ANSWERED);
    expect(report).toMatchObject({ outcome: 'done', awaited: [{ group: 'web', overridden: true }] });
    expect(noticeText(report)).toContain('overridden 0 of 4 instances of group web serve in the zone');
    expect(aws.state().shifts).toEqual(before.shifts);
    expect(aws.groups.state('web').tags).toEqual({ app: 'wildrydes' });
    expect(await ask(UPKEEP)).toMatchObject({ outcome: 'nothing-to-do' });
  });

  it('is over in one request when a person answers for it at once', async () => {
    const { aws, ask } = await evacuated();
    expect(await ask(ANSWERED)).toMatchObject({ outcome: 'done' });
    expect(aws.groups.state('web').subnets).toEqual(['subnet-0a1', 'subnet-0b2', 'subnet-0c3']);
  });

  it('does not return traffic to instances that their load balancer does not know', async () => {
    const { aws, ask } = await halfWayBack();
    aws.groups.remake('web', { targetGroupArns: ['targets'], suspended: ['AddToLoadBalancer'] });
    aws.groups.setInstances('web', EVENLY);
    expect(await ask(RESTORE)).toMatchObject({
      outcome: 'in-progress',
      awaited: [{ heldBy: 'AddToLoadBalancer is suspended: new instances get no traffic' }],
    });
  });
});
