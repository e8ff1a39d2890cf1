import type { Examined } from '../examined.ts';
import { defineAccountExamination, fail, unknown } from '../finding.ts';

/** What IAM allows the function's role, simulated: a call that is refused shows only at night otherwise. */
export const permissions = defineAccountExamination({
  name: 'permissions',
  examine: (examined) => {
    const { allowances } = examined.readiness;
    if (!allowances.known) {
      const why = `what ${principalOf(examined)} may do could not be simulated: ${allowances.why}`;
      return [unknown({ why, mend: 'allow iam:SimulatePrincipalPolicy to who runs doctor' })];
    }
    const refused = [...new Set(allowances.value.filter(({ isAllowed }) => !isAllowed).map(({ action }) => action))];
    if (refused.length === 0) return [];
    const why = `${principalOf(examined)} may not make ${refused.length === 1 ? 'a call' : `${refused.length} calls`} of an evacuation: ${refused.join(', ')}`;
    return [fail({ why, mend: 'deploy again, or allow them (docs/permissions.md)' })];
  },
  well: (examined) => `${principalOf(examined)} may make every call of an evacuation`,
});

function principalOf({ readiness: { deployment } }: Examined): string {
  return deployment.known && deployment.value !== null ? "the function's role" : 'who runs doctor';
}
