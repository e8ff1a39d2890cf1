import { defineCheck, fail, pass } from './check.ts';

/** The kill switch: baked into the configuration, so that it works while everything else is down. */
export const paused = defineCheck({
  name: 'paused',
  hard: true,
  isNeverUnknown: true,
  unknownHolds: true,
  evaluate: (_situation, policy) =>
    policy.paused ? fail('the kill switch is on ("paused": true in the configuration)') : pass('the kill switch is off'),
});
