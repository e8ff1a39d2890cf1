import { awsError } from '../../aws-errors.ts';
import { RECOVERABLE_ZONES } from '../../shared/standing.ts';
import { alarmed, asked, askedWhileOut, type Recipes, unchanged } from '../world.ts';

/** What AWS says of the names of the zones: zone-names. */

/** Zones 1 and 2 as another account names them. */
const [first, second, ...others] = RECOVERABLE_ZONES.map(({ zoneName }) => zoneName);
const NAMES = [second, first, ...others];
const OF_ANOTHER_ACCOUNT = { zones: RECOVERABLE_ZONES.map((zone, index) => ({ ...zone, zoneName: NAMES[index] })) };

const SUBNETS = { 'subnet-0a1': 'use1-az1', 'subnet-0b2': 'use1-az2', 'subnet-0c3': 'use1-az4' };
const SWAPPED = { subnets: { ...SUBNETS, 'subnet-0a1': 'use1-az2', 'subnet-0b2': 'use1-az1' } };

export const ofNames: Recipes = {
  'zone-names-pass': alarmed(unchanged, { subnets: SUBNETS }),
  'zone-names-pass-without-ec2': alarmed(
    ({ aws }) => aws.calls.failAlways('DescribeSubnets', awsError('RequestLimitExceeded', 'Request limit exceeded.')),
    { subnets: SUBNETS },
  ),
  'zone-names-fail': alarmed(unchanged, OF_ANOTHER_ACCOUNT),
  'zone-names-fail-dry-run': asked(unchanged, { request: { dryRun: true }, configuration: OF_ANOTHER_ACCOUNT }),
  'zone-names-fail-map-of-subnets': alarmed(unchanged, SWAPPED),
  'zone-names-fail-restore': askedWhileOut(unchanged, { overrides: OF_ANOTHER_ACCOUNT }),
};
