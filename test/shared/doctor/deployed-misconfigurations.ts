import type { RegionSpec } from '../../../simulator/region/region-spec.ts';
import type { Misconfiguration, Seeded } from './on-a-region.ts';

type Deployed = NonNullable<RegionSpec['responder']>;
const responder =
  (change: (deployed: Deployed) => Partial<Deployed>): Required<Seeded>['spec'] =>
  ({ responder: deployed }) =>
    deployed === undefined ? {} : { responder: { ...deployed, ...change(deployed) } };

const NONE: Deployed = { functionName: '', configuration: '', reservedConcurrency: null, rules: [] };
type AlarmInput = RegionSpec['alarms'][number]['input'];
/** Changes the alarm on the responder itself. */
const heartbeat =
  (change: (input: AlarmInput) => readonly AlarmInput[]): Required<Seeded>['spec'] =>
  ({ alarms }) => ({
    alarms: alarms.flatMap((alarm) =>
      alarm.input.AlarmName.endsWith('-heartbeat') ? change(alarm.input).map((input) => ({ ...alarm, input })) : [alarm],
    ),
  });

/** What is wrong with the deployed function, its rules, its concurrency or its alarms. */
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
    'another version deployed',
    { spec: responder(() => ({ version: '0.0.1' })) },
    'version',
    'warn',
    /deploy this version .*use the command of version 0\.0\.1/,
  ],
  [
    'a version that does not say which it is',
    { spec: ({ responder: { version: _, ...deployed } = NONE }) => ({ responder: deployed }) },
    'version',
    'warn',
    /deploy this version/,
  ],
  ['a heartbeat that was deleted', { spec: heartbeat(() => []) }, 'responder-alarms', 'warn', /deploy again/],
  [
    'a heartbeat that tells nobody',
    { spec: heartbeat((input) => [{ ...input, ActionsEnabled: false }]) },
    'responder-alarms',
    'warn',
    /enable-alarm-actions --alarm-names \S+-heartbeat/,
  ],
  [
    'a heartbeat without a topic',
    { spec: heartbeat((input) => [{ ...input, AlarmActions: [] }]) },
    'responder-alarms',
    'warn',
    /deploy again/,
  ],
  [
    'a heartbeat whose topic nobody has subscribed to',
    {
      spec: heartbeat((input) => [{ ...input, AlarmActions: ['arn:aws:sns:us-east-1:111122223333:quiet'] }]),
      region: ({ topics }) => topics.subscribe('arn:aws:sns:us-east-1:111122223333:quiet', { confirmed: 0, pending: 1 }),
    },
    'responder-alarms',
    'warn',
    /sns subscribe --topic-arn \S+:quiet/,
  ],
  [
    'ticks that do nothing',
    { spec: heartbeat((input) => [{ ...input, MetricName: 'None' }]) },
    'responder-alarms',
    'fail',
    /describe-alarm-history --alarm-name \S+-heartbeat/,
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
