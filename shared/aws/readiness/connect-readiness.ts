import type { ReadinessReader } from '../../ports.ts';
import type { CallOptions, ClientOptions } from '../client-options.ts';
import { simulate } from './allowances.ts';
import { readCaller } from './caller.ts';
import { readDeployment } from './deployment.ts';
import { readLoads } from './load.ts';
import { readLoadBalancers } from './load-balancers.ts';
import { readTopic } from './topic.ts';
import { readZones } from './zones.ts';

/** What `doctor` asks of AWS. Loaded for it alone. What IAM must allow for it is in readiness.permissions.ts. */
export function connectReadiness(client: ClientOptions, options: CallOptions): ReadinessReader {
  return {
    identity: () => readCaller(client, options),
    zones: () => readZones(client, options),
    loadBalancers: (detailsOf) => readLoadBalancers(client, options, detailsOf),
    loads: (of, during) => readLoads({ client, options }, of, during),
    topic: (arn) => readTopic(client, options, arn),
    deployment: (functionName, now) => readDeployment({ client, options }, functionName, now),
    allowances: (principalArn, questions) => simulate({ client, options }, principalArn, questions),
  };
}
