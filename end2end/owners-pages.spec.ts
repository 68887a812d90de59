// Pages of the owner's: texts beside the ladder, in the navigation of its site, that need no app.

import type { Page } from '@playwright/test';
import { broken, brokenInAnyLight } from './accessible.ts';
import { expect, open, shifts, takenOver, watchShifts } from './fixtures.ts';
import { test } from './ladders.ts';

const level = (title: string) => `# ${title}\n\n## Craft\n\n- **Code:** Writes code that others can change.\n- **Review:** Reviews within a day.\n`;

const PROCESS = `# How we promote people

Twice a year. [The senior level](../senior.md#craft) is the yardstick, and [questions](../faq.md#how-often) are welcome.

## The steps

1. Rate yourself.
2. Write down **what happened**:
   - with a link,
   - with _a colleague_ who saw it.

> A promotion recognises what you do already.

### Who decides

| Level | Decides | Reads | Answers within |
| --- | --- | :-: | --: |
| Junior | Manager | Lead | 7 days |
| Senior | A panel of three colleagues | Director | 14 days |

- [x] Ask ~~HR~~ the [people team](mailto:people@example.org), or read [the policy](https://example.org/policy).

---

\`\`\`
https://example.org/an-address-that-goes-on-and-on-and-on-and-on-and-on-and-on-and-on-and-on
\`\`\`

![A line that rises from junior to senior](chart.svg)
`;

/** Two columns fit on a phone, whatever stands in them. */
const NARROW = `| Level | Where its band stands |
| --- | --- |
| Senior | \`https://example.org/an-address-that-goes-on-and-on-and-on-and-on-and-on-and-on-and-on\` |
| Junior | Beside-all-others-without-any-space-so-that-no-line-can-end-in-it, and then in many common words that take several lines. |
`;

test.use({
  files: {
    'ladder.toml': `title = "Ladder of a company"
summary = "What we expect of engineers."
[[areas]]
id = "craft"
title = "Craft"
[[levels]]
id = "junior"
[[levels]]
id = "senior"
inherits = "junior"
[pages]
process = { file = "pages/our-process.md", title = "Promotions" }
faq = "faq.md"
[theme]
edit_url = "https://example.org/edit/main/ladder/{file}"
`,
    'junior.md': level('Junior Engineer'),
    'senior.md': level('Senior Engineer'),
    'pages/our-process.md': PROCESS,
    'pages/chart.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 240"><path d="M20 220 L620 20" stroke="#7a1fa2" stroke-width="6"/></svg>',
    'faq.md': `# Questions\n\n## How often?\n\nTwice a year. See [the steps](pages/our-process.md#the-steps).\n\n${NARROW}`,
  },
});

const heading = (page: Page) => page.getByRole('heading', { level: 1 });

/** Everything that the page says. */
async function readsWhole(page: Page) {
  const main = page.getByRole('main');
  await expect(heading(page)).toHaveText('How we promote people');
  await expect(main.getByRole('heading', { level: 2 })).toHaveText('The steps');
  await expect(main.getByRole('heading', { level: 3 })).toHaveText('Who decides');
  await expect(main.locator('ol > li')).toHaveCount(2);
  await expect(main.locator('ol ul > li')).toHaveText(['with a link,', 'with a colleague who saw it.']);
  await expect(main.locator('blockquote')).toHaveText('A promotion recognises what you do already.');
  await expect(main.getByRole('columnheader')).toHaveText(['Level', 'Decides', 'Reads', 'Answers within']);
  await expect(main.getByRole('cell', { name: '14 days' })).toHaveCSS('text-align', 'end');
  await expect(main.getByRole('link', { name: 'the policy' })).toHaveAttribute('href', 'https://example.org/policy');
  const picture = main.getByRole('img', { name: 'A line that rises from junior to senior' });
  const isThere = (image: HTMLImageElement) => image.complete && image.naturalWidth > 0 && Math.abs(image.clientWidth / image.clientHeight - 640 / 240) < 0.1;
  await expect.poll(() => picture.evaluate(isThere)).toBe(true);
}

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('a page is read as a whole, and every page leads to it', async ({ page }) => {
    for (const path of ['./', 'about/', 'levels/senior/', 'find/', 'pages/faq/']) {
      await page.goto(path);
      await page.getByRole('navigation', { name: 'More pages' }).getByRole('link', { name: 'Promotions' }).click();
      await readsWhole(page);
    }
    await page.getByRole('main').getByRole('link', { name: 'questions' }).click();
    await expect(heading(page)).toHaveText('Questions');
    await expect(page.getByRole('heading', { name: 'How often?' })).toBeInViewport();
  });
});

test('links, Back and Forward lead from the app to a page and back', async ({ page }) => {
  await open(page, '');
  await page.getByRole('main').getByRole('link', { name: 'Promotions' }).click();
  await readsWhole(page);
  await expect(page).toHaveTitle('How we promote people · Ladder of a company');
  const more = page.getByRole('navigation', { name: 'More pages' });
  await expect(more.getByRole('link', { name: 'Promotions' })).toHaveAttribute('aria-current', 'page');
  await expect(page.getByRole('link', { name: 'Edit this page' })).toHaveAttribute('href', 'https://example.org/edit/main/ladder/pages/our-process.md');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/pages\/process\/#_main$/);
  await page.getByRole('link', { name: 'The senior level' }).click();
  await takenOver(page);
  await expect(page).toHaveURL(/levels\/senior\/#_craft$/);
  await page.goBack();
  await readsWhole(page);
  await page.goForward();
  await expect(heading(page)).toHaveText('Senior Engineer');
  await takenOver(page);
  // From there on the app follows links again.
  await page.getByRole('banner').getByRole('link', { name: 'About' }).click();
  await expect(heading(page)).toHaveText('About this ladder');
  await page.getByRole('main').getByRole('link', { name: 'Questions' }).click();
  await expect(heading(page)).toHaveText('Questions');
  await page.goBack();
  await expect(heading(page)).toHaveText('About this ladder');
});

for (const width of [360, 1280])
  test(`a page is for everybody at ${width} px, and nothing moves`, async ({ page }) => {
    await watchShifts(page);
    await page.setViewportSize({ width, height: 900 });
    await page.goto('pages/process/');
    await readsWhole(page);
    expect(await shifts(page)).toEqual([]);
    expect(await brokenInAnyLight(page)).toEqual([]);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(overflow).toBe(0);
    // Few pages with short names stand in the header, where it has room for them.
    await expect(page.getByRole('banner').getByRole('link', { name: 'Promotions' })).toHaveCount(width > 1000 ? 1 : 0);
    await page.screenshot({ path: `artifacts/owners-page-${width}.png`, fullPage: true });
    for (const path of ['./', 'about/']) {
      await open(page, path);
      expect(await broken(page), path).toEqual([]);
    }
  });

test('a table of two columns fits on the smallest phone, and short words in it stay whole', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 800 });
  await page.goto('pages/faq/');
  const table = page.getByRole('main').getByRole('table');
  await expect(table.getByRole('row')).toHaveCount(3);
  await expect(page.getByRole('group', { name: 'Table' })).toHaveCount(0);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(overflow).toBe(0);
  const isIn = (table: HTMLElement) => table.getBoundingClientRect().right <= document.documentElement.clientWidth;
  expect(await table.evaluate(isIn)).toBe(true);
  for (const name of ['Senior', 'Junior']) {
    // A word that is broken has a box on each of its lines.
    const lines = (cell: Element) => {
      const words = document.createRange();
      words.selectNodeContents(cell);
      return new Set(Array.from(words.getClientRects(), (box) => box.top)).size;
    };
    expect(await table.getByRole('cell', { name, exact: true }).evaluate(lines), name).toBe(1);
  }
});

test('a page prints its words, with the addresses of its links, and nothing to click', async ({ page }) => {
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await page.goto('pages/process/');
  await readsWhole(page);
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await expect(page.getByRole('link', { name: 'Edit this page' })).toHaveCount(0);
  await expect(page.getByRole('contentinfo')).not.toContainText('printed', { useInnerText: true });
  const address = await page.getByRole('link', { name: 'the policy' }).evaluate((link) => getComputedStyle(link, '::after').content);
  expect(address).toContain('https://example.org/policy');
  await expect(page.locator('html')).toHaveCSS('background-color', 'rgb(255, 255, 255)');
});
