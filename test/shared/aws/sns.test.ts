import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import { publish } from '../../../shared/aws/sns.ts';
import { awsError } from '../../aws-errors.ts';

const MESSAGE = { topicArn: 'arn:aws:sns:us-east-1:111122223333:on-call', subject: 'evacuate done', message: 'report: 1' };
const options = { abortSignal: new AbortController().signal };
const sns = mockClient(SNSClient);

beforeEach(() => sns.reset());

describe('publish', () => {
  it('asks SNS to publish subject and message', async () => {
    sns.on(PublishCommand).resolves({ MessageId: '1' });
    await publish(MESSAGE, options);
    expect(sns.calls().map(({ args: [{ input }] }) => input)).toEqual([
      { TopicArn: MESSAGE.topicArn, Subject: 'evacuate done', Message: 'report: 1' },
    ]);
  });

  it('names the topic when SNS refuses', async () => {
    sns.on(PublishCommand).rejects(awsError('AuthorizationError', 'not authorized', 403));
    await expect(publish(MESSAGE, options)).rejects.toThrow(`publishing to ${MESSAGE.topicArn}`);
  });
});
