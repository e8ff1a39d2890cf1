import { parseArgs } from 'node:util';
import { paragraph } from '../simulator/game-day/story/terminal.ts';
import { regionConsole } from '../simulator/http/console.ts';
import { type RunningServer, startServer } from '../simulator/http/server.ts';
import { followWallClock } from '../simulator/http/wall-clock.ts';
import { Region } from '../simulator/region/region.ts';
import { defaultRegionSpec, type RegionSpec } from '../simulator/region/region-spec.ts';
import { scenarios } from '../simulator/scenarios/index.ts';

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

/** The command line is not valid. */
class UsageError extends Error {
  override readonly name = 'UsageError';
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

const usage = `Usage: npm run region -- [--scenario NAME] [--port N] [--speed S]

Starts a simulated Region that AWS clients can call. It has an hour of history and
follows the wall clock.

${paragraph(`what it starts as: ${names} (first is the default)`, '  --scenario NAME   ')}
  --port N          port on 127.0.0.1, 0 for any free one (default 4599)
  --speed S         simulated seconds per second, above 0 and at most ${greatestSpeed} (default 1)
  --help            show this text
`;

function afterWarmUp(spec: RegionSpec): RegionSpec {
  const later = (minutes: number) => minutes + warmUpMinutes;
  const faults = spec.faults.map((fault) => ({
    ...fault,
    at: later(fault.at),
    ...(fault.until === undefined ? {} : { until: later(fault.until) }),
  }));
  return { ...spec, faults };
}

function readOptions(args: string[]): RegionOptions | 'help' {
  const { scenario, port, speed, help } = parseOptions(args);
  if (help) return 'help';
  const found =
    startingRegions.find(({ name }) => name === scenario) ?? (scenario === undefined ? startingRegions[0] : undefined);
  if (!found) throw new UsageError(paragraph(`--scenario cannot be "${scenario}"; accepted: ${names}`));
  return { scenario: found, port: readPort(port ?? '4599'), speed: readSpeed(speed ?? '1') };
}

function parseOptions(args: string[]) {
  const options = {
    scenario: { type: 'string' },
    port: { type: 'string' },
    speed: { type: 'string' },
    help: { type: 'boolean' },
  } as const;
  try {
    return parseArgs({ args, options }).values;
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function readPort(text: string): number {
  const port = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (port <= greatestPort) return port;
  throw new UsageError(`--port cannot be "${text}"; accepted: a whole number from 0 to ${greatestPort}, 0 for any free port`);
}

function readSpeed(text: string): number {
  const speed = text.trim() === '' ? Number.NaN : Number(text);
  if (speed > 0 && speed <= greatestSpeed) return speed;
  throw new UsageError(`--speed cannot be "${text}"; accepted: a number above 0 and at most ${greatestSpeed}, such as 0.5 or 60`);
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
  process.stdout.write(instructions({ region, server, options }));
}

async function listen(region: Region, port: number, beforeRequest: () => void): Promise<RunningServer> {
  try {
    return await startServer(region, { port, waits: true, beforeRequest, console: regionConsole(region) });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new UsageError(`--port cannot be "${port}" (${why}); accepted: a free port, or 0 for any`, { cause });
  }
}

interface Started {
  readonly region: Region;
  readonly server: RunningServer;
  readonly options: RegionOptions;
}

const instructions = ({ region, server, options }: Started): string => `\
Region ${region.identity.region}, scenario ${options.scenario.name}: it is ${region.clock.now.toISOString()}, \
${options.speed} simulated second(s) per second. Ctrl-C stops it.

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

async function main(args: string[]): Promise<void> {
  const options = readOptions(args);
  if (options === 'help') process.stdout.write(usage);
  else await serve(options);
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const isUsage = error instanceof UsageError;
  process.stderr.write(`${error instanceof Error ? error.message : error}\n${isUsage ? `\n${usage}` : ''}`);
  process.exitCode = isUsage ? 2 : 1;
});
