import { parseConfiguration } from '../../shared/configuration/parse-configuration.ts';
import type { Policy } from '../../shared/domain/index.ts';
import type { Cell } from './cell.ts';

const LOAD_BALANCER = 'app/web/50dc6c495c0c9188';
const RULE = 'faults-by-instance-';

/** `faults-by-instance-use1-az1` -> `use1-az1` */
export function zoneOfRule(rule: string): string {
  return rule.slice(RULE.length);
}

/**
 * The responder's defaults with the cell's zones and window, and one load balancer with a Contributor Insights rule per zone.
 * Anomalous targets are counted only where a judge uses them: with one bad zone or one bad target.
 */
export function policyFor({ zones, windowMinutes, label }: Pick<Cell, 'zones' | 'windowMinutes' | 'label'>): Policy {
  const zoneIds = Array.from({ length: zones }, (_, index) => `use1-az${index + 1}`);
  const countsAnomalies = label === 'one zone' || label === 'one target';
  const document = {
    application: 'bench',
    zones: zoneIds.map((zoneId, index) => ({ zoneId, zoneName: `us-east-1${'abcdef'[index]}`, impactAlarm: `${zoneId}-impact` })),
    resources: [`arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/${LOAD_BALANCER}`],
    signals: [
      {
        kind: 'application-load-balancer',
        loadBalancer: LOAD_BALANCER,
        targetGroups: countsAnomalies ? ['targetgroup/web/73e2d6bc24d8a067'] : [],
      },
      { kind: 'contributor-insights', rules: Object.fromEntries(zoneIds.map((zoneId) => [zoneId, `${RULE}${zoneId}`])) },
    ],
    outlier: { windowMinutes },
  };
  return parseConfiguration(JSON.stringify(document));
}
