// The map: every track from the first screen on, rungs of one height, and what tracks share once.

import { broken } from './accessible.ts';
import { expect, open, test } from './fixtures.ts';
import { generated, test as ladders } from './ladders.ts';
import { root } from './site.ts';

const { tracks, levels } = root.ladder;

for (const [width, height] of [[1280, 800], [360, 740]]) {
  test(`all tracks begin in the first screen of ${width} x ${height}`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await open(page, '');
    for (const { title } of tracks) await expect(page.getByRole('heading', { name: title, exact: true, level: 2 })).toBeInViewport({ ratio: 1 });
    for (const name of ['Assess yourself', 'Compare two', 'Find my level']) await expect(page.getByRole('main').getByRole('link', { name, exact: true })).toBeInViewport({ ratio: 1 });
    const row = await page.locator('.map-head .actions > *').evaluateAll((links) => new Set(links.map((link) => link.getBoundingClientRect().top)).size);
    expect(row, 'in one row').toBe(1);
  });

  test(`rungs are of one height at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await open(page, '');
    const heights = await page.locator('.rung').evaluateAll((rungs) => rungs.map((rung) => Math.round(rung.getBoundingClientRect().height)));
    expect(heights.length).toBe(levels.length);
    expect(new Set(heights).size).toBe(1);
    expect(heights[0]).toBeLessThanOrEqual(68);
  });
}

test('each level stands once, those that tracks share below them', async ({ page }) => {
  await open(page, '');
  const links = page.locator('.map .rung-link');
  await expect(links).toHaveCount(levels.length);
  const shared = page.getByRole('region', { name: 'Shared by both tracks' });
  const below = await shared.evaluate((trunk) => trunk.getBoundingClientRect().top);
  for (const { title } of tracks) {
    const branch = page.getByRole('region', { name: title, exact: true });
    const { bottom } = await branch.evaluate((branch) => branch.getBoundingClientRect());
    expect(bottom).toBeLessThanOrEqual(below + 1);
  }
  const lowest = levels.find(({ inherits }) => !inherits)!;
  await expect(shared.getByRole('link', { name: new RegExp(`^${lowest.title}`) })).toBeVisible();
});

test('the ways to begin lead where they say', async ({ page, baseURL }) => {
  for (const [name, path] of [['Assess yourself', 'assess/'], ['Compare two', 'compare/'], ['Find my level', 'find/']]) {
    await open(page, '');
    await page.getByRole('main').getByRole('link', { name, exact: true }).click();
    await expect(page).toHaveURL(baseURL + path);
  }
});

[[3], [2, 3], [3, 2, 4, 2], [2, 2, 2, 2, 2, 2, 2]].forEach((rungs, seed) => {
  ladders.describe(`of ${rungs.length} tracks`, () => {
    ladders.use({ files: generated({ script: 'english', rungs, areas: 1, letters: 24 }, seed + 20) });

    ladders('has each level once, and its tracks by name', async ({ page }) => {
      for (const width of [320, 360, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        await open(page, '');
        const hrefs = await page.locator('.map .rung-link').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
        expect(new Set(hrefs).size).toBe(hrefs.length);
        expect(hrefs.length).toBeGreaterThanOrEqual(rungs.reduce((sum, count) => sum + count));
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        expect(await broken(page)).toEqual([]);
      }
    });
  });
});
