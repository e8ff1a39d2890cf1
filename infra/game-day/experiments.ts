import type { Duration } from 'aws-cdk-lib';
import { Aws } from 'aws-cdk-lib';
import type { CfnExperimentTemplate } from 'aws-cdk-lib/aws-fis';

/**
 * What goes wrong in the zone. `latency` and `packet-loss` keep health checks green: they are gray failures. `connectivity` is one
 * only with the scope `availability-zone`, and only for what depends on other zones.
 */
export const EXPERIMENT_KINDS = ['latency', 'packet-loss', 'connectivity'] as const;
export type ExperimentKind = (typeof EXPERIMENT_KINDS)[number];

/** Those of the action's scopes that are about a zone or a VPC (FIS actions reference). */
export const CONNECTIVITY_SCOPES = ['availability-zone', 'all', 'vpc'] as const;

export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** How hard the zone is hit. */
export interface Impairment {
  /** From a minute to 12 hours (FIS actions reference), in whole seconds */
  readonly duration: Duration;
  /** Added to every packet that leaves an instance: whole milliseconds, 1 or more */
  readonly latency: Duration;
  /** Of the packets that leave an instance, 1 to 100 */
  readonly packetLossPercent: number;
  /**
   * Whose traffic is slowed or lost, comma-separated without spaces: IPv4 addresses and blocks, domain names, AZ names or IDs, `ALL`.
   */
  readonly sources: string;
  /** What is denied to the subnets: traffic with subnets of other zones of the VPC, all of it, or what crosses the VPC's border. */
  readonly connectivityScope: (typeof CONNECTIVITY_SCOPES)[number];
}

/** In which zone, and which of its instances and subnets. */
export interface Place {
  /** `us-east-1a` */
  readonly zoneName: string;
  readonly instanceTag: Tag;
  readonly subnetTag: Tag;
}

/** The part of an experiment template that says what happens to whom. */
export type Experiment = Pick<CfnExperimentTemplate, 'description'> & {
  readonly actions: Record<string, CfnExperimentTemplate.ExperimentTemplateActionProperty>;
  readonly targets: Record<string, CfnExperimentTemplate.ExperimentTemplateTargetProperty>;
};

/** The two SSM documents; their names are what the experiment's role may send. */
export const DOCUMENTS = {
  latency: 'AWSFIS-Run-Network-Latency-Sources',
  'packet-loss': 'AWSFIS-Run-Network-Packet-Loss-Sources',
} as const;

/** `arn:aws:ssm:us-east-1::document/AWSFIS-Run-Network-Latency-Sources`: public documents, of no account. */
export function documentArn(document: string): string {
  return `arn:${Aws.PARTITION}:ssm:${Aws.REGION}::document/${document}`;
}

export function experimentOf(kind: ExperimentKind, place: Place, impairment: Impairment): Experiment {
  if (kind === 'connectivity') return disruptConnectivity(place, impairment);
  const { latency, packetLossPercent } = impairment;
  const { zoneName } = place;
  return kind === 'latency'
    ? runDocument(kind, place, {
        description: `${zoneName}: ${latency.toMilliseconds()} ms more on what its instances send`,
        impairment,
        parameters: { DelayMilliseconds: String(latency.toMilliseconds()) },
      })
    : runDocument(kind, place, {
        description: `${zoneName}: ${packetLossPercent} % of the packets lost that its instances send`,
        impairment,
        parameters: { LossPercent: String(packetLossPercent) },
      });
}

/**
 * Confirmed in the FIS user guide ("Use Systems Manager SSM documents with AWS FIS"): documents, parameters and their values as
 * text. The plain documents have no `DEFAULT`: their interface is eth0, which Nitro instances do not have. So the `-Sources` ones.
 * They install what they need (atd, dig, jq, lsof, tc) from the instance's own package repositories.
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

/** FIS associates the subnets with a copy of their network ACL that denies the traffic, and the old ACL again at the end. */
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
        // A path of DescribeSubnets, as "Targets for AWS FIS" has it for filters.
        filters: [{ path: 'AvailabilityZone', values: [zoneName] }],
        selectionMode: 'ALL',
      },
    },
  };
}
