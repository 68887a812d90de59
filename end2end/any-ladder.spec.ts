// Whatever a ladder says, each thing on its pages has a place: any number of tracks and rungs, short and long titles, several scripts,
// narrow and wide windows, large text.

import type { Page } from '@playwright/test';
import { expect, open } from './fixtures.ts';
import { misplaced } from './geometry.ts';
import { generated, type Shape, test } from './ladders.ts';

const WIDTHS = [320, 360, 768, 960, 1280];

const SHAPES: Shape[] = [
  { script: 'english', rungs: [1], areas: 1, letters: 80 },
  { script: 'german', rungs: [40], areas: 3, letters: 80 },
  { script: 'arabic', rungs: [4, 3], areas: 4, letters: 40 },
  { script: 'hebrew', rungs: [6, 2, 5], areas: 3, letters: 80 },
  { script: 'russian', rungs: [5, 9, 2, 4], areas: 5, letters: 60 },
  { script: 'japanese', rungs: [13, 1, 3, 2, 2], areas: 2, letters: 80 },
  { script: 'hindi', rungs: [2, 3, 2, 3, 2, 3], areas: 12, letters: 30 },
  { script: 'german', rungs: [8, 3, 1, 5, 2, 12, 4, 2], areas: 2, letters: 60 },
];

/** The page shown holds at every width, and with text twice as large. */
async function holds(page: Page, what: string) {
  await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
  for (const scale of ['', '200%']) {
    await page.evaluate((scale) => (document.documentElement.style.fontSize = scale && `calc(${scale} * 1.0625)`), scale);
    for (const width of scale ? [320, 960] : WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      // A region that scrolls is known as one from the next frame on.
      await page.evaluate(() => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))));
      expect.soft(await misplaced(page), `${what} at ${width} px ${scale}`).toEqual([]);
    }
  }
  await page.evaluate(() => (document.documentElement.style.fontSize = ''));
}

test.describe('a level that asks for nothing', () => {
  const toml = 'title = "Ladder"\n[[tracks]]\nid = "t"\ntitle = "Track"\n[[levels]]\nid = "only"\ntrack = "t"\n';
  test.use({ files: { 'ladder.toml': toml, 'only.md': '# Only level\n' } });

  test('says so where it would be assessed', async ({ page }) => {
    await open(page, 'assess/?target=only');
    await page.getByRole('button', { name: 'Begin' }).click();
    await expect(page.getByText('Only level asks for nothing, so there is nothing to rate.')).toBeVisible();
    await expect(page.getByText(/all 0/)).toHaveCount(0);
    await page.getByRole('link', { name: 'See the result' }).click();
    await expect(page.getByText('Only level asks for nothing.')).toBeVisible();
    await expect(page.getByRole('link', { name: 'Start rating' })).toHaveCount(0);
    await open(page, 'assess/');
    await expect(page.getByText('Nothing to rate')).toBeVisible();
  });
});

SHAPES.forEach((shape, seed) => {
  const { script, rungs } = shape;
  test.describe(`a ladder in ${script} with ${rungs.join(', ')} rungs`, () => {
    test.use({ files: generated(shape, seed + 1) });

    test('has a place for everything on every page', async ({ page }) => {
      await open(page, '');
      await holds(page, 'the map');
      const levels = rungs.map((count, track) => `level-${track}-${count - 1}`);
      await open(page, `levels/${levels.at(-1)}/`);
      await holds(page, 'a level');
      const chosen = [...new Set([...levels, 'level-0-0'])].slice(0, 4);
      await open(page, `compare/?levels=${chosen.join(',')}&scope=all`);
      await holds(page, 'the comparison');
      await open(page, 'find/');
      await holds(page, 'the topics');
      await page.getByRole('searchbox').fill('1');
      await expect(page.locator('.results section').first()).toBeVisible();
      await holds(page, 'what is found');
      await open(page, 'about/');
      await holds(page, 'the page about it');
      await open(page, 'whole/');
      await holds(page, 'the whole ladder');
      await open(page, `assess/?target=${levels.at(-1)}`);
      await page.getByRole('button', { name: 'Begin' }).click();
      await expect(page.locator('.tasks')).toBeVisible();
      await holds(page, 'the tasks');
      await page.locator('.tasks a').first().click();
      await page.getByRole('radio').first().check();
      await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toHaveText('Saved');
      await holds(page, 'the questions');
      await page.getByRole('navigation', { name: 'Assessment' }).getByRole('link', { name: 'Result' }).click();
      await expect(page.locator('.result')).toBeVisible();
      await holds(page, 'the result');
    });
  });
});
