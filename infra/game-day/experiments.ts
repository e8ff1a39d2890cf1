import type { Duration } from 'aws-cdk-lib';
import { Aws } from 'aws-cdk-lib';
import type { CfnExperimentTemplate } from 'aws-cdk-lib/aws-fis';

/**
 * What goes wrong in the zone. `latency` and `packet-loss` keep health checks green, so they are gray failures. `connectivity` is
 * gray only with the scope `availability-zone`, and only for applications that depend on other zones.
 */
export const EXPERIMENT_KINDS = ['latency', 'packet-loss', 'connectivity'] as const;
export type ExperimentKind = (typeof EXPERIMENT_KINDS)[number];

/** The action's scopes that concern a zone or a VPC (FIS actions reference). */
export const CONNECTIVITY_SCOPES = ['availability-zone', 'all', 'vpc'] as const;

export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** The severity of the experiment. */
export interface Impairment {
  /** 1 minute to 12 hours (FIS actions reference), in whole seconds */
  readonly duration: Duration;
  /** Added to every packet that leaves an instance: whole milliseconds, 1 or more */
  readonly latency: Duration;
  /** Share of the packets that leave an instance, 1 to 100 */
  readonly packetLossPercent: number;
  /**
   * The peers whose traffic is slowed or lost, comma-separated without spaces: IPv4 addresses and blocks, domain names, AZ names
   * or IDs, `ALL`.
   */
  readonly sources: string;
  /** What the subnets lose: traffic with other zones of the VPC, all traffic, or traffic that crosses the VPC's border. */
  readonly connectivityScope: (typeof CONNECTIVITY_SCOPES)[number];
}

/** The zone to impair, and the tags of its instances and subnets. */
export interface Place {
  /** `us-east-1a` */
  readonly zoneName: string;
  readonly instanceTag: Tag;
  readonly subnetTag: Tag;
}

/** The actions and targets of an experiment template. */
export type Experiment = Pick<CfnExperimentTemplate, 'description'> & {
  readonly actions: Record<string, CfnExperimentTemplate.ExperimentTemplateActionProperty>;
  readonly targets: Record<string, CfnExperimentTemplate.ExperimentTemplateTargetProperty>;
};

/** The two SSM documents that the experiment's role may send. */
export const DOCUMENTS = {
  latency: 'AWSFIS-Run-Network-Latency-Sources',
  'packet-loss': 'AWSFIS-Run-Network-Packet-Loss-Sources',
} as const;

/** `arn:aws:ssm:us-east-1::document/AWSFIS-Run-Network-Latency-Sources`(public documents have no account). */
export function documentArn(document: string): string {
  return `arn:${Aws.PARTITION}:ssm:${Aws.REGION}::document/${document}`;
}

export function experimentOf(kind: ExperimentKind, place: Place, impairment: Impairment): Experiment {
  if (kind === 'connectivity') return disruptConnectivity(place, impairment);
  const { latency, packetLossPercent } = impairment;
  const { zoneName } = place;
  return kind === 'latency'
    ? runDocument(kind, place, {
        description: `${zoneName}: ${latency.toMilliseconds()} ms of latency added to what its instances send`,
        impairment,
        parameters: { DelayMilliseconds: String(latency.toMilliseconds()) },
      })
    : runDocument(kind, place, {
        description: `${zoneName}: ${packetLossPercent} % of the packets that its instances send are lost`,
        impairment,
        parameters: { LossPercent: String(packetLossPercent) },
      });
}

/**
 * The FIS user guide confirms the documents, and that parameter values are text ("Use Systems Manager SSM documents with AWS
 * FIS"). The plain documents have no interface `DEFAULT`, only eth0, which Nitro instances do not have. Hence the `-Sources`
 * documents. They install what they need (atd, dig, jq, lsof, tc) from the instance's own package repositories.
 */
function runDocument(
  kind: keyof typeof DOCUMENTS,
  { zoneName, instanceTag }: Place,
  { description, impairment, parameters }: { description: string; impairment: Impairment; parameters: Record<string, string> },
): Experiment {
  const documentParameters = {
    ...parameters,
    Interface: 'DEFAULT',
    Sources: impairment.sources,
    TrafficType: 'egress',
    DurationSeconds: String(impairment.duration.toSeconds()),
    InstallDependencies: 'True',
  };
  return {
    description,
    actions: {
      [kind]: {
        actionId: 'aws:ssm:send-command',
        parameters: {
          documentArn: documentArn(DOCUMENTS[kind]),
          documentParameters: JSON.stringify(documentParameters),
          duration: impairment.duration.toIsoString(),
        },
        targets: { Instances: 'instances' },
      },
    },
    targets: {
      instances: {
        resourceType: 'aws:ec2:instance',
        resourceTags: { [instanceTag.key]: instanceTag.value },
        filters: [
          { path: 'Placement.AvailabilityZone', values: [zoneName] },
          { path: 'State.Name', values: ['running'] },
        ],
        selectionMode: 'ALL',
      },
    },
  };
}

/** FIS replaces the network ACL of the subnets with a copy that denies the traffic, and restores the old ACL at the end. */
function disruptConnectivity({ zoneName, subnetTag }: Place, { duration, connectivityScope }: Impairment): Experiment {
  return {
    description: `${zoneName}: connectivity of its subnets disrupted (${connectivityScope})`,
    actions: {
      connectivity: {
        actionId: 'aws:network:disrupt-connectivity',
        parameters: { duration: duration.toIsoString(), scope: connectivityScope },
        targets: { Subnets: 'subnets' },
      },
    },
    targets: {
      subnets: {
        resourceType: 'aws:ec2:subnet',
        resourceTags: { [subnetTag.key]: subnetTag.value },
        // Filters use paths of DescribeSubnets ("Targets for AWS FIS").
        filters: [{ path: 'AvailabilityZone', values: [zoneName] }],
        selectionMode: 'ALL',
      },
    },
  };
}
