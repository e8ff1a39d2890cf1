import { parseConfiguration } from '../../shared/configuration/parse-configuration.ts';
import type { AzId } from '../../shared/domain/index.ts';
import { decodeRecord } from '../../shared/marks/record.ts';
import type { Report } from '../../shared/report/report.ts';
import { respond } from '../../shared/respond.ts';
import { watchInvariants } from '../../simulator/game-day/invariants/invariants.ts';
import { aRegion, type RegionUnderTest } from '../a-region/a-region.ts';
import { connectDirectly } from '../a-region/direct-clients.ts';
import { ALL_SUBNETS } from '../a-region/groups.ts';
import type { Interference } from '../a-region/interference.ts';
import { aConfiguration } from '../builders.ts';

const ZONE_OF: Readonly<Record<string, string>> = {
  'subnet-0a1': 'use1-az1',
  'subnet-0b2': 'use1-az2',
  'subnet-0c3': 'use1-az4',
};

/** Traffic that a restore lets in at the very moment at which capacity leaves: the next tick shifts it away again. */
const HEALED_BY_A_TICK = /^invariant 2 /;

export interface Stage {
  readonly aws: RegionUnderTest;
  /** Overrides of the configuration document. */
  readonly configuration: Record<string, unknown>;
  /** What was wrong after some call: so a run may die after any of them. */
  readonly wrong: Set<string>;
}

/** A quiet Region with two groups, for several responders at once, without reserved concurrency. */
export function aStage(configuration: Record<string, unknown> = {}): Stage {
  const aws = aRegion();
  aws.groups.put({ name: 'api' });
  for (const { name } of aws.groups.states()) aws.groups.optIn(name);
  aws.alarms.set('use1-az1-isolated-impact', { state: 'OK' });
  const wrong = new Set<string>();
  const watch = watchInvariants(aws.region, parseConfiguration(JSON.stringify(aConfiguration(configuration))));
  aws.region.onCall(({ operation, mutates }) => {
    if (!mutates) return;
    for (const what of wrongNow(aws)) wrong.add(`${operation}: ${what}`);
    for (const violation of watch.violations) if (!HEALED_BY_A_TICK.test(violation)) wrong.add(violation);
  });
  return { aws, configuration, wrong };
}

function wrongNow(aws: RegionUnderTest): string[] {
  const out = zonesOut(aws);
  const lost = aws.groups.states().flatMap(({ name }) => lostBy(aws, name).map((subnet) => `${name} has lost ${subnet}`));
  return out.length > 1 ? [...lost, `${out.join(' and ')} are out`] : lost;
}

function lostBy({ groups }: RegionUnderTest, name: string): string[] {
  const { subnets, tags } = groups.state(name);
  const recorded = ['use1-az1', 'use1-az2'].flatMap((zoneId) => decodeRecord(tags, zoneId as AzId)?.members ?? []);
  return ALL_SUBNETS.filter((subnet) => !subnets.includes(subnet) && !recorded.some(({ member }) => member === subnet));
}

/** Zones that no longer take traffic, or that a group has left. */
export function zonesOut({ groups, shifts }: RegionUnderTest): string[] {
  const left = groups.states().flatMap(({ subnets }) => ALL_SUBNETS.filter((subnet) => !subnets.includes(subnet)));
  return [...new Set([...shifts.zonesOut(), ...left.map((subnet) => ZONE_OF[subnet] ?? subnet)])].sort();
}

/** A responder of its own, whose calls wait as `calls` says. */
export function asking({ aws, configuration }: Stage, request: object): (calls: Interference) => Promise<Report> {
  return (calls) => {
    const { signal } = new AbortController();
    return respond(request, { ...aws.dependencies(configuration), ...connectDirectly(aws.region, calls, signal) });
  };
}
