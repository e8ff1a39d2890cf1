import { defineExamination, fail, unknown } from '../finding.ts';

/** The evacuation's own check: the zones that stay must hold the load that they will get. */
export const capacity = defineExamination({
  name: 'capacity',
  examine: ({ judgements }) =>
    judgements.flatMap(({ zone: { zoneId }, conclusion }) => {
      const check = conclusion.decision.reasons.find((reason) => reason.check === 'capacity');
      if (check === undefined || check.status === 'pass') return [];
      const mend = 'raise the desired capacity of the groups, or lower "capacity": { "minimumHealthyShare" }';
      if (check.status === 'unknown') return [unknown({ zone: zoneId, why: check.why, mend: 'see the findings of groups' })];
      return [fail({ zone: zoneId, why: `without ${zoneId} too little would serve: ${check.why}`, mend })];
    }),
  well: ({ policy }) => `without any one zone, at least ${policy.capacity.minimumHealthyShare * 100} % of what serves stays`,
});
