import type { ServiceName } from '../operations/operation.ts';

/** The request as if it had asked for the smallest page. Operations that are no lists ignore the member. */
export function askedForShortPage<Request extends { readonly service: ServiceName; readonly input: unknown }>(
  request: Request,
): Request {
  const input: { AutoScalingGroupNames?: readonly string[] } = request.input ?? {};
  return { ...request, input: { ...input, ...smallestPage(request.service, input) } };
}

/** The member that sets the size of a page, and the smallest size that the service accepts. */
function smallestPage(
  service: ServiceName,
  { AutoScalingGroupNames: names = [] }: { AutoScalingGroupNames?: readonly string[] },
) {
  if (service === 'arc-zonal-shift') return { maxResults: 1 };
  // As many names may be asked for as fit on a page (API DescribeAutoScalingGroups).
  if (service === 'autoscaling') return { MaxRecords: Math.max(1, names.length) };
  if (service === 'monitoring') return { MaxRecords: 1, MaxDatapoints: 1 };
  return service === 'ec2' ? { MaxResults: 5 } : {};
}

/** The last page's token is empty instead of absent: AWS's documents promise neither. */
export function withEmptyLastToken(output: Record<string, unknown>): Record<string, unknown> {
  const tokens = ['nextToken', 'NextToken'].filter((member) => member in output && output[member] === undefined);
  return { ...output, ...Object.fromEntries(tokens.map((member) => [member, ''])) };
}
