import * as z from 'zod/mini';
import type { Channel } from './channel.ts';

const TOPIC_ARN = /^arn:aws[\w-]*:sns:[\w-]+:\d{12}:[\w-]+$/;
const ACCEPTED = { error: 'the ARN of an SNS topic' };

/** An SNS topic gets subject and message, as text for people. */
export const snsTopic: Channel = {
  key: 'topicArn',
  schema: z.string(ACCEPTED).check(z.regex(TOPIC_ARN, ACCEPTED)),
  permissions: [{ action: 'sns:Publish', access: 'write', on: { notify: 'topicArn', scope: 'Topic' }, why: 'to tell people' }],
  async send({ subject, message }, topicArn, options) {
    const { publish } = await import('../../aws/sns.ts');
    await publish({ topicArn, subject, message }, options);
  },
};
