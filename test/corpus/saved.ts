import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseConfiguration } from '../../shared/configuration/parse-configuration.ts';
import type { Policy } from '../../shared/domain/index.ts';
import type { Report } from '../../shared/report/report.ts';

/** The corpus as it is stored: names without `.json`, in the order of the alphabet. */
export const names: readonly string[] = readdirSync(__dirname)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.slice(0, -'.json'.length))
  .sort();

export function textOf(name: string): string {
  return readFileSync(join(__dirname, `${name}.json`), 'utf8');
}

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
