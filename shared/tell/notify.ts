import type { Policy } from '../domain/index.ts';
import { describeError } from '../errors.ts';
import type { Report } from '../report/report.ts';
import { CHANNELS } from './channels/index.ts';
import { type LastTold, type Notice, noticeOf } from './notice.ts';

/** For as long as the process lives. A new process tells once more than needed, never less. */
export interface Memory {
  lastTold: LastTold | null;
}

/** When it is, which decides what upkeep repeats, what people know, and when sending has to end. */
interface Sending {
  readonly now: Date;
  readonly memory: Memory;
  readonly abortSignal: AbortSignal;
}

/**
 * Sends the notice of a report over every configured channel. Returns the failures, in words: a notice that cannot be sent
 * never changes the outcome of a run.
 */
export async function notify(report: Report, policy: Policy, { now, memory, abortSignal }: Sending): Promise<string[]> {
  const notice = noticeOf(report, { now, lastTold: memory.lastTold });
  const failures = notice === null ? [] : await send(notice, policy, abortSignal);
  if (failures.length === 0) remember(report, memory);
  return failures;
}

/** What could not be sent is told again by the next run. */
export function remember({ action, id, outcome }: Report, memory: Memory): void {
  if (action === 'evacuate') memory.lastTold = { id, outcome };
}

async function send(notice: Notice, { notify: targets }: Policy, abortSignal: AbortSignal): Promise<string[]> {
  const sent = await Promise.allSettled(
    CHANNELS.map(async (channel) => {
      const target = targets[channel.key];
      if (target !== undefined) await channel.send(notice, target, { abortSignal });
    }),
  );
  return sent.flatMap((result) => (result.status === 'rejected' ? [describeError(result.reason)] : []));
}
