import type { Report } from '../../../shared/report/report.ts';
import type { Region } from '../../region/region.ts';
import type { Crash } from '../scenario.ts';

/** How an invocation ends, as its surroundings see it. */
export type Invoked =
  /** `threw`: the handler failed after its report, so that Lambda tries again. */
  | { readonly kind: 'report'; readonly report: Report; readonly threw: boolean }
  /** The process died; whatever it had made of the event is lost. */
  | { readonly kind: 'crashed'; readonly why: string }
  /** It ended by itself, but not in exactly one report: a defect of the responder. */
  | { readonly kind: 'unreported'; readonly reports: number; readonly why: string };

export interface Invocation {
  readonly event: unknown;
  /** Lambda keeps it over retries. */
  readonly requestId: string;
}

/** A responder that is deployed somewhere: it can be invoked, and taken down. */
export interface ResponderDriver {
  /** What is being driven, for people: `dist/responder/index.mjs on Node.js v24.4.0`. */
  readonly description: string;
  invoke(invocation: Invocation): Promise<Invoked>;
  close(): Promise<void>;
}

/** Where a responder is deployed to, and when it dies. */
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
