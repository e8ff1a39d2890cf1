import { parseConfiguration } from '../../../shared/configuration/parse-configuration.ts';
import { applyCheck } from '../../../shared/decide/check.ts';
import { deployment } from '../../../shared/decide/evacuate/deployment.ts';
import { zoneIsOutlier } from '../../../shared/decide/evacuate/zone-is-outlier.ts';
import type {
  Instant,
  ObservedSignal,
  OutlierLimits,
  PastSeries,
  Policy,
  Series,
  ZoneSeries,
} from '../../../shared/domain/index.ts';
import { understand } from '../../../shared/situation/understand.ts';
import { evidenceOf } from '../ours.ts';
import { type Minute, ZONES, type ZoneMinute } from './episode.ts';
import { GROUP, groupEvidence, PIPELINE_ALARM } from './groups.ts';
import type { EpisodeJudge, View } from './play.ts';

/** What may differ from the defaults. */
export type Setting = Partial<
  Pick<OutlierLimits, 'pastMinutes' | 'pastSignificance' | 'leastBad' | 'clump' | 'lastingMinutes' | 'overwhelmingShare'>
>;

/**
 * The check `zone-is-outlier` on the load balancer's metrics, with the zone's own past and without, and the check `deployment` on what the
 * groups show.
 */
export function ourJudge(name: string, setting: Setting = {}): EpisodeJudge {
  const policy = policyWith(setting);
  return { name, judge: (view, zone) => evacuates(view, zone, policy) };
}

function evacuates(view: View, position: number, policy: Policy): boolean {
  const zone = policy.zones[position];
  if (zone === undefined) throw new RangeError(`there is no zone ${position}`);
  const signals = [signalOf(view, policy)];
  const quiet = evidenceOf(zone, signals);
  const rang = new Date(Date.parse(quiet.now) - 60_000 * view.rungFor).toISOString() as Instant;
  const from = new Date(Date.parse(quiet.now) - 60_000 * policy.outlier.windowMinutes).toISOString() as Instant;
  const read = { known: true, value: { from, to: quiet.now, signals } } as const;
  const { second, groups } = view;
  const shown = groups === null ? {} : groupEvidence(groups, { zones: policy.zones, second, now: quiet.now });
  const evidence = { ...quiet, trigger: { ...quiet.trigger, at: rang }, signals: read, ...shown };
  const situation = understand(evidence, policy);
  return ![zoneIsOutlier, deployment].some((check) => applyCheck(check, situation, policy).holds);
}

function policyWith(setting: Setting): Policy {
  const zoneIds = Array.from({ length: ZONES }, (_, index) => `use1-az${index + 1}`);
  const loadBalancer = 'app/web/50dc6c495c0c9188';
  return parseConfiguration(
    JSON.stringify({
      application: 'bench',
      zones: zoneIds.map((zoneId, index) => ({ zoneId, zoneName: `us-east-1${'abc'[index]}`, impactAlarm: `${zoneId}-impact` })),
      resources: [`arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/${loadBalancer}`],
      signals: [{ kind: 'application-load-balancer', loadBalancer }],
      autoScalingGroups: [{ name: GROUP }],
      deployment: { alarms: [PIPELINE_ALARM] },
      outlier: { pastMinutes: 120, ...setting },
    }),
  );
}

function signalOf({ minutes }: View, { zones, outlier }: Policy): ObservedSignal {
  const entries = zones.map(
    ({ zoneId }, position) => [zoneId, { known: true, value: seriesOf(minutes, position, outlier) }] as const,
  );
  return { name: 'web', kind: 'application-load-balancer', zones: Object.fromEntries(entries) };
}

function seriesOf(minutes: readonly Minute[], position: number, { windowMinutes, pastMinutes }: OutlierLimits): ZoneSeries {
  const shown = minutes.slice(-windowMinutes).map((minute) => minute[position] ?? NOBODY);
  const past = earlierWindows(minutes, position, { windowMinutes, pastMinutes });
  return { ...three(shown), drops: null, targets: null, worstTarget: null, ...(pastMinutes === 0 ? {} : { past }) };
}

const NOBODY: ZoneMinute = { requests: 0, faults: 0, slow: 0 };

function three(shown: readonly ZoneMinute[]): Record<keyof ZoneMinute, Series> {
  return {
    requests: shown.map(({ requests }) => requests),
    faults: shown.map(({ faults }) => faults),
    slow: shown.map(({ slow }) => slow),
  };
}

function earlierWindows(
  minutes: readonly Minute[],
  position: number,
  { windowMinutes, pastMinutes }: Pick<OutlierLimits, 'windowMinutes' | 'pastMinutes'>,
): PastSeries {
  const windows = Math.ceil(pastMinutes / windowMinutes);
  const first = minutes.length - windowMinutes * (windows + 1);
  const sums = Array.from({ length: windows }, (_, window) => {
    const sum = { requests: 0, faults: 0, slow: 0 };
    for (let minute = first + window * windowMinutes; minute < first + (window + 1) * windowMinutes; minute += 1) {
      const { requests, faults, slow } = minutes[minute]?.[position] ?? NOBODY;
      sum.requests += requests;
      sum.faults += faults;
      sum.slow += slow;
    }
    return sum;
  });
  return { ...three(sums), drops: null };
}
