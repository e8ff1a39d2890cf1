import { type Answer, getMany } from './request.ts';

/** The JSON in the environment variable PROBED. */
interface Probed {
  /** CloudWatch namespace: `wildrydes/Canary` */
  readonly namespace: string;
  /** The load balancer's DNS name for the zone: `http://us-east-1a.web-123.us-east-1.elb.amazonaws.com/` */
  readonly zones: readonly { readonly zoneId: string; readonly url: string }[];
}

/** One failure in 50 gives 98 percent, which is not below the alarm's threshold. Too few requests to look like user traffic. */
const LOAD = { count: 50, atOnce: 10, timeoutMillis: 500 };

/** Runs once a minute. Probes all zones in parallel, each at its own DNS name, and publishes one line of metrics per zone. */
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
 * The embedded metric format: CloudWatch creates metrics from the log line, so the function needs no permission for that. Each
 * value in a list (at most 100) is a data point, so the average of SuccessPercent is the success rate.
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
