import { explain } from '../../../shared/explain/explain.ts';
import { noticeOf } from '../../../shared/tell/notice.ts';
import type { AwsFault } from '../../../simulator/region/faults/aws-faults.ts';
import { loadBalancer } from './misconfigurations.ts';
import { askDoctorOn, doctorOn, type Seeded } from './on-a-region.ts';

const denied = (service: AwsFault['service'] & string, operation: string): Seeded => ({
  region: (region) => void region.awsFaults.add({ kind: 'access-denied', service, operation }),
});
const NOT_OPTED_IN: Seeded = { spec: loadBalancer('web', { zonalShiftEnabled: false }) };
const DENIED = denied('elasticloadbalancing', 'DescribeLoadBalancers');

describe('a check of readiness, asked of the responder', () => {
  it.each<[string, Seeded, string]>([
    ['done if it is ready', {}, 'done'],
    ['held if something fails', NOT_OPTED_IN, 'held'],
    ['partial if something could not be read', DENIED, 'partial'],
  ])('is %s', async (_what, seeded, outcome) => {
    const report = await askDoctorOn(seeded);
    expect(report).toMatchObject({ action: 'doctor', zone: null, outcome, results: [], plan: { steps: [] }, next: [] });
    expect(report.error).toBeUndefined();
  });

  it.each([[{}], [NOT_OPTED_IN], [DENIED]])('finds what doctor finds on a laptop (%#)', async (seeded) => {
    const { diagnosis } = await askDoctorOn(seeded);
    expect(diagnosis).toEqual(await doctorOn(seeded));
  });

  it.each<[string, Seeded, string]>([
    ['load balancers', DENIED, 'resources'],
    ['the topic', denied('sns', 'ListSubscriptionsByTopic'), 'notices'],
    ['the rules', denied('events', 'ListRuleNamesByTarget'), 'upkeep'],
    ['the function', denied('lambda', 'GetFunctionConfiguration'), 'deployment'],
    ['its concurrency', denied('lambda', 'GetFunctionConcurrency'), 'concurrency'],
    ['the policies', denied('iam', 'SimulatePrincipalPolicy'), 'permissions'],
    ['autoshifts', denied('arc-zonal-shift', 'ListAutoshifts'), 'sources'],
  ])('says unknown, and how to allow it, of what it may not read: %s', async (_what, seeded, finding) => {
    const { diagnosis } = await askDoctorOn(seeded);
    expect(diagnosis?.findings).toContainEqual(
      expect.objectContaining({ finding, status: 'unknown', mend: expect.stringContaining('allow ') }),
    );
  });

  it('concerns no zone, whichever is named, and sends no notice: whoever asks has the answer', async () => {
    const report = await askDoctorOn(NOT_OPTED_IN, { action: 'doctor', zone: 'use1-az1', id: 'before-the-weekend' });
    expect(report).toMatchObject({ id: 'before-the-weekend', zone: null });
    expect(noticeOf(report, { now: new Date(), lastTold: null })).toBeNull();
  });

  it('overrides nothing', async () => {
    const { error } = await askDoctorOn({}, { action: 'doctor', override: ['capacity'] });
    expect(error?.message).toContain('accepted: none in a check of readiness: it decides nothing');
  });

  it('can be explained: nothing was decided', async () => {
    const saved: unknown = JSON.parse(JSON.stringify(await askDoctorOn(NOT_OPTED_IN)));
    expect(explain(saved)).toMatchObject({ isReproduced: true, nothing: expect.stringContaining('decides nothing') });
  });
});
