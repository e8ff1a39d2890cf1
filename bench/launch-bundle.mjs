/**
 * Replaces Lambda's runtime in a fresh process: imports the bundle at the URL BENCH_BUNDLE and invokes it with BENCH_EVENT.
 * Writes the outcome to file descriptor 3, because the log is on standard output.
 */
import { writeSync } from 'node:fs';

const { handler } = await import(process.env.BENCH_BUNDLE);
const report = await handler(JSON.parse(process.env.BENCH_EVENT), {
  awsRequestId: '8476a536-e9f4-11e8-9739-2dfe598c3fcd',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:111122223333:function:gray-failure-responder',
  getRemainingTimeInMillis: () => 60_000,
});
writeSync(3, `${JSON.stringify({ kind: 'end', outcome: report.outcome, maxRssKilobytes: process.resourceUsage().maxRSS })}\n`);
