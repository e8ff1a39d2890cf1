import { AwsError } from '../operations/operation.ts';

/** The Query protocol's generic error, for input that the service model does not cover. */
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

/** HTTP 500, as in the service model, so SDKs retry it. The caller can only wait. */
export function resourceContention(name: string): AwsError {
  const message = `You already have a pending update to an Amazon EC2 Auto Scaling resource: ${name}`;
  return new AwsError('ResourceContention', message, { status: 500 });
}
