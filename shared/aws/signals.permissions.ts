import type { Permission } from './permission.ts';

/** The call of signals.ts. Metrics know no resources in IAM. */
export const SIGNALS_PERMISSIONS: readonly Permission[] = [
  {
    action: 'cloudwatch:GetMetricData',
    access: 'read',
    on: 'any',
    why: 'to see for itself which zone is worse than the others and, in a check of readiness, that upkeep ticks',
  },
  {
    // GetMetricData asks for it where an expression reads a rule (CloudWatch User Guide, "Graph report data").
    action: 'cloudwatch:GetInsightRuleReport',
    access: 'read',
    on: 'insight-rules',
    why: 'to see how the failures fall on the targets, where Contributor Insights counts them',
  },
];
