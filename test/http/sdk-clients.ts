import { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { EC2Client } from '@aws-sdk/client-ec2';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SNSClient } from '@aws-sdk/client-sns';

/** What every client is given, besides where it sends its requests. */
export const clientDefaults = {
  region: 'us-east-1',
  credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' },
  maxAttempts: 1,
};

type Wiring = Partial<ConstructorParameters<typeof AutoScalingClient>[0]>;

/** The official clients, all wired in the same way. */
export function sdkClients(wiring: Wiring) {
  const configuration = { ...clientDefaults, ...wiring } as object;
  return {
    autoScaling: new AutoScalingClient(configuration),
    cloudWatch: new CloudWatchClient(configuration),
    ec2: new EC2Client(configuration),
    eventBridge: new EventBridgeClient(configuration),
    sns: new SNSClient(configuration),
  };
}
