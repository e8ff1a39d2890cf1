import { arcDenied, awsError } from '../fakes/aws-errors.ts';
import { anAlarmNow, coldStart } from './cold-start.ts';

const TOPIC = 'arn:aws:sns:us-east-1:111122223333:on-call';
const NOTIFY = { notify: { topicArn: TOPIC, eventBusName: 'default' } };
const REQUEST = { action: 'evacuate', zone: 'use1-az1' };

afterEach(() => {
  jest.restoreAllMocks();
});

describe('notices', () => {
  it('go to the topic, as text for people', async () => {
    const { aws, handler } = await coldStart(NOTIFY);
    const { id } = await handler(anAlarmNow());
    expect(aws.notices.published).toMatchObject([{ TopicArn: TOPIC, Subject: 'wildrydes use1-az1: evacuate done' }]);
    expect(aws.notices.published[0]?.Message).toContain(`report: ${id}`);
  });

  it('go to the bus, as the report without its evidence', async () => {
    const { aws, handler } = await coldStart(NOTIFY);
    const { evidence: _evidence, ...report } = await handler(anAlarmNow());
    expect(aws.notices.entries).toMatchObject([{ EventBusName: 'default', Source: 'gray-failure-responder' }]);
    expect(JSON.parse(aws.notices.entries[0]?.Detail ?? '')).toEqual(JSON.parse(JSON.stringify(report)));
  });

  it('ask for the approval that mode approve waits for', async () => {
    const { aws, handler } = await coldStart({ ...NOTIFY, mode: 'approve' });
    await handler(anAlarmNow());
    expect(aws.notices.published[0]?.Subject).toBe('wildrydes use1-az1: evacuate planned, waiting for your approval');
    expect(aws.notices.published[0]?.Message).toContain('next: aws lambda invoke');
  });

  it('tell of a run that failed', async () => {
    const { aws, handler } = await coldStart(NOTIFY);
    aws.arc.interference.failAlways('StartZonalShift', arcDenied());
    await handler(anAlarmNow()).catch(() => undefined);
    expect(aws.notices.published[0]?.Subject).toBe('wildrydes use1-az1: evacuate failed');
  });

  it('tell of a run that was held', async () => {
    const { aws, handler } = await coldStart({ ...NOTIFY, paused: true });
    await handler(anAlarmNow());
    expect(aws.notices.published[0]?.Subject).toBe('wildrydes use1-az1: evacuate held');
  });

  it('are sent to the topic alone, where no bus is configured', async () => {
    const { aws, handler } = await coldStart({ notify: { topicArn: TOPIC } });
    await handler(anAlarmNow());
    expect([aws.notices.published.length, aws.notices.entries.length]).toEqual([1, 0]);
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
    expect([aws.notices.published, aws.notices.entries]).toEqual([[], []]);
  });

  it('are not sent again for a duplicate', async () => {
    const { aws, handler } = await coldStart(NOTIFY);
    const event = anAlarmNow();
    await handler(event);
    await handler(event);
    expect(aws.notices.published).toHaveLength(1);
  });
});

describe('notices that cannot be sent', () => {
  it.each([
    ['refused by the topic', 'Publish', awsError('AuthorizationError', 'not authorized to perform: SNS:Publish', 403)],
    ['refused by the bus', 'PutEvents', awsError('AccessDeniedException', 'not authorized to perform: events:PutEvents', 400)],
  ])('change nothing of the outcome, and are logged: %s', async (_case, operation, error) => {
    const { aws, handler, warnings } = await coldStart(NOTIFY);
    aws.notices.interference.failAlways(operation, error);
    expect((await handler(anAlarmNow())).outcome).toBe('done');
    expect(warnings()).toMatchObject([{ message: 'could not send a notice', why: expect.stringContaining(error.message) }]);
  });

  it('are logged when the bus answers that it took nothing', async () => {
    const { aws, handler, warnings } = await coldStart(NOTIFY);
    aws.notices.refusesEntries = true;
    await handler(anAlarmNow());
    expect(warnings()).toMatchObject([{ why: expect.stringContaining('InternalFailure: try later') }]);
  });

  it('are still sent by the other way', async () => {
    const { aws, handler } = await coldStart(NOTIFY);
    aws.notices.interference.failAlways('Publish', awsError('InternalError', 'we failed', 500));
    await handler(anAlarmNow());
    expect(aws.notices.entries).toHaveLength(1);
  });
});
