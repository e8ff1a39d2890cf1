import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { bundledCommand } from '../../bundled-command.ts';
import { barriersOf, findChromium, type Opened, openFile, startBrowser } from './browser.ts';

const root = resolve(__dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'page-'));
afterAll(() => rmSync(folder, { recursive: true }));

const command = bundledCommand('incident');
const executable = findChromium();
const inBrowser = executable === undefined ? describe.skip : describe;
const file = join(folder, 'incident.html');

const LOOKS = [
  { colorScheme: 'light', width: 1000 },
  { colorScheme: 'dark', width: 1000 },
  { colorScheme: 'light', width: 400 },
] as const;

/** Presses Tab until an element that matches has the focus. */
async function tabTo({ page }: Opened, selector: string): Promise<void> {
  for (let presses = 0; presses < 100; presses += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate(`document.activeElement.matches(${JSON.stringify(selector)})`)) return;
  }
  throw new Error(`the keyboard does not get to ${selector}`);
}

inBrowser('the page of an incident in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    execFileSync(process.execPath, [...command, 'test/corpus/captured/0.1.0.jsonl', '--html', file], {
      cwd: root,
      stdio: 'pipe',
    });
    browser = await startBrowser(executable ?? '');
  });
  afterAll(() => browser?.close());

  // One page for all tests of a look, in their order: a browser is slow to open a page.
  describe.each(LOOKS)('$colorScheme, $width pixels wide', (look) => {
    let opened: Opened;
    beforeAll(async () => {
      opened = await openFile(browser, file, look);
    });
    afterAll(() => opened.page.context().close());

    it('shows one chart of each zone, as wide as there is room', async () => {
      const charts = opened.page.locator('figure svg:visible');
      expect(await charts.count()).toBe(3);
      for (const chart of await charts.all()) {
        const box = await chart.boundingBox();
        expect(box?.width).toBeGreaterThan(look.width * 0.85);
        expect(box?.height).toBeGreaterThan(300);
      }
      expect(await opened.page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(look.width);
    });

    it('names each chart, each axis, and its unit', async () => {
      const chart = opened.page.locator('figure svg:visible').first();
      const text = (await chart.textContent()) ?? '';
      expect(await chart.getAttribute('aria-label')).toBe('use1-az1 over time');
      const titles = ['Requests (per minute)', 'Failed requests (% of', 'Slow responses (% of', 'Healthy instances (number'];
      for (const title of [...titles, 'Time (UTC)']) expect(text).toContain(title);
    });

    it('follows the colours of the system', async () => {
      const background = await opened.page.evaluate('getComputedStyle(document.body).backgroundColor');
      expect(background).toBe(look.colorScheme === 'dark' ? 'rgb(13, 17, 23)' : 'rgb(255, 255, 255)');
    });

    it('opens a run by the keyboard, from its mark and from its line', async () => {
      const { page } = opened;
      expect(await page.locator('#run-1-1').isVisible()).toBe(false);
      await tabTo(opened, 'a.mark');
      await page.keyboard.press('Enter');
      await page.waitForFunction('document.querySelector("details.run").open');
      expect(await page.locator('#run-1-1').isVisible()).toBe(true);
      await tabTo(opened, 'details.run:nth-of-type(2) > summary');
      await page.keyboard.press('Enter');
      expect(await page.locator('#run-1-2').isVisible()).toBe(true);
    });

    it('bars nobody, with every run open', async () => {
      const { page } = opened;
      await page.evaluate('document.querySelectorAll("details").forEach((one) => { one.open = true; })');
      expect(await barriersOf(page)).toEqual([]);
    });

    it('has complained of nothing, and asked for nothing', () => {
      expect([opened.complaints, opened.requests]).toEqual([[], []]);
    });

    it('is light when it is printed, and shows every run', async () => {
      const { page } = opened;
      await page.evaluate('document.querySelectorAll("details").forEach((one) => { one.open = false; })');
      await page.emulateMedia({ media: 'print', colorScheme: look.colorScheme });
      expect(await page.locator('#run-1-2').isVisible()).toBe(true);
      expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
    });
  });
});
