import { readFileSync } from 'node:fs';
import type { RegionUnderTest } from '../a-region/a-region.ts';
import { anAlarmNow, coldStart, reportsIn } from './cold-start.ts';

const TOPIC = 'arn:aws:sns:us-east-1:111122223333:on-call';
const NOTIFY = { notify: { topicArn: TOPIC, eventBusName: 'default' } };
const DOCUMENT = readFileSync(new URL('../../docs/fleets.md', import.meta.url), 'utf8').split('\n');
const TIMEOUT_MILLIS = 60_000;
/** What has to be left of it, on a machine that is as fast as its clock is faked. */
const SPARE_MILLIS = 1_000;
/** Jest fakes the timers of the global object, and neither this one nor those of node:timers. */
function fakeTime(): void {
  jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] });
  jest.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => {
    const end = new AbortController();
    setTimeout(() => end.abort(new DOMException('The operation timed out', 'TimeoutError')), milliseconds);
    return end.signal;
  });
}

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

beforeEach(() => {
  fakeTime();
  jest.doMock('node:timers/promises', () => ({ setTimeout: pause }));
});

afterEach(() => {
  jest.dontMock('node:timers/promises');
  jest.useRealTimers();
  jest.restoreAllMocks();
});

/** Calls of these operations get no answer. The client gives up each by itself after this time; by default never. */
function blackHole({ calls }: RegionUnderTest, operations: readonly string[], givesUpAfterMillis = 2 * TIMEOUT_MILLIS): void {
  for (const operation of operations) {
    calls.add(operation, { times: Number.POSITIVE_INFINITY }, async () => {
      await pause(givesUpAfterMillis);
      throw Object.assign(new Error('no answer'), { name: 'TimeoutError' });
    });
  }
}

/** Invokes as Lambda does, in fake time. Answers how many milliseconds it took; Lambda kills it after a minute. */
async function invoke({ handler }: Awaited<ReturnType<typeof coldStart>>, event: object): Promise<number> {
  const startedAt = jest.now();
  let endedAt: number | undefined;
  const end = () => {
    endedAt = jest.now();
  };
  handler(event, { getRemainingTimeInMillis: () => startedAt + TIMEOUT_MILLIS - jest.now() }).then(end, end);
  while (endedAt === undefined && jest.now() < startedAt + 2 * TIMEOUT_MILLIS) {
    for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    await jest.advanceTimersByTimeAsync(50);
  }
  return (endedAt ?? Number.POSITIVE_INFINITY) - startedAt;
}

const ARC = [
  'StartZonalShift',
  'GetManagedResource',
  'ListManagedResources',
  'ListZonalShifts',
  'ListAutoshifts',
  'CancelZonalShift',
];
const AUTO_SCALING = ['DescribeAutoScalingGroups', 'UpdateAutoScalingGroup', 'CreateOrUpdateTags', 'DescribeScalingActivities'];

/** The report is in the log, those who listen to the bus know, and Lambda has not killed the function. */
async function expectTold(started: Awaited<ReturnType<typeof coldStart>>): Promise<void> {
  expect(await invoke(started, anAlarmNow())).toBeLessThanOrEqual(TIMEOUT_MILLIS - SPARE_MILLIS);
  expect(reportsIn(started.log())).toHaveLength(1);
  expect(started.aws.region.events.published.filter(({ source }) => source === 'gray-failure-responder')).toHaveLength(1);
}

describe('an endpoint that swallows every call', () => {
  it.each([
    ['SNS', ['Publish']],
    ['Auto Scaling', AUTO_SCALING],
    ['Auto Scaling, and SNS as well', [...AUTO_SCALING, 'Publish']],
    ['ARC, and SNS as well', [...ARC, 'Publish']],
    ['ARC once it is asked to shift, and SNS as well', ['StartZonalShift', 'CancelZonalShift', 'Publish']],
    ['CloudWatch, and SNS as well', ['DescribeAlarms', 'GetMetricData', 'Publish']],
  ])('leaves time for the report and the notice: %s', async (_case, operations) => {
    const started = await coldStart(NOTIFY);
    blackHole(started.aws, operations);
    await expectTold(started);
  });

  it('leaves time for them while the run looks whether it has to take back what it may have started', async () => {
    const started = await coldStart(NOTIFY);
    const { aws } = started;
    aws.calls.add('StartZonalShift', { at: 'after' }, () => {
      blackHole(aws, [...ARC, 'Publish']);
      return pause(2 * TIMEOUT_MILLIS);
    });
    await expectTold(started);
  });

  it('leaves time for them in whichever pause before another look the time is up', async () => {
    for (const givesUpAfterMillis of [5_000, 9_000, 12_600]) {
      const started = await coldStart(NOTIFY);
      blackHole(started.aws, AUTO_SCALING, givesUpAfterMillis);
      await expectTold(started);
      jest.restoreAllMocks();
      fakeTime();
    }
  });
});

/** As the table in docs/fleets.md has them, in its order. */
const TROUBLES: readonly ((aws: RegionUnderTest, service: 'sns' | 'events', operation: string) => unknown)[] = [
  ({ calls }, _service, operation) => calls.add(operation, { times: Number.POSITIVE_INFINITY }, () => pause(2_000)),
  ({ region }, service) => region.awsFaults.add({ service, kind: 'throttling' }),
  (aws, _service, operation) => blackHole(aws, [operation], 3_000),
];

const WITHIN_SECONDS = [5, 11, 60];

describe('while notices cannot be sent, or not soon', () => {
  it.each([
    ['SNS', 'sns', 'Publish'],
    ['EventBridge', 'events', 'PutEvents'],
  ] as const)('%s: a run ends as docs/fleets.md says', async (name, service, operation) => {
    const cells: string[] = [];
    for (const trouble of TROUBLES) {
      const started = await coldStart(NOTIFY, undefined, { repeats: true });
      const { aws, log } = started;
      trouble(aws, service, operation);
      const millis = await invoke(started, anAlarmNow());
      const seconds = WITHIN_SECONDS.find((limit) => millis <= 1_000 * limit);
      const outcome = reportsIn(log())[0]?.outcome;
      const isOut = !aws.groups.state('web').subnets.includes('subnet-0a1') && aws.shifts.active().length === 2;
      cells.push(`${outcome} within ${seconds} s: ${isOut ? 'traffic and capacity' : ''}; ${toldBy(name, aws)}`);
      jest.restoreAllMocks();
      fakeTime();
    }
    expect(DOCUMENT).toContain(`| ${[name, ...cells].join(' | ')} |`);
  });
});

function toldBy(name: 'SNS' | 'EventBridge', { region }: RegionUnderTest): string {
  const events = region.events.published.filter(({ source }) => source === 'gray-failure-responder');
  const told = { SNS: region.topics.published.length, EventBridge: events.length };
  const other = name === 'SNS' ? told.EventBridge : told.SNS;
  if (other !== 1) return 'nobody is told';
  return told[name] === 1 ? 'told' : 'not told';
}

describe('a notice', () => {
  it('has the time that the run has left: a slow topic gets it all the same', async () => {
    const started = await coldStart(NOTIFY);
    started.aws.calls.add('Publish', {}, () => pause(2_500));
    await invoke(started, anAlarmNow());
    expect(started.aws.region.topics.published).toHaveLength(1);
  });

  it('keeps the next event waiting for ten seconds at most, if a topic swallows it', async () => {
    const started = await coldStart(NOTIFY);
    blackHole(started.aws, ['Publish']);
    expect(await invoke(started, anAlarmNow())).toBeLessThanOrEqual(11_000);
    expect(started.warnings()).toMatchObject([{ message: 'could not send a notice' }]);
  });
});
