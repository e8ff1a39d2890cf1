import { WEB } from '../builders.ts';
import { aRegion } from './a-region.ts';

/** So many load balancers and so many groups, opted in and evenly spread, with the configuration that names them. */
export function aFleet(size: number) {
  const aws = aRegion();
  const numbers = Array.from({ length: size }, (_, index) => `${1000 + index}`);
  const resources = numbers.map((number) => WEB.replace('/web/', `/web-${number}/`));
  const groups = numbers.map((number) => `group-${number}`);
  for (const arn of resources) aws.shifts.register(arn);
  for (const name of groups) aws.groups.put({ name });
  return { aws, resources, groups, configuration: { resources, autoScalingGroups: groups.map((name) => ({ name })) } };
}

export type Fleet = ReturnType<typeof aFleet>;
