import type { Script } from '../game-day/script.ts';

export const failingDependency: Script = {
  name: 'failing-dependency',
  title: 'the database that all zones share fails',
  on: (app) => ({
    summary:
      'From 18:40 on, every zone fails at nearly the same rate. No zone is worse than the others, so no isolated alarm rings and ' +
      'the rule never invokes the responder. A good responder does nothing.',
    region: app.regionWith([{ kind: 'dependency', at: 10, share: 0.1 }]),
    durationMinutes: 30,
    expected: { evacuated: null, outcomes: [] },
  }),
};
