// Without JavaScript the site is a set of complete pages.

import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { fold, plain, root, statements, words } from './site.ts';

test.use({ javaScriptEnabled: false });

const heading = (page: Page) => page.getByRole('heading', { level: 1 });

for (const { name, path, level } of root.pages()) {
  test(`${name} shows no control that would do nothing`, async ({ page }) => {
    await page.goto(path || './');
    await expect(heading(page)).toBeVisible();
    await expect(page.getByRole('button')).toHaveCount(0);
    await expect(page.getByRole('status').filter({ visible: true })).toHaveCount(0);
  });

  if (level) {
    test(`${name} can be read as a whole`, async ({ page }) => {
      await page.goto(path);
      await expect(heading(page)).toHaveText(level.title);
      const main = page.getByRole('main');
      for (const { id, text } of statements(level)) {
        await expect(main.locator(`[id="${id}"]`), id).toContainText(plain(text));
      }
      // What the levels below add opens without a script.
      for (const summary of await main.locator('summary').all()) await summary.click();
      const shown = fold(await main.innerText());
      for (let at = level; ; at = root.level(at.inherits)) {
        for (const line of statements(at).flatMap(words)) expect(shown, at.title).toContain(line);
        if (!at.inherits) break;
      }
    });
  }
}

test('a reader gets from the map to a level, the one above, and the page about the site', async ({ page }) => {
  const level = root.middle();
  const above = root.ladder.levels.find(({ inherits }) => inherits === level.id)!;
  await page.goto('./');
  await page.getByRole('main').getByRole('link', { name: new RegExp(`^${level.title}`) }).first().click();
  await expect(heading(page)).toHaveText(level.title);
  await page.getByRole('navigation', { name: 'Levels above and below' }).getByRole('link', { name: above.title }).click();
  await expect(heading(page)).toHaveText(above.title);
  await page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: 'About' }).click();
  await expect(heading(page)).toHaveText(/About/);
});
