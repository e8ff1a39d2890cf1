import type { RequestStep, Scenario } from '../game-day/scenario.ts';
import { defaultRegionSpec } from '../region/region-spec.ts';

const ask = (at: number, request: RequestStep['request']): RequestStep => ({ at, who: 'a person on call', request });
const EVACUATE_WRONG = { action: 'evacuate', zone: 'use1-az2', reason: 'elevated errors' };

export const wrongZone: Scenario = {
  name: 'wrong-zone',
  title: 'a person evacuates the wrong zone, and takes it back',
  summary:
    'use1-az1 fails from 19:00:30 on. Before its alarm rings, a person asks for use1-az2, is held because the signals contradict, and ' +
    'insists. Now the alarm of use1-az1 is held. At 19:03 the person restores use1-az2 with one command, and evacuates use1-az1.',
  region: (options) =>
    defaultRegionSpec({ ...options, faults: [{ kind: 'errors', at: 30.5, zoneIds: ['use1-az1'], share: 0.2 }] }),
  durationMinutes: 60,
  requests: [
    ask(31.2, EVACUATE_WRONG),
    ask(31.5, { ...EVACUATE_WRONG, override: ['zone-is-outlier'] }),
    ask(33, { action: 'restore', zone: 'use1-az2', reason: 'the wrong zone' }),
    ask(33.5, { action: 'evacuate', zone: 'use1-az1', reason: 'elevated errors' }),
  ],
  expected: { evacuated: 'use1-az1', outcomes: ['held', 'done'], heldBy: ['zone-is-outlier'] },
};
