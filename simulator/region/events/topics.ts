import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { AwsError, type Identity, type Operations, reads, writes } from '../operations/operation.ts';
import { takePage } from '../operations/paging.ts';
import { partitionOf } from '../operations/partition.ts';
import { Random } from '../random.ts';
import { uuid } from '../uuid.ts';

/** One accepted message of a topic. */
export interface PublishedMessage {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly topicArn: string;
  readonly subject?: string;
  readonly message: string;
}

const publishInput = z.object({
  TopicArn: z.string().optional(),
  TargetArn: z.string().optional(),
  Message: z.string(),
  Subject: z.string().optional(),
});

const topicInput = z.object({ TopicArn: z.string(), NextToken: z.string().optional() });

/** API ListTopics: at most 100 a page. */
const PAGE = 100;
const listInput = z.object({ NextToken: z.string().optional() });

/** API TagResource, ListTagsForResource. */
const taggedInput = z.object({ ResourceArn: z.string().min(1).max(1011) });
const tagInput = taggedInput.extend({ Tags: z.array(z.object({ Key: z.string().min(1).max(128), Value: z.string().max(256) })) });

type PublishInput = z.output<typeof publishInput>;

/** 256 KiB (Publish, "Message"). */
const MAXIMUM_MESSAGE_BYTES = 262_144;
const MAXIMUM_SUBJECT_CHARACTERS = 100;

/** How many subscribers a topic has that have confirmed, and that have not yet. */
interface Subscriptions {
  readonly confirmed: number;
  readonly pending: number;
}

/** SNS topics that accept messages and keep them in `published`. Subscriptions are only counted: nothing is delivered. */
export class Topics {
  readonly published: PublishedMessage[] = [];
  readonly operations: Operations;
  readonly #clock: Clock;
  readonly #identity: Identity;
  readonly #ids = new Random(0).fork('message-ids');
  readonly #subscriptions = new Map<string, Subscriptions>();
  readonly #tags = new Map<string, ReadonlyMap<string, string>>();

  constructor(clock: Clock, identity: Identity) {
    this.#clock = clock;
    this.#identity = identity;
    this.operations = {
      Publish: writes(publishInput, (input) => this.#publish(input)),
      ListTopics: reads(listInput, ({ NextToken }) => this.#list(NextToken)),
      TagResource: writes(tagInput, ({ ResourceArn, Tags }) => this.#tag(ResourceArn, Tags)),
      ListTagsForResource: reads(taggedInput, ({ ResourceArn }) => ({
        Tags: [...this.#tagsOf(ResourceArn)].map(([Key, Value]) => ({ Key, Value })),
      })),
      ListSubscriptionsByTopic: reads(topicInput, ({ TopicArn }) => ({ Subscriptions: this.#describe(TopicArn) })),
    };
  }

  /** Creates a topic and returns its ARN: `arn:aws:sns:us-east-1:111122223333:on-call`. */
  create(name: string): string {
    const arn = `arn:${partitionOf(this.#identity.region)}:sns:${this.#identity.region}:${this.#identity.account}:${name}`;
    this.subscribe(arn, { confirmed: 1, pending: 0 });
    return arn;
  }

  subscribe(arn: string, subscriptions: Subscriptions): void {
    this.#subscriptions.set(arn, subscriptions);
  }

  #list(token: string | undefined): Record<string, unknown> {
    const { elements, nextToken } = takePage([...this.#subscriptions.keys()], {
      keyOf: (arn) => arn,
      size: PAGE,
      token,
      refuse: () => invalid('NextToken'),
    });
    return { Topics: elements.map((TopicArn) => ({ TopicArn })), NextToken: nextToken };
  }

  #tag(arn: string, tags: z.output<typeof tagInput>['Tags']): Record<string, unknown> {
    this.#tags.set(arn, new Map([...this.#tagsOf(arn), ...tags.map(({ Key, Value }) => [Key, Value] as const)]));
    return {};
  }

  #tagsOf(arn: string): ReadonlyMap<string, string> {
    if (!this.#subscriptions.has(arn)) throw new AwsError('ResourceNotFound', 'Resource does not exist', { status: 404 });
    return this.#tags.get(arn) ?? new Map();
  }

  /** The ARN of one that is not confirmed is the word `PendingConfirmation` (API Subscription). */
  #describe(arn: string): Record<string, string>[] {
    const subscriptions = this.#subscriptions.get(arn);
    if (subscriptions === undefined) throw notFound();
    const { confirmed, pending } = subscriptions;
    return Array.from({ length: confirmed + pending }, (_, index) => ({
      SubscriptionArn: index < confirmed ? `${arn}:subscription-${index}` : 'PendingConfirmation',
      TopicArn: arn,
      Owner: this.#identity.account,
      Protocol: 'email',
      Endpoint: `on-call-${index}@example.com`,
    }));
  }

  #publish(input: PublishInput): Record<string, unknown> {
    const topicArn = input.TopicArn ?? input.TargetArn ?? '';
    if (!/^arn:[^:]+:sns:[^:]+:\d{12}:[^:]+$/.test(topicArn)) throw invalid('TopicArn');
    checkMessage(input);
    if (!this.#subscriptions.has(topicArn)) throw notFound();
    const subject = input.Subject === undefined ? {} : { subject: input.Subject };
    this.published.push({ at: this.#clock.millis, topicArn, ...subject, message: input.Message });
    return { MessageId: uuid(this.#ids) };
  }
}

function notFound(): AwsError {
  return new AwsError('NotFound', 'Topic does not exist', { status: 404 });
}

function checkMessage({ Message, Subject }: PublishInput): void {
  if (Message === '') throw invalid('Empty message');
  if (Buffer.byteLength(Message) > MAXIMUM_MESSAGE_BYTES) throw invalid('Message too long');
  if (Subject === undefined) return;
  if (Subject === '' || Subject.length > MAXIMUM_SUBJECT_CHARACTERS || /[\r\n]/.test(Subject)) throw invalid('Subject');
}

function invalid(what: string): AwsError {
  return new AwsError('InvalidParameter', `Invalid parameter: ${what}`);
}
