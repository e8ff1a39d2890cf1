import type { Report } from '../../../shared/report/report.ts';
import { bareName } from '../../../shared/tell/short-names.ts';
import type { Mark } from '../invariants/marks.ts';
import { isTick, type QueuedEvent } from '../responder/lambda-queue.ts';
import type { ResponderDriver } from '../responder/responder-driver.ts';
import type { Scenario } from '../scenario.ts';
import { MinuteTable, minuteHeading } from './story-minutes.ts';
import { tellReport } from './story-report.ts';
import { TickFilter } from './story-ticks.ts';
import { clockTime, type Paint, paragraph } from './terminal.ts';

export interface StoryOptions {
  readonly scenario: Scenario;
  readonly seed: number;
  readonly zoneIds: readonly string[];
  readonly paint: Paint;
  readonly write: (text: string) => void;
}

/** Tells a game day while it is played. */
export interface Storyteller {
  begin(driver: ResponderDriver): void;
  observe(mark: Mark): void;
}

/** The story leaves out the alarms' first states, and the metric alarms below the composite ones. */
const FIRST_STATE = 'INSUFFICIENT_DATA';

export function tellStory(options: StoryOptions): Storyteller {
  const { scenario, zoneIds, paint, write } = options;
  const table = new MinuteTable();
  const told: Told = { reported: new Set(), judged: new Map(), ticks: new TickFilter() };
  const say = (text: string) => write(`${text}\n`);
  const sayUnlessEmpty = (text: string | undefined) => text !== undefined && say(text);
  let day: string | undefined;
  const sayDay = (at: number) => {
    const today = new Date(at).toISOString().slice(0, 10);
    if (day !== undefined && day !== today) say(paint.strong(today));
    day = today;
  };
  return {
    begin(driver) {
      say(paint.strong(`${scenario.name}: ${scenario.title}`));
      say(`${paragraph(scenario.summary)}\n`);
      say(paragraph(`Seed ${options.seed}. The responder is ${driver.description}. Times are the Region’s, in UTC.`));
      say(`\n${minuteHeading(zoneIds, paint)}`);
    },
    observe(mark) {
      sayDay(mark.at);
      if (mark.kind === 'minute') {
        sayUnlessEmpty(table.line(mark.minute, paint));
        return;
      }
      const time = `${clockTime(mark.at)} `;
      const text = mark.kind === 'ended' ? tellEnd(mark, { told, paint }) : tellMark(mark, paint);
      if (text === undefined) return;
      say(mark.kind === 'ended' ? time + text : paragraph(text, time));
      table.interrupt();
    },
  };
}

function tellMark(mark: Exclude<Mark, { kind: 'minute' | 'ended' }>, paint: Paint): string | undefined {
  switch (mark.kind) {
    case 'alarm':
      return tellAlarm(mark, paint);
    case 'shift':
      return `ARC: ${mark.what.toLowerCase()}: ${bareName(mark.resource)} away from ${mark.awayFrom}`;
    case 'instances':
      return tellInstances(mark);
    case 'actor':
      return `${mark.who}: ${mark.call.operation} ${tellInput(mark.call.input)}: ${mark.outcome}`;
    case 'request':
      return `${mark.who} asks: ${tellRequest(mark.request)}`;
    case 'notice':
      return `notice to the people on call: "${mark.subject}"`;
    default:
      return tellQueue(mark, paint);
  }
}

function tellAlarm({ name, from, to }: Mark & { kind: 'alarm' }, paint: Paint): string | undefined {
  if (from === FIRST_STATE || !/(impact|canary)$/.test(name)) return undefined;
  return `alarm ${name}: ${from} -> ${to === 'ALARM' ? paint.bad(to) : to}`;
}

function tellInstances({ group, zones }: Mark & { kind: 'instances' }): string | undefined {
  const parts = Object.entries(zones).flatMap(([zoneId, { launched, arrived, leaving, inService }]) => {
    const moves = [
      launched > 0 ? `${launched} launched` : '',
      arrived > 0 ? `${arrived} in service` : '',
      leaving > 0 ? `${leaving} leaving` : '',
    ].filter((text) => text !== '');
    return moves.length === 0 ? [] : [`${zoneId} ${moves.join(', ')} (now ${inService})`];
  });
  return parts.length === 0 ? undefined : `group ${group}: ${parts.join('; ')}`;
}

/** `resourceIdentifier web, awayFrom use1-az2` */
function tellInput(input: unknown): string {
  return Object.entries(input as Record<string, unknown>)
    .map(([member, value]) => `${member} ${bareName(String(value))}`)
    .join(', ');
}

/** `restore, zone use1-az1, reason recovered` */
function tellRequest({ action, ...rest }: { readonly action: string } & Record<string, unknown>): string {
  return [action, ...Object.entries(rest).map(([member, value]) => `${member} ${String(value)}`)].join(', ');
}

/** What the reader already knows. */
interface Told {
  /** IDs of printed reports. A retry prints only what is new. */
  readonly reported: Set<string>;
  /** Action -> the checks that passed in its last printed report. */
  readonly judged: Map<string, string>;
  readonly ticks: TickFilter;
}

function tellEnd(
  { invoked, calls }: Mark & { kind: 'ended' },
  { told, paint }: { told: Told; paint: Paint },
): string | undefined {
  if (invoked.kind === 'crashed') return paint.bad(`the responder's process died at ${invoked.why}`);
  if (invoked.kind === 'unreported') return paint.bad(`the responder ended with ${invoked.reports} reports: ${invoked.why}`);
  const { report } = invoked;
  const isUpkeep = report.action === 'upkeep' || report.again === true;
  const quiet = isUpkeep ? told.ticks.tell(report) : 0;
  if (quiet === undefined) return undefined;
  const thrown = invoked.threw && !isUpkeep ? `\n${' '.repeat(9)}the invocation failed, so Lambda will retry` : '';
  return `${tellReport(report, { calls, again: isKnown(report, told), quiet, paint })}${thrown}`;
}

/** Whether the reader has already seen these checks pass, for the same event or in the last run of the same action. */
function isKnown({ id, action, decision }: Report, { reported, judged }: Told): boolean {
  const passing = decision.reasons.filter(({ status }) => status === 'pass').map(({ check }) => check);
  const known = reported.has(id) || judged.get(action) === passing.join();
  reported.add(id);
  if (action === 'upkeep') judged.set(action, passing.join());
  return known;
}

function tellQueue(mark: Mark & { kind: 'delivery' | 'invocation' | 'dead-letter' }, paint: Paint): string | undefined {
  if (mark.kind === 'delivery')
    return `event delivered: ${alarmOf(mark.event)} went to ALARM at ${mark.event.time.slice(11, 19)}`;
  const { attempt, event } = mark.queued;
  if (mark.kind === 'dead-letter')
    return paint.bad(`given up after ${attempt} attempts: ${alarmOf(event)} goes to the failure destination`);
  return attempt === 1 ? undefined : `Lambda retries, attempt ${attempt}`;
}

function alarmOf(event: QueuedEvent['event']): string {
  return isTick(event) ? 'a tick' : String(event.detail.alarmName);
}
