import { alarmThresholdsFor, type QuietestZone } from './alarm-thresholds.ts';
import { type ConfigurationDocument, type DraftFacts, stackMakesAlarms } from './draft-facts.ts';

/** The limits that were chosen by the traffic of the last day, each with its reason. Pure. */
export function choicesOf(document: ConfigurationDocument, facts: DraftFacts): string[] {
  if (!facts.usualHours.known) return [];
  return [...alarms(facts), ...healthyFaults(document), ...slow(document)];
}

const WHY = 'docs/alarms.md#small-applications';
const DEAF = 'too few for these alarms; a canary of the zone tells more';

function alarms(facts: DraftFacts): string[] {
  const [busiest] = facts.quietest;
  if (busiest === undefined) {
    return [`the alarms keep the default thresholds: no zone had requests in the last day (for fewer than 300 a minute: ${WHY})`];
  }
  const { leastRequests, outlierLeastBad, areDefaults } = alarmThresholdsFor(busiest.requestsPerMinute);
  const chosen = `leastRequests ${leastRequests}, outlierLeastBad ${outlierLeastBad}`;
  const others = stackMakesAlarms(facts)
    ? `alarmThresholds: ${chosen}`
    : `the zones' alarms exist and stay as they are; for ZonalImpactAlarms, "thresholds" should be ${chosen}`;
  const where = areDefaults ? `the alarms' default thresholds fit (${chosen})` : others;
  const deaf = facts.quietest.filter(({ requestsPerMinute }) => requestsPerMinute < leastRequests);
  return [`${where}: ${traffic(busiest, facts)} (${WHY})`, ...deaf.map((one) => `${traffic(one, facts)}: ${DEAF}`)];
}

function traffic({ loadBalancer, zoneName, requestsPerMinute }: QuietestZone, { zones }: DraftFacts): string {
  const zoneId = zones.find((zone) => zone.zoneName === zoneName)?.zoneId ?? zoneName;
  const requests = requestsPerMinute < 10 ? requestsPerMinute.toFixed(1) : requestsPerMinute.toFixed(0);
  return `the quietest zone of ${loadBalancer}, ${zoneId}, had ${requests} requests a minute (the median of the last day)`;
}

function healthyFaults({ outlier }: ConfigurationDocument): string[] {
  const faults = outlier?.healthy?.faults;
  return faults === undefined
    ? []
    : [`outlier.healthy.faults ${faults}: half more than the share of requests that usually failed in the last day`];
}

function slow({ signals = [] }: ConfigurationDocument): string[] {
  return signals.flatMap((signal) => {
    if (signal.kind !== 'application-load-balancer' || signal.latencyThresholdSeconds === undefined) return [];
    const [, name] = signal.loadBalancer.split('/');
    const seconds = signal.latencyThresholdSeconds;
    return [`latencyThresholdSeconds ${seconds} of ${name}: half more than 99 of 100 responses usually took in the last day`];
  });
}
