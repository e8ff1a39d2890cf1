import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Policy } from '../shared/domain/index.ts';
import type { Report } from '../shared/report/report.ts';
import { type Memory, notify } from '../shared/tell/notify.ts';
import { packReport } from '../shared/tell/pack-report.ts';

const SERVICE = 'gray-failure-responder';

const logger = new Logger({ serviceName: SERVICE });
const metrics = new Metrics({ namespace: 'GrayFailureResponder', serviceName: SERVICE });
const memory: Memory = { lastTold: null };

/**
 * What a Lambda does with a report: one JSON line in the log, metrics (embedded in the log as well), notices. Loaded after the
 * run, because nothing here is needed before traffic is moved. Without a policy (misconfigured) nobody can be notified. `noticeMillis`
 * says how long notices may take, from the moment on at which it is asked.
 */
export async function tell(report: Report, policy: Policy | null, noticeMillis: () => number): Promise<void> {
  logger.setCorrelationId(report.id);
  logger.info(`${report.action} ${report.outcome}`, { ...packReport(report) });
  emitMetrics(report);
  const untold =
    policy === null
      ? []
      : await notify(report, policy, { now: new Date(), memory, abortSignal: AbortSignal.timeout(noticeMillis()) });
  for (const why of untold) logger.warn('could not send a notice', { why });
}

function emitMetrics(report: Report): void {
  metrics.addDimensions({ application: report.application, action: report.action, outcome: report.outcome });
  metrics.addMetric('Runs', MetricUnit.Count, 1);
  metrics.addMetric('FailedSteps', MetricUnit.Count, report.results.filter(({ status }) => status === 'failed').length);
  for (const [stage, milliseconds] of Object.entries(report.timings)) {
    metrics.addMetric(stage, MetricUnit.Milliseconds, milliseconds);
  }
  metrics.publishStoredMetrics();
  if (report.again) countTick(report);
}

/** A tick that judged an alarm again is reported as an evacuation, and yet proves that upkeep runs. */
function countTick({ application, outcome }: Report): void {
  const single = metrics.singleMetric();
  single.addDimensions({ application, action: 'upkeep', outcome });
  single.addMetric('Runs', MetricUnit.Count, 1);
}
