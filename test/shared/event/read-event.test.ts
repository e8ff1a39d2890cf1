import fc from 'fast-check';
import { readAlarmEvent } from '../../../shared/event/alarm-event.ts';
import { alarmActionSchema, alarmEventSchema } from '../../../shared/event/event-schema.ts';
import { parseEvent } from '../../../shared/event/parse-event.ts';
import { readEvent } from '../../../shared/event/read-event.ts';
import { aCompositeAlarmEvent, aPolicy } from '../../builders.ts';

const CONTEXT = {
  policy: aPolicy(),
  identity: { region: 'us-east-1', account: '111122223333' },
  requestId: 'invocation-7',
  now: new Date('2026-11-24T17:05:00Z'),
};

type Node = Record<string, unknown>;

const event = aCompositeAlarmEvent() as unknown as Node & { detail: Node; resources: string[]; account: string; region: string };
const action = {
  source: 'aws.cloudwatch',
  alarmArn: event.resources[0],
  accountId: event.account,
  region: event.region,
  alarmData: event.detail,
};

const PATHS = [
  ...['source', 'detail-type', 'account', 'accountId', 'region', 'resources', 'alarmArn', 'action', 'detail', 'alarmData'].map(
    (key) => [key],
  ),
  ...['alarmName', 'state', 'previousState', 'muteDetail', 'configuration'].flatMap((key) => [
    ['detail', key],
    ['alarmData', key],
  ]),
  ...['value', 'timestamp', 'reason', 'actionsSuppressedBy'].flatMap((key) => [
    ['detail', 'state', key],
    ['alarmData', 'state', key],
  ]),
];
const VALUES = [
  undefined,
  null,
  '',
  'ALARM',
  'OK',
  'never',
  7,
  [],
  ['a'],
  [7],
  {},
  { value: 'OK' },
  { value: 7 },
  { mutedByArn: null },
  { description: null },
];

const aChange = fc.record({ path: fc.constantFrom(...PATHS), to: fc.oneof(fc.constantFrom<unknown>(...VALUES), fc.jsonValue()) });
const anEvent = fc.tuple(fc.constantFrom<Node>(event, action), fc.array(aChange, { maxLength: 3 })).map(([begin, changes]) => {
  const made = structuredClone(begin);
  for (const { path, to } of changes) {
    const holder = path.slice(0, -1).reduce<unknown>((node, key) => (node as Node | null | undefined)?.[key], made);
    if (typeof holder === 'object' && holder !== null) (holder as Node)[path.at(-1) ?? ''] = structuredClone(to);
  }
  return JSON.parse(JSON.stringify(made)) as Node;
});

/** The trigger, or the words of the refusal. */
async function resultOf(parse: () => unknown): Promise<unknown> {
  try {
    return await parse();
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
}

describe('an event, read for a run', () => {
  it('is what the schemas make of it, whatever comes in, in the same words', async () => {
    await fc.assert(
      fc.asyncProperty(anEvent, async (raw) => {
        expect(await resultOf(() => readEvent(raw, CONTEXT))).toEqual(await resultOf(() => parseEvent(raw, CONTEXT)));
      }),
      { numRuns: 2_000 },
    );
  });

  it('is read without the schemas only where they would accept it', () => {
    fc.assert(
      fc.property(anEvent, (raw) => {
        if (readAlarmEvent(raw) === null) return;
        const schema = 'detail-type' in raw ? alarmEventSchema : alarmActionSchema;
        expect(schema.safeParse(raw)).toMatchObject({ success: true });
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['an event of EventBridge', event],
    ["an alarm's own action", action],
  ])('needs no schema for %s', (_what, raw) => {
    expect(readAlarmEvent(raw)).not.toBeNull();
  });

  it.each([[{ action: 'upkeep' }], [{ action: 'upkeep', dryRun: true }], [{ action: ['upkeep'] }], ['upkeep'], [null]])(
    'is what the schemas make of %j',
    async (raw) => {
      expect(await resultOf(() => readEvent(raw, CONTEXT))).toEqual(await resultOf(() => parseEvent(raw, CONTEXT)));
    },
  );
});
