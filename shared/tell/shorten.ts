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
  if (fits(value)) return { value, isShortened: false };
  const shortened = MEASURES.map((measure) => cut(value, measure) as Value);
  const last = shortened.at(-1) ?? value;
  return { value: shortened.find(fits) ?? last, isShortened: true };
}

function cut(value: unknown, measure: Measure): unknown {
  if (typeof value === 'string')
    return value.length <= measure.characters ? value : `${value.slice(0, measure.characters)}… (shortened)`;
  if (Array.isArray(value)) return value.slice(0, measure.items).map((item) => cut(item, measure));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, cut(member, measure)]));
}

function fits(value: object): boolean {
  return Buffer.byteLength(JSON.stringify(value)) <= CHANNEL_BYTES;
}

/** The text, or its beginning with `…` where it has more than so many characters. */
export function cutText(text: string, characters: number): string {
  return text.length <= characters ? text : `${text.slice(0, characters - 1).trimEnd()}…`;
}
