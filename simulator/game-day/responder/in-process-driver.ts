import { type DividedTime, divideTime } from '../../../shared/actions/divide-time.ts';
import { connect, makeClients } from '../../../shared/aws/connect.ts';
import type { Pace } from '../../../shared/aws/pace.ts';
import { connectReadiness } from '../../../shared/aws/readiness/connect-readiness.ts';
import { parseConfiguration } from '../../../shared/configuration/parse-configuration.ts';
import type { Clock } from '../../../shared/ports.ts';
import type { Report } from '../../../shared/report/report.ts';
import { lambdaCommand } from '../../../shared/report/suggested-command.ts';
import { isWorthRetrying } from '../../../shared/report/worth-retrying.ts';
import { respond } from '../../../shared/respond.ts';
import type { CallableRegion } from '../../http/answer.ts';
import { type InProcessHandler, inProcessRequestHandler } from '../../http/in-process.ts';
import type { ApiRequest, CallOutcome } from '../../region/operations/api.ts';
import type { Region } from '../../region/region.ts';
import { crashableRegion } from './crashable-region.ts';
import { FUNCTION_NAME, type Invoked, type ResponderDriver, type Stage, TIMEOUT_MILLIS } from './responder-driver.ts';

/** Same as in `shared/aws/client-options.ts`. */
const REQUEST_TIMEOUT_MILLIS = 3_000;

export interface InProcessOptions {
  /** Awaited before each request, so that another responder can run in between. */
  readonly pause?: () => Promise<void>;
  /** Called for each of the responder's own calls, before it is applied. */
  readonly onCall?: (call: ApiRequest) => void;
}

/**
 * For tests: runs `respond()` with the real SDK clients in this process, without sockets. Time is the Region's, and advances by
 * each call's latency and each back-off. Sends no notices, because only the bundle does.
 */
export function inProcess(options: InProcessOptions = {}): (stage: Stage) => Promise<ResponderDriver> {
  return async ({ region, configuration, crash }) => {
    const life = { crashedAt: null as string | null };
    const called = crashableRegion(region, {
      crash,
      isDead: () => life.crashedAt !== null,
      onCrash: (why) => {
        life.crashedAt = why;
      },
      onOutcome: (outcome) => region.advanceTo(region.clock.millis + durationOf(outcome)),
    });
    const policy = parseConfiguration(JSON.stringify(configuration));
    const time = divideTime(TIMEOUT_MILLIS, policy);
    const run = aRun(region);
    const sdk = clientOptions(called, region, options);
    const clients = makeClients(sdk, paceOf(region, run, time));
    const dryJudgements = { lastAt: null };
    return {
      description: 'respond() in this process',
      async invoke({ event, requestId }) {
        life.crashedAt = null;
        Object.assign(run, aRun(region));
        const { signal } = run.changes;
        const report = await respond(event, {
          ...connect(clients, { abortSignal: run.reads.signal, changesEnd: signal }),
          policy,
          clock: clockOf(region, () => life.crashedAt !== null),
          identity: region.identity,
          commandFor: lambdaCommand(FUNCTION_NAME),
          requestId,
          signal,
          patienceMillis: time.changesEnd / 2,
          dryJudgements,
          account: {
            connectReadiness: async () => connectReadiness(sdk, { abortSignal: run.reads.signal }),
            functionName: FUNCTION_NAME,
          },
        });
        return endOf({ report, event, crashedAt: life.crashedAt });
      },
      close: async () => {},
    };
  };
}

function durationOf(outcome: CallOutcome): number {
  return outcome.kind === 'timeout' ? REQUEST_TIMEOUT_MILLIS : Math.min(outcome.latencyMillis, REQUEST_TIMEOUT_MILLIS);
}

function endOf({ report, event, crashedAt }: { report: Report; event: unknown; crashedAt: string | null }): Invoked {
  if (crashedAt !== null) return { kind: 'crashed', why: crashedAt };
  return { kind: 'report', report, threw: isWorthRetrying(report, event) };
}

function clockOf(region: Region, isDead: () => boolean): Clock {
  return {
    now: () => region.clock.now,
    sleep: async (milliseconds) => {
      if (!isDead()) region.advanceTo(region.clock.millis + milliseconds);
    },
  };
}

function clientOptions(called: CallableRegion, region: Region, { pause, onCall = () => {} }: InProcessOptions) {
  const handler = inProcessRequestHandler(called, { requestTimeoutMillis: REQUEST_TIMEOUT_MILLIS, before: onCall });
  const requestHandler: InProcessHandler = {
    ...handler,
    handle: async (request, options) => {
      await pause?.();
      return handler.handle(request, options);
    },
  };
  return {
    region: region.identity.region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    requestHandler,
  };
}

/** One run: its ends are those of `functions/responder.ts`. */
interface Run {
  readonly changes: AbortController;
  readonly reads: AbortController;
  readonly startedAt: number;
}

function aRun(region: Region): Run {
  return { changes: new AbortController(), reads: new AbortController(), startedAt: region.clock.millis };
}

/** Back-off in the Region's time. A run that only waits ends when its time is up. */
function paceOf(region: Region, run: Run, { changesEnd, readsEnd }: DividedTime): Pace {
  return {
    now: () => region.clock.millis,
    sleep: async (milliseconds) => {
      region.advanceTo(region.clock.millis + milliseconds);
      const passed = region.clock.millis - run.startedAt;
      if (passed >= changesEnd) run.changes.abort();
      if (passed >= readsEnd) run.reads.abort();
    },
    random: () => 1,
  };
}
