import { type Answer, getMany } from './request.ts';

/** What the environment variable PROBED holds, as JSON. */
interface Probed {
  /** CloudWatch namespace: `wildrydes/Canary` */
  readonly namespace: string;
  /** The zone's own name of the load balancer: `http://us-east-1a.web-123.us-east-1.elb.amazonaws.com/` */
  readonly zones: readonly { readonly zoneId: string; readonly url: string }[];
}

/** One failure in 50 is 98 percent: not yet below the alarm's threshold. Few enough not to look like the zone's own traffic. */
const LOAD = { count: 50, atOnce: 10, timeoutMillis: 500 };

/** Once a minute: probes every zone at its own name, all at once, and publishes one line of metrics a zone. */
export async function handler(): Promise<void> {
  const { namespace, zones }: Probed = JSON.parse(process.env.PROBED ?? '');
  await Promise.all(
    zones.map(async ({ zoneId, url }) => {
      const answers = await getMany(url, LOAD);
      process.stdout.write(`${JSON.stringify(metricsOf(answers, { namespace, zoneId }))}\n`);
    }),
  );
}

/**
 * The embedded metric format: CloudWatch makes metrics of the log line, so the function needs no permission for it. A list of
 * values, at most 100, is as many data points; the average of SuccessPercent is the percentage.
 */
function metricsOf(answers: readonly Answer[], { namespace, zoneId }: { namespace: string; zoneId: string }): object {
  const definition = {
    Namespace: namespace,
    Dimensions: [['AvailabilityZoneId']],
    Metrics: [
      { Name: 'SuccessPercent', Unit: 'Percent' },
      { Name: 'Duration', Unit: 'Seconds' },
    ],
  };
  return {
    _aws: { Timestamp: Date.now(), CloudWatchMetrics: [definition] },
    AvailabilityZoneId: zoneId,
    SuccessPercent: answers.map(({ succeeded }) => (succeeded ? 100 : 0)),
    Duration: answers.map(({ seconds }) => seconds),
  };
}
