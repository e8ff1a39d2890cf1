import type { ObservedSignal, ZoneSeries } from '../../domain/index.ts';
import { defineExamination, fail, type Trouble, unknown, warn } from '../finding.ts';
import type { Judged } from '../judged.ts';

/** The zones' own numbers are what proves a failure confined to one: every signal must have data in every zone. */
export const signals = defineExamination({
  name: 'signals',
  examine: ({ evidence, policy }) => {
    if (policy.signals.length === 0) {
      const mend = 'add the load balancers to "signals" (docs/judgement.md)';
      return [warn({ why: 'no signals are configured: the alarm is believed without proof', mend })];
    }
    const { signals: reading } = evidence;
    if (!reading.known)
      return [unknown({ why: `metrics could not be read: ${reading.why}`, mend: 'allow cloudwatch:GetMetricData' })];
    return reading.value.signals.flatMap((signal) => silentZones(signal, policy));
  },
  well: ({ policy }) => `${policy.signals.length} signals have data in every zone`,
});

function silentZones({ name, zones }: ObservedSignal, policy: Judged['policy']): Trouble[] {
  const silent = policy.zones.filter(({ zoneId }) => {
    const reading = zones[zoneId];
    return reading?.known === true && isSilent(reading.value);
  });
  const unread = policy.zones.flatMap(({ zoneId }): Trouble[] => {
    const reading = zones[zoneId];
    return reading?.known === false
      ? [unknown({ zone: zoneId, why: `${name} in ${zoneId}: ${reading.why}`, mend: 'run doctor again' })]
      : [];
  });
  const mend = `correct "signals": aws cloudwatch list-metrics --dimensions Name=LoadBalancer,Value=${name}`;
  if (silent.length === policy.zones.length) return [fail({ why: `signal ${name} has no data in any zone`, mend })];
  return [...unread, ...silent.map(({ zoneId }) => fail({ zone: zoneId, why: `signal ${name} has no data in ${zoneId}`, mend }))];
}

/** A quiet zone has had requests before. */
function isSilent({ past, ...window }: ZoneSeries): boolean {
  const all = [...Object.values(window), ...Object.values(past ?? {})].filter((series) => Array.isArray(series));
  return all.every((series) => series.every((value) => value === null));
}
