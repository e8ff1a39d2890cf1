import {
  DescribeLoadBalancerAttributesCommand,
  DescribeLoadBalancersCommand,
  DescribeTargetGroupsCommand,
  ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import { mockClient } from 'aws-sdk-client-mock';
import { readLoadBalancers } from '../../../shared/aws/readiness/load-balancers.ts';
import type { ResourceArn } from '../../../shared/domain/index.ts';
import { awsError } from '../../aws-errors.ts';

const ARNS = Array.from({ length: 100 }, (_, index) => `arn:aws:elasticloadbalancing:us-east-1:111122223333:${index}`);
const balancing = mockClient(ElasticLoadBalancingV2Client);

/** How many calls are in flight, each for a moment. */
function inFlight() {
  let [now, most] = [0, 0];
  const answer = <Answer>(value: Answer) => {
    return async () => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setImmediate(resolve));
      now -= 1;
      return value;
    };
  };
  return { answer, most: () => most };
}

const read = () =>
  readLoadBalancers({ region: 'us-east-1' }, { abortSignal: new AbortController().signal }, ARNS as ResourceArn[]);

beforeEach(() => {
  balancing.reset();
  balancing.on(DescribeLoadBalancersCommand).resolves({ LoadBalancers: ARNS.map((LoadBalancerArn) => ({ LoadBalancerArn })) });
  balancing.on(DescribeTargetGroupsCommand).resolves({ TargetGroups: [] });
});

describe('readLoadBalancers', () => {
  it('asks for the details of a hundred through one queue', async () => {
    const calls = inFlight();
    balancing.on(DescribeLoadBalancerAttributesCommand).callsFake(calls.answer({ Attributes: [] }));
    balancing.on(DescribeTargetGroupsCommand).callsFake(calls.answer({ TargetGroups: [] }));
    const found = await read();
    expect(found.filter(({ attributes, targetGroups }) => attributes.known && targetGroups.known)).toHaveLength(100);
    expect(calls.most()).toBe(25);
  });

  it('asks again for what was throttled', async () => {
    balancing
      .on(DescribeLoadBalancerAttributesCommand)
      .rejectsOnce(awsError('Throttling', 'Rate exceeded', 400))
      .resolves({ Attributes: [{ Key: 'zonal_shift.config.enabled', Value: 'true' }] });
    const found = await read();
    expect(found.every(({ attributes }) => attributes.known)).toBe(true);
  });
});
