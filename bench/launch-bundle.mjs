/**
 * Replaces Lambda's runtime in a fresh process: imports the bundle at the URL BENCH_BUNDLE (INIT), lets BENCH_TICKS ticks of upkeep pass,
 * and invokes it with BENCH_EVENT, or with the event that then comes on standard input. Writes what happens to file descriptor 3,
 * because the log is on standard output.
 */
import { writeSync } from 'node:fs';

const { BENCH_BUNDLE, BENCH_EVENT, BENCH_TICKS = '0' } = process.env;
const tell = (news) => writeSync(3, `${JSON.stringify(news)}\n`);
const context = {
  awsRequestId: '8476a536-e9f4-11e8-9739-2dfe598c3fcd',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:111122223333:function:gray-failure-responder',
  getRemainingTimeInMillis: () => 60_000,
};

const { handler } = await import(BENCH_BUNDLE);
for (let tick = 0; tick < Number(BENCH_TICKS); tick += 1) {
  const { outcome, error } = await handler({ action: 'upkeep' }, context);
  if (outcome !== 'nothing-to-do') tell({ kind: 'end', outcome: `a tick ${outcome} (${error?.message})`, maxRssKilobytes: 0 });
}
const event = BENCH_TICKS === '0' ? BENCH_EVENT : await nextLine();
const { user, system } = process.cpuUsage();
tell({ kind: 'invoked', at: Number(process.hrtime.bigint()) / 1e6, processorMillis: (user + system) / 1000 });
const { outcome } = await handler(JSON.parse(event), context);
tell({ kind: 'end', outcome, maxRssKilobytes: process.resourceUsage().maxRSS });
process.exit();

function nextLine() {
  return new Promise((resolve) => {
    process.stdin.once('data', (line) => resolve(String(line)));
    tell({ kind: 'ready' });
  });
}
