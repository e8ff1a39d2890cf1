import { defineAccountExamination } from '../finding.ts';

/** Replacing an instance beats evacuating a zone: what counts failures by target tells one bad target from a bad zone. */
export const singleTargets = defineAccountExamination({
  name: 'single-targets',
  examine: ({ policy: { signals } }) => (signals.length === 0 ? null : []),
  well: ({ policy: { signals } }) =>
    countsByTarget(signals)
      ? 'Contributor Insights counts failures by target'
      : 'nothing counts failures by target: a single bad one shows by the anomalies that the load balancers see, if at all',
  better: ({ policy: { signals } }) =>
    countsByTarget(signals) ? null : 'add "signals" of kind "contributor-insights" (docs/judgement.md)',
});

function countsByTarget(signals: readonly { readonly kind: string }[]): boolean {
  return signals.some(({ kind }) => kind === 'contributor-insights');
}
