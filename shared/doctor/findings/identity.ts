import { expectedIdentity } from '../../configuration/parse-configuration.ts';
import { defineAccountExamination, fail, unknown } from '../finding.ts';

/** The credentials must be of the account that the configuration speaks of: a group of the same name may exist in another. */
export const identity = defineAccountExamination({
  name: 'identity',
  examine: ({ readiness: { identity: caller }, policy }) => {
    const expected = expectedIdentity(policy).account;
    if (!caller.known) return [unknown({ why: `who calls is unknown: ${caller.why}`, mend: 'aws sts get-caller-identity' })];
    if (expected === null || caller.value.account === expected) return [];
    const why = `the credentials are of account ${caller.value.account} (${caller.value.arn}), the configuration of ${expected}`;
    return [fail({ why, mend: `use credentials of account ${expected}: export AWS_PROFILE=PROFILE` })];
  },
  well: ({ readiness: { identity: caller } }) => (caller.known ? `account ${caller.value.account} as ${caller.value.arn}` : ''),
});
