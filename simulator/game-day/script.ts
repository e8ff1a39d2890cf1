import type { Application } from './application.ts';
import type { Expectation, Scenario } from './scenario.ts';

type Story = Omit<Scenario, 'name' | 'title' | 'document'>;

/** A scenario as it is written: against the roles of an application (the first zone, the group), not against names. */
export interface Script extends Pick<Scenario, 'name' | 'title'> {
  /** Throws Unfit if the application lacks a part of the story. */
  readonly on: (application: Application) => Story;
}

/**
 * The scenario as it is played on an application. Of one that brings its own configuration only the end is compared: its limits
 * decide on how many runs the way there takes. Throws Unfit.
 */
export function scenarioOf({ name, title, on }: Script, application: Application): Scenario {
  const story = on(application);
  const { document } = application;
  if (document === undefined) return { name, title, ...story };
  return { name, title, ...story, document, expected: endOf(story.expected) };
}

function endOf({ evacuated, advised, restored, outcomes }: Expectation): Expectation {
  return {
    evacuated,
    ...(advised === undefined ? {} : { advised }),
    ...(restored === undefined ? {} : { restored }),
    outcomes,
    byChance: true,
  };
}
