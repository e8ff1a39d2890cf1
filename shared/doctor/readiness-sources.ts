import type { Policy } from '../domain/index.ts';
import type { Reader, ReadinessReader } from '../ports.ts';

/** What gathering may use. `now` becomes part of the facts. */
export interface ReadinessSources {
  readonly reader: Reader;
  readonly readiness: ReadinessReader;
  readonly policy: Policy;
  readonly now: Date;
  /** The name of the deployed function. */
  readonly functionName: string;
}

/** The name that the function gets where nobody chooses one (infra, GrayFailureResponder). */
export function defaultFunctionName({ application }: Policy): string {
  return `gray-failure-responder-${application.replaceAll('.', '-')}`;
}
