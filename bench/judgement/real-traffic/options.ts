import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { OptionError } from '../options.ts';
import { type AccessLog, readAccessLog } from './client-visits.ts';
import { type RequestCurve, readCurve } from './request-curve.ts';

/** What episodes take from files that somebody brings. Null: it is generated. */
export interface RealTraffic {
  readonly curve: RequestCurve | null;
  readonly log: AccessLog | null;
}

export const GENERATED: RealTraffic = { curve: null, log: null };

/** `npx tsx bench/judgement-episodes.ts 200 10000 --curve elb.csv --sessions access.log` */
export interface EpisodeOptions {
  readonly episodes: number;
  readonly zoneHours: number;
  readonly real: RealTraffic;
}

const ACCEPTED = 'EPISODES ZONE_HOURS --curve FILE --sessions FILE';

/** Throws OptionError or TrafficFileError, with the value and what is accepted. */
export function readEpisodeOptions(args: readonly string[]): EpisodeOptions {
  const { values, positionals } = parse(args);
  const [episodes = '200', zoneHours = '10000', ...more] = positionals;
  if (more.length > 0) throw new OptionError(`${more.join(' ')} is not accepted; accepted: ${ACCEPTED}`);
  return {
    episodes: wholeNumber('EPISODES', episodes),
    zoneHours: wholeNumber('ZONE_HOURS', zoneHours),
    real: {
      curve: values.curve === undefined ? null : readCurve(textOf('--curve', values.curve), values.curve),
      log: values.sessions === undefined ? null : readAccessLog(textOf('--sessions', values.sessions), values.sessions),
    },
  };
}

function parse(args: readonly string[]) {
  const options = { curve: { type: 'string' }, sessions: { type: 'string' } } as const;
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: true });
  } catch (cause) {
    throw new OptionError(`${(cause as Error).message}; accepted: ${ACCEPTED}`, { cause });
  }
}

function wholeNumber(name: string, text: string): number {
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  throw new OptionError(`${name} cannot be "${text}"; accepted: a whole number from 1 to 9999999`);
}

function textOf(option: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new OptionError(`${option} cannot be "${file}": ${(cause as Error).message}; accepted: a file`, { cause });
  }
}
