/** SNS and EventBridge take 256 KB (API Publish, Message; EventBridge User Guide, "PutEvents entry size"); this leaves room for the rest. */
export const CHANNEL_BYTES = 240_000;

/** Tried in this order: what a list keeps, and what a text keeps. */
const MEASURES = [
  { items: 100, characters: 2_000 },
  { items: 10, characters: 1_000 },
  { items: 3, characters: 200 },
] as const;

type Measure = (typeof MEASURES)[number];

/** JSON that fits a channel: as it is, or with its lists and texts shortened as little as will do. Pure. */
export function shortenJson<Value extends object>(value: Value): { readonly value: Value; readonly isShortened: boolean } {
  if (fits(JSON.stringify(value))) return { value, isShortened: false };
  const shortened = MEASURES.map((measure) => cut(value, measure) as Value);
  const last = shortened.at(-1) ?? value;
  return { value: shortened.find((candidate) => fits(JSON.stringify(candidate))) ?? last, isShortened: true };
}

function cut(value: unknown, measure: Measure): unknown {
  if (typeof value === 'string')
    return value.length <= measure.characters ? value : `${value.slice(0, measure.characters)}… (shortened)`;
  if (Array.isArray(value)) return value.slice(0, measure.items).map((item) => cut(item, measure));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, cut(member, measure)]));
}

/** So many lines at the end say what to do next, and which report it is. */
const LAST_LINES = 6;

/** Text that fits a channel: as it is, or without lines in its middle, and saying so. */
export function shortenText(text: string): string {
  if (fits(text)) return text;
  const lines = text.split('\n').map((line) => String(cut(line, MEASURES[0])));
  const end = lines.slice(-LAST_LINES);
  const kept: string[] = [];
  let bytes = Buffer.byteLength(end.join('\n'));
  for (const line of lines.slice(0, -LAST_LINES)) {
    bytes += Buffer.byteLength(line) + 1;
    if (bytes > CHANNEL_BYTES - MEASURES[1].characters) break;
    kept.push(line);
  }
  const left = lines.length - end.length - kept.length;
  return [...kept, `(shortened: ${left} more lines are in the report in the function's log)`, ...end].join('\n');
}

function fits(text: string): boolean {
  return Buffer.byteLength(text) <= CHANNEL_BYTES;
}
