import type { FoundAccount } from '../domain/index.ts';

/** As CloudFormation names the topic that the responder's stack makes: `shop-ResponderNoticesTopic1A2B3C4D-x9Y8z7W6v5U4`. */
const NAME = /-ResponderNoticesTopic[0-9A-F]{8}-\w+$/;

/** Whether the topic has the name of one that a stack of the responder makes. Its tags tell of which application. */
export function isNamedAsByStack(topicArn: string): boolean {
  return NAME.test(topicArn);
}

/** The ARNs of the account's topics with such a name. */
export function topicsNamedAsByStack({ topics }: Pick<FoundAccount, 'topics'>): string[] {
  return topics.known ? topics.value.filter(isNamedAsByStack) : [];
}
