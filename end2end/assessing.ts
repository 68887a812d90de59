// A person who assesses themselves: what the specs of the self-assessment share.

import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, type Download, type Locator, type Page } from '@playwright/test';
import { downloads } from './engines.ts';
import { open, takenOver } from './fixtures.ts';
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
  await expect(questions(page).first()).toBeVisible();
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

/** The rows of the result, of one group or of all. */
export const rows = (page: Page, group?: string) =>
  (group ? page.getByRole('region', { name: group }) : page.getByRole('main')).locator('[id^="_row-"]').filter({ has: page.locator('details') });

/** The button that makes an expectation of the result a goal, once what can be done about it is opened. */
export async function goalButton(row: Locator): Promise<Locator> {
  if (!(await row.locator('details').evaluate((details: HTMLDetailsElement) => details.open))) await row.locator('summary').click();
  return row.getByRole('button', { name: /^Add as goal/ });
}

/** Makes the expectation in a row a goal. */
export async function addGoal(row: Locator) {
  await (await goalButton(row)).click();
}

/** Changes the target where the page shows it, and confirms that. */
export async function changeTarget(page: Page, level: string) {
  await page.getByLabel('Target level').selectOption(level);
  await page.getByRole('button', { name: 'Change the target' }).click();
}

/** Opens the same address in a tab of its own, which knows only what is saved. */
export async function another(page: Page): Promise<Page> {
  const tab = await page.context().newPage();
  await tab.goto(page.url());
  await takenOver(tab);
  return tab;
}

/** The question is answered so. */
export async function isRated(question: Locator, rating: string) {
  await expect(question.getByRole('radio', { name: rating, exact: true })).toBeChecked();
}

/** As many of the questions shown have an answer. */
export async function areRated(page: Page, count: number) {
  await expect(questions(page).first()).toBeVisible();
  await expect(questions(page).getByRole('radio', { checked: true })).toHaveCount(count);
}

/** The text of what was downloaded. */
export async function text(download: Download): Promise<string> {
  return readFile(await download.path(), 'utf8');
}

/** Clicks, and gives the name and the text of what is downloaded. */
export async function download(page: Page, button: Locator): Promise<[string, string]> {
  if (page.context().browser()?.browserType().name() === 'firefox') return downloaded(button);
  const [file] = await Promise.all([page.waitForEvent('download'), button.click()]);
  return [file.suggestedFilename(), await text(file)];
}

/** The same from the folder of downloads. */
async function downloaded(button: Locator): Promise<[string, string]> {
  const folder = downloads();
  for (const old of await readdir(folder)) await rm(join(folder, old));
  await button.click();
  let name = '';
  await expect.poll(async () => ([name = ''] = await readdir(folder)).filter((name) => !name.endsWith('.part')).length).toBe(1);
  return [name, await readFile(join(folder, name), 'utf8')];
}

/** Chooses a file of that text. */
export async function choose(input: Locator, content: string, name = 'rungs.json') {
  await input.setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(content) });
}

/** The file of everything that is saved. */
export async function everything(page: Page): Promise<string> {
  await open(page, 'assess/data/');
  const [name, content] = await download(page, page.getByRole('button', { name: 'Download rungs.json' }));
  expect(name).toBe('rungs.json');
  return content;
}
