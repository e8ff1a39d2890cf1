import type { Evidence, ObservedShift } from '../../../shared/domain/index.ts';
import { planTraffic } from '../../../shared/plan/plan-traffic.ts';
import { understand } from '../../../shared/situation/understand.ts';
import {
  API,
  aManualTrigger,
  anAlarmTrigger,
  aPolicy,
  aResource,
  aShift,
  CHANGED_AT,
  known,
  minutesAfter,
  someEvidence,
  unread,
  WEB,
  ZONE_2,
} from '../../builders.ts';

const POLICY = aPolicy();
const UNTIL = minutesAfter(CHANGED_AT, 8 * 60);
const webWith = (...shifts: ObservedShift[]): Evidence =>
  someEvidence({ resources: { [WEB]: known(aResource(shifts)), [API]: known(aResource()) } });
const targets = (evidence: Evidence) =>
  planTraffic(understand(evidence, POLICY), POLICY).steps.map((step) => step.kind === 'start-zonal-shift' && step.resource);

describe('the traffic steps', () => {
  it('shift every resource away from the zone', () => {
    expect(planTraffic(understand(someEvidence(), POLICY), POLICY).steps[0]).toEqual({
      kind: 'start-zonal-shift',
      resource: API,
      awayFrom: 'use1-az1',
      expiresIn: '8h',
      until: UNTIL,
      extendTo: UNTIL,
      comment: 'gray-failure-responder/wildrydes/0123456789abcdef alarm: threshold crossed',
    });
  });

  it('are sorted by resource, whatever the order of the configuration: the first is the lock', () => {
    expect(targets(someEvidence())).toEqual([API, WEB]);
    expect(
      planTraffic(understand(someEvidence(), aPolicy({ resources: [API, WEB] })), aPolicy({ resources: [API, WEB] })),
    ).toEqual(planTraffic(understand(someEvidence(), POLICY), POLICY));
  });

  it('leave the order of the configuration as it is', () => {
    const policy = aPolicy();
    planTraffic(understand(someEvidence(), policy), policy);
    expect(policy.resources).toEqual([WEB, API]);
  });

  it('are planned for a resource that could not be read', () => {
    expect(targets(someEvidence({ resources: { [WEB]: unread(), [API]: unread() } }))).toEqual([API, WEB]);
  });

  it('are none where the zone is not known', () => {
    expect(planTraffic(understand(someEvidence({ zone: null }), POLICY), POLICY)).toEqual({ steps: [], omitted: [] });
  });

  it('last until a time counted from the trigger, so that a retry wants the very same shift', () => {
    const later = someEvidence({ now: minutesAfter(CHANGED_AT, 9) });
    expect(planTraffic(understand(later, POLICY), POLICY)).toEqual(planTraffic(understand(someEvidence(), POLICY), POLICY));
  });

  it('last as long as the configuration says', () => {
    const policy = aPolicy({ zonalShift: { expiresIn: '90m' } });
    expect(planTraffic(understand(someEvidence(), policy), policy).steps[0]).toMatchObject({
      expiresIn: '90m',
      until: minutesAfter(CHANGED_AT, 90),
    });
  });
});

describe('the comment of a shift', () => {
  const commentOf = (trigger: Evidence['trigger']) => planTraffic(understand(someEvidence({ trigger }), POLICY), POLICY).steps[0];

  it('is cut to the 128 characters that ARC keeps', () => {
    const comment = `gray-failure-responder/wildrydes/0123456789abcdef alarm: ${'x'.repeat(500)}`.slice(0, 128);
    expect(commentOf(anAlarmTrigger({ reason: 'x'.repeat(500) }))).toMatchObject({ comment });
  });

  it('ends with the id where no reason is given', () => {
    expect(commentOf(aManualTrigger({ reason: '' }))).toMatchObject({ comment: 'gray-failure-responder/wildrydes/request-1' });
  });

  it('holds the end of an ID that has no room beside the application', () => {
    const id = `${'x'.repeat(10)}${'i'.repeat(54)}`;
    expect(commentOf(aManualTrigger({ id, reason: 'game day' }))).toMatchObject({
      comment: expect.stringContaining(`gray-failure-responder/wildrydes/${id.slice(-54)} game day`),
    });
  });
});

describe('a resource that is shifted already', () => {
  it('needs nothing when the shift is ours and lasts long enough', () => {
    expect(targets(webWith(aShift({ expiresAt: UNTIL })))).toEqual([API]);
  });

  it('is to be extended when the shift is ours and ends before', () => {
    expect(targets(webWith(aShift({ expiresAt: minutesAfter(UNTIL, -1.1) })))).toEqual([API, WEB]);
  });

  it('needs nothing when the shift is ours and ends before by no more than rounding explains', () => {
    expect(targets(webWith(aShift({ expiresAt: minutesAfter(UNTIL, -1) })))).toEqual([API]);
  });

  it('needs nothing when the shift is somebody else’s, also if it ends before', () => {
    expect(targets(webWith(aShift({ comment: 'maintenance', expiresAt: minutesAfter(UNTIL, -60) })))).toEqual([API]);
  });

  it('needs nothing when AWS itself has shifted it', () => {
    expect(targets(webWith(aShift({ type: 'ZONAL_AUTOSHIFT', expiresAt: null, comment: '' })))).toEqual([API]);
  });

  it.each(['PRACTICE_RUN', 'FIS_EXPERIMENT'] as const)('is shifted all the same when that is a %s', (type) => {
    expect(targets(webWith(aShift({ type, comment: '' })))).toEqual([API, WEB]);
  });

  it('is planned when it is away from another zone: the step finds the conflict', () => {
    expect(targets(webWith(aShift({ awayFrom: ZONE_2.zoneId })))).toEqual([API, WEB]);
  });
});

describe('a resource that cannot be shifted', () => {
  const withWeb = (resource: Partial<ReturnType<typeof aResource>>) =>
    planTraffic(
      understand(
        someEvidence({ resources: { [WEB]: known({ ...aResource(), ...resource }), [API]: known(aResource()) } }),
        POLICY,
      ),
      POLICY,
    );

  it('is left out when ARC does not know it', () => {
    const plan = withWeb({ registered: false, appliedWeights: {} });
    expect(plan.omitted).toMatchObject([{ kind: 'start-zonal-shift', target: WEB, status: 'skipped', code: 'not-opted-in' }]);
    expect(plan.omitted[0]?.why).toMatch(
      /not enabled on it, or it was deleted, or recreated under another ARN.*correct "resources"/,
    );
    expect(plan.steps).toHaveLength(1);
  });

  it('is left out when it is not in the zone', () => {
    const plan = withWeb({ appliedWeights: { 'use1-az2': 1, 'use1-az4': 1 } });
    expect(plan.omitted).toMatchObject([{ target: WEB, status: 'skipped', code: 'not-in-zone', why: 'it is not in use1-az1' }]);
  });

  it('is not left out when ARC names its zones by AZ name', () => {
    expect(withWeb({ appliedWeights: { 'us-east-1a': 1, 'us-east-1b': 1 } }).omitted).toEqual([]);
  });

  it('is not left out when ARC shows no weights', () => {
    expect(withWeb({ appliedWeights: {} }).omitted).toEqual([]);
  });
});
