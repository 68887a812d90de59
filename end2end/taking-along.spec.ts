// What could be lost without a word: a file that never arrives, a browser that clears, a site that moves, a link that is shown once.

import type { Page } from '@playwright/test';
import { brokenInAnyLight } from './accessible.ts';
import { begin, enter, heading, questions, rate, way } from './assessing.ts';
import { expect, open, takenOver, test } from './fixtures.ts';
import { moveTo, stored } from './records.ts';
import { root } from './site.ts';

const [area] = root.ladder.areas;
const main = (page: Page) => page.getByRole('main');
const mine = (page: Page) => page.getByRole('listitem').filter({ hasText: 'Mine' });

async function rated(page: Page) {
  await begin(page, 'Mine');
  await enter(page, area.title);
  await rate(questions(page).first(), 'Consistently');
}

test('a file that did not arrive is not noted, and its text is offered', async ({ page }) => {
  await rated(page);
  await open(page, 'assess/data/');
  await page.getByRole('button', { name: 'Download rungs.json' }).click();
  await expect(main(page)).toContainText('Did the file arrive?');
  await page.getByRole('button', { name: 'No, it did not' }).click();
  const text = await page.getByLabel('The text of the file').inputValue();
  expect(JSON.parse(text).assessments).toHaveLength(1);
  expect(await brokenInAnyLight(page)).toEqual([]);
  await page.screenshot({ path: 'artifacts/screens/file did not arrive.png', fullPage: true });
  await open(page, 'assess/');
  await expect(mine(page)).toContainText('not backed up');
  await open(page, 'assess/data/');
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy its text' }).click();
  await expect(main(page)).toContainText('Exported today.');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text);
  await open(page, 'assess/');
  await expect(mine(page)).not.toContainText('not backed up');
});

test('the browser is asked to keep what is stored when the first answer is saved, and once', async ({ page }) => {
  await page.addInitScript(() => {
    const asked = Object.assign(window, { asked: 0 });
    navigator.storage.persisted = async () => false;
    navigator.storage.persist = async () => (asked.asked++, false);
  });
  const asked = () => page.evaluate(() => (window as unknown as { asked: number }).asked);
  await begin(page, 'Mine');
  await enter(page, area.title);
  expect(await asked()).toBe(0);
  await rate(questions(page).nth(0), 'Consistently');
  await rate(questions(page).nth(1), 'Consistently');
  await expect.poll(asked).toBe(1);
  await open(page, 'assess/data/');
  expect(await asked()).toBe(0);
  await expect(main(page)).toContainText('has not promised to keep it');
});

test.describe('where seven days without a visit delete it', () => {
  test.use({ userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15' });

  test('that is said, and the reminder comes before', async ({ page }) => {
    await page.clock.setFixedTime(new Date('2026-03-02T10:00:00'));
    await rated(page);
    await open(page, 'assess/data/');
    await expect(main(page)).toContainText('when you do not visit it for seven days');
    await open(page, 'assess/');
    await expect(mine(page)).not.toContainText('Export a backup');
    await page.clock.setFixedTime(new Date('2026-03-06T10:00:00'));
    await open(page, 'assess/');
    await expect(mine(page)).toContainText('Export a backup');
  });
});

test('what another path of the origin holds is found, and comes in as a copy', async ({ page }) => {
  await rated(page);
  // On a page where nothing is being written any more.
  await page.goto('about/');
  await moveTo(page, '/old/ladder/');
  const held = async () => Object.entries(await stored(page)).filter(([key]) => key.includes('~old~ladder/')).sort();
  const before = await held();
  await open(page, 'assess/');
  await expect(main(page)).toContainText('/old/ladder/');
  await page.getByRole('link', { name: 'See them in Your data' }).click();
  await expect(heading(page)).toHaveText('Your data');
  await expect(main(page)).toContainText('1 assessment made at /old/ladder/.');
  expect(await brokenInAnyLight(page)).toEqual([]);
  await page.screenshot({ path: 'artifacts/screens/another path.png', fullPage: true });
  await page.getByRole('button', { name: 'Preview the import' }).click();
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(main(page)).toContainText('Imported.');
  await open(page, 'assess/');
  await expect(page.getByRole('link', { name: 'Continue Mine' })).toBeVisible();
  expect(await held()).toEqual(before);
});

test('an opened link is shown again by Reload and Back, and can be handed on', async ({ page, browser }) => {
  await rated(page);
  await way(page, 'Result').click();
  await page.getByRole('button', { name: 'Create link' }).click();
  const link = await page.getByLabel('The link').inputValue();
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  const reader = await context.newPage();
  // As a chat program passes it on.
  await reader.goto(`${link}).`);
  await takenOver(reader);
  const shown = () => expect(main(reader)).toContainText('This link shows: The target, 1 rating');
  await shown();
  expect(reader.url()).toMatch(/\/assess\/shared\/$/);
  await reader.reload();
  await takenOver(reader);
  await shown();
  await reader.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: 'About' }).click();
  await expect(heading(reader)).not.toHaveText('Shared with you');
  await reader.goBack();
  await shown();
  await reader.evaluate(() => scrollTo(0, 200));
  await reader.goto(new URL('/find/', link).href);
  await reader.goBack();
  await shown();
  await reader.getByRole('button', { name: 'Copy this link' }).click();
  await expect.poll(() => reader.evaluate(() => navigator.clipboard.readText())).toBe(link);
  await context.close();
});
