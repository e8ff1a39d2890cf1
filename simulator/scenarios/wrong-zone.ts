import { type Application, needs } from '../game-day/application.ts';
import type { RequestStep } from '../game-day/scenario.ts';
import type { Script } from '../game-day/script.ts';

const ask = (at: number, request: RequestStep['request']): RequestStep => ({ at, who: 'a person on call', request });
const evacuateWrong = ({ second }: Application) => ({ action: 'evacuate', zone: second, reason: 'elevated errors' });

export const wrongZone: Script = {
  name: 'wrong-zone',
  title: 'a person evacuates the wrong zone, and takes it back',
  on: (app) => {
    needs(app.policy.signals.length > 0, 'signals');
    return {
      summary:
        `${app.first} fails from 19:00:30 on. Before its alarm rings, a person asks for ${app.second}, is held because the signals contradict, and ` +
        `insists. Now the alarm of ${app.first} is held. At 19:03 the person restores ${app.second} with one command, and evacuates ${app.first}.`,
      region: app.regionWith([app.fault({ at: 30.5 })]),
      durationMinutes: 60,
      requests: [
        ask(31.2, evacuateWrong(app)),
        ask(31.5, { ...evacuateWrong(app), override: ['zone-is-outlier'] }),
        ask(33, { action: 'restore', zone: app.second, reason: 'the wrong zone' }),
        ask(33.5, { action: 'evacuate', zone: app.first, reason: 'elevated errors' }),
      ],
      expected: { evacuated: app.first, outcomes: ['held', 'done'], heldBy: ['zone-is-outlier'] },
    };
  },
};
