import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { source as axeSource } from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The Chromium of this machine; undefined: there is none, which is said loudly, as tests are then skipped. */
export function findChromium(): string | undefined {
  const found = PLACES.find(existsSync);
  if (found === undefined) {
    process.stderr.write(
      `\nNOT TESTED IN A BROWSER: there is no Chromium in ${PLACES.join(', ')}. On Debian: apt-get install chromium\n\n`,
    );
  }
  return found;
}

/** Without a sandbox, as root and in containers there is none. It opens files that these tests have written, and nothing else. */
export function startBrowser(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}

export interface Look {
  readonly colorScheme: 'light' | 'dark';
  readonly width: number;
}

export interface Opened {
  readonly page: Page;
  /** Errors and warnings of the console, and errors of scripts. */
  readonly complaints: string[];
  /** What the page asked for besides itself. It got nothing. */
  readonly requests: string[];
}

/** Opens a file as people would. */
export async function openFile(browser: Browser, file: string, { colorScheme, width }: Look): Promise<Opened> {
  const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
  const page = await context.newPage();
  const { href } = pathToFileURL(file);
  const opened: Opened = { page, complaints: [], requests: [] };
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) opened.complaints.push(message.text());
  });
  page.on('pageerror', ({ message }) => opened.complaints.push(message));
  await context.route('**/*', (route) => {
    if (route.request().url() === href) return route.continue();
    opened.requests.push(route.request().url());
    return route.abort();
  });
  await page.goto(href);
  return opened;
}

/** What axe finds that keeps people from using the page: `color-contrast (serious): .mark, .faint`. */
export async function barriersOf(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const { violations } = (await page.evaluate(`axe.run({ resultTypes: ['violations'] })`)) as { violations: Violation[] };
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, impact, nodes }) => `${id} (${impact}): ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

interface Violation {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly target: readonly string[] }[];
}
