import type { Diagnosis } from '../../../shared/domain/index.ts';
import { describeDiagnosis } from '../../../shared/tell/describe-diagnosis.ts';
import { contributorsBy, loadBalancer, SEEDED } from './misconfigurations.ts';
import { doctorOn } from './on-a-region.ts';

const troubles = ({ findings }: Diagnosis) => findings.filter(({ status }) => status !== 'ok');

describe('doctor', () => {
  it('finds nothing on the example', async () => {
    const diagnosis = await doctorOn();
    expect(troubles(diagnosis)).toEqual([]);
    expect(diagnosis.verdict).toBe('ready');
    expect(diagnosis.zones.map(({ verdict }) => verdict)).toEqual(['yes', 'yes', 'yes']);
  });

  it.each(SEEDED)('finds %s', async (...[, seeded, finding, status, mend]) => {
    const found = troubles(await doctorOn(seeded)).filter((trouble) => trouble.finding === finding);
    expect(found[0]).toMatchObject({ finding, status, mend: expect.stringMatching(mend) });
  });

  it('finds nothing where one alarm is for all zones, whatever zone its name begins with', async () => {
    const PromQLCriteria = {
      Query: 'sum by (AvailabilityZone) (HTTPCode_Target_5XX_Count) / sum by (AvailabilityZone) (RequestCount) > 0.5',
      PendingPeriod: 60,
      RecoveryPeriod: 300,
    };
    const input = { AlarmName: 'use1-az1-and-others', EvaluationCriteria: { PromQLCriteria }, EvaluationInterval: 30 };
    const diagnosis = await doctorOn({
      configuration: (one) => contributorsBy(one, input.AlarmName),
      spec: ({ alarms }) => ({ alarms: [...alarms, { kind: 'metric', input }] }),
    });
    expect(troubles(diagnosis)).toEqual([]);
  });

  it('calls nothing well of what is not deployed', async () => {
    const { findings } = await doctorOn({ spec: () => ({}), region: ({ responder }) => (responder.deployed = null) });
    expect(findings.map(({ finding }) => finding)).toContain('deployment');
    expect(findings.filter(({ finding }) => finding === 'upkeep' || finding === 'concurrency')).toEqual([]);
  });

  it('says no for every zone that holds too much, and partly where something would stay', async () => {
    const held = await doctorOn({
      configuration: (one) => {
        one.capacity.minimumHealthyShare = 0.9;
      },
    });
    expect(held.zones.map(({ verdict }) => verdict)).toEqual(['no', 'no', 'no']);
    const partly = await doctorOn({ spec: loadBalancer('web', { zonalShiftEnabled: false }) });
    expect(partly.zones.map(({ verdict }) => verdict)).toEqual(['partly', 'partly', 'partly']);
  });

  it('notes what could be better, and calls it well all the same', async () => {
    const diagnosis = await doctorOn();
    expect(diagnosis.findings).toContainEqual(
      expect.objectContaining({ finding: 'single-targets', status: 'ok', mend: expect.stringContaining('contributor-insights') }),
    );
    const text = describeDiagnosis(diagnosis, 100);
    expect(text.split('\n')[0]).toBe('wildrydes: ready');
    expect(text).toMatch(/\n {2}note +single-targets: nothing counts failures by target/);
    expect(text).toMatch(/better: add "signals" of kind "contributor-insights"/);
  });

  it('says the answer first, and the mend of each finding', async () => {
    const text = describeDiagnosis(
      await doctorOn({
        configuration: (one) => {
          one.paused = true;
        },
      }),
      100,
    );
    expect(text.split('\n')[0]).toMatch(/^wildrydes: NOT READY \(1 to mend/);
    expect(text).toMatch(/mend: set "paused": false/);
  });
});
