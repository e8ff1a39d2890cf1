import { answersNeeded } from '../decide/answers-needed.ts';
import { decide } from '../decide/decide.ts';
import { decideRestore } from '../decide/decide-restore.ts';
import { decideUpkeep } from '../decide/decide-upkeep.ts';
import type { Decision, Evidence, Policy } from '../domain/index.ts';
import type { Report } from '../report/report.ts';
import { NO_DECISION } from '../report/report-parts.ts';
import { type Situation, understand } from '../situation/understand.ts';
import { type Alternative, alternativesTo } from './alternatives.ts';
import { notRead } from './not-read.ts';

/** A setting with which the run would have decided otherwise. */
export interface DecisiveSetting extends Omit<Alternative, 'policy'> {
  readonly verdict: Decision['verdict'];
  /** What it rests on, and the run never asked for. */
  readonly notRead: readonly string[];
}

/** What else could have come out of a run. Plain JSON. */
export interface WhatIf {
  /** The one on which it began. */
  readonly verdict: Decision['verdict'];
  readonly decisive: readonly DecisiveSetting[];
  /** How many other settings were tried. They make no difference to the verdict. */
  readonly others: number;
  /** Of a held run: the checks that a person would have had to answer for; null: no answer would have been enough. */
  readonly answersNeeded?: readonly string[] | null;
}

/**
 * Decides on the evidence of a run once with each alternative to one of its settings: some 60 decisions, 20 ms. Pure. Null: the run has
 * decided nothing.
 */
export function whatIf({ evidence: read, policy, error, diagnosis }: Report): WhatIf | null {
  if (error !== undefined || diagnosis !== undefined || policy === null || !('trigger' in read)) return null;
  const evidence = read as Evidence;
  const situation = beginning(evidence, policy);
  const { verdict, reasons } = decideOn(situation, policy);
  if (reasons.length === 0) return null;
  const alternatives = alternativesTo(policy);
  const decisive = alternatives.flatMap((alternative) => decisiveSetting(alternative, { evidence, policy, verdict }));
  return { verdict, decisive, others: alternatives.length - decisive.length, ...answersTo(verdict, situation, policy) };
}

/** As it was before its first step: afterwards its own shift stands. */
function beginning(evidence: Evidence, policy: Policy): Situation {
  const situation = understand(evidence, policy);
  return situation.before ?? situation;
}

function decideOn(situation: Situation, policy: Policy): Decision {
  const { standing, evidence } = situation;
  switch (evidence.trigger.action) {
    case 'evacuate':
      return decide(situation, policy);
    case 'restore':
      return decideRestore(situation, policy);
    case 'upkeep':
      return standing === null || standing.isStray ? NO_DECISION : decideUpkeep(situation, policy, standing).decision;
    default:
      return NO_DECISION;
  }
}

interface Recorded extends Pick<WhatIf, 'verdict'> {
  readonly evidence: Evidence;
  readonly policy: Policy;
}

function decisiveSetting({ policy: changed, ...setting }: Alternative, recorded: Recorded): DecisiveSetting[] {
  const { evidence, policy } = recorded;
  const decision = decideOn(beginning(evidence, changed), changed);
  if (decision.verdict === recorded.verdict) return [];
  return [
    { ...setting, verdict: decision.verdict, notRead: notRead(evidence, { recorded: policy, changed, again: { decision } }) },
  ];
}

/** Nobody answers for what a tick holds: the next one judges again. */
function answersTo(verdict: WhatIf['verdict'], situation: Situation, policy: Policy): Pick<WhatIf, 'answersNeeded'> {
  const { action } = situation.evidence.trigger;
  if (verdict !== 'hold' || (action !== 'evacuate' && action !== 'restore')) return {};
  return { answersNeeded: answersNeeded(situation, policy, decideOn) };
}
