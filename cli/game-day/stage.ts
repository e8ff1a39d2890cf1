import { ConfigurationError } from '../../shared/errors.ts';
import { hang } from '../../shared/tell/columns.ts';
import type { Scenario } from '../../simulator/game-day/scenario.ts';
import { count } from '../../simulator/game-day/story/terminal.ts';
import { cast, isSkipped, type Skipped } from '../../simulator/rehearsal/cast.ts';
import { NotRehearsable } from '../../simulator/rehearsal/named-parts.ts';
import { type Rehearsed, rehearsedApplication } from '../../simulator/rehearsal/rehearsed-application.ts';
import type { Sizes } from '../../simulator/rehearsal/rehearsed-region.ts';
import { scenarios, scripts } from '../../simulator/scenarios/index.ts';
import { findConfiguration } from '../configuration.ts';
import { usageFailure } from '../failure.ts';

/** What game days are played on, and which of them can be. */
export interface Stage {
  /** In order, with those that do not fit. */
  readonly days: readonly (Scenario | Skipped)[];
  /** What a person should know of it before; empty for the application that is built in. */
  readonly about: string;
  /** The options that play it again: `['--config', 'mine.json']`. */
  readonly options: readonly string[];
}

/** What the command line says of it. */
export interface StageOptions {
  readonly config?: string;
  readonly instances: string;
  readonly requests?: string;
  readonly weight: string;
}

/** One's own configuration with `--config`, else the application that is built in. Throws a Failure (exit code 2). */
export async function stageFor(given: StageOptions): Promise<Stage> {
  const sizes = readSizes(given);
  if (given.config === undefined) return { days: scenarios, about: '', options: [] };
  const { text, name, options } = await findConfiguration({ config: given.config });
  const rehearsed = rehearse(text, { name, sizes });
  const days = cast(scripts, rehearsed.application);
  return { days, about: describe(rehearsed, { name, sizes }), options };
}

/** The scenario of that name. Throws a Failure (exit code 2) that says what is accepted, or what it needs. */
export function dayNamed(name: string, { days, options }: Stage): Scenario {
  const found = days.find((day) => day.name === name);
  const accepted = `what gray-failure ${['gameday', '--list', ...options].join(' ')} shows`;
  if (found === undefined) throw usageFailure(`--scenario cannot be "${name}"; accepted: ${accepted}`);
  if (!isSkipped(found)) return found;
  throw usageFailure(`--scenario cannot be "${name}" with ${options.join(' ')}: it needs ${found.needs}; accepted: ${accepted}`);
}

function readSizes({ config, instances, requests, weight, ...rest }: StageOptions): Sizes {
  return {
    instancesPerZone: wholeNumber('--instances', instances, 100),
    weight: wholeNumber('--weight', weight, 999),
    requestsPerSecond: requests === undefined ? undefined : wholeNumber('--requests', requests, 1_000_000),
    ...rest,
  };
}

function wholeNumber(option: string, text: string, most: number): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (number >= 1 && number <= most) return number;
  throw usageFailure(`${option} cannot be "${text}"; accepted: a whole number from 1 to ${most}`);
}

function rehearse(text: string, { name, sizes }: { name: string; sizes: Sizes }): Rehearsed {
  try {
    return rehearsedApplication(text, sizes);
  } catch (error) {
    if (error instanceof NotRehearsable) throw usageFailure(`${name} cannot be rehearsed: ${error.message}`);
    if (error instanceof ConfigurationError) throw usageFailure(`${name} cannot be rehearsed: ${error.problems.join('; ')}`);
    throw error;
  }
}

function describe({ region, leftOut }: Rehearsed, { name, sizes }: { name: string; sizes: Sizes }): string {
  const { zones, loadBalancers, networkLoadBalancers = [], groups, traffic } = region;
  const requests = traffic.reduce((sum, { requestsPerSecond }) => sum + requestsPerSecond, 0);
  const parts = [
    `Rehearses ${name} in a Region made from it, in mode act: ${zones.length} zones, of which ${zones[0]?.zoneId} goes wrong,`,
    `${counted(loadBalancers.length + networkLoadBalancers.length, 'load balancer')}, ${counted(groups.length, 'group')}.`,
    `Assumed: ${counted(sizes.instancesPerZone, 'instance')} of each group in each zone (--instances),`,
    `${sizes.weight === 1 ? '' : `each of ${sizes.weight} units (--weight), `}${count(Math.round(requests))} requests a second at the`,
    'peak (--requests), and that zones, alarms and subnets are as the file says. gray-failure doctor checks that.',
    ...leftOut.map((why) => `Left out: ${why}.`),
  ];
  return hang('', parts.join(' '), 80).join('\n');
}

function counted(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}
