/** What a step acts on, and alarms. Other ARNs, such as those in AWS's own words, stay as they are; and in quotes, what is to be copied. */
const RESOURCE_ARN = /(?<!")arn:\S+?:(?:(?:loadbalancer|autoScalingGroupName)\/|alarm:)[^\s:,;]+/g;

/** `app/web/50dc6c495c0c9188` for the ARN of a load balancer, as the configuration and CloudWatch name it. */
export function shortened(target: string): string {
  return target.startsWith('arn:') ? (target.split(':').at(-1) ?? target).replace(/^loadbalancer\//, '') : target;
}

/** `web`, for the ARN of a load balancer or a group, and for the name itself. */
export function bareName(target: string): string {
  return /loadbalancer\/(?:app|net)\/([^/]+)\//.exec(target)?.[1] ?? shortened(target).split('/').at(-1) ?? target;
}

/** The text with the ARNs of resources as short as `nameOf` makes them. */
export function shortenResources(text: string, nameOf: (arn: string) => string): string {
  return text.replace(RESOURCE_ARN, nameOf);
}
