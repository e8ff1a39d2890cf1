import { randomInt } from 'node:crypto';
import { type LookupOptions, lookup } from 'node:dns';
import { request } from 'node:http';

/** What became of one request. */
export interface Answer {
  /** A status of 200 to 399 in time */
  readonly succeeded: boolean;
  /** Until the answer was complete, or until it was given up */
  readonly seconds: number;
}

/**
 * One GET on a connection of its own, so that each request resolves the name anew: a load balancer's zones leave and enter DNS.
 * Never throws: an answer that does not come, or comes after `timeoutMillis`, has not succeeded.
 */
export function get(url: string, timeoutMillis: number): Promise<Answer> {
  const startedAt = performance.now();
  return new Promise((resolve) => {
    const end = (succeeded: boolean) => resolve({ succeeded, seconds: (performance.now() - startedAt) / 1000 });
    // The time in all: the socket's own timeout begins anew with every byte.
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

/** One of the name's addresses by chance: the resolver sorts them, and its first would be the same zone again and again. */
function anyAddress(hostname: string, _options: LookupOptions, found: Found): void {
  lookup(hostname, { all: true, family: 4 }, (error, addresses) => {
    const address = error === null ? addresses[randomInt(addresses.length)]?.address : undefined;
    found(error, address ?? '', 4);
  });
}

/** `count` requests, at most `atOnce` of them at the same time; the answers in no particular order. */
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
