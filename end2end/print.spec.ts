// A level on paper: all of its words, black on white, and nothing to click.

import { begin, enter, questions, rate, way } from './assessing.ts';
import { expect, open, test } from './fixtures.ts';
import { bare, missing, printed, type Sheet } from './paper.ts';
import { fold, pairPath, root, statements, words } from './site.ts';

const level = root.middle();

test('a level prints as a page to keep', async ({ page }) => {
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await open(page, `levels/${level.id}/`);
  for (const hidden of [page.getByRole('button'), page.getByRole('navigation'), page.getByRole('status')]) {
    await expect(hidden).toHaveCount(0); // By role, what is not shown is not there.
  }
  const shown = fold(await page.getByRole('main').innerText());
  for (const line of statements(level).flatMap(words)) expect(shown).toContain(line);
  await expect(page.getByRole('contentinfo')).toContainText(root.ladder.title);
  await expect(page.getByRole('contentinfo')).toContainText(/printed \S+/);
  const colours = await page.evaluate(() => {
    const { color } = getComputedStyle(document.querySelector('main p')!);
    return { color, background: getComputedStyle(document.documentElement).backgroundColor };
  });
  expect(colours.background).toBe('rgb(255, 255, 255)');
  expect(colours.color).toMatch(/^rgb\((0, 0, 0|34, 34, 34)\)$/);
  await page.screenshot({ path: 'artifacts/screens/print.png', fullPage: true });
});

test('a level becomes a PDF of few pages', async ({ page }) => {
  await open(page, `levels/${level.id}/`);
  const sheets = await printed(page, 'artifacts/level.pdf');
  isWhole(sheets, statements(level).flatMap(words));
  expect(sheets.length).toBeLessThanOrEqual(4);
});

test('what a reader has opened is printed, what is closed is not', async ({ page }) => {
  await page.emulateMedia({ media: 'print' });
  await open(page, `levels/${level.id}/`);
  const details = page.locator('.below details').first();
  await expect(details).toBeHidden();
  await details.evaluate((details: HTMLDetailsElement) => (details.open = true));
  await expect(details.getByRole('listitem').first()).toBeVisible();
});

// What a browser makes of A4 and A5, upright and across, at 100 to 150 %, with narrow and wide margins.
for (const width of [1032, 825, 703, 562, 484, 387, 306]) {
  test(`every level of a comparison is on paper that is ${width} px wide`, async ({ page }) => {
    const levels = root.ladder.levels.slice(-4);
    await page.setViewportSize({ width, height: 700 });
    await page.emulateMedia({ media: 'print' });
    await open(page, `compare/?levels=${levels.map(({ id }) => id).join(',')}&scope=all`);
    const cells = page.locator('tbody td');
    await expect(cells.first()).toBeVisible();
    const outside = await cells.evaluateAll((cells) => {
      const inside = ({ left, right, width }: DOMRect) => width > 40 && left >= 0 && right <= innerWidth;
      return cells.filter((cell) => !inside(cell.getBoundingClientRect()) || cell.scrollWidth > cell.clientWidth + 1).length;
    });
    expect(outside).toBe(0);
    // Its level stands above each cell, in the head of the column or in the cell itself.
    const heads = await page.evaluate(() => {
      const shown = [...document.querySelectorAll('thead th:not(:first-child)')].filter((head) => head.checkVisibility()).map((head) => head.textContent);
      const [row] = [...document.querySelectorAll('tbody tr')].filter((row) => row.querySelector('td'));
      const own = [...row.querySelectorAll('.cell-level')].filter((level) => level.checkVisibility()).map((level) => level.textContent);
      return shown.length ? shown : own;
    });
    expect(heads).toEqual(levels.map(({ title }) => title));
  });
}

test('two levels are printed whole: pairs beside each other, and what is folded away', async ({ page }) => {
  const upper = root.ladder.levels.find(({ id }) => id === level.inherits)!;
  for (const pair of [root.apart(), [upper, level] as const]) {
    await open(page, pairPath(pair[0], pair[1]));
    await page.emulateMedia({ media: 'print' });
    const shown = fold(await page.getByRole('main').innerText());
    for (const side of pair) {
      for (const line of statements(side).flatMap(words)) expect(shown, side.title).toContain(line);
    }
    for (const item of await page.locator('.same .asked > li').all()) await expect(item).toBeVisible();
    for (const hidden of ['button', 'combobox', 'checkbox', 'navigation'] as const) await expect(page.getByRole(hidden)).toHaveCount(0);
    const pdf = await page.pdf({ path: `artifacts/${pair.map(({ id }) => id).join('-')}.pdf`, preferCSSPageSize: true });
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0).toBeLessThanOrEqual(7);
  }
});

/** Every word of some text is on some sheet, and no sheet is all but empty, but for the last. */
function isWhole(sheets: Sheet[], texts: string[]) {
  expect(texts.length).toBeGreaterThan(5);
  expect(missing(sheets, texts)).toEqual([]);
  for (const { words, rightmost, width } of sheets.slice(0, -1)) {
    expect(words.length, words).toBeGreaterThan(500);
    expect(rightmost).toBeLessThan(width);
  }
}

test('four levels are printed whole, on their side, each sheet full and with its heads', async ({ page }) => {
  const levels = root.ladder.levels.slice(-4);
  await open(page, `compare/?levels=${levels.map(({ id }) => id).join(',')}&scope=all`);
  await expect(page.locator('tbody td').first()).toBeVisible();
  const texts = await page.locator('tbody .says p, .only .says p').allInnerTexts();
  const sheets = await printed(page, 'artifacts/four.pdf');
  isWhole(sheets, texts);
  for (const { width, height } of sheets) expect(width).toBeGreaterThan(height);
  // The table goes over several sheets, and its heads stand on each.
  const heads = bare(`Topic${levels.map(({ title }) => title).join('')}`);
  expect(sheets.filter(({ words }) => words.includes(heads)).length).toBeGreaterThan(1);
});

test('what the search finds is printed whole', async ({ page }) => {
  await open(page, 'find/?q=team');
  const found = page.locator('.hit .says');
  await expect(found.first()).toBeVisible();
  const texts = await found.allInnerTexts();
  isWhole(await printed(page, 'artifacts/find.pdf'), texts);
});

test('the whole ladder is printed whole', async ({ page }) => {
  await open(page, 'whole/');
  isWhole(await printed(page, 'artifacts/whole.pdf'), root.ladder.levels.flatMap(statements).flatMap(words));
});

test('a result is printed whole', async ({ page }) => {
  await begin(page, 'Review');
  await enter(page, root.ladder.areas[0].title);
  const all = await questions(page).count();
  for (let at = 0; at < all; at++) await rate(questions(page).nth(at), ['Consistently', 'Sometimes', 'Not yet'][at % 3]);
  await way(page, 'Result').click();
  const told = page.locator('section.story-group .says');
  await expect(told.first()).toBeVisible();
  const texts = await told.allInnerTexts();
  isWhole(await printed(page, 'artifacts/result.pdf'), texts);
});
