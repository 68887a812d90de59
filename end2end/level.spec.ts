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
