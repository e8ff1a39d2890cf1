import { columnsOf, hang } from '../../shared/tell/columns.ts';
import { writeProgress } from '../streams.ts';

/** So long nothing is said at most. */
export const QUIET_MILLIS = 4_000;

/** Says every few seconds what is waited for: `reading us-east-1 (8 s) ...`. */
export async function whileWaiting<Answer>(doing: string, work: () => Promise<Answer>): Promise<Answer> {
  const since = Date.now();
  const say = () => {
    const text = `${doing} (${Math.round((Date.now() - since) / 1000)} s) ...`;
    writeProgress(hang('', text, columnsOf(process.stderr)).join('\n'));
  };
  const beat = setInterval(say, QUIET_MILLIS);
  try {
    return await work();
  } finally {
    clearInterval(beat);
  }
}
