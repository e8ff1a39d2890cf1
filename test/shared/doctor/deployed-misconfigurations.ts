import type { RegionSpec } from '../../../simulator/region/region-spec.ts';
import type { Misconfiguration, Seeded } from './on-a-region.ts';

type Deployed = NonNullable<RegionSpec['responder']>;
const responder =
  (change: (deployed: Deployed) => Partial<Deployed>): Required<Seeded>['spec'] =>
  ({ responder: deployed }) =>
    deployed === undefined ? {} : { responder: { ...deployed, ...change(deployed) } };

/** What is wrong with the deployed function, its rules or its concurrency. */
export const SEEDED_IN_THE_DEPLOYMENT: readonly Misconfiguration[] = [
  ['nothing deployed', { spec: responder(() => ({ functionName: 'another' })) }, 'deployment', 'warn', /deploy/],
  [
    'another configuration deployed',
    {
      spec: responder(({ configuration }) => ({ configuration: configuration.replace('"approve"', '"observe"') })),
    },
    'deployment',
    'fail',
    /deploy this file/,
  ],
  [
    'upkeep switched off',
    {
      spec: responder(({ rules }) => ({ rules: rules.map((rule) => ({ ...rule, isEnabled: rule.name !== 'upkeep' })) })),
    },
    'upkeep',
    'fail',
    /enable-rule --name upkeep/,
  ],
  [
    'concurrency of none',
    { spec: responder(() => ({ reservedConcurrency: 0 })) },
    'concurrency',
    'warn',
    /put-function-concurrency/,
  ],
  [
    'no reserved concurrency',
    { spec: responder(() => ({ reservedConcurrency: null })) },
    'concurrency',
    'warn',
    /--reserved-concurrent-executions 1/,
  ],
  [
    'a new account, in which none can be reserved',
    { spec: responder(() => ({ reservedConcurrency: null, unreservedExecutions: 10 })) },
    'concurrency',
    'warn',
    /--quota-code L-B99A9384/,
  ],
];
