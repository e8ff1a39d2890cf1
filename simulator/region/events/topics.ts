import { z } from 'zod';
import type { Clock } from '../clock.ts';
import { AwsError, type Identity, type Operations, writes } from '../operations/operation.ts';
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

type PublishInput = z.output<typeof publishInput>;

/** 256 KiB (Publish, "Message"). */
const MAXIMUM_MESSAGE_BYTES = 262_144;
const MAXIMUM_SUBJECT_CHARACTERS = 100;

/** SNS topics that only accept messages, and keep them in `published`. There are no subscriptions. */
export class Topics {
  readonly published: PublishedMessage[] = [];
  readonly operations: Operations;
  readonly #clock: Clock;
  readonly #identity: Identity;
  readonly #ids = new Random(0).fork('message-ids');
  readonly #arns = new Set<string>();

  constructor(clock: Clock, identity: Identity) {
    this.#clock = clock;
    this.#identity = identity;
    this.operations = { Publish: writes(publishInput, (input) => this.#publish(input)) };
  }

  /** Creates a topic and returns its ARN: `arn:aws:sns:us-east-1:111122223333:on-call`. */
  create(name: string): string {
    const arn = `arn:${partitionOf(this.#identity.region)}:sns:${this.#identity.region}:${this.#identity.account}:${name}`;
    this.#arns.add(arn);
    return arn;
  }

  #publish(input: PublishInput): Record<string, unknown> {
    const topicArn = input.TopicArn ?? input.TargetArn ?? '';
    if (!/^arn:[^:]+:sns:[^:]+:\d{12}:[^:]+$/.test(topicArn)) throw invalid('TopicArn');
    checkMessage(input);
    if (!this.#arns.has(topicArn)) throw new AwsError('NotFound', 'Topic does not exist', { status: 404 });
    const subject = input.Subject === undefined ? {} : { subject: input.Subject };
    this.published.push({ at: this.#clock.millis, topicArn, ...subject, message: input.Message });
    return { MessageId: uuid(this.#ids) };
  }
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
