import * as arcZonalShift from '@aws-sdk/client-arc-zonal-shift';
import * as autoScaling from '@aws-sdk/client-auto-scaling';
import * as cloudWatch from '@aws-sdk/client-cloudwatch';
import * as ec2 from '@aws-sdk/client-ec2';
import * as eventBridge from '@aws-sdk/client-eventbridge';
import * as sns from '@aws-sdk/client-sns';
import type { handler } from '../../functions/responder.ts';
import type { ClientOptions } from '../../shared/aws/client-options.ts';
import { inProcessRequestHandler } from '../../simulator/http/in-process.ts';
import { aRegion, type RegionUnderTest } from '../a-region/a-region.ts';
import { aCompositeAlarmEvent, aConfiguration } from '../builders.ts';

/** Loaded once: a cold start of ours need not be one of the SDK. */
const SDK: Record<string, object> = {
  '@aws-sdk/client-arc-zonal-shift': arcZonalShift,
  '@aws-sdk/client-auto-scaling': autoScaling,
  '@aws-sdk/client-cloudwatch': cloudWatch,
  '@aws-sdk/client-ec2': ec2,
  '@aws-sdk/client-eventbridge': eventBridge,
  '@aws-sdk/client-sns': sns,
};

const VARIABLES = [
  'RESPONDER_CONFIG',
  'RESPONDER_CONFIG_FILE',
  'RESPONDER_CONFIG_OVERRIDES',
  'AWS_REGION',
  'AWS_LAMBDA_FUNCTION_NAME',
];

/** What one line of the log holds, as far as tests look at it. */
export interface LogLine {
  readonly level?: string;
  readonly message?: string;
  readonly evidence?: object;
  readonly outcome?: string;
  readonly id?: string;
  readonly why?: string;
  readonly error?: { readonly name: string; readonly message: string };
  readonly _aws?: object;
}

export interface ColdStart {
  readonly aws: RegionUnderTest;
  readonly handler: typeof handler;
  /** What has been written to standard output since, line by line; throws where a line is no JSON. */
  readonly log: () => LogLine[];
  /** The same for standard error, where warnings go. */
  readonly warnings: () => LogLine[];
}

/**
 * Loads the function as Lambda does, under an environment. `variables` replace the configuration that the builders make
 * in mode act. Each call is attempted once, so that a failure is seen, unless `repeats`: then as deployed.
 */
export async function coldStart(
  overrides: Record<string, unknown> = {},
  variables: Record<string, string> = { RESPONDER_CONFIG: JSON.stringify(aConfiguration(overrides)) },
  { repeats = false } = {},
): Promise<ColdStart> {
  jest.resetModules();
  for (const [name, loaded] of Object.entries(SDK)) jest.doMock(name, () => loaded);
  for (const name of VARIABLES) delete process.env[name];
  Object.assign(process.env, variables);
  const [log, warnings] = [capture(process.stdout), capture(process.stderr)];
  const aws = aRegion({ at: new Date().toISOString() });
  jest.doMock('../../shared/aws/client-options.ts', () => ({
    ...jest.requireActual<object>('../../shared/aws/client-options.ts'),
    CLIENT_OPTIONS: { ...clientOptions(aws), ...(repeats ? {} : { maxAttempts: 1 }) },
  }));
  const responder = await import('../../functions/responder.ts');
  return { aws, handler: responder.handler, log, warnings };
}

/** Every client of the function reaches the Region, by the wire, without a socket. */
function clientOptions({ region, calls }: RegionUnderTest): ClientOptions {
  return {
    region: region.identity.region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    requestHandler: inProcessRequestHandler(region, calls),
  };
}

function capture(stream: NodeJS.WriteStream): () => LogLine[] {
  const written: string[] = [];
  jest.spyOn(stream, 'write').mockImplementation((text) => {
    written.push(String(text));
    return true;
  });
  return () =>
    written
      .join('')
      .split('\n')
      .filter((line) => line !== '')
      .map((line): LogLine => JSON.parse(line));
}

/** The alarm of zone 1 changed this very moment: the function reads the real clock. */
export function anAlarmNow(overrides: Parameters<typeof aCompositeAlarmEvent>[0] = {}) {
  const timestamp = new Date().toISOString().replace('Z', '+0000');
  return aCompositeAlarmEvent({ timestamp, ...overrides });
}

/** The lines that hold a whole report. */
export function reportsIn(log: readonly LogLine[]): LogLine[] {
  return log.filter((line) => line.evidence !== undefined);
}
