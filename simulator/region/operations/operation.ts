import type { z } from 'zod';

/** The services that the Region answers for, by the name that a request is signed with. */
export type ServiceName = 'arc-zonal-shift' | 'monitoring' | 'autoscaling' | 'ec2' | 'sns' | 'events';

/** An error as AWS answers it. `code` is the wire code, `fields` the extra members (`reason`, `zonalShiftId`). */
export class AwsError extends Error {
  override readonly name = 'AwsError';

  constructor(
    readonly code: string,
    message: string,
    readonly details: { status?: number; fields?: Record<string, unknown> } = {},
  ) {
    super(message);
  }

  /** HTTP status; 4xx is the caller's fault, 5xx the service's. */
  get status(): number {
    return this.details.status ?? 400;
  }
}

/**
 * One API operation in AWS's own member names. Input has been decoded from the wire (`Date` for timestamps, arrays for lists,
 * strings where the Query protocol has only strings: hence `z.coerce` in schemas). Output holds plain values, `Date`s and
 * arrays; members that are `undefined` are left out. Everything is synchronous at the Region's present instant.
 */
export interface Operation {
  readonly input: z.ZodType;
  /** Whether the call changes anything: what a dry run must never make. */
  readonly mutates: boolean;
  // biome-ignore lint/suspicious/noExplicitAny: `reads` and `writes` below tie the schema to the function; the table forgets it
  readonly run: (input: any) => Record<string, unknown>;
}

export type Operations = Readonly<Record<string, Operation>>;

type Run<S extends z.ZodType> = (input: z.output<S>) => Record<string, unknown>;

export function reads<S extends z.ZodType>(input: S, run: Run<S>): Operation {
  return { input, mutates: false, run };
}

export function writes<S extends z.ZodType>(input: S, run: Run<S>): Operation {
  return { input, mutates: true, run };
}

/** Where the Region stands, as it appears in ARNs and events. */
export interface Identity {
  /** `us-east-1` */
  readonly region: string;
  /** 12 digits */
  readonly account: string;
}
