import { createHash } from 'node:crypto';
import type { Instant } from '../domain/index.ts';

/** The same for every duplicate, retry and new judgement of one state change: 16 hexadecimal digits. */
export function reportId(application: string, zoneOrAlarm: string, at: Instant): string {
  return createHash('sha256')
    .update(JSON.stringify([application, zoneOrAlarm, at]))
    .digest('hex')
    .slice(0, 16);
}
