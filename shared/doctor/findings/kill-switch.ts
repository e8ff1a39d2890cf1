import { defineAccountExamination, fail } from '../finding.ts';

/** The kill switch holds every run. */
export const killSwitch = defineAccountExamination({
  name: 'kill-switch',
  examine: ({ policy: { paused } }) =>
    paused ? [fail({ why: '"paused" is true: no run does anything', mend: 'set "paused": false, and deploy' })] : [],
  well: ({ policy: { mode } }) => `not paused; mode ${mode}${MEANS[mode]}`,
});

const MEANS = {
  observe: ': it judges and tells, and changes nothing',
  approve: ': it tells the command, and a person runs it',
  act: ': it acts by itself',
} as const;
