import { walk } from '../expressions/expression-evaluator.ts';
import { type Expression, parseExpression } from '../expressions/expression-parser.ts';
import type { MetricFaults, Trouble } from './metric-faults.ts';
import { type MetricDataQuery, metricNameOf } from './metric-queries.ts';

/**
 * The trouble with the result of one query: that of its own metric, or of the first affected part of its expression. The queries
 * are already compiled, so they parse and have no cycles.
 */
export function troubleOf(
  query: MetricDataQuery,
  { queries, faults }: { queries: readonly MetricDataQuery[]; faults: MetricFaults },
): Trouble | undefined {
  if (query.MetricStat !== undefined) return faults.troubleOfMetric(metricNameOf(query.MetricStat));
  for (const part of walk(parseExpression(query.Expression ?? ''))) {
    const rule = ruleOf(part);
    const ofRule = rule === undefined ? undefined : faults.troubleOfRule(rule);
    const found = ofRule ?? firstTrouble(usedBy(part, queries), { queries, faults });
    if (found !== undefined) return found;
  }
  return undefined;
}

function firstTrouble(used: readonly MetricDataQuery[], context: Parameters<typeof troubleOf>[1]): Trouble | undefined {
  for (const query of used) {
    const trouble = troubleOf(query, context);
    if (trouble !== undefined) return trouble;
  }
  return undefined;
}

/** The queries that a part of an expression uses: the one that it names, or the metrics that METRICS() selects. */
function usedBy(part: Expression, queries: readonly MetricDataQuery[]): readonly MetricDataQuery[] {
  if (part.kind === 'reference') return queries.filter(({ Id }) => Id === part.id);
  if (part.kind !== 'call' || part.name !== 'METRICS') return [];
  const idPart = textOf(part.operands[0]) ?? '';
  return queries.filter(({ Id, MetricStat }) => MetricStat !== undefined && Id.includes(idPart));
}

function ruleOf(part: Expression): string | undefined {
  return part.kind === 'call' && part.name === 'INSIGHT_RULE_METRIC' ? textOf(part.operands[0]) : undefined;
}

function textOf(operand: Expression | undefined): string | undefined {
  return operand?.kind === 'text' ? operand.value : undefined;
}
