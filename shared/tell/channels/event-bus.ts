import * as z from 'zod/mini';
import type { Channel } from './channel.ts';

const ACCEPTED = { error: 'the name or ARN of an event bus' };
const SOURCE = 'gray-failure-responder';
const DETAIL_TYPE = 'Gray Failure Response';

/** An EventBridge event bus gets the report without its evidence, for programs. */
export const eventBus: Channel = {
  key: 'eventBusName',
  schema: z.string(ACCEPTED).check(z.minLength(1, ACCEPTED)),
  permissions: [
    {
      action: 'events:PutEvents',
      access: 'write',
      on: {
        notify: 'eventBusName',
        scope: 'EventBus',
        arnOfName: (name, { partition, region, account }) => `arn:${partition}:events:${region}:${account}:event-bus/${name}`,
      },
      request: { every: { 'events:source': [SOURCE], 'events:detail-type': [DETAIL_TYPE] } },
      why: 'to tell other programs',
    },
  ],
  async send({ detail }, eventBusName, options) {
    const { putEvent } = await import('../../aws/event-bridge.ts');
    await putEvent({ eventBusName, source: SOURCE, detailType: DETAIL_TYPE, detail: JSON.stringify(detail) }, options);
  },
};
