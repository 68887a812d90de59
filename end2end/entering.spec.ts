// What a person enters is kept whole, or the page says at once what it cannot keep. No key and no other tab changes it unasked.

import type { Page } from '@playwright/test';
import { another, areRated, begin, below, enter, heading, isSaved, questions, target } from './assessing.ts';
import { expect, open, test } from './fixtures.ts';
import { root } from './site.ts';

const section = below.sections.find(({ statements }) => statements.length > 2)!;
const area = root.ladder.areas.find(({ id }) => id === section.area)!.title;

/** All that this browser keeps of the site. */
const kept = (page: Page) =>
  page.evaluate(async () => {
    const databases = await indexedDB.databases();
    const copies = await Promise.all(
      databases.map(
        ({ name }) =>
          new Promise<string[]>((found) => {
            const opening = indexedDB.open(name!);
            opening.onsuccess = () => {
              const keys = opening.result.transaction(name!).objectStore(name!).getAllKeys();
              keys.onsuccess = () => {
                opening.result.close();
                found(keys.result as string[]);
              };
            };
          }),
      ),
    );
    return [...Object.keys(localStorage), ...copies.flat()];
  });

/** The choice with that number, from 1, of a question. */
const choice = (page: Page, question: number, number: number) => questions(page).nth(question).getByRole('radio').nth(number - 1);

/** Opens note and evidence of a question. */
async function remark(page: Page, number = 0) {
  const question = questions(page).nth(number);
  await question.getByText('Note and evidence').click();
  return question;
}

test('long texts are kept whole', async ({ page }) => {
  const long = (length: number) => 'Long words, and many of them. '.repeat(length).slice(0, length).trimEnd();
  await begin(page, '', below);
  await enter(page, area);
  const question = await remark(page);
  await question.getByRole('button', { name: 'Add evidence' }).click();
  const fields: [RegExp, string][] = [
    [/^Note/, long(9000)],
    [/^What happened/, long(3000)],
    [/^Link/, `https://example.org/${'x'.repeat(3000)}`],
  ];
  for (const [name, words] of fields) await question.getByRole('textbox', { name }).fill(words);
  await expect(question.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();
  await page.reload();
  for (const [name, words] of fields) await expect(questions(page).first().getByRole('textbox', { name })).toHaveValue(words);
});

for (const [typed, problem] of [['12242 0261', 'five digits'], ['122426', 'two digits']]) {
  test(`a year of ${problem} is refused beside the field, and the day that was there stays`, async ({ page }) => {
    await begin(page, '', below);
    await enter(page, area);
    const question = await remark(page);
    await question.getByRole('button', { name: 'Add evidence' }).click();
    const day = question.getByLabel('When');
    await question.getByLabel('What happened').fill('A talk');
    await day.fill('2026-12-24');
    await expect(question.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();
    await day.focus();
    await page.keyboard.type(typed.replace(' ', ''));
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await question.getByLabel('What happened').focus();
    await expect(day).toHaveAccessibleDescription(/not saved.*four digits/);
    await page.waitForTimeout(600);
    await page.reload();
    await expect(questions(page).first().getByLabel('When')).toHaveValue('2026-12-24');
  });
}

test('a name is kept when the page is loaded again while it is typed', async ({ page }) => {
  await begin(page, 'Old');
  const name = page.getByLabel('Name');
  await name.fill('New name');
  await page.reload();
  await expect(heading(page)).toHaveText('New name');
  await expect(name).toHaveValue('New name');
});

test('a digit that is held down rates one question, and a second press changes no answer that is there', async ({ page }) => {
  await begin(page, '', below);
  await enter(page, area);
  await choice(page, 1, 1).check();
  await isSaved(questions(page).nth(1));
  await choice(page, 0, 1).focus();
  await page.keyboard.down('3');
  for (let repeats = 0; repeats < 5; repeats++) await page.keyboard.down('3');
  await page.keyboard.up('3');
  await expect(choice(page, 0, 3)).toBeChecked();
  await areRated(page, 2);
  // Hasty, and on the question that the digit has led on to.
  await page.keyboard.press('3');
  await expect(choice(page, 1, 1)).toBeChecked();
  // Who goes there themselves means it.
  await choice(page, 1, 1).click();
  await page.keyboard.press('3');
  await expect(choice(page, 1, 3)).toBeChecked();
});

test('what is typed in one tab does not come back after another has erased everything', async ({ page }) => {
  await begin(page, '', below);
  await enter(page, area);
  await choice(page, 0, 1).check();
  await isSaved(questions(page).first());
  const other = await another(page);
  await open(other, 'assess/data/');
  await other.getByRole('button', { name: 'Delete everything here' }).click();
  await remark(page, 1);
  await questions(page).nth(1).getByRole('textbox', { name: /^Note/ }).pressSequentially('Since last year', { delay: 1 });
  await other.getByRole('button', { name: 'Delete everything', exact: true }).click();
  await expect(other.getByText('Everything was deleted')).toBeVisible();
  await page.waitForTimeout(1000);
  expect(await kept(other)).toEqual([]);
  expect(await kept(page)).toEqual([]);
});

test('a step is offered only where there is one', async ({ page, server }) => {
  const level = { ...target, inherits: undefined };
  const ladder = JSON.stringify({ schema: 1, ladder: { ...root.ladder, levels: [level], tracks: root.ladder.tracks } });
  server.alter = (path, answer) => {
    if (path !== 'compare/') return answer;
    const body = answer.body.toString().replace(/(id="ladder">)[^<]*/, (_, begin) => begin + ladder.replaceAll('<', '\\u003c'));
    return { ...answer, body: Buffer.from(body) };
  };
  await open(page, 'compare/');
  await expect(page.getByRole('heading', { name: 'Compare levels' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Or pick a common comparison' })).toHaveCount(0);
});

test.describe('on a touch screen', () => {
  test.use({ isMobile: true, hasTouch: true, viewport: { width: 1024, height: 768 } });

  test('the switch of the number keys shows once a keyboard is used (WCAG 2.1.4)', async ({ page }) => {
    await begin(page);
    await enter(page, root.ladder.areas[0].title);
    const keys = page.getByRole('checkbox', { name: /number keys/ });
    await expect(keys).toBeHidden();
    await page.keyboard.press('1');
    await isSaved(questions(page).first());
    await expect(keys).toBeVisible();
    await keys.uncheck();
    await page.keyboard.press('2');
    await areRated(page, 1);
  });
});
