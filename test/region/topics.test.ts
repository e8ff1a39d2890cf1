import { Clock } from '../../simulator/region/clock.ts';
import { Topics } from '../../simulator/region/events/topics.ts';
import { call, refusal } from './call.ts';
import { IDENTITY, START } from './cloud-watch-setup.ts';

function withTopic() {
  const topics = new Topics(new Clock(new Date(START)), IDENTITY);
  return { topics, TopicArn: topics.create('on-call') };
}

describe('SNS Publish', () => {
  it('stores the message and returns its id', () => {
    const { topics, TopicArn } = withTopic();
    const answer = call(topics.operations, 'Publish', { TopicArn, Subject: 'evacuated', Message: 'use1-az1' });
    expect(answer).toEqual({ MessageId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
    expect(topics.published).toEqual([
      { at: START, topicArn: 'arn:aws:sns:us-east-1:111122223333:on-call', subject: 'evacuated', message: 'use1-az1' },
    ]);
  });

  it('refuses an unknown topic', () => {
    const { topics, TopicArn } = withTopic();
    const refused = refusal(topics.operations, 'Publish', { TopicArn: `${TopicArn}-2`, Message: 'x' });
    expect(refused).toMatchObject({ code: 'NotFound', status: 404 });
  });

  it.each([
    [{ TopicArn: 'on-call' }, 'TopicArn'],
    [{ TopicArn: undefined }, 'TopicArn'],
    [{ Message: '' }, 'Empty message'],
    [{ Message: 'x'.repeat(262_145) }, 'Message too long'],
    [{ Subject: 'x'.repeat(101) }, 'Subject'],
    [{ Subject: 'two\nlines' }, 'Subject'],
  ])('refuses %#', (changes, what) => {
    const { topics, TopicArn } = withTopic();
    const refused = refusal(topics.operations, 'Publish', { TopicArn, Message: 'x', ...changes });
    expect(refused).toMatchObject({ code: 'InvalidParameter', message: `Invalid parameter: ${what}` });
    expect(topics.published).toEqual([]);
  });
});
