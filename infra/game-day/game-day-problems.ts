import type { Duration } from 'aws-cdk-lib';
import { type DryRunTime, WEEKDAYS } from './dry-runs.ts';
import { CONNECTIVITY_SCOPES, type Impairment, type Tag } from './experiments.ts';
import type { GameDayProps } from './game-day-props.ts';

/** The maximum per experiment template (FIS quotas, "Stop conditions per experiment template"). */
const MAXIMUM_STOP_ALARMS = 5;

/** All problems of a game day, each with the value and what is accepted. `impairment` and `dryRunAt` include the defaults. */
export function gameDayProblems(
  props: GameDayProps,
  { impairment, dryRunAt }: { impairment: Impairment; dryRunAt: DryRunTime },
): string[] {
  return [
    ...stopAlarmProblems(props),
    ...zoneProblems(props),
    ...tagProblems({ instanceTag: props.instanceTag, subnetTag: props.subnetTag }),
    ...impairmentProblems(impairment),
    ...unless(isWholeUpTo(23, dryRunAt.hour), `dryRunAt.hour: ${dryRunAt.hour} is not accepted; accepted: 0 to 23`),
    ...unless(isWholeUpTo(59, dryRunAt.minute), `dryRunAt.minute: ${dryRunAt.minute} is not accepted; accepted: 0 to 59`),
  ];
}

function stopAlarmProblems({ stopAlarms: { length } }: GameDayProps): string[] {
  return [
    ...unless(length > 0, 'stopAlarms: an empty list is not accepted; accepted: at least the regional impact alarm'),
    ...unless(length <= MAXIMUM_STOP_ALARMS, `stopAlarms: ${length} are not accepted; accepted: at most ${MAXIMUM_STOP_ALARMS}`),
  ];
}

function zoneProblems({ zones, impair }: GameDayProps): string[] {
  const configured = zones.map(({ zoneName }) => zoneName);
  const strangers = (impair ?? []).filter((zoneName) => !configured.includes(zoneName));
  return [
    ...unless(
      zones.length > 0 && zones.length <= WEEKDAYS.length,
      `zones: ${zones.length} are not accepted; accepted: 1 to ${WEEKDAYS.length}`,
    ),
    ...unless(impair?.length !== 0, `impair: an empty list is not accepted; accepted: one or more of ${configured.join(', ')}`),
    ...strangers.map((zoneName) => `impair: ${zoneName} is not a configured zone; accepted: ${configured.join(', ')}`),
  ];
}

/** AWS also allows empty values (Tag restrictions). */
function tagProblems(tags: Readonly<Record<string, Tag>>): string[] {
  return Object.entries(tags).flatMap(([name, { key }]) =>
    unless(key.length >= 1 && key.length <= 128, `${name}.key: "${key}" is not accepted; accepted: 1 to 128 characters`),
  );
}

function impairmentProblems({ duration, latency, packetLossPercent, sources, connectivityScope }: Impairment): string[] {
  const milliseconds = latency.toMilliseconds({ integral: false });
  return [
    ...durationProblems(duration),
    ...unless(
      Number.isInteger(milliseconds) && milliseconds >= 1,
      `impairment.latency: ${milliseconds} ms is not accepted; accepted: whole milliseconds, 1 or more`,
    ),
    ...unless(
      packetLossPercent >= 1 && packetLossPercent <= 100,
      `impairment.packetLossPercent: ${packetLossPercent} is not accepted; accepted: 1 to 100`,
    ),
    ...unless(
      /^[^\s,]+(,[^\s,]+)*$/.test(sources),
      `impairment.sources: "${sources}" is not accepted; accepted: comma-separated addresses, names or zones, without spaces, or ALL`,
    ),
    ...unless(
      CONNECTIVITY_SCOPES.includes(connectivityScope),
      `impairment.connectivityScope: "${connectivityScope}" is not accepted; accepted: ${CONNECTIVITY_SCOPES.join(', ')}`,
    ),
  ];
}

function durationProblems(duration: Duration): string[] {
  const minutes = duration.toMinutes({ integral: false });
  // From milliseconds, because converting through minutes would not give whole seconds.
  const seconds = duration.toMilliseconds({ integral: false }) / 1000;
  return [
    ...unless(minutes >= 1 && minutes <= 720, `impairment.duration: ${minutes} minutes are not accepted; accepted: 1 to 720`),
    ...unless(Number.isInteger(seconds), `impairment.duration: ${seconds} seconds are not accepted; accepted: whole seconds`),
  ];
}

function isWholeUpTo(maximum: number, value: number): boolean {
  return Number.isInteger(value) && value >= 0 && value <= maximum;
}

function unless(isFine: boolean, problem: string): string[] {
  return isFine ? [] : [problem];
}
