import type { Policy } from '../domain/index.ts';
import { describeError } from '../errors.ts';
import type { Report } from '../report/report.ts';
import { noticeOf } from './notice.ts';

/**
 * Tells those whom the configuration names. Answers what could not be told, in words: a notice that fails never changes
 * the outcome of a run. The clients are loaded only here, after everything else is done.
 */
export async function notify(
  report: Report,
  { notify: { topicArn, eventBusName } }: Policy,
  signal: AbortSignal,
): Promise<string[]> {
  const notice = noticeOf(report, new Date());
  if (notice === null || (topicArn === undefined && eventBusName === undefined)) return [];
  const { publishToTopic, putOnBus } = await import('../aws/notices.ts');
  const options = { abortSignal: signal };
  const told = await Promise.allSettled([
    topicArn === undefined ? null : publishToTopic(topicArn, notice, options),
    eventBusName === undefined ? null : putOnBus(eventBusName, notice, options),
  ]);
  return told.flatMap((result) => (result.status === 'rejected' ? [describeError(result.reason)] : []));
}
