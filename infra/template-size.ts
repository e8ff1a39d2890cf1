import { statSync } from 'node:fs';
import type { CloudFormationStackArtifact } from 'aws-cdk-lib/cx-api';

/** What CloudFormation takes from a bucket (CloudFormation quotas, "Template body size in an Amazon S3 object"). */
const MAXIMUM_BYTES = 1_000_000;

/** Refuses at synth a template that CloudFormation would refuse at deployment. */
export function refuseLargeTemplate({ stackName, templateFullPath }: CloudFormationStackArtifact): void {
  const { size } = statSync(templateFullPath);
  if (size <= MAXIMUM_BYTES) return;
  throw new Error(
    `${stackName}: its template has ${size} bytes, and CloudFormation takes ${MAXIMUM_BYTES}. Most of them are alarms: ` +
      'give the responder fewer load balancers, or name alarms of your own in "zones"',
  );
}
