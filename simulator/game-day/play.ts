import { parseConfiguration } from '../../shared/config.ts';
import type { Policy } from '../../shared/domain.ts';
import type { Report } from '../../shared/report.ts';
import { Region } from '../region/region.ts';
import { scheduleActors } from './actors.ts';
import { gameDayConfiguration } from './game-day-configuration.ts';
import { type InvariantWatch, watchInvariants } from './invariants.ts';
import { LambdaQueue, type QueuedEvent } from './lambda-queue.ts';
import type { Mark } from './marks.ts';
import { Recorder } from './recorder.ts';
import type { Invoked, ResponderDriver, StartDriver } from './responder-driver.ts';
import type { Scenario } from './scenario.ts';

/** Early in the evening, an hour and a half before the peak of the day; a Tuesday. */
export const GAME_DAY_STARTS_AT = new Date('2026-11-24T18:30:00Z');
const MINUTE_MILLIS = 60_000;

export interface PlayOptions {
  readonly seed: number;
  readonly startsAt?: Date;
  /** Left out: nobody responds. */
  readonly driver?: StartDriver;
  /** Told of each mark as it is made. */
  readonly observer?: (mark: Mark) => void;
  /** Told once the responder stands. */
  readonly onStart?: (driver: ResponderDriver) => void;
  /** On top of the scenario's own overrides: `{ mode: 'observe' }`. */
  readonly configuration?: Readonly<Record<string, unknown>>;
}

/** A game day that is over. */
export interface Played {
  readonly scenario: Scenario;
  readonly region: Region;
  readonly policy: Policy;
  readonly marks: readonly Mark[];
  readonly reports: readonly Report[];
  /** At which call each crash was. */
  readonly crashes: readonly string[];
  readonly deadLetters: readonly QueuedEvent[];
  readonly violations: readonly string[];
}

/** Plays a scenario from its start to its end: the Region, EventBridge, Lambda's queue and the responder. */
export async function play(scenario: Scenario, options: PlayOptions): Promise<Played> {
  const spec = scenario.region({ seed: options.seed, startsAt: options.startsAt ?? GAME_DAY_STARTS_AT });
  const configuration = gameDayConfiguration(spec, { ...scenario.configuration, ...options.configuration });
  const region = new Region(spec);
  const policy = parseConfiguration(JSON.stringify(configuration));
  const recorder = new Recorder(region, options.observer);
  const watch = watchInvariants(region, policy);
  setUp(region, scenario, { recorder, watch });
  const queue = new LambdaQueue({
    clock: region.clock,
    identity: region.identity,
    alarmNames: policy.zones.flatMap(({ impactAlarm }) => impactAlarm ?? []),
    queueSeconds: scenario.queueSeconds ?? 0,
  });
  const driver = await options.driver?.({ region, configuration, crash: scenario.crash });
  if (driver !== undefined) options.onStart?.(driver);
  const stage = { region, recorder, watch, queue, driver };
  try {
    await playTo(region.clock.millis + scenario.durationMinutes * MINUTE_MILLIS, stage);
  } finally {
    await driver?.close();
  }
  const ended = recorder.marks.flatMap((mark) => (mark.kind === 'ended' ? [mark.invoked] : []));
  return {
    scenario,
    region,
    policy,
    marks: recorder.marks,
    reports: ended.flatMap((invoked) => (invoked.kind === 'report' ? [invoked.report] : [])),
    crashes: ended.flatMap((invoked) => (invoked.kind === 'crashed' ? [invoked.why] : [])),
    deadLetters: queue.deadLetters,
    violations: watch.violations,
  };
}

interface Cast {
  readonly region: Region;
  readonly recorder: Recorder;
  readonly watch: InvariantWatch;
  readonly queue: LambdaQueue;
  readonly driver: ResponderDriver | undefined;
}

function setUp(region: Region, scenario: Scenario, { recorder, watch }: Pick<Cast, 'recorder' | 'watch'>): void {
  const startsAt = region.clock.millis;
  const dateOf = (minute: number) => new Date(startsAt + minute * MINUTE_MILLIS);
  Object.assign(region.events.delivery, scenario.delivery);
  for (const { from, until, ...fault } of scenario.awsFaults ?? []) {
    region.awsFaults.add({
      ...fault,
      ...(from === undefined ? {} : { from: dateOf(from) }),
      ...(until === undefined ? {} : { until: dateOf(until) }),
    });
  }
  scheduleActors(region, scenario.actors ?? [], {
    asOther: (act) => watch.asOther(act),
    onActorCall: (call) => recorder.add({ at: region.clock.millis, kind: 'actor', ...call }),
  });
}

async function playTo(end: number, cast: Cast): Promise<void> {
  const { region, recorder, queue, driver } = cast;
  while (region.clock.millis < end) {
    region.advanceTo(end, () => recorder.hasNews() || region.events.hasDue() || queue.hasReady());
    recorder.catchUp();
    const delivered = region.events.takeDue();
    if (driver === undefined) continue;
    for (const event of queue.accept(delivered)) recorder.add({ at: region.clock.millis, kind: 'delivery', event });
    for (let queued = queue.next(); queued !== undefined; queued = queue.next()) await invoke(queued, driver, cast);
  }
  recorder.catchUp();
}

async function invoke(queued: QueuedEvent, driver: ResponderDriver, { region, recorder, watch, queue }: Cast): Promise<void> {
  recorder.add({ at: region.clock.millis, kind: 'invocation', queued });
  const endInvocation = watch.startInvocation();
  const callsBefore = region.calls.length;
  const invoked = await driver.invoke(queued);
  endInvocation(invoked);
  recorder.add({ at: region.clock.millis, kind: 'ended', invoked, calls: region.calls.length - callsBefore });
  queue.settle(queued, hasFailed(invoked) ? 'failed' : 'succeeded');
  const given = queue.deadLetters.at(-1);
  if (given === queued) recorder.add({ at: region.clock.millis, kind: 'dead-letter', queued });
}

function hasFailed(invoked: Invoked): boolean {
  return invoked.kind !== 'report' || invoked.threw;
}
