import { planEvacuation } from '../../../shared/plan/plan-evacuation.ts';
import { understand } from '../../../shared/situation/understand.ts';
import {
  API,
  aGroup,
  aPolicy,
  aResource,
  aShift,
  known,
  minutesAfter,
  NOW,
  someEvidence,
  unread,
  WEB,
  ZONE_2,
  ZONE_4,
} from '../../builders.ts';

const POLICY = aPolicy();

describe('the plan of an evacuation', () => {
  it('moves traffic before capacity', () => {
    expect(planEvacuation(understand(someEvidence(), POLICY), POLICY).steps).toMatchObject([
      { kind: 'start-zonal-shift', resource: API },
      { kind: 'start-zonal-shift', resource: WEB },
      { kind: 'remove-subnets', group: 'web' },
    ]);
  });

  it('is plain JSON', () => {
    const plan = planEvacuation(understand(someEvidence({ groups: { web: known(aGroup()), api: unread() } }), POLICY), POLICY);
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
  });

  it('holds only what is left to do after a run that was cut short', () => {
    const away = known(aResource([aShift({ expiresAt: minutesAfter(NOW, 9 * 60) })]));
    const evidence = someEvidence({ resources: { [API]: away, [WEB]: known(aResource()) } });
    expect(planEvacuation(understand(evidence, POLICY), POLICY).steps).toMatchObject([{ resource: WEB }, { group: 'web' }]);
  });

  it('is empty when everything is done', () => {
    const away = known(aResource([aShift({ expiresAt: minutesAfter(NOW, 9 * 60) })]));
    const group = aGroup({
      subnets: aGroup().subnets.slice(1),
      zoneNames: [ZONE_2.zoneName, ZONE_4.zoneName],
      tags: { 'gray-failure-responder:use1-az1:0': 'id=1' },
    });
    const evidence = someEvidence({ resources: { [API]: away, [WEB]: away }, groups: { web: known(group) } });
    expect(planEvacuation(understand(evidence, POLICY), POLICY)).toEqual({ steps: [], omitted: [] });
  });

  it('tells everything that it leaves out', () => {
    const notOptedIn = known({ registered: false, appliedWeights: {}, shifts: [] });
    const evidence = someEvidence({ resources: { [WEB]: notOptedIn, [API]: known(aResource()) }, groups: { web: unread() } });
    expect(planEvacuation(understand(evidence, POLICY), POLICY).omitted).toMatchObject([
      { target: WEB, code: 'not-opted-in' },
      { target: 'web', code: 'call-failed' },
    ]);
  });
});
