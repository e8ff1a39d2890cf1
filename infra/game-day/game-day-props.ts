import type { IAlarm } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { DryRunTime } from './dry-runs.ts';
import type { Impairment, Tag } from './experiments.ts';

export interface GameDayZone {
  /** `use1-az1` */
  readonly zoneId: string;
  /** `us-east-1a` */
  readonly zoneName: string;
}

export interface GameDayProps {
  /** As in the responder's configuration */
  readonly application: string;
  /** The zones of the responder's configuration */
  readonly zones: readonly GameDayZone[];
  /** AZ names of the zones that experiments are made for, among `zones`. @default - all of them */
  readonly impair?: readonly string[];
  /** What the instances bear that latency and packet loss hit */
  readonly instanceTag: Tag;
  /** What the subnets bear whose connectivity is disrupted */
  readonly subnetTag: Tag;
  /** The VPC of the subnets. @default - the role may copy network ACLs in any VPC of the account and Region */
  readonly vpcId?: string;
  /**
   * One to five alarms that stop an experiment: the regional impact alarm at least. There is no default: an experiment that nothing
   * stops is an outage. FIS documents "a CloudWatch alarm", and does not say whether it takes composite alarms; if not, it refuses
   * the template.
   */
  readonly stopAlarms: readonly IAlarm[];
  /** @default - 30 minutes, 1 s of latency, 30 % packet loss, `ALL`, `availability-zone` */
  readonly impairment?: Partial<Impairment>;
  /** Which function is asked for dry runs */
  readonly responder: IFunction;
  /** @default - 09:00 UTC */
  readonly dryRunAt?: DryRunTime;
}
