import type { Diagnosis, Evidence, Policy } from '../domain/index.ts';
import { asIfAsked } from './as-if-asked.ts';
import { diagnosisOf } from './diagnosis-of.ts';
import { EXAMINATIONS_OF_EVIDENCE } from './findings/of-evidence.ts';
import { inShort } from './in-short.ts';
import { judgeEveryZone } from './judged.ts';

export interface DryConclusion {
  readonly diagnosis: Diagnosis;
  /** Absent: an evacuation would do what it should. */
  readonly reason?: string;
}

/** What the evidence of an evacuation shows by itself on a quiet day, whoever had it read. Pure. */
export function concludeDry(evidence: Evidence, policy: Policy): DryConclusion {
  const asked = { ...evidence, zone: null, trigger: asIfAsked(new Date(evidence.now)) };
  const diagnosis = inShort(diagnosisOf(judgeEveryZone(asked, policy), EXAMINATIONS_OF_EVIDENCE));
  if (diagnosis.verdict === 'ready') return { diagnosis };
  return { diagnosis, reason: 'nothing is evacuated, but an evacuation would not do what it should' };
}
