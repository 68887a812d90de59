// A level that has got another id: its old address leads on to it, to the statement that the address names, too.

import { brokenInAnyLight } from './accessible.ts';
import { choose, everything, heading, isRated, questions, rate } from './assessing.ts';
import { expect, open, takenOver } from './fixtures.ts';
import { test } from './ladders.ts';

const level = (title: string, id: string) => `# ${title}\n\n## Craft\n\n- **Code:** ${'Writes. '.repeat(200)}\n- **Review:** Reviews. {#${id}}\n`;

test.use({
  files: {
    'ladder.toml': 'title = "T"\n[[areas]]\nid = "craft"\ntitle = "Craft"\n[[levels]]\nid = "lead"\nwas = ["senior"]\n[[levels]]\nid = "junior"\n',
    'lead.md': level('Lead', 'senior.review'),
    'junior.md': level('Junior', 'junior.review').replace('Reviews.', 'Asks for reviews.'),
  },
});

test('a link to a statement at the old address leads to the statement, and Back does not return to it', async ({ page }) => {
  await page.goto('levels/junior/');
  await takenOver(page);
  await page.evaluate(() => document.querySelector('main')!.append(Object.assign(document.createElement('a'), { href: '/levels/senior/?a=b#senior.review', textContent: 'Old link' })));
  await page.getByRole('link', { name: 'Old link' }).click();
  await expect(page).toHaveURL(/\/levels\/lead\/\?a=b#senior\.review$/);
  await takenOver(page);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Lead');
  await expect(page.locator('[id="senior.review"]')).toBeInViewport();
  await page.goBack();
  await expect(page).toHaveURL(/\/levels\/junior\/$/);
});

test('a comparison at its old address names the levels of today', async ({ page }) => {
  await page.goto('compare/?levels=junior,senior');
  await takenOver(page);
  await expect(page.getByRole('columnheader').filter({ hasText: 'Lead' })).toBeVisible();
});

test('an assessment begun at the old address is of the level, and goes on there', async ({ page }) => {
  await open(page, 'assess/rate/?target=senior');
  await rate(questions(page).first(), 'Consistently');
  const address = page.url();
  for (const id of ['lead', 'senior']) {
    await open(page, `assess/rate/?target=${id}`);
    await isRated(questions(page).first(), 'Consistently');
    expect(new URL(page.url()).searchParams.get('id')).toBe(new URL(address).searchParams.get('id'));
  }
});

test('a kept assessment knows its levels by the ids of today, wherever it shows', async ({ page }) => {
  await open(page, 'assess/rate/?target=lead');
  await rate(questions(page).first(), 'Consistently');
  const file = JSON.parse(await everything(page));
  const [{ id, assessment }] = file.assessments;
  Object.assign(assessment, { target: 'senior', held: 'senior' });
  await page.getByRole('button', { name: 'Delete everything here …' }).click();
  await page.getByRole('button', { name: 'Delete everything', exact: true }).click();
  await choose(page.getByLabel('Rungs backup file'), JSON.stringify(file));
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('main')).toContainText('Imported');
  await open(page, 'assess/');
  await expect(page.getByRole('listitem').filter({ hasText: 'Towards Lead' })).toContainText('current level: Lead');
  await open(page, `assess/result/?id=${id}`);
  await expect(heading(page)).toHaveText('Where you stand');
  await expect(page.getByLabel('Target level')).toHaveValue('lead');
  await expect(page.getByLabel('Current level')).toHaveValue('lead');
  expect(await brokenInAnyLight(page)).toEqual([]);
});

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('the old address leads to the page', async ({ page }) => {
    await page.goto('levels/senior/');
    await expect(page).toHaveURL(/\/levels\/lead\/$/);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Lead');
  });
});
