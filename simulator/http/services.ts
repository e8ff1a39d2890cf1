import type { ServiceName } from '../region/operations/operation.ts';
import { awsJson } from './aws-json.ts';
import { awsQuery } from './aws-query.ts';
import { ec2Query } from './ec2-query.ts';
import { arcRestJson, isArcPath, isLambdaPath, lambdaRestJson } from './rest-json.ts';
import { rpcV2Cbor } from './rpc-v2-cbor.ts';
import { type Protocol, textOf, type WireRequest } from './wire.ts';

const granite = 'GraniteServiceVersion20100801';
const cloudWatchVersion = '2010-08-01';
const autoScalingVersion = '2011-01-01';
const topicsVersion = '2010-03-31';
const loadBalancingVersion = '2015-12-01';
const tokensVersion = '2011-06-15';
const identityVersion = '2010-05-08';

const cloudWatchJson = awsJson({ version: '1.0', targetPrefix: granite, queryCompatible: true });
const cloudWatchCbor = rpcV2Cbor(granite);
const cloudWatchQuery = awsQuery({
  version: cloudWatchVersion,
  namespace: `http://monitoring.amazonaws.com/doc/${cloudWatchVersion}/`,
  maps: ['ContributorAttributes'],
});
const autoScalingQuery = awsQuery({
  version: autoScalingVersion,
  namespace: `http://autoscaling.amazonaws.com/doc/${autoScalingVersion}/`,
});
const topicsQuery = awsQuery({ version: topicsVersion, namespace: `http://sns.amazonaws.com/doc/${topicsVersion}/` });
const loadBalancingQuery = awsQuery({
  version: loadBalancingVersion,
  namespace: `http://elasticloadbalancing.amazonaws.com/doc/${loadBalancingVersion}/`,
});
const tokensQuery = awsQuery({ version: tokensVersion, namespace: `https://sts.amazonaws.com/doc/${tokensVersion}/` });
const identityQuery = awsQuery({ version: identityVersion, namespace: `https://iam.amazonaws.com/doc/${identityVersion}/` });
const logsTarget = 'Logs_20140328';
const logsJson = awsJson({ version: '1.1', targetPrefix: logsTarget, queryCompatible: false });
const eventsJson = awsJson({ version: '1.1', targetPrefix: 'AWSEvents', queryCompatible: false });

const protocols: Readonly<Record<ServiceName, (request: WireRequest) => Protocol>> = {
  'arc-zonal-shift': () => arcRestJson,
  monitoring: cloudWatchProtocol,
  autoscaling: () => autoScalingQuery,
  ec2: () => ec2Query,
  sns: () => topicsQuery,
  events: () => eventsJson,
  elasticloadbalancing: () => loadBalancingQuery,
  sts: () => tokensQuery,
  lambda: () => lambdaRestJson,
  iam: () => identityQuery,
  logs: () => logsJson,
};

/** CloudWatch supports three protocols. New clients use CBOR or JSON, old ones Query. */
function cloudWatchProtocol(request: WireRequest): Protocol {
  if (request.headers['smithy-protocol'] === 'rpc-v2-cbor') return cloudWatchCbor;
  return request.headers['x-amz-target'] === undefined ? cloudWatchQuery : cloudWatchJson;
}

export const serviceNames = Object.keys(protocols) as readonly ServiceName[];

export const isServiceName = (name: string | undefined): name is ServiceName => serviceNames.some((known) => known === name);

export const protocolOf = (service: ServiceName, request: WireRequest): Protocol => protocols[service](request);

const serviceOfVersion: Readonly<Record<string, ServiceName>> = {
  [cloudWatchVersion]: 'monitoring',
  [autoScalingVersion]: 'autoscaling',
  [topicsVersion]: 'sns',
  [loadBalancingVersion]: 'elasticloadbalancing',
  [tokensVersion]: 'sts',
  [identityVersion]: 'iam',
  '2016-11-15': 'ec2',
};

/** Guesses the service of an unsigned request, so that the client gets an error in a format that it understands. */
export function guessService(request: WireRequest): ServiceName | undefined {
  const target = request.headers['x-amz-target'];
  if (target?.startsWith('AWSEvents.')) return 'events';
  if (target?.startsWith(`${logsTarget}.`)) return 'logs';
  if (target?.startsWith(`${granite}.`) || request.path.includes(`/service/${granite}/`)) return 'monitoring';
  if (isArcPath(request)) return 'arc-zonal-shift';
  if (isLambdaPath(request)) return 'lambda';
  const form = request.method === 'GET' ? request.query : new URLSearchParams(textOf(request.body));
  return serviceOfVersion[form.get('Version') ?? ''];
}
