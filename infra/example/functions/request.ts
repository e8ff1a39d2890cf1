import { randomInt } from 'node:crypto';
import { type LookupOptions, lookup } from 'node:dns';
import { request } from 'node:http';

/** The result of one request. */
export interface Answer {
  /** A status of 200 to 399 in time */
  readonly succeeded: boolean;
  /** Until the answer was complete, or until the request was given up */
  readonly seconds: number;
}

/**
 * Sends one GET on a new connection, so that each request resolves the name again: zones leave and re-enter a load balancer's
 * DNS. Never throws. An answer that is missing, or later than `timeoutMillis`, has not succeeded.
 */
export function get(url: string, timeoutMillis: number): Promise<Answer> {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const end = (succeeded: boolean) => resolve({ succeeded, seconds: (performance.now() - startedAt) / 1000 });
    // Limits the total time. The socket's own timeout restarts with every byte.
    const signal = AbortSignal.timeout(timeoutMillis);
    const sent = request(url, { agent: false, signal, family: 4, lookup: anyAddress }, (response) => {
      const { statusCode = 0 } = response;
      response.on('error', () => end(false));
      response.on('end', () => end(statusCode >= 200 && statusCode < 400));
      response.resume();
    });
    sent.on('error', () => end(false));
    sent.end();
  });
}

type Found = (error: NodeJS.ErrnoException | null, address: string, family: number) => void;

/** Picks a random address of the name. The resolver sorts them, so the first one would always be in the same zone. */
function anyAddress(hostname: string, _options: LookupOptions, found: Found): void {
  lookup(hostname, { all: true, family: 4 }, (error, addresses) => {
    const address = error === null ? addresses[randomInt(addresses.length)]?.address : undefined;
    found(error, address ?? '', 4);
  });
}

/** Sends `count` requests, at most `atOnce` at a time. The answers are in no particular order. */
export async function getMany(url: string, load: { count: number; atOnce: number; timeoutMillis: number }): Promise<Answer[]> {
  const answers: Answer[] = [];
  let left = load.count;
  const worker = async () => {
    while (left > 0) {
      left -= 1;
      answers.push(await get(url, load.timeoutMillis));
    }
  };
  await Promise.all(Array.from({ length: load.atOnce }, worker));
  return answers;
}
