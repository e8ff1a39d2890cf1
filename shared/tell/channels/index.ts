import * as z from 'zod/mini';
import type { Channel } from './channel.ts';
import { eventBus } from './event-bus.ts';
import { snsTopic } from './sns-topic.ts';

/** Every way to tell people and programs. The configuration, the role and `notify` read this list. */
export const CHANNELS: readonly Channel[] = [snsTopic, eventBus];

/** `notify` in the configuration: the target of each channel that is to be used. */
export const NOTIFY_SHAPE = Object.fromEntries(CHANNELS.map(({ key, schema }) => [key, z.optional(schema)])) as Readonly<
  Record<Channel['key'], z.ZodMiniOptional<Channel['schema']>>
>;
