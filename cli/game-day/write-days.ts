import { version } from '../../package.json';
import type { Incident } from '../incident/incident.ts';
import { writePage } from '../write-page.ts';

/** Writes days as one page. `words` play them again: `['--scenario', 'full-circle', '--seed', '1']`. */
export async function writeDays(file: string, days: readonly Incident[], words: readonly string[]): Promise<void> {
  await writePage(file, days, {
    ...(days.length === 1 ? {} : { title: `${days.length} game days in a simulated Region` }),
    source: `Made by gray-failure ${version}: gameday ${words.join(' ')}.`,
  });
}
