import type { z } from 'zod';

/** The services of the Region, by signing name. */
export type ServiceName =
  | 'arc-zonal-shift'
  | 'monitoring'
  | 'autoscaling'
  | 'ec2'
  | 'sns'
  | 'events'
  | 'elasticloadbalancing'
  | 'sts'
  | 'lambda'
  | 'iam'
  | 'logs';

/** An AWS error. `code` is the wire code, `fields` has the extra members (`reason`, `zonalShiftId`). */
export class AwsError extends Error {
  override readonly name = 'AwsError';

  constructor(
    readonly code: string,
    message: string,
    readonly details: { status?: number; fields?: Record<string, unknown> } = {},
  ) {
    super(message);
  }

  /** HTTP status: 4xx is the caller's fault, 5xx the service's. */
  get status(): number {
    return this.details.status ?? 400;
  }
}

/**
 * One API operation, with AWS's member names. The input is decoded from the wire: `Date` for timestamps, arrays for lists, and
 * strings where the Query protocol has only strings (hence `z.coerce` in schemas). The output has plain values, `Date`s and
 * arrays; `undefined` members are omitted. Operations run synchronously at the Region's current instant.
 */
export interface Operation {
  readonly input: z.ZodType;
  /** Whether the call changes anything. A dry run must never make such a call. */
  readonly mutates: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: `reads` and `writes` below type the function by its schema; the table loses it
  readonly run: (input: any) => Record<string, unknown>;
  /** The answer of a read that lags behind the latest writes. Absent: this one never does. */
  // biome-ignore lint/suspicious/noExplicitAny: as above
  readonly runStale?: (input: any) => Record<string, unknown>;
}

export type Operations = Readonly<Record<string, Operation>>;

type Run<S extends z.ZodType> = (input: z.output<S>) => Record<string, unknown>;

export function reads<S extends z.ZodType>(input: S, run: Run<S>): Operation {
  return { input, mutates: false, run };
}

export function writes<S extends z.ZodType>(input: S, run: Run<S>): Operation {
  return { input, mutates: true, run };
}

/** The Region and account in ARNs and events. */
export interface Identity {
  /** `us-east-1` */
  readonly region: string;
  /** 12 digits */
  readonly account: string;
}
