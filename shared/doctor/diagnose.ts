import type { Diagnosis, Policy, Readiness } from '../domain/index.ts';
import { diagnosisOf } from './diagnosis-of.ts';
import { examineFacts } from './examined.ts';
import { EXAMINATIONS } from './findings/index.ts';

/** Facts in, findings out. Pure: saved facts give the same findings again. */
export function diagnose(readiness: Readiness, policy: Policy): Diagnosis {
  const { identity } = readiness;
  return diagnosisOf(examineFacts(readiness, policy), EXAMINATIONS, identity.known ? identity.value : null);
}
