// The colours of day and night, chosen by hand.

import type { Page } from '@playwright/test';
import { expect, open, takenOver, test } from './fixtures.ts';
import { root } from './site.ts';

const LIGHT = 'rgb(251, 250, 246)';
const DARK = 'rgb(20, 22, 26)';

const background = (page: Page) => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
const bars = (page: Page) => page.evaluate(() => [...document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')].filter(({ media }) => matchMedia(media).matches).map(({ content }) => content));
const choose = (page: Page, name: string) => page.getByLabel('Colours').selectOption({ label: name });

test('a reader chooses the colours, and they stay', async ({ page, context }) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await open(page, '');
  expect(await background(page)).toBe(LIGHT);
  await choose(page, 'Dark');
  expect([await background(page), await bars(page)]).toEqual([DARK, ['#14161a']]);
  // The app leads on.
  await page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: 'About' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('About this ladder');
  expect(await background(page)).toBe(DARK);
  await page.reload();
  await takenOver(page);
  await expect(page.getByLabel('Colours')).toHaveValue('dark');
  expect(await background(page)).toBe(DARK);
  // Another tab follows, and leads.
  const other = await context.newPage();
  await other.emulateMedia({ colorScheme: 'dark' });
  await open(other, 'find/');
  expect(await background(other)).toBe(DARK);
  await choose(other, 'Light');
  expect([await background(other), await bars(other)]).toEqual([LIGHT, ['#fbfaf6']]);
  await expect.poll(() => background(page)).toBe(LIGHT);
  await expect(page.getByLabel('Colours')).toHaveValue('light');
  await choose(other, 'Of this device');
  expect([await background(other), await bars(other)]).toEqual([DARK, ['#14161a']]);
  expect(await other.evaluate(() => localStorage.getItem('rungs/colours'))).toBeNull();
});

test('the colours are there before the text, without the app', async ({ page, problems }) => {
  problems.allow(/^failed: /, /ERR_FAILED/);
  await page.addInitScript(() => localStorage.setItem('rungs/colours', 'dark'));
  await page.route(/\.(js|wasm)$/, (route) => route.abort());
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(`levels/${root.middle().id}/`, { waitUntil: 'commit' });
  await page.locator('h1').waitFor();
  expect(await background(page)).toBe(DARK);
  await expect(page.getByLabel('Colours')).toHaveValue('dark');
  await choose(page, 'Light');
  expect(await background(page)).toBe(LIGHT);
});

test('the colours can be chosen where the app cannot start', async ({ page, problems }) => {
  problems.allow(/console warning/, /^failed: /);
  await page.addInitScript(() => Reflect.deleteProperty(window, 'WebAssembly'));
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('find/');
  await expect(page.locator('html')).toHaveAttribute('data-app', 'failed');
  await choose(page, 'Dark');
  expect(await background(page)).toBe(DARK);
});

test('a choice that the browser does not keep holds for as long as the page does', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', { value: new Proxy(localStorage, { set: () => { throw new DOMException('', 'QuotaExceededError'); } }) });
  });
  await page.emulateMedia({ colorScheme: 'light' });
  await open(page, 'about/');
  await choose(page, 'Dark');
  expect(await background(page)).toBe(DARK);
  await page.evaluate(() => dispatchEvent(new StorageEvent('storage', { key: 'rungs/1/~/x' })));
  await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
  expect(await background(page)).toBe(DARK);
});

test('what is kept and is no choice is as nothing, and a browser that keeps nothing holds it for the page', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('rungs/colours', 'mauve'));
  await page.emulateMedia({ colorScheme: 'light' });
  await open(page, '');
  expect(await background(page)).toBe(LIGHT);
  await page.addInitScript(() => Object.defineProperty(window, 'localStorage', { get: () => { throw new DOMException('', 'SecurityError'); } }));
  await page.reload();
  await choose(page, 'Dark');
  expect(await background(page)).toBe(DARK);
});

test('paper is white, whatever is chosen', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await open(page, '');
  await choose(page, 'Dark');
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  expect(await background(page)).toBe('rgb(255, 255, 255)');
  await expect(page.getByLabel('Colours')).toBeHidden();
});
