import type { Policy } from '../../../shared/domain/index.ts';
import type { CallRecord } from '../../region/operations/api.ts';
import type { Region } from '../../region/region.ts';
import type { RegionState } from '../region-state.ts';

/** One call, with the state before and after it. */
export interface Step {
  readonly call: CallRecord;
  readonly before: RegionState;
  readonly after: RegionState;
  readonly initial: RegionState;
  readonly policy: Policy;
  readonly region: Region;
}
