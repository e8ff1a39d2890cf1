import { AwsError } from '../operations/operation.ts';

/** The Query protocol's generic refusal, for input that the service model does not judge. */
export function validationError(message: string): AwsError {
  return new AwsError('ValidationError', message);
}

export function groupNotFound(name: string): AwsError {
  return validationError(`AutoScalingGroup name not found - AutoScalingGroup '${name}' not found`);
}

export function invalidNextToken(): AwsError {
  return new AwsError('InvalidNextToken', 'The NextToken value is not valid.');
}

export function scalingActivityInProgress(activityId: string): AwsError {
  return new AwsError('ScalingActivityInProgress', `Scaling activity ${activityId} is in progress and blocks this action`);
}

/** HTTP 500 although the caller can only wait: the model says so, and SDKs retry it. */
export function resourceContention(name: string): AwsError {
  const message = `You already have a pending update to an Amazon EC2 Auto Scaling resource: ${name}`;
  return new AwsError('ResourceContention', message, { status: 500 });
}
