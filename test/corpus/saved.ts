import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseConfiguration } from '../../shared/configuration/parse-configuration.ts';
import type { Policy } from '../../shared/domain/index.ts';
import type { Report } from '../../shared/report/report.ts';
import { applied } from './difference.ts';
import { type Facts, inOrder } from './facts.ts';
import { type BaseName, reportOf, type StoredCase } from './stored-case.ts';
import { contentOfFile } from './text.ts';

/** The corpus as it is stored: `bases.json`, and in `cases` a file for each check and each action. */
type StoredBases = { readonly alarm: Facts } & Readonly<Record<Exclude<BaseName, 'alarm'>, StoredCase>>;

const bases = contentOf<StoredBases>('bases.json');
/** By file, in its order. */
const subjects = readdirSync(join(__dirname, 'cases')).map((file) => contentOf<Record<string, StoredCase>>(`cases/${file}`));
const cases = new Map(subjects.flatMap((subject) => Object.entries(subject)));

/** All cases, in the order of the alphabet. */
export const names: readonly string[] = subjects.flatMap((subject) => Object.keys(subject)).sort();

export function stored(name: string): StoredCase {
  const found = cases.get(name);
  if (found === undefined) throw new Error(`the corpus has no ${JSON.stringify(name)}; accepted: ${names.join(', ')}`);
  return found;
}

export function factsOfBase(name: BaseName): Facts {
  if (name === 'alarm') return bases.alarm;
  const { from, given = {}, gives, without = [] } = bases[name];
  const facts = applied(factsOfBase(from ?? 'alarm'), { set: { ...given, ...gives }, without });
  return { ...facts, policy: inOrder(facts.policy) };
}

const texts = new Map<string, string>();

/** The whole report of a case, as a person saves it. */
export function textOf(name: string): string {
  const text = texts.get(name) ?? JSON.stringify(reportOf(stored(name), factsOfBase), null, 2);
  texts.set(name, text);
  return text;
}

/** Each time a new object, as if it had been read from a file. */
export function saved(name: string): Report {
  return JSON.parse(textOf(name)) as Report;
}

/** The configuration of a report with some of its members replaced, as somebody would edit its document. */
export function changedPolicy({ policy }: Report, change: Readonly<Record<string, object | string | boolean>>): Policy {
  const document: Record<string, unknown> = { ...policy };
  for (const [key, value] of Object.entries(change)) {
    const isSection = typeof value === 'object' && !Array.isArray(value);
    document[key] = isSection ? { ...(document[key] as object), ...value } : value;
  }
  return parseConfiguration(JSON.stringify(document));
}

function contentOf<Content extends object>(path: string): Content {
  return contentOfFile(readFileSync(join(__dirname, path), 'utf8'));
}
