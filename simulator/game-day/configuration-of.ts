import type { RegionSpec } from '../region/region-spec.ts';
import { gameDayConfiguration } from './game-day-configuration.ts';
import type { Scenario } from './scenario.ts';

type Document = Readonly<Record<string, unknown>>;

/** The configuration document that the responder runs with on a day: the scenario's or the Region's, and what both change in it. */
export function configurationOf(scenario: Scenario, spec: RegionSpec, changes: Document = {}): Document {
  const document = scenario.document ?? gameDayConfiguration(spec);
  return [drainOf(scenario), scenario.configuration ?? {}, changes].reduce(merged, document);
}

/** Where ticks carry out what waits for clients to leave, as the documents recommend. Nothing else would. */
function drainOf({ upkeep, document }: Scenario): Document {
  if (upkeep === undefined) return { capacity: { drain: '0m' } };
  return document === undefined ? { capacity: { drain: '8m' } } : {};
}

function merged(document: Document, changes: Document): Document {
  const members = Object.entries(changes).map(([key, value]) => {
    const was = document[key];
    return [key, isPlainObject(was) && isPlainObject(value) ? { ...was, ...value } : value] as const;
  });
  return { ...document, ...Object.fromEntries(members) };
}

function isPlainObject(value: unknown): value is Document {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
