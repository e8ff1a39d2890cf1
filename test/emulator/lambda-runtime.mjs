/**
 * Stands in for Lambda's Node.js runtime, in a fresh process: loads the handler that `_HANDLER` names from `LAMBDA_TASK_ROOT`, passes it
 * one event and a context, and serialises what it returns. The invocation comes on standard input; how it ended goes to file
 * descriptor 3, because standard output is the function's log.
 */
import { accessSync, constants, writeSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';

const { event, context, timeoutMillis } = JSON.parse(await text(process.stdin));
const { LAMBDA_TASK_ROOT: root, _HANDLER: named } = process.env;
const [file, name] = named.split('.');
const { [name]: handler } = await import(pathToFileURL(join(root, `${file}.mjs`)).href);
// From Node.js 24 on, the runtime refuses handlers that expect a callback.
if (handler.length > 2) throw new TypeError(`${named} expects a callback`);

const startedAt = performance.now();
const ended = await handler(event, {
  ...context,
  getRemainingTimeInMillis: () => Math.max(0, Math.round(timeoutMillis - (performance.now() - startedAt))),
}).then(
  (returned) => ({ returned }),
  ({ name, message }) => ({ thrown: `${name}: ${message}` }),
);
writeSync(
  3,
  JSON.stringify({
    ...ended,
    nodeVersion: process.version,
    durationMillis: Math.round(performance.now() - startedAt),
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1024),
    mayWriteItsCode: mayWrite(root),
  }),
);
process.exit(0);

function mayWrite(path) {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
