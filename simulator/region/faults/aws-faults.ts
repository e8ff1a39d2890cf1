import type { Clock } from '../clock.ts';
import type { AwsError, Identity, ServiceName } from '../operations/operation.ts';
import { accessDeniedError, internalError, type OperationName, throttlingError } from '../operations/service-errors.ts';
import type { Random } from '../random.ts';
import { type BucketSize, TokenBucket } from './token-bucket.ts';

/**
 * `timeout-after-applying` is the treacherous one: the change is made, but the caller never gets the answer. `short-pages` is no
 * failure: a list comes one element a page, and its last page has an empty token, as AWS may answer any list.
 */
export type AwsFaultKind =
  | 'throttling'
  | 'server-error'
  | 'access-denied'
  | 'timeout'
  | 'timeout-after-applying'
  | 'reset'
  | 'short-pages'
  | 'slow'
  /** A read answers what was there before the latest writes. Only DescribeAutoScalingGroups does. */
  | 'stale';

/** A fault of AWS's API. Defaults: every service, every operation, all calls, always. */
export interface AwsFault {
  readonly kind: AwsFaultKind;
  readonly service?: ServiceName;
  readonly operation?: string;
  /** Only calls about this resource, by ARN: those that name it, or a shift of it. */
  readonly resource?: string;
  /** Share of the calls, 0 to 1, chosen by seeded chance */
  readonly share?: number;
  readonly from?: Date;
  readonly until?: Date;
  /** The number of calls after which the fault ends. */
  readonly times?: number;
  /** Only the calls for which a bucket has no token left: how AWS throttles. */
  readonly beyond?: BucketSize;
  /** For `slow`: added to the answer's latency. Default: 5000. */
  readonly slowMillis?: number;
}

/** What a fault does to one call. */
export interface Injection {
  readonly kind: AwsFaultKind;
  readonly error?: AwsError;
  readonly slowMillis: number;
}

/** An API call: what it is, and what it is about. */
type Call = OperationName & { readonly input: unknown };

interface FaultSurroundings {
  readonly clock: Clock;
  readonly random: Random;
  readonly identity: Identity;
  /** The ARN of what a call is about; undefined: of nothing that has one. */
  readonly resourceOf: (call: Call) => string | undefined;
}

interface Active {
  readonly fault: AwsFault;
  readonly bucket: TokenBucket | undefined;
  left: number;
}

/** The active API faults. At most one affects a call: the first, in the order in which they were added. */
export class AwsFaults {
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #identity: Identity;
  readonly #resourceOf: (call: Call) => string | undefined;
  #faults: Active[] = [];

  constructor({ clock, random, identity, resourceOf }: FaultSurroundings) {
    this.#clock = clock;
    this.#random = random;
    this.#identity = identity;
    this.#resourceOf = resourceOf;
  }

  /** Returns a function that removes the fault. */
  add(fault: AwsFault): () => void {
    const bucket = fault.beyond === undefined ? undefined : new TokenBucket(fault.beyond, this.#clock);
    const entry = { fault, bucket, left: fault.times ?? Number.POSITIVE_INFINITY };
    this.#faults.push(entry);
    return () => {
      this.#faults = this.#faults.filter((other) => other !== entry);
    };
  }

  removeAll(): void {
    this.#faults = [];
  }

  /** Whether any call may be struck now. */
  isActive(): boolean {
    return this.#faults.some(({ fault, left }) => left > 0 && this.#isOn(fault));
  }

  /** The fault for this call, if any. Counts it against `times`. */
  strike(call: Call): Injection | undefined {
    const entry = this.#faults.find((active) => active.left > 0 && this.#applies(active.fault, call) && this.#isChosen(active));
    if (entry === undefined) return undefined;
    entry.left -= 1;
    return this.#injectionOf(entry.fault, call);
  }

  #applies(fault: AwsFault, call: Call): boolean {
    const { service = call.service, operation = call.operation, resource } = fault;
    const isAbout = resource === undefined || this.#resourceOf(call) === resource;
    return service === call.service && operation === call.operation && isAbout && this.#isOn(fault);
  }

  #isOn({ from, until }: AwsFault): boolean {
    const { millis } = this.#clock;
    return (from === undefined || millis >= from.getTime()) && (until === undefined || millis < until.getTime());
  }

  #isChosen({ fault: { share }, bucket }: Active): boolean {
    if (bucket?.take()) return false;
    return share === undefined || this.#random.uniform() < share;
  }

  #injectionOf({ kind, slowMillis = 5000 }: AwsFault, call: OperationName): Injection {
    if (kind === 'throttling') return { kind, error: throttlingError(call), slowMillis: 0 };
    if (kind === 'server-error') return { kind, error: internalError(call), slowMillis: 0 };
    if (kind === 'access-denied') return { kind, error: accessDeniedError(call, this.#identity), slowMillis: 0 };
    return { kind, slowMillis: kind === 'slow' ? slowMillis : 0 };
  }
}
