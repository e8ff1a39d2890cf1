import { Stack, Token } from 'aws-cdk-lib';
import { AlarmRule, AlarmState, AtLeastThreshold, CompositeAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { ZoneIds } from '../zone-ids.ts';
import { type AlarmedLoadBalancer, toAlarmedLoadBalancer } from './alarmed-load-balancer.ts';
import { refuseInputs } from './refuse-inputs.ts';
import { refuseTakenNames } from './refuse-taken-names.ts';
import type { GivenZone } from './refuse-zones.ts';
import { anyOfInParts } from './rule-size.ts';
import { signalsOf } from './signals.ts';
import { thresholdsOf } from './thresholds.ts';
import type { ZonalImpactAlarmsProps } from './zonal-impact-alarms-props.ts';
import { type AlarmedZone, alarmPrefixOf, inAlarm, type Signal } from './zone-watch.ts';

/** A zone with the alarm that starts its evacuation: as the responder's configuration takes it. Texts are tokens where IDs are. */
export interface ImpactAlarmZone {
  readonly zoneId: string;
  readonly zoneName: string;
  /** Name of the isolated-impact alarm: `use1-az1-isolated-impact`. */
  readonly impactAlarm: string;
}

/**
 * Alarms from load balancer metrics alone, without instrumenting the application. Per zone and load balancer: metric alarms on
 * what users see, and on whether the zone is the outlier. Per zone: `use1-az1-impact` (its users are affected, for any reason)
 * and `use1-az1-isolated-impact` (they are affected by something in which the zone stands out, and no other zone is impaired).
 * For the Region: `wildrydes-regional-impact` (two or more zones are impaired).
 *
 * The isolated alarm is the trigger. By construction, it stays OK when two zones are bad at once. So always configure the
 * regional alarm as well (docs/alarms.md).
 */
export class ZonalImpactAlarms extends Construct {
  /** In the order given: `zones` of the responder. */
  readonly zones: readonly ImpactAlarmZone[];
  /** `regionalAlarms` of the responder. */
  readonly regionalAlarms: readonly string[];
  /** In the order of the zones: users of the zone are affected. For dashboards and notifications, not for evacuation. */
  readonly impactAlarms: readonly CompositeAlarm[];
  /** In the order of the zones. */
  readonly isolatedImpactAlarms: readonly CompositeAlarm[];
  readonly regionalImpactAlarm: CompositeAlarm;

  constructor(scope: Construct, id: string, props: ZonalImpactAlarmsProps) {
    super(scope, id);
    refuseInputs(this, props);
    refuseTakenNames(this);
    const thresholds = thresholdsOf(props.thresholds ?? {}, this);
    const zones = props.zones.map((zone, index) => toAlarmedZone(zone, { scope: this, index, qualifier: props.qualifier }));
    const loadBalancers = props.loadBalancers.map((one, index) => toAlarmedLoadBalancer(one, { scope: this, index }));
    const byLoadBalancer = loadBalancers.map((loadBalancer) => signalsOf({ scope: this, loadBalancer, zones, thresholds }));
    const signals = zones.map((_, index) => byLoadBalancer.flatMap((ofZones) => ofZones[index] ?? []));
    const nameOf = ({ prefix }: AlarmedZone, last: string) => `${prefix}-${last}`;

    this.impactAlarms = zones.map((zone, index) =>
      this.#impactAlarm(zone, { name: nameOf(zone, 'impact'), signals: signals[index] ?? [] }),
    );
    this.isolatedImpactAlarms = zones.map((zone, index) =>
      this.#isolatedImpactAlarm(zone, {
        name: nameOf(zone, 'isolated-impact'),
        signals: signals[index] ?? [],
        elsewhere: this.impactAlarms.filter((_, other) => other !== index),
        loadBalancers,
      }),
    );
    const regional = `${props.application}-regional-impact`;
    this.regionalImpactAlarm = this.#regionalImpactAlarm(regional);
    this.regionalAlarms = [regional];
    this.zones = zones.map((zone) => ({
      zoneId: zone.zoneId,
      zoneName: zone.zoneName,
      impactAlarm: nameOf(zone, 'isolated-impact'),
    }));
  }

  /** A single bad target counts here too, because it affects users. Meanwhile no other zone is evacuated into this one. */
  #impactAlarm({ id, zoneId }: AlarmedZone, { name, signals }: { name: string; signals: readonly Signal[] }): CompositeAlarm {
    return new CompositeAlarm(this, `${id}-impact`, {
      compositeAlarmName: name,
      alarmDescription: `Users of ${zoneId} are affected, for any reason.`,
      alarmRule: anyOfInParts(
        this,
        { id: `${id}-impact`, name },
        signals.map(({ impact }) => inAlarm(impact)),
      ),
    });
  }

  /**
   * Requires NOT ALARM of the other zones rather than OK. If one of them has no data, the alarm still rings, and the responder,
   * which holds on what it cannot know, decides. The description is the JSON that cdk-multi-az-observability writes.
   */
  #isolatedImpactAlarm({ id, zoneId }: AlarmedZone, isolated: Isolated): CompositeAlarm {
    const { name, signals, elsewhere, loadBalancers } = isolated;
    const ways = signals.map(({ impact, standsOut }) => AlarmRule.allOf(inAlarm(impact), ...(standsOut ? [standsOut] : [])));
    const here = anyOfInParts(this, { id: `${id}-isolated-impact`, name }, ways);
    return new CompositeAlarm(this, `${id}-isolated-impact`, {
      compositeAlarmName: name,
      alarmDescription: Stack.of(this).toJsonString({ loadBalancer: loadBalancers[0]?.arn ?? '', 'az-id': zoneId }),
      alarmRule: AlarmRule.allOf(here, AlarmRule.not(AlarmRule.anyOf(...elsewhere.map(inAlarm)))),
    });
  }

  #regionalImpactAlarm(name: string): CompositeAlarm {
    return new CompositeAlarm(this, 'regional-impact', {
      compositeAlarmName: name,
      alarmDescription: 'Two or more Availability Zones are impaired, so this is not a single-AZ failure.',
      alarmRule: AlarmRule.atLeast(AlarmState.ALARM, {
        operands: [...this.impactAlarms],
        threshold: AtLeastThreshold.count(2),
      }),
    });
  }
}

interface Isolated {
  readonly name: string;
  readonly signals: readonly Signal[];
  readonly elsewhere: readonly CompositeAlarm[];
  readonly loadBalancers: readonly AlarmedLoadBalancer[];
}

interface ZonePlace {
  readonly scope: Construct;
  readonly index: number;
  readonly qualifier: string | undefined;
}

function toAlarmedZone({ zoneName, zoneId: given }: GivenZone, { scope, index, qualifier }: ZonePlace): AlarmedZone {
  const zoneId = given ?? ZoneIds.of(scope).of(zoneName);
  return {
    id: Token.isUnresolved(zoneName) ? `Zone${index}` : zoneName,
    zoneId,
    zoneName,
    prefix: alarmPrefixOf(zoneId, qualifier),
  };
}
