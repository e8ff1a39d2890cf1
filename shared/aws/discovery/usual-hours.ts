import { CloudWatchClient, GetMetricDataCommand, type MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type { UsualHours } from '../../domain/index.ts';
import { call } from '../call.ts';
import { type CallOptions, type ClientOptions, inTurn, withoutRetries } from '../client-options.ts';

const HOUR_SECONDS = 3_600;
const DAY_MILLIS = 24 * HOUR_SECONDS * 1_000;
/** Two hours of trouble in a day are not usual. */
const USUAL = 0.9;

/** The last day of these Application Load Balancers, hour by hour: one request each. `tails` as in metric dimensions: `app/web/50dc`. */
export async function readUsualHours(
  clientOptions: ClientOptions,
  callOptions: CallOptions,
  { tails, now }: { readonly tails: readonly string[]; readonly now: Date },
): Promise<Record<string, UsualHours>> {
  const client = new CloudWatchClient(withoutRetries(clientOptions));
  const options = inTurn(clientOptions, callOptions);
  const read = async (tail: string) => {
    const command = new GetMetricDataCommand({
      MetricDataQueries: questionsFor(tail),
      StartTime: new Date(now.getTime() - DAY_MILLIS),
      EndTime: now,
    });
    const { MetricDataResults = [] } = await call(
      `reading the last day of ${tail}`,
      () => client.send(command, options),
      options,
    );
    return [tail, usualOf((id) => MetricDataResults.find(({ Id }) => Id === id)?.Values ?? [])] as const;
  };
  return Object.fromEntries(await Promise.all(tails.map(read)));
}

function questionsFor(tail: string): MetricDataQuery[] {
  const question = (Id: string, MetricName: string, Stat: string): MetricDataQuery => {
    const Dimensions = [{ Name: 'LoadBalancer', Value: tail }];
    return {
      Id,
      ReturnData: Id === 'share' || Id === 'slow',
      MetricStat: { Metric: { Namespace: 'AWS/ApplicationELB', MetricName, Dimensions }, Period: HOUR_SECONDS, Stat },
    };
  };
  return [
    question('requests', 'RequestCount', 'Sum'),
    question('targets', 'HTTPCode_Target_5XX_Count', 'Sum'),
    question('own', 'HTTPCode_ELB_5XX_Count', 'Sum'),
    { Id: 'share', Expression: '(FILL(targets, 0) + FILL(own, 0)) / requests' },
    question('slow', 'TargetResponseTime', 'p99'),
  ];
}

function usualOf(valuesOf: (id: string) => readonly number[]): UsualHours {
  return { failedShare: usual(valuesOf('share')), slowSeconds: usual(valuesOf('slow')) };
}

/** What nine tenths of the hours stay at or under; null: there are none. */
function usual(values: readonly number[]): number | null {
  const sorted = values.filter((value) => Number.isFinite(value)).sort((one, other) => one - other);
  return sorted[Math.ceil(sorted.length * USUAL) - 1] ?? null;
}
