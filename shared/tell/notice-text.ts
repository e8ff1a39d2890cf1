import type { Report } from '../report/report.ts';
import type { Line } from './describe-status.ts';
import { type ReportText, textOf } from './report-text.ts';
import { bareName, shortenResources } from './short-names.ts';
import { cutText } from './shorten.ts';

/** A phone at night shows so much without scrolling far. The commands come on top: they cannot be shortened. */
const CHARACTERS = 999;

/** Tried in this order: how many things a line names, and how long each of them is. The last one always fits. */
const MEASURES = [
  { items: 8, characters: 240 },
  { items: 4, characters: 240 },
  { items: 3, characters: 160 },
  { items: 1, characters: 100 },
] as const;

type Measure = (typeof MEASURES)[number];

/**
 * The report as one reads it on a phone: a line for what and where, one for why, one for what was done and what was not, then the
 * commands. At most 999 characters but for the commands; the log has the rest.
 */
export function noticeText(report: Report): string {
  const text = textOf(report);
  const bodies = MEASURES.map((measure) => bodyOf(text, measure));
  const fits = (lines: readonly string[]) => [...lines, text.end].join('\n').length <= CHARACTERS;
  const body = bodies.find(fits) ?? bodies.at(-1) ?? [];
  return [...body, ...text.next.map((command) => `next: ${command}`), cutText(text.end, 150)].join('\n');
}

function bodyOf({ head, why, did, checks, toDo }: ReportText, measure: Measure): string[] {
  const parts = [why, did, checks, toDo].map((lines) => inOneLine(lines, measure));
  return [cutText(head, 150), ...parts.filter((line) => line !== '')];
}

/** `failed start-zonal-shift web: Rate exceeded; done start-zonal-shift api: weight 0; and 3 more` */
function inOneLine(lines: readonly Line[], { items, characters }: Measure): string {
  const told = lines.map(({ lead, text }) => cutText(shortenResources(`${squeezed(lead)}${text}`, bareName), characters));
  const more = told.length - items;
  return [...told.slice(0, items), ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

/** A lead is padded for a table. */
function squeezed(lead: string): string {
  return lead.trim() === '' ? '' : `${lead.trim()} `;
}
