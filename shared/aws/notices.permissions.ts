import type { Permission } from './permission.ts';

/** The calls of notices.ts: writes, because mode observe tells nobody. */
export const NOTICES_PERMISSIONS: readonly Permission[] = [
  {
    action: 'sns:Publish',
    access: 'write',
    on: 'topic',
    why: 'to tell people',
  },
  {
    action: 'events:PutEvents',
    access: 'write',
    on: 'event-bus',
    request: { every: { 'events:source': ['gray-failure-responder'], 'events:detail-type': ['Gray Failure Response'] } },
    why: 'to tell other programs',
  },
];
