import { CloudWatchClient, GetMetricDataCommand, type MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import type { UsualHours } from '../../domain/index.ts';
import { call } from '../call.ts';
import { type CallOptions, type ClientOptions, inTurn, withoutRetries } from '../client-options.ts';

const HOUR_SECONDS = 3_600;
const DAY_MILLIS = 24 * HOUR_SECONDS * 1_000;
/** Two hours of trouble in a day are not usual. */
const USUAL = 0.9;

/** The last day of these load balancers, one request each: hour by hour, and what each zone got in five minutes at a time. */
export async function readUsualHours(
  clientOptions: ClientOptions,
  callOptions: CallOptions,
  { loadBalancers, now }: { readonly loadBalancers: readonly Asked[]; readonly now: Date },
): Promise<Record<string, UsualHours>> {
  const client = new CloudWatchClient(withoutRetries(clientOptions));
  const options = inTurn(clientOptions, callOptions);
  const read = async ({ tail, zoneNames }: Asked) => {
    const command = new GetMetricDataCommand({
      MetricDataQueries: questionsFor(tail, zoneNames),
      StartTime: new Date(now.getTime() - DAY_MILLIS),
      EndTime: now,
    });
    const { MetricDataResults = [] } = await call(
      `reading the last day of ${tail}`,
      () => client.send(command, options),
      options,
    );
    return [tail, usualOf(zoneNames, (id) => MetricDataResults.find(({ Id }) => Id === id)?.Values ?? [])] as const;
  };
  return Object.fromEntries(await Promise.all(loadBalancers.map(read)));
}

/** `tail` as in metric dimensions: `app/web/50dc`. */
interface Asked {
  readonly tail: string;
  readonly zoneNames: readonly string[];
}

function questionsFor(tail: string, zoneNames: readonly string[]): MetricDataQuery[] {
  const question = (asked: { Id: string; MetricName: string; Stat: string; Period?: number; zoneName?: string }) => {
    const { Id, MetricName, Stat, Period = HOUR_SECONDS, zoneName } = asked;
    const ofZone = zoneName === undefined ? [] : [{ Name: 'AvailabilityZone', Value: zoneName }];
    const Dimensions = [{ Name: 'LoadBalancer', Value: tail }, ...ofZone];
    const MetricStat = { Metric: { Namespace: 'AWS/ApplicationELB', MetricName, Dimensions }, Period, Stat };
    return { Id, ReturnData: !PARTS.includes(Id), MetricStat };
  };
  return [
    question({ Id: 'requests', MetricName: 'RequestCount', Stat: 'Sum' }),
    question({ Id: 'targets', MetricName: 'HTTPCode_Target_5XX_Count', Stat: 'Sum' }),
    question({ Id: 'own', MetricName: 'HTTPCode_ELB_5XX_Count', Stat: 'Sum' }),
    { Id: 'share', Expression: '(FILL(targets, 0) + FILL(own, 0)) / requests' },
    question({ Id: 'slow', MetricName: 'TargetResponseTime', Stat: 'p99' }),
    ...zoneNames.map((zoneName, index) =>
      question({ Id: `zone${index}`, MetricName: 'RequestCount', Stat: 'Sum', Period: FEW_SECONDS, zoneName }),
    ),
  ];
}
const PARTS = ['requests', 'targets', 'own'];
/** Short enough that the hour in which a load balancer began counts little. */
const FEW_SECONDS = 300;

function usualOf(zoneNames: readonly string[], valuesOf: (id: string) => readonly number[]): UsualHours {
  const requests = zoneNames.flatMap((zoneName, index) => {
    const half = stayedUnder(valuesOf(`zone${index}`), 0.5);
    return half === null ? [] : [[zoneName, (60 * half) / FEW_SECONDS] as const];
  });
  return {
    failedShare: stayedUnder(valuesOf('share'), USUAL),
    slowSeconds: stayedUnder(valuesOf('slow'), USUAL),
    requestsPerMinute: Object.fromEntries(requests),
  };
}

/** What such a share of the values stays at or under; null: there are none. */
function stayedUnder(values: readonly number[], share: number): number | null {
  const sorted = values.filter((value) => Number.isFinite(value)).sort((one, other) => one - other);
  return sorted[Math.ceil(sorted.length * share) - 1] ?? null;
}
