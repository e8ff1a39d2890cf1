/**
 * Loaded before everything else (`--import`). Reports each script that V8 parses, ES module or CommonJS, on file descriptor 3. V8
 * itself reports them, so none can be missed.
 */
import { writeSync } from 'node:fs';
import { Session } from 'node:inspector';

const session = new Session();
session.connect();
session.on('Debugger.scriptParsed', ({ params: { url } }) => {
  const parsedAt = Number(process.hrtime.bigint()) / 1e6;
  if (url.startsWith('file:')) writeSync(3, `${JSON.stringify({ kind: 'script', url, parsedAt })}\n`);
});
session.post('Debugger.enable');
