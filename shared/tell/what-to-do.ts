import type { CheckName } from '../decide/check-names.ts';
import type { Report } from '../report/report.ts';
import type { Line } from './describe-status.ts';
import { holdingReasons } from './why-lines.ts';

/** For the checks that no command answers for (docs/evacuating.md and docs/restoring.md say more). */
const REMEDIES: Partial<Record<CheckName, string>> = {
  paused: 'set "paused": false in the configuration and deploy',
  'single-zone': 'look at all zones again: this may not be the failure of one zone',
  'zone-names': 'correct the configuration and deploy',
  'no-other-evacuation': 'bring the other zone back first',
  record: 'ask for the status: it says what is out, and what cannot be read',
  'no-impact': 'wait until no impact alarm rings',
  'zone-available': 'wait until EC2 says that the zone is available',
};

/** What helps where no command does. */
export function whatToDo(report: Report): Line[] {
  if (report.next.length > 0) return [];
  return holdingReasons(report).flatMap(({ check }) => {
    const remedy = REMEDIES[check as CheckName];
    return remedy === undefined ? [] : [{ lead: 'to do: ', text: remedy }];
  });
}
