// What screen readers read out by itself: its element is there before it says anything, and stays when its words change.

import type { Page } from '@playwright/test';
import { begin, choose, everything, questions, rate } from './assessing.ts';
import { expect, open, test } from './fixtures.ts';
import { root } from './site.ts';

/** Remembers every region of the page that is shown. */
const remember = (page: Page) =>
  page.evaluate(() => Object.assign(window, { regions: [...document.querySelectorAll('[role="status"]')] }));

/** The regions of the page that it does not remember, and those that it remembers and that are gone. */
const changed = (page: Page) =>
  page.evaluate(() => {
    const { regions } = window as unknown as { regions: Element[] };
    const now = [...document.querySelectorAll('[role="status"]')];
    const told = (why: string) => (region: Element) => `${why}: ${region.outerHTML.slice(0, 160)}`;
    return [...regions.filter((region) => !region.isConnected).map(told('gone')), ...now.filter((region) => !regions.includes(region)).map(told('new'))];
  });

/** The regions stay while something is done, of which a region says these words. */
async function stay(page: Page, words: string | RegExp, act: () => Promise<unknown>) {
  await remember(page);
  await act();
  await expect(page.getByRole('status').filter({ hasText: words }).first()).toBeVisible();
  expect(await changed(page)).toEqual([]);
}

const [first, second, third] = root.ladder.levels;

test('on the map', async ({ page }) => {
  await open(page, '');
  const pick = (title: string) => page.getByRole('button', { name: `Compare ${title}`, exact: true }).click();
  await stay(page, 'choose another level', () => pick(first.title));
  await stay(page, `Compare ${first.short ?? ''}`, () => pick(second.title));
});

test('while levels are compared', async ({ page }) => {
  await open(page, 'compare/');
  const choose = (number: number, title: string) => page.getByRole('combobox', { name: `Level ${number}` }).selectOption({ label: title });
  await choose(1, first.title);
  await stay(page, second.title, () => choose(2, second.title));
  await stay(page, third.title, () => choose(3, third.title));
  await stay(page, third.title, () => page.getByRole('button', { name: `Take out ${second.title}` }).click());
});

test('while somebody looks for something', async ({ page }) => {
  await open(page, 'find/');
  await stay(page, /in \d+ levels?|No statement/, () => page.getByRole('searchbox').fill('review'));
  await stay(page, /in \d+ levels?|No statement/, () => page.getByRole('searchbox').fill('zzzzqqq'));
});

test('through an assessment', async ({ page }) => {
  await begin(page);
  await page.locator('.tasks a').first().click();
  await stay(page, 'Saved', () => rate(questions(page).first(), 'Consistently'));
  await page.getByRole('navigation', { name: 'Assessment' }).getByRole('link', { name: 'Result' }).click();
  await expect(page.locator('.result')).toBeVisible();
  await stay(page, 'The link', () => page.getByRole('button', { name: 'Create link' }).click());
  await stay(page, 'notes', () => page.getByRole('checkbox', { name: 'Notes' }).check());
  await stay(page, 'The link', () => page.getByRole('button', { name: 'Create link' }).click());
  await page.getByRole('button', { name: 'Take a snapshot' }).click();
  await stay(page, 'Nothing has changed', () => page.getByRole('combobox', { name: 'Changes since' }).selectOption({ index: 1 }));
  const shared = await page.getByRole('textbox', { name: 'The link' }).inputValue();

  const file = await everything(page);
  await stay(page, 'not', () => choose(page.getByLabel('Rungs backup file'), 'nothing'));
  await stay(page, 'Towards', () => choose(page.getByLabel('Rungs backup file'), file));
  await stay(page, 'Have you exported', () => page.getByRole('button', { name: 'Delete everything here' }).click());
  await stay(page, 'Everything was deleted', () => page.getByRole('button', { name: 'Delete everything', exact: true }).click());

  await open(page, 'assess/shared/');
  const region = page.getByRole('main').getByRole('status');
  await expect(region).toHaveCount(1);
  await page.goto(shared);
  await expect(region.filter({ hasText: 'This link shows' })).toHaveCount(1);
});
