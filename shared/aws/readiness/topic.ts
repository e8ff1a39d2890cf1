import { ListSubscriptionsByTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import type { ObservedTopic } from '../../domain/index.ts';
import { CallError } from '../../errors.ts';
import { call } from '../call.ts';
import type { CallOptions, ClientOptions } from '../client-options.ts';
import { readPages } from '../pages.ts';

/** In place of an ARN, of a subscription that nobody has confirmed yet (API Subscription). */
const PENDING = 'PendingConfirmation';

/** Who hears of a topic, counted; null: it does not exist. */
export async function readTopic(clientOptions: ClientOptions, options: CallOptions, arn: string): Promise<ObservedTopic | null> {
  const client = new SNSClient(clientOptions);
  try {
    const subscriptions = await readPages(async (NextToken) => {
      const command = new ListSubscriptionsByTopicCommand({ TopicArn: arn, NextToken });
      const page = await call(`reading the subscriptions of ${arn}`, () => client.send(command, options));
      return { items: page.Subscriptions, nextToken: page.NextToken };
    });
    const pending = subscriptions.filter(({ SubscriptionArn }) => SubscriptionArn === PENDING).length;
    return { confirmed: subscriptions.length - pending, pending };
  } catch (error) {
    if (error instanceof CallError && error.kind === 'not-found') return null;
    throw error;
  }
}
