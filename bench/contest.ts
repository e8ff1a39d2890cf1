import type { Launch } from './measured.ts';
import type { RegionProcess } from './region.ts';
import type { SeenRequest } from './round-trips.ts';
import type { StageSize } from './stage.ts';

/** The two programs to compare, and their environment. */
export interface Contest {
  readonly region: RegionProcess;
  /** Path of the Node.js that runs both. */
  readonly node: string;
  readonly bundleUrl: string;
  /** Directory of the launchers. */
  readonly launchers: string;
  readonly samples: number;
}

export const USUAL_SIZE: StageSize = { zones: 3, resources: 2, groups: 2 };

export function launchOf({ node, launchers, bundleUrl }: Contest, script: string, size = USUAL_SIZE): Launch {
  return { node, args: [`${launchers}/${script}`], bundleUrl, size };
}

/** The first ones only warm up the machine's file cache. */
const WARM_UPS = 2;

/** Runs one process at a time, in pairs of alternating order. */
export async function inPairs<T>(samples: number, sample: { bundle: () => Promise<T>; bare: () => Promise<T> }) {
  const taken: { bundle: T[]; bare: T[] } = { bundle: [], bare: [] };
  for (let round = -WARM_UPS; round < samples; round += 1) {
    const order = round % 2 === 0 ? (['bundle', 'bare'] as const) : (['bare', 'bundle'] as const);
    for (const which of order) {
      const value = await sample[which]();
      if (round >= 0) taken[which].push(value);
    }
  }
  return taken;
}

/** A shift is "confirmed" if the program called all of these first. */
const CONFIRMATIONS = ['DescribeAlarms', 'GetManagedResource', 'ListZonalShifts', 'ListAutoshifts', 'DescribeAutoScalingGroups'];

export function confirmed<Sample extends { readonly requests: readonly SeenRequest[] }>(sample: Sample): Sample {
  const asked = new Set(sample.requests.map(({ operation }) => operation));
  const missing = CONFIRMATIONS.filter((operation) => !asked.has(operation));
  if (missing.length > 0) throw new Error(`the bundle shifted without calling ${missing.join(', ')}`);
  return sample;
}
