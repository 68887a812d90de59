// The page of a level: the step from the level below, where one reads.

import type { Page } from '@playwright/test';
import { broken } from './accessible.ts';
import { expect, hold, open, takenOver, test } from './fixtures.ts';
import { byTopic, fold, plain, root, statements } from './site.ts';

const level = root.middle();
const below = root.level(level.inherits);
const path = `levels/${level.id}/`;
const lowest = root.ladder.levels.find(({ inherits }) => !inherits)!;

const step = (page: Page) => page.getByText(`What changes from ${below.title}`, { exact: true });

/** A statement that both levels have words for, with those of the level below. */
const raised = statements(level).flatMap((statement) => {
  const [earlier] = byTopic(below).get(statement.topic!) ?? [];
  return statement.topic && earlier ? [{ id: statement.id, words: plain(earlier.text) }] : [];
})[0];
/** A statement of a topic that the levels below do not know. */
const known = (at = below): string[] => [...byTopic(at).keys(), ...(at.inherits ? known(root.level(at.inherits)) : [])];
const found = root.ladder.levels.flatMap((at) => {
  if (!at.inherits) return [];
  const earlier = known(root.level(at.inherits));
  return statements(at).filter(({ topic }) => topic && !earlier.includes(topic)).map((statement) => ({ at, statement }));
})[0];

test.describe('what the level below says', () => {
  test('stands under each statement while the switch is open', async ({ page }) => {
    await open(page, path);
    const statement = page.locator(`[id="${raised.id}"]`);
    const words = async () => fold((await statement.innerText()).replace(/\n/g, ' '));
    expect(await words()).not.toContain(raised.words);
    await step(page).click();
    await expect(statement.getByText(`From ${below.title}`)).toBeVisible();
    expect(await words()).toContain(raised.words);
    expect(await broken(page)).toEqual([]);
    await step(page).click();
    await expect(statement.getByText(`From ${below.title}`)).toBeHidden();
  });

  test('is opened and closed by keyboard', async ({ page }) => {
    await open(page, path);
    const from = page.locator(`[id="${raised.id}"]`).getByText(`From ${below.title}`);
    await step(page).focus();
    await page.keyboard.press('Enter');
    await expect(from).toBeVisible();
    await page.keyboard.press('Space');
    await expect(from).toBeHidden();
  });

  test('says “New” only where it is', async ({ page }) => {
    await open(page, `levels/${found.at.id}/`);
    await page.getByText('What changes from', { exact: false }).first().click();
    await expect(page.locator(`[id="${found.statement.id}"]`).getByText('New', { exact: true })).toBeVisible();
    const old = statements(found.at).filter(({ topic }) => topic && known(root.level(found.at.inherits)).includes(topic) && byTopic(found.at).get(topic)!.length === 1);
    expect(old.length).toBeGreaterThan(0);
    for (const { id } of old) await expect(page.locator(`[id="${id}"]`).getByText('New', { exact: true })).toHaveCount(0);
  });

  test('is nowhere on the page of a level that builds on none', async ({ page }) => {
    await open(page, `levels/${lowest.id}/`);
    await expect(page.getByText('What changes from')).toHaveCount(0);
  });

  test('stays open when the app comes', async ({ page, server }) => {
    const program = hold(server);
    await page.goto(path, { waitUntil: 'domcontentloaded' });
    await program.asked;
    await step(page).click();
    const from = page.locator(`[id="${raised.id}"]`).getByText(`From ${below.title}`);
    await expect(from).toBeVisible();
    program.release();
    await takenOver(page);
    await expect(from).toBeVisible();
  });

  test('is printed as it is on the screen', async ({ page }) => {
    await open(page, path);
    const from = page.locator(`[id="${raised.id}"]`).getByText(`From ${below.title}`);
    await page.emulateMedia({ media: 'print' });
    await expect(from).toBeHidden();
    await expect(step(page)).toBeHidden();
    await page.emulateMedia({ media: 'screen' });
    await step(page).click();
    await page.emulateMedia({ media: 'print' });
    await expect(from).toBeVisible();
    await expect(step(page)).toBeHidden();
  });

  test.describe('without JavaScript', () => {
    test.use({ javaScriptEnabled: false });

    test('is shown, too', async ({ page }) => {
      await page.goto(path);
      await step(page).click();
      await expect(page.locator(`[id="${raised.id}"]`).getByText(`From ${below.title}`)).toBeVisible();
    });
  });
});

test.describe('what can be done with a level', () => {
  const more = (page: Page) => page.getByText('More', { exact: true });
  const copy = (page: Page) => page.getByRole('button', { name: 'Copy as Markdown' });

  for (const [width, height] of [[360, 740], [1280, 800]]) {
    test(`stands in one row at ${width} px`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      await open(page, path);
      const tops = await page.locator('.level-head .actions > *').evaluateAll((actions) => new Set(actions.map((action) => Math.round(action.getBoundingClientRect().top))).size);
      expect(tops).toBe(1);
      await more(page).click();
      await expect(copy(page)).toBeInViewport({ ratio: 1 });
      expect(await broken(page)).toEqual([]);
      await page.screenshot({ path: `artifacts/screens/menu-${width}.png` });
    });
  }

  test('is in a menu that opens, and closes with Escape, by keyboard', async ({ page }) => {
    await open(page, path);
    await more(page).focus();
    await page.keyboard.press('Enter');
    await expect(copy(page)).toBeVisible();
    await page.keyboard.press('Tab');
    await expect(page.getByRole('button', { name: 'Share', exact: true })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(copy(page)).toBeHidden();
    await expect(more(page)).toBeFocused();
    // It does not cover what has focus after it.
    await page.keyboard.press('Enter');
    await page.getByRole('navigation', { name: 'Areas' }).getByRole('link').first().focus();
    await expect(copy(page)).toBeHidden();
    await more(page).click();
    await page.getByRole('heading', { level: 1 }).click();
    await expect(copy(page)).toBeHidden();
  });

  test('is shared by the system’s own dialogue: the level, and a statement', async ({ page, baseURL }) => {
    await page.addInitScript(() => {
      const shared: unknown[] = [];
      const share = async (data: ShareData) => void shared.push(data.url);
      Object.defineProperty(Navigator.prototype, 'share', { configurable: true, value: share });
      Object.assign(window, { shared });
    });
    await open(page, path);
    await more(page).click();
    await page.getByRole('button', { name: 'Share', exact: true }).click();
    await page.locator(`[id="${raised.id}"]`).getByRole('button', { name: /^Share / }).click();
    const shared = () => page.evaluate(() => (window as unknown as { shared: unknown[] }).shared);
    await expect.poll(shared).toEqual([`${baseURL}${path}`, `${baseURL}${path}#${raised.id}`]);
  });
});

test('a statement that a link leads to has a rule at its side, and no block', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(page, `${path}#${raised.id}`);
  const look = () =>
    page.locator(`[id="${raised.id}"]`).evaluate((statement) => {
      const { width, backgroundColor, content } = getComputedStyle(statement, '::before');
      const { animationName, backgroundColor: own } = getComputedStyle(statement);
      return { width, rule: backgroundColor, content, animationName, own };
    });
  const still = await look();
  expect(still).toMatchObject({ width: '4px', content: '""', animationName: 'none', own: 'rgba(0, 0, 0, 0)' });
  expect(still.rule).not.toBe(still.own);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  expect((await look()).animationName).toBe('found');
});

test('the way to other levels stands beside the text where there is room, and below it where there is none', async ({ page }) => {
  const boxes = async (width: number) => {
    await page.setViewportSize({ width, height: 800 });
    const [text, rails] = [page.getByRole('main'), page.getByRole('navigation', { name: 'Levels', exact: true })];
    return [(await text.boundingBox())!, (await rails.boundingBox())!] as const;
  };
  await open(page, path);
  const [text, rails] = await boxes(1280);
  expect(text.x + text.width).toBeLessThan(rails.x);
  expect(text.width).toBeGreaterThan(500);
  expect(Math.abs(rails.y - text.y)).toBeLessThan(100);
  const [above, below] = await boxes(360);
  expect(above.y + above.height).toBeLessThanOrEqual(below.y);
});
