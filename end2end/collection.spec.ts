// Several ladders on one site: a page that lists them, what goes across them, and answers that stay apart.

import { brokenInAnyLight } from './accessible.ts';
import { heading, isSaved, questions } from './assessing.ts';
import { expect, shifts, takenOver, watchShifts } from './fixtures.ts';
import { test } from './ladders.ts';

const ladder = (title: string, language = 'en') => `title = "${title}"
summary = "What is asked in ${title}."
language = "${language}"
[[areas]]
id = "craft"
title = "Craft"
[[areas.topics]]
id = "research"
title = "Research"
[[areas.topics]]
id = "review"
title = "Review"
[[levels]]
id = "junior"
[[levels]]
id = "senior"
inherits = "junior"
`;

const level = (title: string, what: string) => `# ${title}

## Craft

- **Research:** Talks to five ${what} before the work begins.
- **Review:** Looks at the work of ${what} within a day.
`;

test.use({
  files: {
    'ladder.toml': 'title = "Acme ladders"\nsummary = "All disciplines."\nladders = ["engineering", "Product Design", "vertrieb"]\n',
    'engineering/ladder.toml': ladder('Engineering'),
    'engineering/junior.md': level('Junior Engineer', 'developers'),
    'engineering/senior.md': level('Senior', 'teams of developers'),
    'Product Design/ladder.toml': ladder('Design'),
    'Product Design/junior.md': level('Junior Designer', 'visitors'),
    'Product Design/senior.md': level('Senior', 'teams of visitors'),
    'vertrieb/ladder.toml': ladder('Vertrieb', 'de'),
    'vertrieb/junior.md': level('Verkäufer', 'Kunden'),
    'vertrieb/senior.md': level('Verkaufsleiterin', 'vielen Kunden'),
  },
});

test('the first page leads to each ladder, and each ladder back', async ({ page }) => {
  await watchShifts(page);
  await page.goto('');
  await takenOver(page);
  const cards = page.getByRole('main').getByRole('listitem');
  await expect(cards.getByRole('heading')).toHaveText(['Engineering', 'Design', 'Vertrieb']);
  await expect(cards.getByRole('link', { name: 'Vertrieb' })).toHaveAttribute('lang', 'de');
  const site = page.getByRole('navigation', { name: 'Site' });
  await expect(site.getByRole('link')).toHaveText(['Ladders', 'Compare', 'Find', 'About']);
  expect(await shifts(page)).toEqual([]);
  await cards.getByRole('link', { name: 'Design' }).click();
  await expect(page).toHaveURL(/\/product-design\/$/);
  await takenOver(page);
  await expect(site.getByRole('link', { name: 'Assess' })).toBeVisible();
  await page.getByRole('banner').getByRole('link', { name: 'Acme ladders' }).click();
  await expect(heading(page)).toHaveText('Acme ladders');
});

test('an expectation is found in all ladders, and its link leads to it', async ({ page }) => {
  await page.goto('engineering/find/?q=visitors');
  await takenOver(page);
  await expect(page.getByRole('status').first()).toContainText('No statement');
  await page.getByRole('link', { name: 'Search all ladders of this site' }).click();
  await expect(page).toHaveURL(/\/find\/\?q=visitors$/);
  await takenOver(page);
  await expect(page.getByRole('main').getByRole('heading', { level: 2 })).toHaveText(['Junior Designer', 'Senior (Design)']);
  await page.getByRole('link', { name: 'Research' }).last().click();
  await expect(page).toHaveURL(/\/product-design\/levels\/senior\/#.+/);
  await takenOver(page);
  await expect(heading(page)).toHaveText('Senior');
  await expect(page.locator(':target')).toContainText('Talks to five teams of visitors');
  // The results are there again.
  await page.goBack();
  await takenOver(page);
  await expect(page.getByRole('searchbox')).toHaveValue('visitors');
});

test('levels of two ladders are compared', async ({ page }) => {
  await page.goto('engineering/compare/?levels=senior');
  await takenOver(page);
  await page.getByRole('link', { name: 'Compare with levels of other ladders' }).click();
  await takenOver(page);
  await expect(page.getByLabel('Level 1')).toHaveValue('engineering_senior');
  await page.getByLabel('Level 2').selectOption({ label: 'Senior (Design)' });
  await expect(heading(page)).toHaveText('Senior (Engineering) and Senior (Design)');
  await expect(page).toHaveURL(/\/compare\/\?levels=engineering_senior,product-design_senior$/);
  await expect(page.getByRole('main')).toContainText('ask for 2 topics, in different words');
  await page.reload();
  await takenOver(page);
  await page.getByRole('link', { name: 'Senior (Design)', exact: true }).click();
  await expect(page).toHaveURL(/\/product-design\/levels\/senior\/$/);
});

test('what is answered in one ladder is not answered in another', async ({ page }) => {
  await page.goto('engineering/levels/senior/');
  await takenOver(page);
  await page.getByRole('link', { name: 'Assess yourself' }).click();
  await questions(page).first().getByRole('radio').first().check();
  await isSaved(questions(page).first());
  await page.goto('product-design/assess/');
  await takenOver(page);
  await expect(page.getByRole('main')).not.toContainText('Continue');
  await expect(page.getByRole('main')).not.toContainText('made at another path');
  await page.goto('product-design/assess/data/');
  await takenOver(page);
  await expect(page.getByRole('main')).not.toContainText('another path');
  await page.goto('engineering/levels/senior/');
  await takenOver(page);
  await expect(page.getByRole('main').getByRole('link', { name: 'Continue' }).first()).toBeVisible();
});

test('a page that one ladder has and the collection has not says so', async ({ page, problems }) => {
  for (const path of ['assess/', 'levels/engineering_senior/']) {
    expect((await page.goto(path))?.status()).toBe(404);
    await takenOver(page);
    await expect(heading(page)).toHaveText('There is no page here');
    problems.allow(/status of 404/);
  }
});

test('it can be read without JavaScript', async ({ browser, server }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${server.origin}/`);
  await page.getByRole('link', { name: 'Design' }).click();
  await page.getByRole('main').getByRole('link', { name: /^Senior/ }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Senior');
  await page.goto(`${server.origin}/compare/`);
  await expect(page.getByRole('main')).toContainText('Each ladder has pages with comparisons of its levels');
  await context.close();
});

for (const width of [320, 1280])
  test(`nothing is broken or cut at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    for (const path of ['', 'find/?q=work', 'compare/?levels=engineering_senior,product-design_senior', 'about/', 'product-design/']) {
      await page.goto(path);
      await takenOver(page);
      expect(await brokenInAnyLight(page), path).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(width);
    }
  });
