// A level that has got another id: its old address leads on to it, to the statement that the address names, too.

import { expect, takenOver } from './fixtures.ts';
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

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });
  test('the old address leads to the page', async ({ page }) => {
    await page.goto('levels/senior/');
    await expect(page).toHaveURL(/\/levels\/lead\/$/);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Lead');
  });
});
