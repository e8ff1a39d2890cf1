import { writeFileSync } from 'node:fs';
import { checkPlace, placeFailure } from './check-place.ts';
import type { Incident } from './incident/incident.ts';
import type { PageOptions } from './incident/page/page.ts';
import { writeProgress } from './streams.ts';

/** Throws a Failure (exit code 2) if `--html` names a place where no file can be written, before anything else is done. */
export function checkPageFile(file: string): void {
  checkPlace('--html', file);
}

/** Writes the page, and says so. The charts' library is loaded only now. */
export async function writePage(file: string, incidents: readonly Incident[], options: PageOptions): Promise<void> {
  const { renderPage } = await import('./incident/page/page.ts');
  const page = renderPage(incidents, options);
  try {
    writeFileSync(file, page);
  } catch (error) {
    throw placeFailure('--html', file, error);
  }
  writeProgress(`wrote ${file} (${Math.ceil(Buffer.byteLength(page) / 1000)} kB): open it in a browser`);
}
