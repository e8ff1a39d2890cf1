/**
 * Loaded before everything else (`--import`): tells of each script that V8 parses from now on, ES modules and CommonJS alike,
 * on file descriptor 3. It is V8 itself that tells, so nothing that is loaded can be missed.
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
