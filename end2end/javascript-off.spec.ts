// Without JavaScript the site is a set of complete pages.

import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { byTopic, fold, type Level, pairPath, plain, root, type Statement, statements, words } from './site.ts';

test.use({ javaScriptEnabled: false });

const heading = (page: Page) => page.getByRole('heading', { level: 1 });

for (const { name, path, level, pair } of root.pages()) {
  test(`${name} shows no control that would do nothing`, async ({ page }) => {
    await page.goto(path || './');
    await expect(heading(page)).toBeVisible();
    await expect(page.getByRole('button')).toHaveCount(0);
    await expect(page.getByRole('combobox')).toHaveCount(0);
    await expect(page.getByRole('checkbox')).toHaveCount(0);
    // What a pair comes to is said once and for all; nothing else waits to be said.
    await expect(page.getByRole('status').filter({ visible: true })).toHaveCount(pair ? 1 : 0);
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
      for (const summary of await main.locator('.below summary').all()) await summary.click();
      const shown = fold(await main.innerText());
      for (let at = level; ; at = root.level(at.inherits)) {
        for (const line of statements(at).flatMap(words)) expect(shown, at.title).toContain(line);
        if (!at.inherits) break;
      }
    });
  }
}

test('two levels can be read side by side as a whole', async ({ page }) => {
  const asked = (level: Level): Map<string, Statement[]> => new Map([...(level.inherits ? asked(root.level(level.inherits)) : []), ...byTopic(level)]);
  for (const [left, right] of root.pairs()) {
    await page.goto(pairPath(left, right));
    await expect(heading(page)).toHaveText(`${left.title} and ${right.title}`);
    const main = page.getByRole('main');
    for (const summary of await main.locator('summary').all()) await summary.click();
    const shown = fold(await main.innerText());
    for (const level of [left, right]) {
      for (const line of [...asked(level).values()].flat().flatMap(words)) expect(shown, `${left.title} and ${right.title}`).toContain(line);
    }
  }
});

test('every pair of levels is a few links away', async ({ page }) => {
  await page.goto('compare/');
  const links = page.getByRole('main').getByRole('link');
  const paths = await links.evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).getAttribute('href')));
  expect(paths.sort()).toEqual(root.pairs().map(([left, right]) => `/${pairPath(left, right)}`).sort());
  const [left, right] = root.apart();
  await page.goto(pairPath(left, right));
  const below = root.level(left.inherits);
  await page.getByRole('link', { name: `${below.title} and ${left.title}`, exact: true }).click();
  await expect(heading(page)).toHaveText(`${below.title} and ${left.title}`);
  await page.getByRole('link', { name: 'All comparisons' }).click();
  await expect(heading(page)).toHaveText('Compare levels');
});

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
