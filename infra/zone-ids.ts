import { Stack, Token, Validations } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId } from 'aws-cdk-lib/custom-resources';
import { Construct, type IConstruct } from 'constructs';

const ZONE_ID = 'AvailabilityZones.0.ZoneId';

/**
 * AZ IDs by AZ name, resolved in the account that the stack is deployed to: the same name is a different place in another account
 * (RAM User Guide, "Availability Zone IDs for your AWS resources"). One function per stack, and one custom resource per zone,
 * because DescribeAvailabilityZones does not answer in the order of the request. Created only when first needed.
 */
export class ZoneIds extends Construct {
  readonly #zoneIds = new Map<string, string>();

  /** The instance of the stack that `scope` is in. */
  static of(scope: IConstruct): ZoneIds {
    const stack = Stack.of(scope);
    const present = stack.node.tryFindChild('ZoneIds');
    return present instanceof ZoneIds ? present : new ZoneIds(stack, 'ZoneIds');
  }

  /** The AZ ID of an AZ name (`us-east-1a`, or a token), as a token. An unknown name makes the deployment fail. */
  of(zoneName: string): string {
    const known = this.#zoneIds.get(zoneName);
    if (known !== undefined) return known;
    const zoneId = this.#lookUp(zoneName);
    this.#zoneIds.set(zoneName, zoneId);
    return zoneId;
  }

  #lookUp(zoneName: string): string {
    // By name if known. With numbers, removing a zone would give its resource to another zone.
    const id = Token.isUnresolved(zoneName) ? `Zone${this.#zoneIds.size}` : zoneName;
    const resource = new AwsCustomResource(this, id, {
      resourceType: 'Custom::AvailabilityZoneId',
      onUpdate: {
        service: 'EC2',
        action: 'describeAvailabilityZones',
        parameters: { ZoneNames: [zoneName] },
        physicalResourceId: PhysicalResourceId.of(zoneName),
        outputPaths: [ZONE_ID],
      },
      // EC2's Describe* cannot be scoped to a resource (Service Authorization Reference, Amazon EC2).
      policy: AwsCustomResourcePolicy.fromStatements([
        new PolicyStatement({ actions: ['ec2:DescribeAvailabilityZones'], resources: AwsCustomResourcePolicy.ANY_RESOURCE }),
      ]),
      installLatestAwsSdk: false,
      logGroup: this.#logGroup(),
    });
    this.#acknowledgeWildcards(resource);
    return resource.getResponseField(ZONE_ID);
  }

  /** Acknowledges the cdk-nag (AwsSolutions) findings about CDK's own function and role. */
  #acknowledgeWildcards(resource: AwsCustomResource): void {
    Validations.of(resource).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'DescribeAvailabilityZones has no resource-level permissions (Service Authorization Reference, Amazon EC2).',
    });
    const lookup = Stack.of(this).node.findChild(`AWS${AwsCustomResource.PROVIDER_FUNCTION_UUID.replaceAll('-', '')}`);
    Validations.of(lookup).acknowledge({
      id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
      reason: 'CDK attaches it to the role of its custom resource. It only allows writing logs.',
    });
  }

  #logGroup(): LogGroup {
    const present = this.node.tryFindChild('Log');
    return present instanceof LogGroup ? present : new LogGroup(this, 'Log', { retention: RetentionDays.ONE_MONTH });
  }
}
