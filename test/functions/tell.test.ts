import type { RegionUnderTest } from '../a-region/a-region.ts';
import { arcDenied, awsError } from '../aws-errors.ts';
import { anAlarmNow, coldStart } from './cold-start.ts';

const TOPIC = 'arn:aws:sns:us-east-1:111122223333:on-call';
const NOTIFY = { notify: { topicArn: TOPIC, eventBusName: 'default' } };
const REQUEST = { action: 'evacuate', zone: 'use1-az1' };

const publishedTo = ({ region }: RegionUnderTest) => region.topics.published;
/** What the responder has put on the bus, on which AWS puts events too. */
const putOnBus = ({ region }: RegionUnderTest) =>
  region.events.published.filter(({ source }) => source === 'gray-failure-responder');

afterEach(() => {
  jest.restoreAllMocks();
});

describe('notices', () => {
  it('go to the topic, as text for people', async () => {
    const { aws, handler } = await coldStart(NOTIFY);
    const { id } = await handler(anAlarmNow());
    expect(publishedTo(aws)).toMatchObject([{ topicArn: TOPIC, subject: 'wildrydes use1-az1: evacuate done' }]);
    expect(publishedTo(aws)[0]?.message).toContain(`report: ${id}`);
  });

  it('go to the bus, as the report without its evidence', async () => {
    const { aws, handler } = await coldStart(NOTIFY);
    const { evidence: _evidence, ...report } = await handler(anAlarmNow());
    expect(putOnBus(aws).map(({ detail }) => detail)).toEqual([JSON.parse(JSON.stringify(report))]);
  });

  it('ask for the approval that mode approve waits for', async () => {
    const { aws, handler } = await coldStart({ ...NOTIFY, mode: 'approve' });
    await handler(anAlarmNow());
    expect(publishedTo(aws)[0]?.subject).toBe('wildrydes use1-az1: evacuate planned, waiting for your approval');
    expect(publishedTo(aws)[0]?.message).toContain('next: aws lambda invoke');
  });

  it('tell of a run that failed', async () => {
    const { aws, handler } = await coldStart(NOTIFY);
    aws.calls.failAlways('StartZonalShift', arcDenied());
    await handler(anAlarmNow()).catch(() => undefined);
    expect(publishedTo(aws)[0]?.subject).toBe('wildrydes use1-az1: evacuate failed');
  });

  it('tell of a run that was held', async () => {
    const { aws, handler } = await coldStart({ ...NOTIFY, paused: true });
    await handler(anAlarmNow());
    expect(publishedTo(aws)[0]?.subject).toBe('wildrydes use1-az1: evacuate held');
  });

  it('are sent to the topic alone, where no bus is configured', async () => {
    const { aws, handler } = await coldStart({ notify: { topicArn: TOPIC } });
    await handler(anAlarmNow());
    expect([publishedTo(aws).length, putOnBus(aws).length]).toEqual([1, 0]);
  });

  it.each([
    ['in mode observe', { mode: 'observe' }, 'alarm'],
    ['of a dry run', {}, { ...REQUEST, dryRun: true }],
    ['of a status', {}, { action: 'status' }],
    ['of a mistyped request', {}, { action: 'evacuate', zone: 'use1-az9' }],
    ['of an alarm that went to OK', {}, 'ok'],
  ])('are not sent %s', async (_case, overrides, event) => {
    const { aws, handler } = await coldStart({ ...NOTIFY, ...overrides });
    const alarm = event === 'ok' ? anAlarmNow({ value: 'OK', previous: 'ALARM' }) : anAlarmNow();
    await handler(typeof event === 'string' ? alarm : event);
    expect([publishedTo(aws), putOnBus(aws)]).toEqual([[], []]);
  });

  it('are not sent again for a duplicate', async () => {
    const { aws, handler } = await coldStart(NOTIFY);
    const event = anAlarmNow();
    await handler(event);
    await handler(event);
    expect(publishedTo(aws)).toHaveLength(1);
  });
});

describe('notices that cannot be sent', () => {
  it.each([
    ['refused by the topic', 'Publish', awsError('AuthorizationError', 'not authorized to perform: SNS:Publish', 403)],
    ['refused by the bus', 'PutEvents', awsError('AccessDeniedException', 'not authorized to perform: events:PutEvents', 400)],
  ])('change nothing of the outcome, and are logged: %s', async (_case, operation, error) => {
    const { aws, handler, warnings } = await coldStart(NOTIFY);
    aws.calls.failAlways(operation, error);
    expect((await handler(anAlarmNow())).outcome).toBe('done');
    expect(warnings()).toMatchObject([{ message: 'could not send a notice', why: expect.stringContaining(error.message) }]);
  });

  it.each([
    ['SNS', 'sns', 'throttling'],
    ['SNS', 'sns', 'timeout'],
    ['EventBridge', 'events', 'throttling'],
    ['EventBridge', 'events', 'timeout'],
  ] as const)('keep nothing else from people: %s (%s, %s)', async (name, service, kind) => {
    const { aws, handler, log, warnings } = await coldStart(NOTIFY);
    aws.region.awsFaults.add({ service, kind });
    const { outcome } = await handler(anAlarmNow());
    const told = { SNS: publishedTo(aws).length, EventBridge: putOnBus(aws).length };
    expect(told).toEqual({ SNS: 1, EventBridge: 1, [name]: 0 });
    expect(log().find(({ message }) => message === 'evacuate done')).toMatchObject({ outcome });
    expect(warnings()).toMatchObject([{ message: 'could not send a notice' }]);
  });

  it('are still sent by the other way', async () => {
    const { aws, handler } = await coldStart(NOTIFY);
    aws.calls.failAlways('Publish', awsError('InternalError', 'we failed', 500));
    await handler(anAlarmNow());
    expect(putOnBus(aws)).toHaveLength(1);
  });
});
