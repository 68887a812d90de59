// One's own assessment on the pages for reading: the page of a level, and the map.

import type { Page } from '@playwright/test';
import { broken } from './accessible.ts';
import { another, begin, enter, questions, rate, target } from './assessing.ts';
import { expect, hold, open, shifts, takenOver, test, watchShifts } from './fixtures.ts';
import { stored } from './records.ts';
import { root, statements } from './site.ts';

const path = `levels/${target.id}/`;
const [area] = root.ladder.areas;
const total = statements(target).length;
const own = target.sections.find((section) => section.area === area.id)!.statements;

const progress = (page: Page, count: number) => page.getByRole('main').getByText(`${count} of ${total} rated`);
const mark = (page: Page, rating: string) => page.getByRole('main').getByRole('img', { name: `Your rating: ${rating}` });

const rung = (page: Page, words: string) => page.getByRole('main').getByRole('img', { name: `Your assessment: ${words}` });

/** Rates the first questions of the level. */
async function assess(page: Page, ...ratings: string[]) {
  await begin(page);
  await enter(page, area.title);
  for (const [at, rating] of ratings.entries()) await rate(questions(page).nth(at), rating);
}

test('a level shows how far its assessment is, and each rating', async ({ page }) => {
  await assess(page, 'Consistently', 'Not yet');
  const before = await stored(page);
  await open(page, path);
  await expect(progress(page, 2)).toBeVisible();
  await expect(page.locator(`[id="${own[0].id}"]`).getByRole('img', { name: 'Your rating: Consistently' })).toBeVisible();
  await expect(page.locator(`[id="${own[1].id}"]`).getByRole('img', { name: 'Your rating: Not yet' })).toBeVisible();
  await expect(page.getByRole('main').getByRole('img', { name: 'Your rating' })).toHaveCount(2);
  expect(await broken(page)).toEqual([]);
  expect(await stored(page), 'nothing is written').toEqual(before);
  await page.getByRole('link', { name: 'Result', exact: true }).click();
  await expect(page.locator('.result')).toBeVisible();
  await page.goBack();
  await page.getByRole('main').getByRole('link', { name: 'Continue', exact: true }).click();
  await expect(questions(page).first()).toBeVisible();
});

test('a level of which there is no assessment shows nothing, and loads nothing for it', async ({ page, server }) => {
  await assess(page, 'Consistently');
  const other = root.ladder.levels.find(({ id, inherits }) => id !== target.id && inherits !== target.id)!;
  await open(page, `levels/${other.id}/`);
  await expect(page.locator('.own-progress')).toBeEmpty();
  await page.evaluate(() => localStorage.clear());
  const asked: string[] = [];
  server.alter = (path, answer) => (asked.push(path), answer);
  await open(page, path);
  await page.waitForLoadState('networkidle');
  expect(asked.filter((path) => path.endsWith('own.wasm'))).toEqual([]);
  await expect(page.locator('.own-progress')).toBeEmpty();
});

test('other tabs are followed, and what they delete goes', async ({ page }) => {
  await assess(page, 'Consistently');
  const tab = await another(page);
  await open(tab, path);
  await expect(progress(tab, 1)).toBeVisible();
  await rate(questions(page).nth(1), 'Sometimes');
  await expect(progress(tab, 2)).toBeVisible();
  await expect(mark(tab, 'Sometimes')).toBeVisible();
  await page.evaluate(() => localStorage.clear());
  await expect(tab.locator('.own-progress')).toBeEmpty();
  await expect(mark(tab, 'Sometimes')).toHaveCount(0);
});

test('the map has a mark at the rung of each level that is assessed', async ({ page }) => {
  await assess(page, 'Consistently');
  const tab = await another(page);
  await open(tab, '');
  const mark = rung(tab, `1 of ${total} rated`);
  await expect(mark).toBeVisible();
  await expect(tab.getByRole('listitem').filter({ has: tab.getByRole('img', { name: /^Your assessment/ }) })).toContainText(target.title);
  expect(await broken(tab)).toEqual([]);
  await rate(questions(page).nth(1), 'Sometimes');
  await expect(rung(tab, `2 of ${total} rated`)).toBeVisible();
});

for (const [width, height] of [[360, 740], [1280, 900]]) {
  for (const [name, path] of [['a level', `levels/${target.id}/`], ['the map', '']]) {
    test(`${name} at ${width} px does not move when it comes`, async ({ page, server }) => {
      await page.setViewportSize({ width, height });
      await assess(page, 'Consistently', 'Not yet');
      await watchShifts(page);
      const program = hold(server);
      await page.goto(path || './', { waitUntil: 'domcontentloaded' });
      await program.asked;
      const places = () => page.evaluate(() => [...document.querySelectorAll('main :is(h1, h2, p, li, a, button):not(.own-progress *)')].filter((element) => element.checkVisibility()).map((element) => {
        const { x, y } = element.getBoundingClientRect();
        return { words: element.textContent!.slice(0, 30), x, y };
      }));
      const before = await places();
      program.release();
      await takenOver(page);
      await expect(path ? progress(page, 2) : rung(page, `2 of ${total} rated`)).toBeVisible();
      const after = await places();
      expect(after.length).toBe(before.length);
      // Words in one piece or several differ by 1/64 px.
      expect(after.filter(({ x, y }, at) => Math.abs(x - before[at].x) > 0.1 || Math.abs(y - before[at].y) > 0.1)).toEqual([]);
      expect(await shifts(page)).toEqual([]);
    });
  }
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('no room is kept for it', async ({ page }) => {
    await page.goto(path);
    await expect(page.locator('.own-progress')).toBeHidden();
  });
});
