// What a person has opened, ticked, chosen or half typed on a page of the assessment stays as it is when what the page tells changes, here or
// in another tab.

import type { BrowserContext, Page } from '@playwright/test';
import { addGoal, begin, below, choose, enter, everything, goalButton, isRated, isSaved, questions, rate, rows, target, way } from './assessing.ts';
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

/** Rates a question in another tab. */
async function rateElsewhere(context: BrowserContext, at: number) {
  const tab = await context.newPage();
  await open(tab, 'assess/');
  const entry = tab.getByRole('listitem').filter({ hasText: target.title });
  // Then it knows where one left.
  await expect(entry).toContainText('rated');
  await entry.getByRole('link', { name: 'Continue' }).click();
  await rate(questions(tab).nth(at), 'Not yet');
  await tab.close();
}

/** The same, until the result tells of it. */
async function answerElsewhere(page: Page, context: BrowserContext) {
  await rateElsewhere(context, 1);
  await expect(page.getByRole('main')).toContainText('Work on 2');
}

/** What is opened by a summary that has these words. */
const opened = (page: Page, words: string | RegExp) =>
  page.getByRole('group').filter({ has: page.locator('> summary', { hasText: words }) });

test('what is picked from an opened list leaves it open, the focus where it was, and nothing moved', async ({ page }) => {
  await result(page);
  const list = opened(page, /^Not rated/).first();
  await list.locator('> summary').click();
  const pick = await goalButton(rows(page).filter({ visible: true }).nth(2));
  await pick.focus();
  const before = await pick.boundingBox();
  await page.keyboard.press('Enter');
  const state = list.getByText('In your plan', { exact: true });
  await expect(state).toBeFocused();
  expect(Math.abs((await state.boundingBox())!.y - before!.y)).toBeLessThan(12);
  await expect(page.getByRole('region', { name: 'Your plan' }).getByRole('listitem')).toHaveCount(1);
});

test('what is taken out leaves the focus in its section, and the page where it is', async ({ page }) => {
  await result(page);
  await addGoal(rows(page, 'Work on').first());
  await page.getByRole('button', { name: 'Take a snapshot' }).click();
  for (const [section, button] of [['Over time', 'Delete'], ['Your plan', 'Remove goal']]) {
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
  const level = opened(page, new RegExp(`^${target.title}`));
  const all = [opened(page, /^Not rated/).first(), opened(page, 'Charts'), level];
  for (const details of all) await details.locator('> summary').click();
  // A list in a list, which is not there before the other is open.
  const inner = level.getByRole('group').filter({ has: page.locator('> summary', { hasText: /^Not rated/ }) });
  await inner.locator('> summary').click();
  await answerElsewhere(page, context);
  for (const details of [...all, inner]) await expect(details).toHaveAttribute('open');
  await expect(inner.getByRole('listitem').first()).toBeVisible();
  await expect(inner.locator('> summary')).toBeFocused();
});

test('what is closed stays closed', async ({ page }) => {
  await begin(page);
  await enter(page, area.title);
  const question = questions(page).nth(0);
  await rate(question, 'Not yet');
  await question.getByText('Note and evidence').click();
  await question.getByLabel('Note').fill('Since spring.');
  await isSaved(question);
  await page.reload();
  await expect(question.getByLabel('Note')).toBeVisible();
  await question.getByText('Note and evidence').click();
  await question.getByRole('button', { name: 'Clear rating' }).click();
  await expect(question.getByRole('radio', { name: 'Not yet', exact: true })).not.toBeChecked();
  await expect(question.getByLabel('Note')).toBeHidden();
});

test('a note that another tab has written shows', async ({ page, context }) => {
  await begin(page);
  await enter(page, area.title);
  const tab = await context.newPage();
  await open(tab, 'assess/');
  const entry = tab.getByRole('listitem').filter({ hasText: target.title });
  await expect(entry).toContainText('rated');
  await entry.getByRole('link', { name: 'Continue' }).click();
  const there = questions(tab).nth(0);
  await there.getByText('Note and evidence').click();
  await there.getByLabel('Note').fill('Since spring.');
  await isSaved(there);
  await expect(questions(page).nth(0).getByLabel('Note')).toBeVisible();
  await expect(questions(page).nth(0).getByLabel('Note')).toHaveValue('Since spring.');
});

test('a note that is being typed goes on where it was when another tab answers', async ({ page, context }) => {
  await begin(page);
  await enter(page, area.title);
  const question = questions(page).nth(1);
  await question.getByText('Note and evidence').click();
  const note = question.getByLabel('Note');
  await note.fill('Since spring, guild.');
  await isSaved(question);
  for (let letter = 0; letter < 6; letter++) await page.keyboard.press('ArrowLeft');
  await rateElsewhere(context, 0);
  await isRated(questions(page).nth(0), 'Not yet');
  await expect(note).toBeFocused();
  await page.keyboard.type('in the ');
  await expect(note).toHaveValue('Since spring, in the guild.');
});

test('evidence of which nothing is typed yet stays when another tab answers', async ({ page, context }) => {
  await begin(page);
  await enter(page, area.title);
  const question = questions(page).nth(1);
  await question.getByText('Note and evidence').click();
  const add = question.getByRole('button', { name: 'Add evidence' });
  await add.click();
  await question.getByLabel('What happened').fill('RFC 7');
  await isSaved(question);
  await add.click();
  const link = question.getByLabel('Link').nth(1);
  await link.focus();
  await rateElsewhere(context, 0);
  await isRated(questions(page).nth(0), 'Not yet');
  await expect(link).toBeFocused();
  // Anywhere else a digit would rate.
  await page.keyboard.type('2');
  await expect(link).toHaveValue('2');
  await isSaved(question);

  // One that is emptied, to be typed again, does not go away either.
  await page.keyboard.press('Backspace');
  await isSaved(question);
  await rateElsewhere(context, 2);
  await isRated(questions(page).nth(2), 'Not yet');
  await expect(link).toBeFocused();
  await page.keyboard.type('3');
  await expect(link).toHaveValue('3');
});

test('the name of the assessment that is being typed stays when another tab answers', async ({ page, context }) => {
  await result(page);
  const name = page.getByRole('textbox', { name: 'Name', exact: true });
  await name.fill('Spring rev');
  await answerElsewhere(page, context);
  await expect(name).toBeFocused();
  await expect(name).toHaveValue('Spring rev');
  await page.keyboard.type('iew');
  await page.keyboard.press('Enter');
  await expect(page.getByText(`Spring review: towards ${target.title}`)).toBeVisible();
  await expect(name).toHaveValue('Spring review');
});

test('what is entered for one assessment is not there for another', async ({ page }) => {
  await result(page);
  await way(page, 'All assessments').click();
  await page.getByLabel('Target level').selectOption(below.title);
  await page.getByRole('button', { name: 'Begin' }).click();
  await enter(page, area.title);
  await rate(questions(page).nth(0), 'Not yet');
  await way(page, 'Result').click();
  const kicker = page.getByText('Towards').first();
  await expect(kicker).toHaveText(`Towards ${below.title}`);
  const entered = page.getByLabel('Name of the snapshot');
  await entered.fill('before the review');
  await page.getByRole('region', { name: 'Share by a link' }).getByLabel('Notes').check();
  const overlay = page.getByRole('region', { name: 'Compare with your manager’s view' });
  await choose(overlay.getByLabel('Their file'), 'no file of ours');
  await expect(overlay.getByRole('status')).not.toBeEmpty();
  // Past the list and the tasks: from one result to the other, as the history's menu can.
  await page.evaluate(() => history.go(-4));
  await expect(kicker).toHaveText(`Towards ${target.title}`);
  await expect(entered).toHaveValue('');
  await expect(page.getByRole('region', { name: 'Share by a link' }).getByLabel('Notes')).not.toBeChecked();
  await expect(overlay.getByRole('status')).toHaveText('');
});

test('a name that is being typed stays when another tab answers', async ({ page, context }) => {
  await result(page);
  const name = page.getByLabel('Name of the snapshot');
  await name.fill('before the rev');
  await answerElsewhere(page, context);
  await expect(name).toBeFocused();
  await page.keyboard.type('iew');
  await expect(name).toHaveValue('before the review');
  await page.getByRole('button', { name: 'Take a snapshot' }).click();
  await expect(page.getByRole('region', { name: 'Over time' }).getByRole('listitem')).toContainText('before the review');
  // It is kept now.
  await expect(name).toHaveValue('');
});

test('what a link is to disclose stays ticked when another tab answers, and the link is made anew', async ({ page, context }) => {
  await begin(page);
  await enter(page, area.title);
  const question = questions(page).nth(0);
  await question.getByText('Note and evidence').click();
  await question.getByLabel('Note').fill('Since spring.');
  await rate(question, 'Not yet');
  await way(page, 'Result').click();
  const share = page.getByRole('region', { name: 'Share by a link' });
  await share.getByLabel('Notes').check();
  await share.getByRole('button', { name: 'Create link' }).click();
  await expect(share.getByLabel('The link')).toBeVisible();
  await answerElsewhere(page, context);
  await expect(share.getByLabel('Notes')).toBeChecked();
  await expect(share.getByRole('status').first()).toContainText('1 note');
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
  await page.getByRole('button', { name: 'Show them now' }).click();
  const disagreement = page.getByRole('listitem').filter({ hasText: 'You: Not yet · They: Helps others do it' });
  await expect(disagreement).toHaveCount(1);

  await answerElsewhere(page, context);
  await expect(disagreement).toHaveCount(1);
  await expect(page.getByRole('heading', { name: 'Rated only by you' })).toBeVisible();
});
