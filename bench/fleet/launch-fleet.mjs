/**
 * One execution environment: imports the bundle at the URL BENCH_BUNDLE, and passes it one event a message, each with 60 s. Answers
 * each with what it took: wall and processor time, and the bytes of the longest line that it logged.
 */
const LIMIT_MILLIS = 60_000;
const { handler } = await import(process.env.BENCH_BUNDLE);
let loggedBytes = 0;

process.stdout.write = (chunk) => {
  for (const line of String(chunk).split('\n')) loggedBytes = Math.max(loggedBytes, Buffer.byteLength(line));
  return true;
};

process.on('message', async ({ event, requestId }) => {
  const startedAt = performance.now();
  const before = process.cpuUsage();
  loggedBytes = 0;
  const context = {
    awsRequestId: requestId,
    invokedFunctionArn: 'arn:aws:lambda:us-east-1:111122223333:function:gray-failure-responder',
    getRemainingTimeInMillis: () => Math.round(startedAt + LIMIT_MILLIS - performance.now()),
  };
  const outcome = await handler(event, context).then(
    (report) => report.outcome,
    (error) => /: evacuate (\w+);/.exec(String(error?.message))?.[1] ?? 'threw',
  );
  const { user, system } = process.cpuUsage(before);
  process.send({ outcome, wallMillis: performance.now() - startedAt, processorMillis: (user + system) / 1000, loggedBytes });
});
process.send('ready');
