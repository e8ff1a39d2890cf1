import type { Policy } from '../domain/index.ts';
import { describeError } from '../errors.ts';
import type { Report } from '../report/report.ts';
import { CHANNELS } from './channels/index.ts';
import { noticeOf } from './notice.ts';

/** When it is, which decides what upkeep repeats, and when sending has to end. */
interface Sending {
  readonly now: Date;
  readonly abortSignal: AbortSignal;
}

/**
 * Sends the notice of a report over every configured channel. Returns the failures, in words: a notice that cannot be sent
 * never changes the outcome of a run.
 */
export async function notify(report: Report, { notify: targets }: Policy, { now, abortSignal }: Sending): Promise<string[]> {
  const notice = noticeOf(report, now);
  if (notice === null) return [];
  const sent = await Promise.allSettled(
    CHANNELS.map(async (channel) => {
      const target = targets[channel.key];
      if (target !== undefined) await channel.send(notice, target, { abortSignal });
    }),
  );
  return sent.flatMap((result) => (result.status === 'rejected' ? [describeError(result.reason)] : []));
}
