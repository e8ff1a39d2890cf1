import { questionsFor } from '../../shared/aws/signal-questions.ts';
import type { ObservedSignal, Policy, Reading, Series, Signal, ZoneSeries } from '../../shared/domain/index.ts';
import { faultyTargets } from '../../simulator/region/load-balancer/faulty-targets.ts';
import { type MinuteReport, metricsOfMinute } from '../../simulator/region/load-balancer/load-balancer-metrics.ts';
import { SLOW_SECONDS } from '../../simulator/region/traffic/latency.ts';
import { type GroupMinute, LoadBalancerMinute, type NodeMinute } from '../../simulator/region/traffic/traffic-minute.ts';
import { zoneOfRule } from './policy.ts';

/** Answers one query of the responder for a window, minute by minute. */
type Reader = (minutes: readonly MinuteReport[]) => Series;
/** The same for a single minute. Null means no datapoint. */
type MinuteReader = (report: MinuteReport) => number | null;

/**
 * Answers the responder's CloudWatch queries directly from the played minutes. The responder's own code combines the answers. The
 * Region's `metricsOfMinute` would give the same values, but computes too much else for a million draws.
 */
export class Observer {
  readonly #questions: readonly {
    readonly signal: Signal;
    readonly zones: readonly {
      zoneId: string;
      readers: readonly Reader[];
      combine: (answers: readonly Series[]) => ZoneSeries;
    }[];
  }[];

  constructor(policy: Policy) {
    this.#questions = policy.signals.map((signal) => ({
      signal,
      zones: questionsFor(signal, policy).map(({ zoneId, queries, combine }) => {
        return { zoneId, combine, readers: queries.map((query) => readerFor(query, zoneId)) };
      }),
    }));
  }

  observe(minutes: readonly MinuteReport[]): ObservedSignal[] {
    return this.#questions.map(({ signal, zones }) => {
      const entries = zones.map(({ zoneId, readers, combine }): [string, Reading<ZoneSeries>] => {
        return [zoneId, { known: true, value: combine(readers.map((read) => read(minutes))) }];
      });
      const name = signal.kind === 'application-load-balancer' ? signal.loadBalancer : signal.kind;
      return { name, kind: signal.kind, zones: Object.fromEntries(entries) };
    });
  }
}

type Query = ReturnType<typeof questionsFor>[number]['queries'][number];

/** Throws RangeError for a query that the bench cannot answer. */
function readerFor(query: Query, zoneId: string): Reader {
  const [, rule = '', ofRule = ''] = /^INSIGHT_RULE_METRIC\("([^"]+)", (\w+)\)$/.exec(query.Expression ?? '') ?? [];
  const contributors = CONTRIBUTORS[ofRule];
  if (contributors !== undefined) {
    const period = (query.Period ?? 60) / 60;
    return (minutes) => ofRuleIn(minutes, { rule, contributors, period });
  }
  const read = minuteReaderFor(query, zoneId);
  return (minutes) => minutes.map(read);
}

/** Throws RangeError for a query that the bench cannot answer. */
function minuteReaderFor({ Expression, MetricStat }: Query, zoneId: string): MinuteReader {
  const [name = '', statistic = ''] = [MetricStat?.Metric?.MetricName, MetricStat?.Stat];
  if (name === 'AnomalousHostCount') return (report) => anomalousHosts(report, zoneId);
  const read = METRICS[`${name} ${statistic}`];
  if (read === undefined) throw new RangeError(`the bench cannot answer ${Expression ?? `${name} ${statistic}`}`);
  return ({ minute }) => {
    const node = minute.nodes.find((candidate) => candidate.zoneId === zoneId);
    return node === undefined ? null : read(node);
  };
}

/** No datapoint without requests. ELB's own counts have no datapoint when zero. */
const METRICS: Readonly<Record<string, (node: NodeMinute) => number | null>> = {
  'RequestCount Sum': (node) => whereRequested(node, ({ requests }) => requests),
  'HTTPCode_Target_5XX_Count Sum': (node) => whereRequested(node, ({ responses5xx }) => responses5xx),
  'HTTPCode_ELB_5XX_Count Sum': (node) => sum(node, ({ connectionErrors }) => connectionErrors) + node.rejected || null,
  'TargetConnectionErrorCount Sum': (node) => sum(node, ({ connectionErrors }) => connectionErrors) || null,
  [`TargetResponseTime PR(${SLOW_SECONDS}:)`]: (node) => slowPercent(node),
};

function whereRequested(node: NodeMinute, of: (group: GroupMinute) => number): number | null {
  return node.requests === 0 ? null : sum(node, of);
}

function sum({ groups }: NodeMinute, of: (group: GroupMinute) => number): number {
  return groups.reduce((total, group) => total + of(group), 0);
}

function slowPercent(node: NodeMinute): number | null {
  const { count, slow } = node.latency();
  return count === 0 ? null : (100 * slow) / count;
}

/** Aggregates the failures per target. Without a failure, the rule has no contributor and no datapoint. */
const CONTRIBUTORS: Readonly<Record<string, (failures: readonly number[]) => number | null>> = {
  MaxContributorValue: (failures) => (failures.length === 0 ? null : Math.max(...failures)),
  Sum: (failures) => failures.reduce((total, count) => total + count, 0) || null,
};

interface RuleQuery {
  readonly rule: string;
  readonly contributors: (failures: readonly number[]) => number | null;
  /** In minutes. */
  readonly period: number;
}

/** Periods start at the beginning of the window. Each has its point at its first minute. */
function ofRuleIn(minutes: readonly MinuteReport[], { rule, contributors, period }: RuleQuery): Series {
  return minutes.map((_, index) => {
    return index % period === 0 ? contributors(failuresByTarget(minutes.slice(index, index + period), rule)) : null;
  });
}

function failuresByTarget(reports: readonly MinuteReport[], rule: string): number[] {
  const failures = new Map<string, number>();
  for (const report of reports) {
    const { name } = report.loadBalancer.spec;
    const found = faultyTargets({ name: rule, loadBalancer: name, zoneId: zoneOfRule(rule) }, report);
    for (const [target, count] of Object.entries(found)) failures.set(target, (failures.get(target) ?? 0) + count);
  }
  return [...failures.values()];
}

/** Runs the Region's own detector on a minute that contains only the targets' counts. */
function anomalousHosts(report: MinuteReport, zoneId: string): number {
  const nobodyFailed = [...report.minute.targets.values()].every(({ faults }) => faults === 0);
  if (nobodyFailed) return 0;
  const hosts = new LoadBalancerMinute([zoneId], report.loadBalancer.targetGroups);
  for (const [instanceId, seen] of report.minute.targets) hosts.targets.set(instanceId, seen);
  const metrics = metricsOfMinute({ ...report, minute: hosts });
  return metrics.find(({ name }) => name === 'AnomalousHostCount')?.maximum ?? 0;
}
