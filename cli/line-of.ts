/** The place that a problem begins with: `zones[0].zoneId: ...`. */
const PLACE = /^([\w$.[\]-]+): /;
const UNKNOWN_KEY = /^(?:the document|([\w$.[\]-]+)): unknown key "([^"]+)"/;
/** As JSON.parse says it, in Node.js 20 and in later versions. */
const POSITION = /at position (\d+)/;

/** The line of a JSON text, from 1, that a problem of its configuration speaks of; null: of none alone. */
export function lineOf(problem: string, text: string): number | null {
  const position = POSITION.exec(problem)?.[1];
  if (position !== undefined) return lineAt(text, Number(position));
  const [isUnknownKey, parent, key] = UNKNOWN_KEY.exec(problem) ?? [];
  const place = isUnknownKey === undefined ? PLACE.exec(problem)?.[1] : [parent, key].filter(Boolean).join('.');
  const found = place === undefined ? undefined : positionsIn(text).get(place);
  return found === undefined ? null : lineAt(text, found);
}

function lineAt(text: string, position: number): number {
  return text.slice(0, position).split('\n').length;
}

/** A string, or a mark of the grammar. What is between them are numbers, words and spaces. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

/** Where each value of a JSON document stands, by its place: `zones[0].zoneId`. */
function positionsIn(text: string): Map<string, number> {
  const reading: Reading = { positions: new Map(), open: [] };
  for (const { 0: token, index } of text.matchAll(TOKEN)) (MARKS[token] ?? readString)(reading, { token, index });
  return reading.positions;
}

interface Reading {
  readonly positions: Map<string, number>;
  /** The objects and lists that have not ended, and where in them the reading is. */
  readonly open: Open[];
}

interface Open {
  readonly isList: boolean;
  key: string;
  index: number;
  awaitsKey: boolean;
}

type Read = (reading: Reading, read: { readonly token: string; readonly index: number }) => void;

const begin: Read = ({ positions, open }, { token, index }) => {
  // An item of a list has no key: it stands where it begins.
  if (open.at(-1)?.isList) positions.set(placeIn(open), index);
  open.push({ isList: token === '[', key: '', index: 0, awaitsKey: token === '{' });
};

const end: Read = ({ open }) => void open.pop();

const goOn: Read = ({ open }) => {
  const here = open.at(-1);
  if (here === undefined) return;
  here.index += 1;
  here.awaitsKey = !here.isList;
};

const readString: Read = ({ positions, open }, { token, index }) => {
  const here = open.at(-1);
  if (here === undefined || !(here.isList || here.awaitsKey)) return;
  if (here.awaitsKey) here.key = JSON.parse(token) as string;
  here.awaitsKey = false;
  positions.set(placeIn(open), index);
};

const MARKS: Readonly<Record<string, Read>> = { '{': begin, '[': begin, '}': end, ']': end, ',': goOn, ':': () => undefined };

function placeIn(open: readonly Open[]): string {
  return open.reduce((place, { isList, key, index }) => {
    if (isList) return `${place}[${index}]`;
    return place === '' ? key : `${place}.${key}`;
  }, '');
}
