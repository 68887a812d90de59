// A page of the assessment is drawn anew when what it tells has changed, here or in another tab. What a person has opened, ticked,
// chosen or half typed there stays as it is.

import type { BrowserContext, Page } from '@playwright/test';
import { begin, choose, enter, everything, questions, rate, target, way } from './assessing.ts';
import { expect, open, test } from './fixtures.ts';
import { root } from './site.ts';

const [area] = root.ladder.areas;

/** The result of an assessment with one rating. */
async function result(page: Page) {
  await begin(page);
  await enter(page, area.title);
  await rate(questions(page).nth(0), 'Not yet');
  await way(page, 'Result').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Where you stand');
}

/** Rates a second question in another tab, and waits until the result tells of it. */
async function answerElsewhere(page: Page, context: BrowserContext) {
  const tab = await context.newPage();
  await open(tab, 'assess/');
  await tab.getByRole('listitem').filter({ hasText: target.title }).getByRole('link', { name: 'Continue' }).click();
  await rate(questions(tab).nth(1), 'Not yet');
  await tab.close();
  await expect(page.getByRole('main')).toContainText('The 2 not yet met:');
}

/** The list under a summary that begins with these words. */
const opened = (page: Page, words: string | RegExp) =>
  page.getByRole('group').filter({ has: page.locator('summary', { hasText: words }) });

test('what is picked from an opened list leaves it open, the focus where it was, and nothing moved', async ({ page }) => {
  await result(page);
  const list = opened(page, /not rated/).first();
  await list.locator('summary').click();
  const pick = list.getByRole('button', { name: /^Plan for/ }).nth(1);
  await pick.focus();
  const before = await pick.boundingBox();
  await page.keyboard.press('Enter');
  const state = list.getByText('In your plan');
  await expect(state).toBeFocused();
  expect(Math.abs((await state.boundingBox())!.y - before!.y)).toBeLessThan(12);
  await expect(page.getByRole('region', { name: 'Your plan' }).getByRole('listitem')).toHaveCount(1);
});

test('what is taken out leaves the focus in its section, and the page where it is', async ({ page }) => {
  await result(page);
  await page.getByRole('button', { name: /^Plan for/ }).first().click();
  await page.getByRole('button', { name: 'Keep a snapshot' }).click();
  for (const [section, button] of [['Over time', 'Delete'], ['Your plan', 'Take out of the plan']]) {
    const region = page.getByRole('region', { name: section });
    await region.getByRole('button', { name: button }).focus();
    const before = await page.evaluate(() => scrollY);
    expect(before).toBeGreaterThan(0);
    await page.keyboard.press('Enter');
    await expect(region.getByRole('heading', { name: section })).toBeFocused();
    expect(await page.evaluate(() => scrollY)).toBe(before);
  }
});

test('what is opened stays open when another tab answers', async ({ page, context }) => {
  await result(page);
  const summaries = [/not rated/, 'The same as a radar chart', root.ladder.levels[0].title];
  for (const words of summaries) await opened(page, words).locator('summary').last().click();
  await answerElsewhere(page, context);
  for (const words of summaries) await expect(opened(page, words).last()).toHaveAttribute('open');
  await expect(opened(page, root.ladder.levels[0].title).last()).toContainText('You have not rated');
});

test('a note that is opened and empty stays open when another tab answers', async ({ page, context }) => {
  await begin(page);
  await enter(page, area.title);
  const question = questions(page).nth(1);
  await question.getByText('Note and evidence').click();

  const tab = await context.newPage();
  await open(tab, 'assess/');
  await tab.getByRole('listitem').filter({ hasText: target.title }).getByRole('link', { name: 'Continue' }).click();
  await rate(questions(tab).nth(0), 'Not yet');
  await expect(questions(page).nth(0).getByRole('radio', { name: 'Not yet', exact: true })).toBeChecked();
  await expect(question.getByLabel('Note')).toBeVisible();
});

test('a note that is being typed goes on where it was when another tab answers', async ({ page, context }) => {
  await begin(page);
  await enter(page, area.title);
  const question = questions(page).nth(1);
  await question.getByText('Note and evidence').click();
  const note = question.getByLabel('Note');
  await note.fill('Since spring, guild.');
  for (let letter = 0; letter < 6; letter++) await page.keyboard.press('ArrowLeft');

  const tab = await context.newPage();
  await open(tab, 'assess/');
  await tab.getByRole('listitem').filter({ hasText: target.title }).getByRole('link', { name: 'Continue' }).click();
  await rate(questions(tab).nth(0), 'Not yet');
  await expect(questions(page).nth(0).getByRole('radio', { name: 'Not yet', exact: true })).toBeChecked();
  await page.keyboard.type('in the ');
  await expect(note).toHaveValue('Since spring, in the guild.');
});

test('a name that is being typed stays when another tab answers', async ({ page, context }) => {
  await result(page);
  const name = page.getByLabel('Name of the snapshot');
  await name.fill('before the rev');
  await answerElsewhere(page, context);
  await expect(name).toBeFocused();
  await page.keyboard.type('iew');
  await expect(name).toHaveValue('before the review');
  await page.getByRole('button', { name: 'Keep a snapshot' }).click();
  await expect(page.getByRole('region', { name: 'Over time' }).getByRole('listitem')).toContainText('before the review');
  // It is kept now.
  await expect(name).toHaveValue('');
});

test('what a link is to disclose stays ticked when another tab answers, and the link is made anew', async ({ page, context }) => {
  await result(page);
  const share = page.getByRole('region', { name: 'Share by a link' });
  await share.getByLabel('Notes').check();
  await share.getByRole('button', { name: 'Make the link' }).click();
  await expect(share.getByLabel('The link')).toBeVisible();
  await answerElsewhere(page, context);
  await expect(share.getByLabel('Notes')).toBeChecked();
  await expect(share.getByRole('status').first()).toContainText('notes');
  // It would show what is no longer so.
  await expect(share.getByLabel('The link')).toHaveCount(0);
});

test('another person’s file stays in sight when another tab answers', async ({ page, context }) => {
  await begin(page);
  await enter(page, area.title);
  await rate(questions(page).nth(0), 'Not yet');
  const file = JSON.parse(await everything(page));
  for (const answer of Object.values<{ rating?: string }>(file.assessments[0].answers)) answer.rating = 'helps-others';
  await open(page, 'assess/');
  await page.getByRole('listitem').filter({ hasText: target.title }).getByRole('link', { name: 'Result' }).click();
  await choose(page.getByLabel('Their file'), JSON.stringify(file));
  const disagreement = page.getByRole('listitem').filter({ hasText: 'You: Not yet · They: Helps others do it' });
  await expect(disagreement).toHaveCount(1);

  await answerElsewhere(page, context);
  await expect(disagreement).toHaveCount(1);
  await expect(page.getByRole('heading', { name: 'Rated only by you' })).toBeVisible();
});
