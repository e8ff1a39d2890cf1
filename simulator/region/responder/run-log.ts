import { z } from 'zod';
import { AwsError, type Operations, reads } from '../operations/operation.ts';
import { filterFor } from './filter-pattern.ts';

/** One event of a log group. `at` is in milliseconds since the epoch. */
interface LogEvent {
  readonly at: number;
  readonly message: string;
}

const filterInput = z.object({
  logGroupName: z.string(),
  startTime: z.number().optional(),
  endTime: z.number().optional(),
  filterPattern: z.string().default(''),
  nextToken: z.string().optional(),
});

type FilterInput = z.output<typeof filterInput>;

/** So many events are scanned for a page, so that one may be empty while more are to come (API FilterLogEvents). */
const SCANNED = 100;

/** A log group as CloudWatch Logs answers for it. It is empty until somebody writes to it: the responder does not run here. */
export class RunLog {
  readonly operations: Operations;
  readonly #events: LogEvent[] = [];

  /** `name` answers the name of the group, or null: there is none. */
  constructor(private readonly name: () => string | null) {
    this.operations = { FilterLogEvents: reads(filterInput, (input) => this.#filter(input)) };
  }

  write(...events: readonly LogEvent[]): void {
    this.#events.push(...events);
    this.#events.sort((one, other) => one.at - other.at);
  }

  #filter({ logGroupName, startTime = 0, endTime = Number.MAX_SAFE_INTEGER, filterPattern, nextToken }: FilterInput) {
    if (logGroupName !== this.name()) throw new AwsError('ResourceNotFoundException', 'The specified log group does not exist.');
    const matches = this.#filterFor(filterPattern);
    const start = nextToken === undefined ? 0 : Number(nextToken);
    const scanned = this.#events.slice(start, start + SCANNED);
    const events = scanned.filter(({ at, message }) => at >= startTime && at <= endTime && matches(message));
    return {
      events: events.map(({ at, message }, index) => ({
        timestamp: at,
        ingestionTime: at,
        message,
        eventId: `${start}-${index}`,
      })),
      searchedLogStreams: [],
      nextToken: start + SCANNED < this.#events.length ? String(start + SCANNED) : undefined,
    };
  }

  #filterFor(pattern: string): (message: string) => boolean {
    if (pattern === '') return () => true;
    try {
      return filterFor(pattern);
    } catch (error) {
      throw new AwsError('InvalidParameterException', `Invalid filter pattern (${String(error)})`);
    }
  }
}
