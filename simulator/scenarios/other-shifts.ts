import type { Application } from '../game-day/application.ts';
import type { ActorStep } from '../game-day/scenario.ts';
import type { Script } from '../game-day/script.ts';

function shiftByAPerson({ loadBalancer, second }: Application): ActorStep {
  const input = { resourceIdentifier: loadBalancer.arn, awayFrom: second, expiresIn: '6h', comment: 'rack maintenance' };
  const call = { service: 'arc-zonal-shift', operation: 'StartZonalShift', input } as const;
  return { at: 5, who: 'a person on call', kind: 'call', call };
}

export const anotherZoneShifted: Script = {
  name: 'another-zone-shifted-by-a-person',
  title: 'one zone fails while a person has shifted away from another',
  on: (app) => ({
    summary:
      `At 18:35 somebody shifts the load balancer ${app.loadBalancer.name} away from ${app.second}. At 18:40 ${app.first} begins to fail. A good responder ` +
      'does not take out a second zone, and does not touch other people’s shifts.',
    region: app.regionWith([app.fault()]),
    durationMinutes: 30,
    actors: [shiftByAPerson(app)],
    expected: { evacuated: null, outcomes: ['held'], heldBy: ['no-other-evacuation'] },
  }),
};

export const practiceRunUnderWay: Script = {
  name: 'practice-run-under-way',
  title: 'one zone fails during a practice run in another',
  on: (app) => ({
    summary:
      `At 18:35 ARC’s weekly practice run shifts the load balancer ${app.loadBalancer.name} away from ${app.second}. At 18:40 ${app.first} begins to fail. ` +
      'A practice run gives way to a real failure: a good responder evacuates, and reports that this ends the practice run.',
    region: app.regionWith([app.fault()]),
    durationMinutes: 40,
    actors: [{ at: 5, who: 'ARC', kind: 'practice-run', loadBalancer: app.loadBalancer.name, awayFrom: app.second }],
    expected: { evacuated: app.first, outcomes: ['done'] },
  }),
};
