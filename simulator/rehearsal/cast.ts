import { parseConfiguration } from '../../shared/configuration/parse-configuration.ts';
import { ConfigurationError } from '../../shared/errors.ts';
import { type Application, Unfit } from '../game-day/application.ts';
import { configurationOf } from '../game-day/configuration-of.ts';
import type { Scenario } from '../game-day/scenario.ts';
import { type Script, scenarioOf } from '../game-day/script.ts';

export interface Skipped {
  readonly name: string;
  /** What the application has not, in words. */
  readonly needs: string;
}

/** Which scenarios can be played on an application, in order, and which cannot. */
export function cast(scripts: readonly Script[], application: Application): readonly (Scenario | Skipped)[] {
  return scripts.map((script) => {
    try {
      return configured(scenarioOf(script, application));
    } catch (error) {
      if (error instanceof Unfit) return { name: script.name, needs: error.message };
      throw error;
    }
  });
}

export function isSkipped(one: Scenario | Skipped): one is Skipped {
  return 'needs' in one;
}

/** A scenario may change the configuration, and the rest of it may not bear that. */
function configured(scenario: Scenario): Scenario {
  const spec = scenario.region({ seed: 0, startsAt: new Date(0) });
  try {
    parseConfiguration(JSON.stringify(configurationOf(scenario, spec)));
    return scenario;
  } catch (error) {
    if (error instanceof ConfigurationError) throw new Unfit(`other limits: ${error.problems[0]}`);
    throw error;
  }
}
