import { paused } from '../paused.ts';
import { noImpact } from './no-impact.ts';
import { record } from './record.ts';
import { recovery } from './recovery.ts';
import { zoneAvailable } from './zone-available.ts';
import { zoneNames } from './zone-names.ts';

/** Every reason not to restore, in the order of the report. Unknown holds, in each of them. */
export const RESTORE = [paused, record, recovery, noImpact, zoneNames, zoneAvailable] as const;
