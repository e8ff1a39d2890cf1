import type { Clock } from '../clock.ts';
import type { AwsFaultKind, AwsFaults, Injection } from '../faults/aws-faults.ts';
import { askedForShortPage, withEmptyLastToken } from '../faults/short-pages.ts';
import type { Random } from '../random.ts';
import { AwsError, type Operation, type Operations, type ServiceName } from './operation.ts';
import { internalError, type OperationName, unknownOperation, validationError } from './service-errors.ts';

/** One decoded API call. `input` has AWS's member names. */
export interface ApiRequest extends OperationName {
  readonly input: unknown;
}

/** How a call ends for its caller. `latencyMillis` is the answer's latency. The caller decides whether time passes. */
export type CallOutcome = { readonly latencyMillis: number } & (
  | { readonly kind: 'answer'; readonly output: Record<string, unknown> }
  | { readonly kind: 'error'; readonly error: AwsError }
  /** The connection breaks before the answer. Nothing was applied. */
  | { readonly kind: 'reset' }
  /** No answer ever comes. Only the audit log shows whether the call was applied. */
  | { readonly kind: 'timeout' }
);

/** One line of the audit log. */
export interface CallRecord extends ApiRequest {
  /** Milliseconds since the epoch */
  readonly at: number;
  readonly mutates: boolean;
  /** Whether the operation completed, whatever the caller saw. */
  readonly applied: boolean;
  /** `ok`, an error code, `timeout` or `reset` */
  readonly outcome: string;
}

interface Surroundings {
  readonly clock: Clock;
  readonly random: Random;
  readonly faults: AwsFaults;
  readonly services: Readonly<Record<ServiceName, Operations>>;
}

type Result = { kind: 'answer'; output: Record<string, unknown> } | { kind: 'error'; error: AwsError };

/** Faults that change the answer at most. */
const APPLIED: ReadonlySet<AwsFaultKind> = new Set(['short-pages', 'slow', 'stale', 'timeout-after-applying']);
const LATENCY_MILLIS: readonly [low: number, high: number] = [40, 120];

/** AWS's front door. Every call to every service goes through here, is subject to the API faults and is logged. */
export class Api {
  readonly calls: CallRecord[] = [];
  readonly #world: Surroundings;
  readonly #listeners = new Set<(record: CallRecord) => void>();

  constructor(world: Surroundings) {
    this.#world = world;
  }

  /** Calls `listener` after each call. Returns a function that stops it. */
  onCall(listener: (record: CallRecord) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Never throws. */
  call(request: ApiRequest): CallOutcome {
    const latencyMillis = Math.round(this.#world.random.between(...LATENCY_MILLIS));
    const operations = this.#world.services[request.service] ?? {};
    const operation = Object.hasOwn(operations, request.operation) ? operations[request.operation] : undefined;
    if (operation === undefined) {
      const error = unknownOperation(request);
      this.#record(request, { mutates: false, applied: false, outcome: error.code });
      return { kind: 'error', error, latencyMillis };
    }
    return this.#callOperation(request, { operation, latencyMillis });
  }

  #callOperation(
    request: ApiRequest,
    { operation, latencyMillis }: { operation: Operation; latencyMillis: number },
  ): CallOutcome {
    const injection = this.#world.faults.strike(request);
    const applies = injection === undefined || APPLIED.has(injection.kind);
    const result = applies ? answer(request, { operation, injection }) : undefined;
    const outcome = outcomeOf(injection, result);
    const applied = result?.kind === 'answer';
    this.#record(request, { mutates: operation.mutates, applied, outcome: labelOf(outcome) });
    return { ...outcome, latencyMillis: latencyMillis + (injection?.slowMillis ?? 0) };
  }

  #record({ service, operation, input }: ApiRequest, rest: Pick<CallRecord, 'mutates' | 'applied' | 'outcome'>): void {
    const record = { at: this.#world.clock.millis, service, operation, input, ...rest };
    this.calls.push(record);
    for (const listener of this.#listeners) listener(record);
  }
}

type Ending = Result | { kind: 'reset' } | { kind: 'timeout' };

function outcomeOf(injection: Injection | undefined, result: Result | undefined): Ending {
  if (injection?.error !== undefined) return { kind: 'error', error: injection.error };
  if (injection?.kind === 'reset') return { kind: 'reset' };
  return result === undefined || injection?.kind === 'timeout-after-applying' ? { kind: 'timeout' } : result;
}

function labelOf(ending: Ending): string {
  if (ending.kind === 'answer') return 'ok';
  return ending.kind === 'error' ? ending.error.code : ending.kind;
}

interface Injected {
  readonly operation: Operation;
  readonly injection: Injection | undefined;
}

function answer(request: ApiRequest, { operation, injection }: Injected): Result {
  if (injection?.kind !== 'short-pages') return run(request, { operation, injection });
  const result = run(askedForShortPage(request), { operation, injection });
  return result.kind === 'answer' ? { ...result, output: withEmptyLastToken(result.output) } : result;
}

function run(request: ApiRequest, { operation, injection }: Injected): Result {
  const input = operation.input.safeParse(request.input ?? {});
  if (!input.success) {
    const problems = input.error.issues.map(({ path, message }) => `${path.join('.') || 'input'}: ${message}`).join('; ');
    return { kind: 'error', error: validationError(request, `Validation error detected: ${problems}`) };
  }
  try {
    const carryOut = (injection?.kind === 'stale' && operation.runStale) || operation.run;
    return { kind: 'answer', output: carryOut(input.data) };
  } catch (failure) {
    if (failure instanceof AwsError) return { kind: 'error', error: failure };
    return { kind: 'error', error: internalError(request, `The model of ${request.operation} failed: ${String(failure)}`) };
  }
}
