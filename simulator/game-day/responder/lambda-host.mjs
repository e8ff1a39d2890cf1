/**
 * Simulates one Lambda execution environment: imports the unchanged bundle, keeps it warm, and passes it one event at a time with
 * a context. Each invocation sets `Date` to the Region's time.
 */
const RealDate = Date;
let offsetMillis = 0;

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args, newTarget) =>
    Reflect.construct(target, args.length === 0 ? [RealDate.now() + offsetMillis] : args, newTarget),
  apply: () => new RealDate(RealDate.now() + offsetMillis).toString(),
  get: (target, key, receiver) => (key === 'now' ? () => RealDate.now() + offsetMillis : Reflect.get(target, key, receiver)),
});

process.on('message', async ({ event, requestId, now, timeoutMillis, bundle, functionArn }) => {
  const startedAt = RealDate.now();
  offsetMillis = now - startedAt;
  process.stdout.write(`START RequestId: ${requestId}\n`);
  const context = {
    awsRequestId: requestId,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    invokedFunctionArn: functionArn,
    getRemainingTimeInMillis: () => startedAt + timeoutMillis - RealDate.now(),
  };
  const status = await import(bundle)
    .then(({ handler }) => handler(event, context))
    .then(
      () => 'success',
      (error) => `error\tError: ${error?.name}: ${String(error?.message).split('\n')[0]}`,
    );
  process.stdout.write(`REPORT RequestId: ${requestId}\tDuration: ${RealDate.now() - startedAt} ms\tStatus: ${status}\n`);
});
