import { parseArgs } from 'node:util';
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

/** What was typed is not what the command accepts. */
class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Faults of a scenario begin minutes after its start; here they begin as many minutes after the history has been played. */
const startingRegions: readonly StartingRegion[] = [
  { name: 'default', region: defaultRegionSpec },
  ...scenarios.map(({ name, region }) => ({ name, region: (options: Start) => afterWarmUp(region(options)) })),
];

const seed = 1;
const minuteMillis = 60_000;
const warmUpMinutes = 60;

const usage = `Usage: npm run region -- [--scenario NAME] [--port N] [--speed S]

Starts a simulated Region that AWS clients can talk to, with an hour of history, on the clock of the wall.

  --scenario NAME   what it starts as: ${startingRegions.map(({ name }) => name).join(', ')} (first is the default)
  --port N          port on 127.0.0.1, 0 for any free one (default 4599)
  --speed S         simulated seconds per second, more than 0 and at most 3600 (default 1)
  --help            this text
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
  if (!found) throw new UsageError(`There is no scenario "${scenario}"`);
  return {
    scenario: found,
    port: readNumber(port ?? '4599', { name: '--port', holds: (n) => Number.isInteger(n) && n >= 0 && n <= 65_535 }),
    speed: readNumber(speed ?? '1', { name: '--speed', holds: (n) => n > 0 && n <= 3_600 }),
  };
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

function readNumber(text: string, { name, holds }: { name: string; holds: (value: number) => boolean }): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!holds(value)) throw new UsageError(`${name} cannot be "${text}"`);
  return value;
}

/** Runs the warm-up at once, so that there are metrics to read and alarms with a state. */
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
  const server = await startServer(region, {
    port: options.port,
    waits: true,
    beforeRequest: catchUp,
    console: regionConsole(region),
  });
  const ticking = setInterval(catchUp, 1_000);
  const stop = () => {
    clearInterval(ticking);
    void server.close();
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  process.stdout.write(instructions({ region, server, options }));
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
