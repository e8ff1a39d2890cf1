import { parseConfiguration } from '../../shared/configuration/parse-configuration.ts';
import { readJson } from '../../shared/configuration/read-json.ts';
import { Application } from '../game-day/application.ts';
import type { RegionSpec } from '../region/region-spec.ts';
import { NotRehearsable } from './named-parts.ts';
import { alarmed, hiddenIn, type RehearsedRegion, rehearsedRegion, type Sizes } from './rehearsed-region.ts';

/** One's own application, ready for game days. */
export interface Rehearsed {
  readonly application: Application;
  readonly region: RehearsedRegion;
  /** What the Region has not, and the rehearsal therefore leaves out of the configuration. */
  readonly leftOut: readonly string[];
}

const MOST_ZONES = 6;
const FEW_INSTANCES = 2;

/**
 * An application made from a configuration (its JSON text), which the responder will run with as it is, but in mode act. Throws
 * ConfigurationError or NotRehearsable.
 */
export function rehearsedApplication(text: string, sizes: Sizes): Rehearsed {
  const { document, leftOut } = playable(readJson(text) as Document);
  const policy = parseConfiguration(JSON.stringify(document));
  if (policy.zones.length > MOST_ZONES) {
    throw new NotRehearsable(`zones: ${policy.zones.length} are given; accepted here: 2 to ${MOST_ZONES}`);
  }
  const region = rehearsedRegion(policy, sizes);
  const alarms = alarmed(policy, region);
  const small = rehearsedRegion(policy, smaller(sizes));
  const filled = (spec: RehearsedRegion) => (given: { seed: number; startsAt: Date } & Partial<RegionSpec>) => {
    return { ...spec, alarms, faults: [], ...given };
  };
  const parts = { zones: region.zones, policy, document, hidden: hiddenIn(policy, region) };
  const application = new Application({ ...parts, region: filled(region), smallRegion: filled(small) });
  return { application, region, leftOut };
}

function smaller(sizes: Sizes): Sizes {
  const instancesPerZone = Math.min(FEW_INSTANCES, sizes.instancesPerZone);
  const { requestsPerSecond: requests } = sizes;
  return { ...sizes, instancesPerZone, requestsPerSecond: requests && (requests * instancesPerZone) / sizes.instancesPerZone };
}

type Document = Readonly<Record<string, unknown>>;

/** A rehearsal is about what the responder would do, so it may act. The Region publishes no metrics of one's own. */
function playable({ $schema: _ofEditors, ...document }: Document): { document: Document; leftOut: string[] } {
  const signals = (document.signals ?? []) as readonly Document[];
  const isCustom = ({ kind }: Document) => kind === 'custom';
  const leftOut = signals.flatMap((signal, index) =>
    isCustom(signal) ? [`signals[${index}]: the simulated Region publishes no metrics in ${signal.namespace}`] : [],
  );
  return { document: { ...document, mode: 'act', signals: signals.filter((signal) => !isCustom(signal)) }, leftOut };
}
