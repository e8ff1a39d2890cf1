import { Command } from 'commander';
import { columnsOf, hang } from '../../shared/tell/columns.ts';
import { regionConsole } from '../../simulator/http/console.ts';
import { type RunningServer, startServer } from '../../simulator/http/server.ts';
import { followWallClock } from '../../simulator/http/wall-clock.ts';
import { Region } from '../../simulator/region/region.ts';
import { defaultRegionSpec, type RegionSpec } from '../../simulator/region/region-spec.ts';
import { scenarios } from '../../simulator/scenarios/index.ts';
import { usageFailure } from '../failure.ts';
import { writeAnswer } from '../streams.ts';

interface Start {
  readonly seed: number;
  readonly startsAt: Date;
}

interface StartingRegion {
  readonly name: string;
  readonly region: (options: Start) => RegionSpec;
}

interface RegionOptions {
  readonly scenario: StartingRegion;
  readonly port: number;
  readonly speed: number;
}

/** A scenario's faults begin some minutes after its start. Here they begin the same number of minutes after the warm-up. */
const startingRegions: readonly StartingRegion[] = [
  { name: 'default', region: defaultRegionSpec },
  ...scenarios.map(({ name, region }) => ({ name, region: (options: Start) => afterWarmUp(region(options)) })),
];

const names = startingRegions.map(({ name }) => name).join(', ');
const seed = 1;
const minuteMillis = 60_000;
const warmUpMinutes = 60;
const greatestPort = 65_535;
const greatestSpeed = 3_600;

const MORE = `
${hang('Scenarios: ', `${names} (the first is the default)`, 80).join('\n')}

Example:
  gray-failure region --scenario gray-errors --speed 60`;

interface GivenOptions {
  readonly scenario: string;
  readonly port: string;
  readonly speed: string;
}

/** Serves a simulated Region to AWS clients until it is told to stop. */
export function regionCommand(): Command {
  return new Command('region')
    .description('Serves a simulated Region to AWS clients. It has an hour of history and follows the wall clock.')
    .option('--scenario <name>', 'what it starts as', 'default')
    .option('--port <n>', 'port on 127.0.0.1, 0 for any free one', '4599')
    .option('--speed <s>', `simulated seconds per second, above 0 and at most ${greatestSpeed}`, '1')
    .addHelpText('after', MORE)
    .action((given: GivenOptions) => serve(readOptions(given)));
}

function afterWarmUp(spec: RegionSpec): RegionSpec {
  const later = (minutes: number) => minutes + warmUpMinutes;
  const faults = spec.faults.map((fault) => ({
    ...fault,
    at: later(fault.at),
    ...(fault.until === undefined ? {} : { until: later(fault.until) }),
  }));
  return { ...spec, faults };
}

function readOptions({ scenario, port, speed }: GivenOptions): RegionOptions {
  const found = startingRegions.find(({ name }) => name === scenario);
  if (!found)
    throw usageFailure(`--scenario cannot be "${scenario}"; accepted: default, or what gray-failure gameday --list shows`);
  return { scenario: found, port: readPort(port), speed: readSpeed(speed) };
}

function readPort(text: string): number {
  const port = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (port <= greatestPort) return port;
  throw usageFailure(`--port cannot be "${text}"; accepted: a whole number from 0 to ${greatestPort}, 0 for any free port`);
}

function readSpeed(text: string): number {
  const speed = text.trim() === '' ? Number.NaN : Number(text);
  if (speed > 0 && speed <= greatestSpeed) return speed;
  throw usageFailure(`--speed cannot be "${text}"; accepted: a number above 0 and at most ${greatestSpeed}, such as 0.5 or 60`);
}

/** Plays the warm-up at once, so that there are metrics to read and the alarms have a state. */
function createRegion({ scenario }: RegionOptions): Region {
  const now = Date.now();
  const startsAt = new Date(Math.floor(now / minuteMillis - warmUpMinutes) * minuteMillis);
  const region = new Region(scenario.region({ seed, startsAt }));
  region.advanceTo(now);
  return region;
}

async function serve(options: RegionOptions): Promise<void> {
  const region = createRegion(options);
  const catchUp = followWallClock(region, options);
  const server = await listen(region, options.port, catchUp);
  const ticking = setInterval(catchUp, 1_000);
  const stop = () => {
    clearInterval(ticking);
    void server.close();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  writeAnswer(instructions({ region, server, options }));
}

async function listen(region: Region, port: number, beforeRequest: () => void): Promise<RunningServer> {
  try {
    return await startServer(region, { port, waits: true, beforeRequest, console: regionConsole(region) });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw usageFailure(`--port cannot be "${port}" (${why}); accepted: a free port, or 0 for any`);
  }
}

interface Started {
  readonly region: Region;
  readonly server: RunningServer;
  readonly options: RegionOptions;
}

const headOf = ({ region, options }: Started): string =>
  hang(
    '',
    `Region ${region.identity.region}, scenario ${options.scenario.name}: it is ${region.clock.now.toISOString()}, ${options.speed} simulated second(s) per second. Ctrl-C stops it.`,
    columnsOf(process.stdout),
  ).join('\n');

const instructions = ({ region, server, options }: Started): string => `\
${headOf({ region, server, options })}

export AWS_ENDPOINT_URL=${server.url}
export AWS_REGION=${region.identity.region}
export AWS_DEFAULT_REGION=${region.identity.region}
export AWS_ACCESS_KEY_ID=test
export AWS_SECRET_ACCESS_KEY=test

For example:
  aws cloudwatch describe-alarms --alarm-types CompositeAlarm --query 'CompositeAlarms[].[AlarmName,StateValue]' --output text
  aws arc-zonal-shift list-managed-resources
  aws autoscaling describe-auto-scaling-groups --query 'AutoScalingGroups[].[AutoScalingGroupName,VPCZoneIdentifier]'
  curl ${server.url}/_region/state
  curl --data '{"minutes": 10}' ${server.url}/_region/advance
`;
