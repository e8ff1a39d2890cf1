import { partition } from '@aws-sdk/core/client';
import { EndpointError } from '@smithy/core/endpoints';
import type { Endpoint, EndpointPartition, EndpointV2, EndpointParameters as ParameterRecord, Provider } from '@smithy/types';
import { service } from './service.ts';

/** The parameters of the endpoint rules. */
export interface EndpointParameters extends ParameterRecord {
  Region?: string | undefined;
  UseDualStack?: boolean | undefined;
  UseFIPS?: boolean | undefined;
  Endpoint?: string | undefined;
}

/** The client options that feed the endpoint parameters. */
export interface EndpointOptions {
  region?: string | undefined | Provider<string | undefined>;
  useDualstackEndpoint?: boolean | undefined | Provider<boolean | undefined>;
  useFipsEndpoint?: boolean | undefined | Provider<boolean | undefined>;
  endpoint?: string | Provider<string> | Endpoint | Provider<Endpoint> | EndpointV2 | Provider<EndpointV2>;
}

/** The resolved client option for each endpoint parameter. */
export const endpointParameterSources = {
  UseFIPS: { type: 'builtInParams', name: 'useFipsEndpoint' },
  Endpoint: { type: 'builtInParams', name: 'endpoint' },
  Region: { type: 'builtInParams', name: 'region' },
  UseDualStack: { type: 'builtInParams', name: 'useDualstackEndpoint' },
} as const;

/**
 * Returns the endpoint of a request, such as `https://arc-zonal-shift.us-east-1.amazonaws.com`. Throws `EndpointError` if the API
 * model's endpoint rules forbid the combination. Source: the API model, endpoint rule set.
 */
export function resolveEndpoint(parameters: EndpointParameters): EndpointV2 {
  const url = parameters.Endpoint === undefined ? regionalUrl(parameters) : customUrl(parameters.Endpoint, parameters);
  return { url: new URL(url), properties: {}, headers: {} };
}

function customUrl(url: string, { UseFIPS, UseDualStack }: EndpointParameters): string {
  if (UseFIPS) throw new EndpointError('Invalid Configuration: FIPS and custom endpoint are not supported');
  if (UseDualStack) throw new EndpointError('Invalid Configuration: Dualstack and custom endpoint are not supported');
  return url;
}

function regionalUrl({ Region, UseFIPS, UseDualStack }: EndpointParameters): string {
  if (Region === undefined) throw new EndpointError('Invalid Configuration: Missing Region');
  const regionPartition = partition(Region);
  const wanted = { fips: UseFIPS === true, dualStack: UseDualStack === true };
  refuseUnsupported(wanted, regionPartition);
  const host = wanted.fips ? `${service.endpointPrefix}-fips` : service.endpointPrefix;
  const suffix = wanted.dualStack ? regionPartition.dualStackDnsSuffix : regionPartition.dnsSuffix;
  return `https://${host}.${Region}.${suffix}`;
}

function refuseUnsupported(
  wanted: { fips: boolean; dualStack: boolean },
  { supportsFIPS, supportsDualStack }: EndpointPartition,
): void {
  const lacksFips = wanted.fips && !supportsFIPS;
  const lacksDualStack = wanted.dualStack && !supportsDualStack;
  if (wanted.fips && wanted.dualStack && (lacksFips || lacksDualStack)) {
    throw new EndpointError('FIPS and DualStack are enabled, but this partition does not support one or both');
  }
  if (lacksFips) throw new EndpointError('FIPS is enabled but this partition does not support FIPS');
  if (lacksDualStack) throw new EndpointError('DualStack is enabled but this partition does not support DualStack');
}
