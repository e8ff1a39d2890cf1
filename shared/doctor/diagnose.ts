import type { CallerIdentity, Instant, Mode, Policy, Readiness } from '../domain/index.ts';
import { examineFacts } from './examined.ts';
import { applyExamination, type Finding } from './finding.ts';
import { EXAMINATIONS } from './findings/index.ts';
import { verdictOf, type ZoneVerdict } from './zone-verdict.ts';

/** ready: no finding fails. not-ready: at least one does. unknown: none does, but something could not be read. */
export type DiagnosisVerdict = 'ready' | 'not-ready' | 'unknown';

export interface Diagnosis {
  readonly application: string;
  readonly mode: Mode;
  readonly at: Instant;
  /** Null: it could not be read. */
  readonly identity: CallerIdentity | null;
  readonly verdict: DiagnosisVerdict;
  readonly zones: readonly ZoneVerdict[];
  readonly findings: readonly Finding[];
}

/** Facts in, findings out. Pure: saved facts give the same findings again. */
export function diagnose(readiness: Readiness, policy: Policy): Diagnosis {
  const examined = examineFacts(readiness, policy);
  const findings = EXAMINATIONS.flatMap((examination) => applyExamination(examination, examined));
  const zones = examined.judgements.map((judgement) => verdictOf(judgement, policy));
  return {
    application: policy.application,
    mode: policy.mode,
    at: readiness.now,
    identity: readiness.identity.known ? readiness.identity.value : null,
    verdict: verdictOfAll(findings),
    zones,
    findings,
  };
}

function verdictOfAll(findings: readonly Finding[]): DiagnosisVerdict {
  const has = (status: Finding['status']) => findings.some((finding) => finding.status === status);
  if (has('fail')) return 'not-ready';
  return has('unknown') ? 'unknown' : 'ready';
}
