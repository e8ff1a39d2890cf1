import {
  alarmEvent,
  bringTrouble,
  configurationOf,
  IMPACT_ALARM,
  IMPAIRED_ZONE_ID,
  regionAtRest,
  regionInTrouble,
  type StageSize,
} from '../../bench/stage.ts';
import { connect, makeClients } from '../../shared/aws/connect.ts';
import { parseConfiguration } from '../../shared/configuration/parse-configuration.ts';
import { decide } from '../../shared/decide/decide.ts';
import type { AlarmTrigger } from '../../shared/domain/index.ts';
import { parseEvent } from '../../shared/event/parse-event.ts';
import { gatherEvidence } from '../../shared/gather/gather-evidence.ts';
import { understand } from '../../shared/situation/understand.ts';
import { inProcessRequestHandler } from '../../simulator/http/in-process.ts';

const now = new Date('2026-11-24T03:00:00.500Z');
const large: StageSize = { zones: 6, resources: 20, groups: 60 };

describe('stage of the bench', () => {
  it('is at rest until trouble comes', () => {
    const region = regionAtRest({ zones: 3, resources: 2, groups: 2 }, now);
    const ringing = () => region.cloudWatch.alarms().flatMap(({ name, state }) => (state === 'ALARM' ? [name] : []));
    expect(ringing()).toEqual([]);
    bringTrouble(region, new Date(now.getTime() + 90_000));
    expect(ringing()).toEqual([IMPACT_ALARM]);
  });

  it('has the impact alarm of one zone in ALARM, and every other alarm OK', () => {
    const alarms = regionInTrouble({ zones: 3, resources: 2, groups: 2 }, now).cloudWatch.alarms();
    expect(alarms.filter(({ state }) => state !== 'OK').map(({ name, state }) => [name, state])).toEqual([
      [IMPACT_ALARM, 'ALARM'],
    ]);
  });

  it('has metrics that make the responder evacuate that zone', async () => {
    const region = regionInTrouble(large, now);
    const policy = parseConfiguration(configurationOf(large));
    const handler = inProcessRequestHandler(region, {});
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const clients = makeClients({ region: 'us-east-1', credentials, maxAttempts: 1, requestHandler: handler });
    const { reader } = connect(clients, { abortSignal: new AbortController().signal });
    const identity = { region: 'us-east-1', account: '111122223333' };
    const trigger = parseEvent(alarmEvent(now), { policy, identity, requestId: 'request', now }) as AlarmTrigger;
    const { verdict, reasons } = decide(understand(await gatherEvidence(trigger, { reader, policy, now }), policy), policy);
    expect(verdict).toBe('evacuate');
    expect(reasons.find(({ check }) => check === 'zone-is-outlier')?.status).toBe('pass');
  });

  it('has everything that the configuration names', () => {
    const region = regionInTrouble(large, now);
    const policy = parseConfiguration(configurationOf(large));
    expect(policy.zones.map(({ zoneId }) => zoneId)).toEqual(region.zones.map(({ zoneId }) => zoneId));
    expect(policy.resources).toEqual(region.loadBalancers.map(({ arn }) => arn));
    expect(policy.resources).toHaveLength(large.resources);
    expect(policy.autoScalingGroups).toHaveLength(large.groups);
  });

  it('has a current event that triggers the evacuation of that zone', () => {
    const policy = parseConfiguration(configurationOf(large));
    const identity = { region: 'us-east-1', account: '111122223333' };
    const trigger = parseEvent(alarmEvent(now), { policy, identity, requestId: 'request', now });
    expect(trigger).toMatchObject({
      kind: 'alarm',
      action: 'evacuate',
      zone: { zoneId: IMPAIRED_ZONE_ID },
      at: now.toISOString(),
    });
  });
});
