import type { Report } from '../../../shared/report/report.ts';
import type { Region } from '../../region/region.ts';
import type { Crash } from '../scenario.ts';

/** How an invocation ends, as seen from outside. */
export type Invoked =
  /** `threw`: the handler threw after its report, so that Lambda retries. */
  | { readonly kind: 'report'; readonly report: Report; readonly threw: boolean }
  /** The process died, and its report is lost. */
  | { readonly kind: 'crashed'; readonly why: string }
  /** It ended normally, but without exactly one report: a defect of the responder. */
  | { readonly kind: 'unreported'; readonly reports: number; readonly why: string };

export interface Invocation {
  readonly event: unknown;
  /** Unchanged by Lambda's retries. */
  readonly requestId: string;
}

/** A deployed responder, which can be invoked and shut down. */
export interface ResponderDriver {
  /** A description for people: `dist/responder/index.mjs on Node.js v24.4.0`. */
  readonly description: string;
  invoke(invocation: Invocation): Promise<Invoked>;
  close(): Promise<void>;
}

/** Where a responder is deployed, and when it crashes. */
export interface Stage {
  readonly region: Region;
  readonly configuration: Readonly<Record<string, unknown>>;
  readonly crash?: Crash | undefined;
}

/** Deploys a responder on a stage. */
export type StartDriver = (stage: Stage) => Promise<ResponderDriver>;

export const FUNCTION_NAME = 'gray-failure-responder';
/** The function's timeout, in milliseconds. */
export const TIMEOUT_MILLIS = 60_000;
