import { aCompositeAlarmEvent } from '../../builders.ts';
import { atHome, evacuated, RESTORE } from '../there-and-back.ts';

/** Somebody's own tag on the group, under our prefix, that is no record. */
const OWNER = 'gray-failure-responder:owner';

describe('a tag under our prefix that is no record', () => {
  it('does not hold an evacuation', async () => {
    const { aws, ask } = atHome();
    aws.groups.tag('web', { [OWNER]: 'team-x' });
    expect((await ask(aCompositeAlarmEvent())).outcome).toBe('done');
  });

  it('stays where it is when the zone is restored', async () => {
    const { aws, ask } = await evacuated();
    aws.groups.tag('web', { [OWNER]: 'team-x' });
    await ask(RESTORE);
    aws.groups.settle('web');
    expect((await ask(RESTORE)).outcome).toBe('done');
    expect(aws.groups.state('web').tags).toEqual({ app: 'wildrydes', [OWNER]: 'team-x' });
  });

  it('tells status nothing', async () => {
    const { aws, ask } = atHome();
    aws.groups.tag('web', { [OWNER]: 'team-x' });
    expect(await ask({ action: 'status' })).toMatchObject({ outcome: 'nothing-to-do' });
  });
});
