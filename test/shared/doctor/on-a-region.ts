import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect, makeClients } from '../../../shared/aws/connect.ts';
import { connectReadiness } from '../../../shared/aws/readiness/connect-readiness.ts';
import { parseConfiguration } from '../../../shared/configuration/parse-configuration.ts';
import { diagnose } from '../../../shared/doctor/diagnose.ts';
import { gatherReadiness } from '../../../shared/doctor/gather-readiness.ts';
import { defaultFunctionName } from '../../../shared/doctor/readiness-sources.ts';
import type { Diagnosis } from '../../../shared/domain/index.ts';
import { THIS_VERSION } from '../../../shared/marks/this-version.ts';
import type { Report } from '../../../shared/report/report.ts';
import { lambdaCommand } from '../../../shared/report/suggested-command.ts';
import { respond } from '../../../shared/respond.ts';
import { inProcessRequestHandler } from '../../../simulator/http/in-process.ts';
import { Region } from '../../../simulator/region/region.ts';
import { defaultRegionSpec, type RegionSpec } from '../../../simulator/region/region-spec.ts';
import { ownAlarms } from '../../../simulator/region/responder/own-alarms.ts';

/** The example's configuration, as a document that a test changes. */
// biome-ignore lint/suspicious/noExplicitAny: a test changes any member of the document
export type Document = Record<string, any>;

export function theExample(): Document {
  return JSON.parse(readFileSync(join(__dirname, '../../../gray-failure.config.example.json'), 'utf8')) as Document;
}

export interface Seeded {
  /** Changes the document. What is deployed is the document as changed, unless `deployed` says otherwise. */
  readonly configuration?: (document: Document) => void;
  readonly spec?: (spec: RegionSpec) => Partial<RegionSpec>;
  readonly region?: (region: Region) => void;
}

/** What is wrong, the finding that names it, and words of its mend. */
export type Misconfiguration = readonly [name: string, seeded: Seeded, finding: string, status: string, mend: RegExp];

const STARTS_AT = new Date('2026-11-24T03:00:00.000Z');

/** A quarter of an hour of the default Region with the responder deployed in it, asked over the wire. */
export async function doctorOn(seeded: Seeded = {}): Promise<Diagnosis> {
  const { sources, policy } = seededRegion(seeded);
  return diagnose(await gatherReadiness(sources), policy);
}

/** The same by the deployed function, asked for a check of readiness. */
export async function askDoctorOn(seeded: Seeded = {}, request: object = { action: 'doctor' }): Promise<Report> {
  const { connected, sources, policy, region, call } = seededRegion(seeded);
  return respond(request, {
    ...connected,
    policy,
    clock: { now: () => region.clock.now, sleep: async () => undefined },
    identity: region.identity,
    commandFor: lambdaCommand(sources.functionName),
    requestId: 'invocation-1',
    signal: call.abortSignal,
    patienceMillis: 0,
    account: { connectReadiness: async () => sources.readiness, functionName: sources.functionName },
  });
}

function seededRegion({ configuration, spec, region: change }: Seeded) {
  const document = theExample();
  configuration?.(document);
  const text = JSON.stringify(document);
  const policy = parseConfiguration(text);
  const functionName = defaultFunctionName(policy);
  const rules = [
    { name: 'alarms', eventPattern: '{}', isEnabled: true },
    { name: 'upkeep', schedule: 'rate(1 minute)', isEnabled: true },
  ];
  // As much as the signals look back: hours of traffic take seconds.
  const base = defaultRegionSpec({ seed: 1, startsAt: STARTS_AT, pastMinutes: 120 });
  const responder = { functionName, configuration: text, version: THIS_VERSION, reservedConcurrency: 1, rules };
  const alarms = [...base.alarms, ...ownAlarms({ ...base, functionName, application: policy.application, topic: 'on-call' })];
  const region = new Region({ ...base, alarms, responder, ...spec?.({ ...base, alarms, responder }) });
  region.advanceTo(STARTS_AT.getTime() + 15 * 60_000);
  change?.(region);
  const options = {
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    requestHandler: inProcessRequestHandler(region),
    maxAttempts: 1,
  };
  const call = { abortSignal: new AbortController().signal };
  const connected = connect(makeClients(options), call);
  const { reader } = connected;
  const sources = { reader, readiness: connectReadiness(options, call), policy, now: region.clock.now, functionName };
  return { connected, sources, policy, region, call };
}
