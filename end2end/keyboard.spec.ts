// The keyboard alone reaches and uses everything, and shows where it is.

import type { Locator } from '@playwright/test';
import { expect, open, test } from './fixtures.ts';
import { CONTROLS, focused, tabThrough } from './focus.ts';
import { root } from './site.ts';

const level = root.middle();

for (const [width, height] of [[360, 740], [1280, 900]]) {
  for (const { name, path } of root.samples()) {
    test(`Tab goes through ${name} at ${width} px, visibly and in order`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      await open(page, path);
      expect(await tabThrough(page)).toBeGreaterThanOrEqual(5);
    });
  }
}

const four = root.ladder.levels.slice(-4).map(({ id }) => id);
for (const [name, path, width] of [['a level', `levels/${level.id}/`, 1280], ['four levels beside each other', `compare/?levels=${four.join(',')}&scope=all`, 1000]] as const) {
  test(`Shift and Tab goes back through ${name} without hiding what has focus`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await open(page, path);
    await page.getByRole('contentinfo').getByRole('link').last().focus();
    for (let at = (await page.evaluate(focused, CONTROLS)).at; at > 0; ) {
      await page.keyboard.press('Shift+Tab');
      const focus = await page.evaluate(focused, CONTROLS);
      expect(focus).toMatchObject({ at: --at, uncovered: true });
    }
  });
}

test('the first link skips to the content', async ({ page }) => {
  await open(page, `levels/${level.id}/`);
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to content' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await page.getByRole('main').evaluate((main) => main.contains(document.activeElement))).toBe(true);
  await expect(page.getByRole('main').locator(CONTROLS).first()).toBeFocused();
});

test('Enter follows a link, and Tab goes on from the new heading', async ({ page }) => {
  await open(page, '');
  await page.evaluate(() => void Object.assign(window, { stayed: true }));
  const link = page.getByRole('main').getByRole('link', { name: new RegExp(`^${level.title}`) }).first();
  await link.focus();
  await page.keyboard.press('Enter');
  const heading = page.getByRole('heading', { level: 1, name: level.title });
  await expect(heading).toBeFocused();
  expect(await page.evaluate(() => 'stayed' in window)).toBe(true);
  await page.keyboard.press('Tab');
  const follows = await heading.evaluate((heading) => heading.compareDocumentPosition(document.activeElement!));
  expect(follows & 4).toBe(4); // Node.DOCUMENT_POSITION_FOLLOWING
});

for (const key of ['Enter', 'Space']) {
  test(`${key} opens and closes what the levels below add`, async ({ page }) => {
    await open(page, `levels/${level.id}/`);
    const details = page.locator('.below details').first();
    await isOpen(details, false);
    await details.locator('summary').focus();
    await page.keyboard.press(key);
    await isOpen(details, true);
    await page.keyboard.press(key);
    await isOpen(details, false);
  });
}

async function isOpen(details: Locator, open: boolean) {
  await expect(details.getByRole('listitem').first()).toBeVisible({ visible: open });
}
