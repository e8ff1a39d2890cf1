import type { CallerIdentity, Diagnosis, DiagnosisVerdict, Finding } from '../domain/index.ts';
import { applyExamination, type Examination } from './finding.ts';
import type { Judged } from './judged.ts';
import { verdictOf } from './zone-verdict.ts';

/** The findings of these examinations, and the verdict of each zone. Pure. */
export function diagnosisOf<Facts extends Judged>(
  facts: Facts,
  examinations: readonly Examination<Facts>[],
  identity: CallerIdentity | null = null,
): Diagnosis {
  const { policy, evidence, judgements } = facts;
  const findings = examinations.flatMap((examination) => applyExamination(examination, facts));
  return {
    application: policy.application,
    mode: policy.mode,
    at: evidence.now,
    identity,
    verdict: verdictOfAll(findings),
    zones: judgements.map((judgement) => verdictOf(judgement, policy)),
    findings,
  };
}

function verdictOfAll(findings: readonly Finding[]): DiagnosisVerdict {
  const has = (status: Finding['status']) => findings.some((finding) => finding.status === status);
  if (has('fail')) return 'not-ready';
  return has('unknown') ? 'unknown' : 'ready';
}
