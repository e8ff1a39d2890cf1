import type { Policy } from '../domain/index.ts';
import { brokenRules } from './configuration-rules.ts';
import { readJson } from './read-json.ts';
import configurationShape from './shape/configuration-shape.json';
import { fill, MISFIT, type Shape } from './shape/shape.ts';

/**
 * As parseConfiguration, for the function: reads by the shape, without zod. Whatever does not fit is left to the schema, which says
 * what is wrong, all at once, and has the last word. `source` is the JSON text. Rejects with ConfigurationError.
 */
export async function readConfiguration(source: string): Promise<Policy> {
  const policy = policyThatFits(source);
  if (policy !== null) return policy;
  const { parseConfiguration } = await import('./parse-configuration.ts');
  return parseConfiguration(source);
}

/** Of these members the shape has looked at the values; the policy has none. */
interface NotOfThePolicy {
  readonly $schema?: unknown;
  readonly alarmThresholds?: unknown;
}

function policyThatFits(source: string): Policy | null {
  const filled = fill(configurationShape as unknown as Shape, documentOf(source));
  if (filled === MISFIT) return null;
  const { $schema: _ofEditors, alarmThresholds: _ofTheStack, ...policy } = filled as Policy & NotOfThePolicy;
  return brokenRules(policy).length === 0 ? policy : null;
}

function documentOf(source: string): unknown {
  try {
    return readJson(source);
  } catch {
    return MISFIT;
  }
}
