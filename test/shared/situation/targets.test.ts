import type { Step } from '../../../shared/domain/index.ts';
import { groupOrResourceOf, targetOf } from '../../../shared/situation/targets.ts';
import { WEB } from '../../builders.ts';

const GROUP = 'arn:aws:autoscaling:us-east-1:111122223333:autoScalingGroup:0a1b:autoScalingGroupName/api';
const traffic = { kind: 'start-zonal-shift', resource: WEB } as Step;
const native = { kind: 'start-zonal-shift', resource: GROUP, group: 'api' } as unknown as Step;
const removal = { kind: 'remove-subnets', group: 'api' } as Step;

describe('the target of a step', () => {
  it.each([
    ['the shift of a load balancer', traffic, [WEB, WEB]],
    ['the native shift of a group', native, [GROUP, 'api']],
    ['the removal of subnets', removal, ['api', 'api']],
  ])('of %s', (_step, step, names) => {
    expect([targetOf(step), groupOrResourceOf(step)]).toEqual(names);
  });

  it('is that of an omission as it is', () => {
    const omission = { kind: 'remove-subnets', target: 'web', status: 'skipped', code: 'latched', why: '' } as const;
    expect(groupOrResourceOf(omission)).toBe('web');
  });
});
