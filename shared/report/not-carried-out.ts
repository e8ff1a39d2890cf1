import type { ReportParts } from './report-parts.ts';

/** Whether a person has asked for a change that the mode keeps from being carried out. A dry run asks for none. */
export function isKeptByMode({ trigger, policy }: Pick<ReportParts, 'trigger' | 'policy'>): boolean {
  return trigger.kind === 'manual' && trigger.action !== 'status' && !trigger.dryRun && policy.mode === 'observe';
}

export const KEPT_BY_MODE =
  'mode "observe" writes nothing. To have it carried out, set "mode" to "approve" or "act" in the configuration, deploy, and ask again';
