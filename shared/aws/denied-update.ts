import { asCallError, CallError } from '../errors.ts';

/**
 * Adds what to grant to the refusal of a change of subnets. Auto Scaling may ask for permission to use the group's launch template,
 * which the role has only for configured ones (docs/permissions.md, "Launch templates").
 */
export function withWhatToGrant(thrown: unknown): CallError {
  const error = asCallError(thrown);
  if (!isRefusal(error)) return error;
  return new CallError(error.kind, `${error.message.replace(/\.$/, '')}. ${whatToGrant(error.message)}`, error.details);
}

const LAUNCH = /launch template|ec2:RunInstances|iam:PassRole/i;

/** Auto Scaling may call the refusal of a launch template a validation error. */
function isRefusal({ kind, message }: CallError): boolean {
  return kind === 'denied' || (kind === 'invalid' && LAUNCH.test(message) && /not authorized/i.test(message));
}

function whatToGrant(message: string): string {
  if (!LAUNCH.test(message))
    return 'The role allows only configured groups and subnets: check "autoScalingGroups" and "subnets", and deploy';
  const [id = 'lt-...'] = /\blt-\w+/.exec(message) ?? [];
  return `Add {"launchTemplateId":"${id}","instanceRole":"ARN, if it has a profile"} to "launchTemplates" in the configuration, and deploy`;
}
