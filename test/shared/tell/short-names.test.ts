import { bareName, shortened, shortenResources } from '../../../shared/tell/short-names.ts';
import { WEB } from '../../builders.ts';

const GROUP = 'arn:aws:autoscaling:us-east-1:111122223333:autoScalingGroup:0a1b:autoScalingGroupName/api';

describe('the short name of a resource', () => {
  it.each([
    [WEB, 'app/web/50dc6c495c0c9188', 'web'],
    [GROUP, 'autoScalingGroupName/api', 'api'],
    ['api', 'api', 'api'],
  ])('of %s is %s, or bare %s', (target, short, bare) => {
    expect([shortened(target), bareName(target)]).toEqual([short, bare]);
  });

  it('replaces the ARNs of resources in a text, and no others', () => {
    const user = 'arn:aws:iam::111122223333:user/me';
    expect(shortenResources(`${WEB}: refused to ${user}, ${GROUP};`, bareName)).toBe(`web: refused to ${user}, api;`);
  });

  it('leaves what is quoted as it is, for somebody copies it', () => {
    expect(shortenResources(`recreated as "${WEB}": write that`, bareName)).toBe(`recreated as "${WEB}": write that`);
  });
});
