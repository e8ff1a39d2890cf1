import { parseConfiguration } from '../../shared/configuration/parse-configuration.ts';
import type { AzId } from '../../shared/domain/index.ts';
import { decodeRecord } from '../../shared/marks/record.ts';
import type { Report } from '../../shared/report/report.ts';
import { respond } from '../../shared/respond.ts';
import { type InvariantWatch, watchInvariants } from '../../simulator/game-day/invariants/invariants.ts';
import type { ApiRequest } from '../../simulator/region/operations/api.ts';
import { aRegion, type RegionUnderTest } from '../a-region/a-region.ts';
import { connectDirectly } from '../a-region/direct-clients.ts';
import { ALL_SUBNETS } from '../a-region/groups.ts';
import { Interference } from '../a-region/interference.ts';
import { aConfiguration } from '../builders.ts';

const ZONE_OF: Readonly<Record<string, string>> = {
  'subnet-0a1': 'use1-az1',
  'subnet-0b2': 'use1-az2',
  'subnet-0c3': 'use1-az4',
};

/** Traffic that a restore lets in at the very moment at which capacity leaves: the next tick shifts it away again. */
const HEALED_BY_A_TICK = /^invariant 2 /;
/**
 * Nothing guards two functions against each other but what each of them reads (ADR 7): within one moment they may take out two zones, or
 * write one record over the other. And one that restores lets traffic return to a group that the other one keeps out.
 */
const BETWEEN_APPLICATIONS = /^invariant (1|2|13) |^invariant 7 .*: the record of /;

/** An application, with a responder of its own. */
export interface Application {
  /** Overrides of the configuration document. */
  readonly configuration: Record<string, unknown>;
  readonly watch: InvariantWatch;
}

export interface Stage {
  readonly aws: RegionUnderTest;
  readonly applications: readonly Application[];
  /** What was wrong so far: after each call, so that a run may die after any of them, and at the end of each run. */
  readonly wrong: () => string[];
  /** Makes a call for a run; the watches learn whose it is. */
  readonly callFor: (run: Run, call: ApiRequest) => ReturnType<RegionUnderTest['region']['call']>;
  /** The run whose call is being made. */
  readonly caller: () => Run | null;
  /** What two runs write can be told apart, as in Lambda. */
  readonly nextRequestId: () => string;
}

interface Run {
  readonly by: Application;
}

/** A quiet Region with two groups, for several responders at once, without reserved concurrency. */
export function aStage(...configurations: readonly Record<string, unknown>[]): Stage {
  const aws = aRegion();
  aws.groups.put({ name: 'api' });
  for (const { name } of aws.groups.states()) aws.groups.optIn(name);
  aws.alarms.set('use1-az1-isolated-impact', { state: 'OK' });
  const applications = (configurations.length === 0 ? [{}] : configurations).map((configuration) => ({
    configuration,
    watch: watchInvariants(aws.region, parseConfiguration(JSON.stringify(aConfiguration(configuration)))),
  }));
  const wrong = new Set<string>();
  aws.region.onCall(({ operation, mutates }) => {
    if (mutates) for (const what of wrongNow(aws, applications.length > 1)) wrong.add(`${operation}: ${what}`);
  });
  const isExcused = applications.length > 1 ? BETWEEN_APPLICATIONS : HEALED_BY_A_TICK;
  let caller: Run | null = null;
  let requests = 0;
  return {
    aws,
    applications,
    wrong: () => [...wrong, ...applications.flatMap(({ watch }) => watch.violations).filter((what) => !isExcused.test(what))],
    caller: () => caller,
    nextRequestId: () => {
      requests += 1;
      return `run-${requests}`;
    },
    callFor(run, call) {
      const others = applications.filter((application) => application !== run.by);
      caller = run;
      try {
        const act = () => aws.region.call(call);
        return others.reduce(
          (inner, { watch }) =>
            () =>
              watch.asOther(inner),
          act,
        )();
      } finally {
        caller = null;
      }
    },
  };
}

function wrongNow(aws: RegionUnderTest, areSeveral: boolean): string[] {
  const out = zonesOut(aws);
  const names = aws.groups.states().map(({ name }) => name);
  const lost = names.flatMap((name) => lostBy(aws, name).map((subnet) => `${name} has lost ${subnet}`));
  if (areSeveral)
    return [...lost, ...names.filter((name) => goneFrom(aws, name).length > 1).map((name) => `${name} has left two zones`)];
  return out.length > 1 ? [...lost, `${out.join(' and ')} are out`] : lost;
}

function goneFrom({ groups }: RegionUnderTest, name: string): string[] {
  const { subnets } = groups.state(name);
  return ALL_SUBNETS.filter((subnet) => !subnets.includes(subnet));
}

function lostBy(aws: RegionUnderTest, name: string): string[] {
  const { tags } = aws.groups.state(name);
  const recorded = ['use1-az1', 'use1-az2'].flatMap((zoneId) => decodeRecord(tags, zoneId as AzId)?.members ?? []);
  return goneFrom(aws, name).filter((subnet) => !recorded.some(({ member }) => member === subnet));
}

/** Zones that no longer take traffic, or that a group has left. */
export function zonesOut(aws: RegionUnderTest): string[] {
  const left = aws.groups.states().flatMap(({ name }) => goneFrom(aws, name));
  return [...new Set([...aws.shifts.zonesOut(), ...left.map((subnet) => ZONE_OF[subnet] ?? subnet)])].sort();
}

/** A responder of its own, whose calls wait as `calls` says. By default it is the first application's. */
export function asking(stage: Stage, request: object, by = stage.applications[0]): (calls: Interference) => Promise<Report> {
  if (by === undefined) throw new Error('the stage has no application');
  return async (calls) => {
    const run = { by };
    const { signal } = new AbortController();
    const region = { call: (call: ApiRequest) => stage.callFor(run, call) };
    const end = by.watch.startInvocation(request, () => stage.caller() === run);
    const requestId = stage.nextRequestId();
    const dependencies = { ...stage.aws.dependencies(by.configuration), ...connectDirectly(region, calls, signal), requestId };
    const report = await respond(request, dependencies);
    end({ kind: 'report', report, threw: false });
    return report;
  };
}

/** The same, alone. */
export async function ask(stage: Stage, request: object, by = stage.applications[0]): Promise<Report> {
  return asking(stage, request, by)(new Interference());
}
