// A person who assesses themselves: what the specs of the self-assessment share.

import { readFile } from 'node:fs/promises';
import { expect, type Download, type Locator, type Page } from '@playwright/test';
import { open } from './fixtures.ts';
import { root } from './site.ts';

/** The level that most tests measure against, and the one it builds on. */
export const target = root.middle();
export const below = root.level(target.inherits);

export const heading = (page: Page) => page.getByRole('heading', { level: 1 });

/** Begins an assessment, and waits for its tasks. */
export async function begin(page: Page, name = '', level = target) {
  await open(page, `assess/?target=${level.id}`);
  await page.getByLabel('Name').fill(name);
  await page.getByRole('button', { name: 'Begin' }).click();
  await expect(heading(page)).toHaveText(name || `Towards ${level.title}`);
}

/** Opens an area from the list of tasks. */
export async function enter(page: Page, area: string) {
  await page.getByRole('main').getByRole('list').getByRole('link', { name: area, exact: true }).first().click();
  await expect(heading(page)).toHaveText(area);
}

/** The questions of the area shown. */
export const questions = (page: Page) => page.getByRole('group', { name: /^Statement/ });

/** Rates a question, and waits until that is saved. */
export async function rate(question: Locator, rating: string) {
  await question.getByRole('radio', { name: rating, exact: true }).check();
  await isSaved(question);
}

export async function isSaved(question: Locator) {
  await expect(question.getByRole('status').filter({ hasText: 'aved' })).toHaveText('Saved');
}

/** The ways of an assessment: All assessments, Rate, Result. */
export const way = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Assessment' }).getByRole('link', { name, exact: true });

/** What the browser keeps, by key. */
export const kept = (page: Page): Promise<Record<string, string>> => page.evaluate(() => ({ ...localStorage }));

/** The ratings that are kept on the browser's disk for each subject: those whose record no other one replaces. */
export async function ratings(page: Page): Promise<Record<string, string[]>> {
  const records = Object.entries(await kept(page)).flatMap(([key, text]) => {
    const found = /^rungs\/1\/~[^/]*\/answer\/[^/]+\/(.+)\/([^/]+)$/.exec(key);
    return found ? [{ subject: found[1], stamp: found[2], record: JSON.parse(text) }] : [];
  });
  const replaced = new Set(records.flatMap(({ subject, record }) => (record.over ?? []).map((stamp: string) => `${subject}/${stamp}`)));
  const held: Record<string, string[]> = {};
  for (const { subject, stamp, record } of records) {
    if (record.body && !replaced.has(`${subject}/${stamp}`)) (held[subject] ??= []).push(record.body.rating ?? '');
  }
  return held;
}

/** The text of what was downloaded. */
export async function text(download: Download): Promise<string> {
  return readFile(await download.path(), 'utf8');
}

/** Clicks, and gives the name and the text of what is downloaded. */
export async function download(page: Page, button: Locator): Promise<[string, string]> {
  const [file] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return [file.suggestedFilename(), await text(file)];
}

/** Chooses a file of that text. */
export async function choose(input: Locator, content: string, name = 'rungs.json') {
  await input.setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) });
}

/** The file of everything that is kept. */
export async function everything(page: Page): Promise<string> {
  await open(page, 'assess/data/');
  const [name, content] = await download(page, page.getByRole('button', { name: 'Download rungs.json' }));
  expect(name).toBe('rungs.json');
  return content;
}

/** Fills the browser's storage for this site so that `left` characters remain, under a key that is not ours. */
export async function fill(page: Page, left: number) {
  await page.evaluate((left) => {
    localStorage.removeItem('filler');
    let text = '';
    // Doubling finds the room to the character.
    for (let step = 1 << 23; step >= 1; step >>= 1) {
      try {
        localStorage.setItem('filler', text + 'x'.repeat(step));
        text += 'x'.repeat(step);
      } catch {
        // Less, then.
      }
    }
    localStorage.setItem('filler', text.slice(0, text.length - left));
  }, left);
}
