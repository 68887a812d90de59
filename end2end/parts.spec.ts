// The parts of the program: loaded when they are first needed, once, and done without where they cannot be had.

import type { Page } from '@playwright/test';
import { expect, open, takenOver, test } from './fixtures.ts';
import type { Server } from './server.ts';
import { root } from './site.ts';

const level = root.middle();
const path = `levels/${level.id}/`;
const COMPARE = root.file('compare-', '.wasm');
const FIND = root.file('find-', '.wasm');
const parts = root.files().filter((file) => file.endsWith('.wasm') && !file.startsWith('rungs-app-'));

/** The parts that the browser has asked for, in the order of their names. */
function asked(server: Server): () => string[] {
  const files: string[] = [];
  server.alter = (path, answer) => {
    if (parts.includes(path)) files.push(path);
    return answer;
  };
  return () => files.toSorted();
}

const link = (page: Page, name: string) => page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name });
const heading = (page: Page) => page.getByRole('heading', { level: 1 });
/** Whether the page was not loaded anew since `mark`. */
const stayed = (page: Page) => page.evaluate(() => 'stayed' in window);
const mark = (page: Page) => page.evaluate(() => void Object.assign(window, { stayed: true }));

test('a level, the map and the page about the site load no part', async ({ page, server }) => {
  const files = asked(server);
  for (const at of [path, '', 'about/']) await open(page, at);
  await link(page, 'Map').click();
  await expect(heading(page)).toBeFocused();
  expect(files()).toEqual([]);
});

test('each part loads when its page is first shown, and what they share loads once', async ({ page, server }) => {
  const files = asked(server);
  await open(page, path);
  await mark(page);
  await link(page, 'Compare').click();
  await expect(heading(page)).toHaveText(/Compare/);
  expect(files()).toContain(COMPARE);
  expect(files()).not.toContain(FIND);
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox')).toBeFocused();
  await page.goBack();
  await page.goForward();
  await expect(heading(page)).toHaveText(/Find/);
  expect(await stayed(page)).toBe(true);
  expect(files()).toContain(FIND);
  expect(files().length, 'no file is asked for twice').toBe(new Set(files()).size);
});

test('a part is loaded ahead for whoever points at a link to its page', async ({ page, server }) => {
  const files = asked(server);
  await open(page, path);
  await link(page, 'Find').hover();
  await expect.poll(files).toContain(FIND);
  await expect(heading(page)).toHaveText(level.title);
});

test('a page loads its part beside the program', async ({ page, server }) => {
  const files = asked(server);
  // All has come before the app's script is let through.
  const before = server.alter;
  let early: string[] = [];
  server.alter = async (path, answer) => {
    if (path.startsWith('rungs-app-') && path.endsWith('.js')) {
      await expect.poll(files).toContain(COMPARE);
      // What it shares with other parts is asked for together with it, and may be a moment behind.
      await new Promise((later) => setTimeout(later, 300));
      early = files();
    }
    return before(path, answer);
  };
  await open(page, 'compare/');
  expect(early).not.toEqual([]);
  expect(files(), 'no part is asked for twice').toEqual(early);
});

test('the last of several links followed at once is the one that opens', async ({ page, server }) => {
  await open(page, path);
  await mark(page);
  let release = () => {};
  const released = new Promise<void>((resolve) => (release = resolve));
  server.alter = async (path, answer) => {
    if (path === COMPARE) await released;
    return answer;
  };
  await link(page, 'Compare').click();
  await link(page, 'About').click();
  await expect(heading(page)).toHaveText(/About/);
  release();
  await page.waitForLoadState('networkidle');
  await expect(page).toHaveURL(/\/about\/$/);
  await page.goBack();
  await expect(heading(page)).toHaveText(level.title);
  expect(await stayed(page)).toBe(true);
});

test('Back to a page whose part is not loaded loads it', async ({ page }) => {
  await open(page, path);
  await link(page, 'Compare').click();
  await expect(heading(page)).toHaveText(/Compare/);
  await link(page, 'Map').click();
  await page.reload();
  await takenOver(page);
  await mark(page);
  await page.goBack();
  await expect(heading(page)).toHaveText(/Compare/);
  await expect(link(page, 'Map')).toBeFocused();
  expect(await stayed(page)).toBe(true);
});

for (const [name, broken] of [
  ['missing', (body: Buffer) => ({ status: 404, body })],
  ['damaged', (body: Buffer) => ({ status: 200, body: body.map((byte, at) => (at === body.length >> 1 ? byte ^ 1 : byte)) as Buffer })],
] as const) {
  test(`a part is ${name}: the link loads its page, which says so and can be read`, async ({ page, server, problems }) => {
    problems.allow(/./);
    await open(page, path);
    await mark(page);
    server.alter = (path, answer) => (path === FIND ? { ...answer, ...broken(answer.body) } : answer);
    await link(page, 'Find').click();
    await expect(page).toHaveURL(/\/find\/$/);
    await expect(page.locator('html')).toHaveAttribute('data-app', 'failed');
    await expect(page.getByRole('complementary', { name: 'Notice' })).toContainText(/program (was not found|is damaged)/);
    await expect(heading(page)).toHaveText(/Find/);
    expect(await stayed(page)).toBe(false);
    server.alter = (_, answer) => answer;
    await page.reload();
    await takenOver(page);
  });
}
