// A self-assessment from its beginning to the plan, by mouse, by keyboard alone and on a phone.

import type { Locator, Page } from '@playwright/test';
import { brokenInAnyLight } from './accessible.ts';
import { addGoal, areRated, begin, below, changeTarget, choose, download, enter, everything, goalButton, heading, isRated, isSaved, questions, rate, rows, target, way } from './assessing.ts';
import { expect, open, takenOver, test } from './fixtures.ts';
import { tabThrough } from './focus.ts';
import { stored } from './records.ts';
import { root, statements } from './site.ts';

const [area, other] = root.ladder.areas;

/** A screenshot for people, and what axe finds in light and dark. */
async function looked(page: Page, name: string) {
  const { width } = page.viewportSize()!;
  await page.screenshot({ path: `artifacts/screens/assess ${name}-${width}.png`, fullPage: true });
  expect(await brokenInAnyLight(page), name).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.screenshot({ path: `artifacts/screens/assess ${name}-${width}-dark.png`, fullPage: true });
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await page.evaluate(() => document.documentElement.scrollWidth), `${name} fits`).toBeLessThanOrEqual(width);
}

for (const [width, height] of [[360, 740], [1280, 900]]) {
  test(`the whole journey at ${width} px`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    await open(page, 'assess/');
    // What is stored comes before anything is asked.
    const promise = page.getByRole('region', { name: 'Your data stays here' });
    await expect(promise).toContainText('in this browser on this device');
    const isFirst = await promise.evaluate((promise) => promise.compareDocumentPosition(document.querySelector('select, input')!) & 4);
    expect(isFirst).toBe(4);
    await looked(page, 'start');

    await page.getByLabel('Target level').selectOption(target.title);
    await page.getByLabel('Current level').selectOption(below.title);
    await page.getByLabel('Name').fill('Spring review');
    await page.getByRole('button', { name: 'Begin' }).click();
    await expect(heading(page)).toHaveText('Spring review');
    await expect(heading(page)).toBeFocused();
    await expect(page.getByRole('main')).toContainText('Not started');
    await looked(page, 'tasks');

    await enter(page, area.title);
    const all = questions(page);
    const [, of] = /Statement 1 of (\d+)/.exec(await all.first().innerText())!;
    for (const radio of await page.getByRole('radio').all()) await expect(radio).not.toBeChecked();
    await rate(all.nth(0), 'Consistently');
    await rate(all.nth(1), 'Sometimes');
    await rate(all.nth(2), 'Not sure');
    await rate(all.nth(3), 'Not applicable');
    await expect(page.getByRole('main')).toContainText(`4 of ${of} rated`);

    // A note and evidence, opened on demand, saved while one types.
    const second = all.nth(1);
    await second.getByText('Note and evidence').click();
    await second.getByLabel('Note').fill('Since spring, in the guild.');
    await isSaved(second);
    await second.getByRole('button', { name: 'Add evidence' }).click();
    await second.getByLabel('What happened').fill('RFC 7');
    await second.getByLabel('Link').fill('https://example.org/7');
    await second.getByLabel('Your part in it').fill('Wrote it');
    await second.getByLabel('What came of it').fill('One way to retry');
    await second.getByLabel('Who saw it').fill('Kim');
    await second.getByLabel('When').fill('2020-03-01');
    await expect(second).toContainText(/This is over \d years old/);
    await second.getByLabel('When').fill('2026-03-01');
    await expect(second).not.toContainText('years old');
    await isSaved(second);
    await looked(page, 'questions');

    // Back keeps all; the task says how far it is.
    await page.goBack();
    await expect(page.getByRole('main')).toContainText('In progress');
    await page.goForward();
    await isRated(all.nth(0), 'Consistently');
    await expect(second.getByLabel('Note')).toHaveValue('Since spring, in the guild.');

    // Resuming lands where one left.
    await way(page, 'All assessments').click();
    const entry = page.getByRole('listitem').filter({ hasText: 'Spring review' });
    await expect(entry).toContainText(`4 of ${of} rated`);
    await expect(entry).toContainText('not backed up');
    await looked(page, 'list');
    await entry.getByRole('link', { name: 'Continue' }).click();
    await expect(heading(page)).toHaveText(area.title);
    await expect(questions(page).nth(4)).toBeInViewport();

    await way(page, 'Result').click();
    const main = page.getByRole('main');
    await expect(heading(page)).toHaveText('Where you stand');
    await expect(main).toContainText(`You meet 1 of the ${Number(of) - 1} expectations of ${target.title}.`);
    // The strip and its key say the same as the groups.
    for (const [group, count] of [['Strong', 1], ['Work on', 1], ['Ask about', 1], ['Not rated', Number(of) - 4], ['Does not apply', 1]] as const) {
      await expect(page.getByRole('list', { name: 'Groups' }).getByRole('link', { name: `${group} ${count}`, exact: true })).toBeVisible();
      await expect(page.getByRole('heading', { name: `${group} ${count}`, exact: true })).toBeVisible();
    }
    const segments = page.getByRole('list', { name: 'All expectations by area' });
    await expect(segments.getByRole('link')).toHaveCount(Number(of));
    await segments.getByRole('link', { name: /: Ask about$/ }).click();
    await expect(rows(page, 'Ask about')).toBeFocused();
    await page.getByText('Charts').click();
    const areas = page.getByRole('table', { name: /by area$/ }).first();
    await expect(areas.getByRole('row', { name: area.title })).toContainText(/1 of \d/);
    await expect(page.getByRole('img', { name: /^Radar chart\./ })).toBeVisible();
    const remarked = rows(page).filter({ hasText: 'with evidence and a note' });
    await remarked.locator('summary').click();
    await expect(remarked.getByRole('link', { name: 'RFC 7' })).toBeVisible();
    await expect(remarked).toContainText('Result: One way to retry');

    // A gap becomes a goal.
    await addGoal(rows(page, 'Work on').first());
    const plan = page.getByRole('region', { name: 'Your plan' });
    await plan.getByLabel('First step').fill('Ask Kim; then, plan');
    await plan.getByLabel('By when').fill('2026-12-24');
    await looked(page, 'result');
    const [ics, calendar] = await download(page, plan.getByRole('button', { name: 'Download for a calendar' }));
    expect(ics).toBe('rungs-goals.ics');
    expect(calendar).toContain('DTSTART;VALUE=DATE:20261224\r\nSUMMARY:Ask Kim\\; then\\, plan\r\n');
    const [md, brief] = await download(page, page.getByRole('button', { name: 'Download Markdown' }));
    expect(md).toBe('self-assessment.md');
    expect(brief).toContain(`# Spring review: ${target.title}`);
    expect(brief).toContain('[RFC 7](https://example.org/7), 2026-03-01');
    expect(brief).toContain('    - Part: Wrote it\n    - Result: One way to retry\n    - Seen by: Kim\n');
    expect(brief).toContain('First step: Ask Kim; then, plan');

    // Against every level: what is met, and which are missing.
    const every = page.getByRole('region', { name: 'All levels' });
    await every.getByText(below.title, { exact: true }).click();
    await expect(every).toContainText(`expectations of ${below.title}`);

    // A snapshot, and what has moved since.
    await page.getByLabel('Name of the snapshot').fill('before');
    await page.getByRole('button', { name: 'Take a snapshot' }).click();
    await way(page, 'Rate').click();
    await enter(page, area.title);
    await rate(questions(page).nth(1), 'Helps others do it');
    await rate(questions(page).nth(0), 'Not yet');
    await rate(questions(page).nth(4), 'Sometimes');
    await way(page, 'Result').click();
    await page.getByLabel('Changes since').selectOption({ index: 1 });
    await expect(main).toContainText('1 moved up, 1 down, 1 is new.');
    await looked(page, 'moved');

    // Another target: nothing is asked again.
    await page.getByLabel('Target level').selectOption(below.title);
    await expect(main).toContainText(/rated already, and \d+ (is|are) new to rate|new to rate\./);
    await page.getByRole('button', { name: 'Keep the target' }).click();
    await expect(page.getByLabel('Target level')).toHaveValue(target.id);
    await changeTarget(page, below.title);
    await expect(page.getByRole('main')).toContainText(`expectations of ${below.title}`);
    await changeTarget(page, target.title);
    await expect(main).toContainText(`You meet 1 of the ${Number(of) - 1} expectations of ${target.title}.`);

    // Another person's view.
    await page.reload();
    await takenOver(page);
    const file = JSON.parse(await everything(page));
    const subject = Object.keys(file.assessments[0].answers).find((subject) => file.assessments[0].answers[subject].rating === 'not-yet')!;
    file.assessments[0].answers[subject].rating = 'helps-others';
    await page.goBack();
    await takenOver(page);
    await choose(page.getByLabel('Their file'), JSON.stringify(file));
    await expect(main).toContainText(`You have rated 5 of ${of}, they have rated 5.`);
    await page.getByRole('button', { name: 'Show them now' }).click();
    await expect(main).toContainText(/You agree on 4 of the 5 statements that you both rated\./);
    const disagreement = page.getByRole('listitem').filter({ hasText: 'You: Not yet · They: Helps others do it' });
    await expect(disagreement).toHaveCount(1);
    await looked(page, 'overlay');
  });
}

test('the keyboard alone: digits rate and lead on, a switch turns them off', async ({ page }) => {
  await begin(page);
  await enter(page, area.title);
  const all = questions(page);
  await expect(heading(page)).toBeFocused();
  // Without focus on a question: the first that has no answer.
  await page.keyboard.press('3');
  await isSaved(all.nth(0));
  await isRated(all.nth(0), 'Consistently');
  await expect(all.nth(1)).toBeFocused();
  await page.keyboard.press('1');
  await page.keyboard.press('6');
  await expect(all.nth(1).getByRole('radio', { name: 'Not yet', exact: true })).toBeChecked();
  await expect(all.nth(2).getByRole('radio', { name: 'Not sure', exact: true })).toBeChecked();
  await page.keyboard.press('9');
  await expect(all.nth(3).getByRole('radio', { checked: true })).toHaveCount(0);
  // Where text is typed a digit is a digit.
  await all.nth(3).locator('summary').focus();
  await page.keyboard.press('Enter');
  await all.nth(3).getByLabel('Note').focus();
  await page.keyboard.type('1st of 3');
  await expect(all.nth(3).getByLabel('Note')).toHaveValue('1st of 3');
  await expect(all.nth(3).getByRole('radio', { checked: true })).toHaveCount(0);
  await isSaved(all.nth(3));
  await expect(all.nth(0).getByText('3', { exact: true })).toBeVisible();
  await page.getByRole('checkbox', { name: /number keys/ }).focus();
  await page.keyboard.press('Space');
  await expect(all.nth(0).getByText('3', { exact: true })).toHaveCount(0);
  await expect(page.getByRole('checkbox', { name: /number keys/ })).toBeFocused();
  await page.keyboard.press('2');
  await expect(all.nth(3).getByRole('radio', { checked: true })).toHaveCount(0);
  // It is remembered.
  await page.reload();
  await expect(page.getByRole('checkbox', { name: /number keys/ })).not.toBeChecked();
  await isRated(all.nth(0), 'Consistently');
});

/** Goes on by Tab until what has that role and name has focus. */
async function tabTo(page: Page, role: 'link' | 'button' | 'textbox' | 'combobox', name: string | RegExp) {
  await tabToElement(page, page.getByRole(role, { name }).first());
}

async function tabToElement(page: Page, wanted: Locator) {
  for (let tabs = 0; tabs < 80; tabs++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${wanted}`);
}

test('from the level to the plan by the keyboard alone', async ({ page }) => {
  await open(page, `levels/${target.id}/`);
  await tabTo(page, 'link', 'Assess yourself');
  await page.keyboard.press('Enter');
  // Straight to the first question.
  await expect(heading(page)).toHaveText(area.title);
  await expect(heading(page)).toBeFocused();
  const count = await questions(page).count();
  expect(count).toBeGreaterThan(1);
  for (let at = 0; at < count; at++) await page.keyboard.press(String((at % 4) + 1));
  await isSaved(questions(page).nth(count - 1));
  await tabTo(page, 'link', `Next: ${other.title}`);
  await page.keyboard.press('Enter');
  await expect(heading(page)).toHaveText(other.title);
  await page.keyboard.press('2');
  await isSaved(questions(page).first());
  await page.keyboard.press('Shift+Tab');
  await page.evaluate(() => document.querySelector<HTMLElement>('h1')!.focus());
  await tabTo(page, 'link', 'All areas');
  await page.keyboard.press('Enter');
  await expect(heading(page)).toHaveText(`Towards ${target.title}`);
  await tabTo(page, 'link', 'See the result');
  await page.keyboard.press('Enter');
  await expect(heading(page)).toBeFocused();
  await expect(page.getByRole('main')).toContainText(/You meet \d+ of the/);
  await tabToElement(page, rows(page, 'Work on').first().locator('summary'));
  await page.keyboard.press('Enter');
  await tabTo(page, 'button', /^Add as goal/);
  await page.keyboard.press('Enter');
  await tabTo(page, 'textbox', 'First step');
  await page.keyboard.type('Ask Kim');
  await expect(page.getByRole('region', { name: 'Your plan' }).getByLabel('First step')).toHaveValue('Ask Kim');
  await page.reload();
  await takenOver(page);
  await expect(page.getByRole('region', { name: 'Your plan' }).getByLabel('First step')).toHaveValue('Ask Kim');
});

test('Tab goes through every page of an assessment, visibly and in order', async ({ page }) => {
  await begin(page, 'Keys');
  await page.reload();
  await takenOver(page);
  expect(await tabThrough(page)).toBeGreaterThanOrEqual(8);
  await enter(page, other.title);
  // Of a group of radio buttons without a choice Tab reaches one that is not chosen.
  for (let at = await questions(page).count(); at > 0; at--) await rate(questions(page).nth(at - 1), 'Not yet');
  await page.reload();
  await takenOver(page);
  expect(await tabThrough(page)).toBeGreaterThanOrEqual(20);
  await way(page, 'Result').click();
  await page.reload();
  await takenOver(page);
  expect(await tabThrough(page)).toBeGreaterThanOrEqual(20);
  await open(page, 'assess/');
  expect(await tabThrough(page)).toBeGreaterThanOrEqual(8);
  await open(page, 'assess/data/');
  expect(await tabThrough(page)).toBeGreaterThanOrEqual(5);
});

test('a rating can be taken back, and skipping is not a no', async ({ page }) => {
  await begin(page);
  await enter(page, area.title);
  const first = questions(page).first();
  await rate(first, 'Not yet');
  const back = first.getByRole('button', { name: 'Clear rating' });
  await back.click();
  await expect(first.getByRole('radio', { checked: true })).toHaveCount(0);
  await expect(back).toBeHidden();
  await isSaved(first);
  await page.reload();
  await takenOver(page);
  await areRated(page, 0);
  await way(page, 'Result').click();
  await expect(page.getByRole('main')).toContainText(/You have not rated any of the \d+ expectations/);
});

test('what a higher level supersedes is not asked, and counts below', async ({ page }) => {
  await begin(page);
  const pairs = target.sections.flatMap(({ area, statements: above }) =>
    above.flatMap((own) => statements(below).filter(({ topic }) => topic && topic === own.topic).map((lower) => ({ area, own, lower }))),
  );
  expect(pairs, 'a topic of which both levels speak').not.toEqual([]);
  const [{ own, lower, area: of }] = pairs;
  await enter(page, root.ladder.areas.find(({ id }) => id === of)!.title);
  await expect(page.locator(`[id="_ask-${own.id}"]`)).toHaveCount(1);
  await expect(page.locator(`[id="_ask-${lower.id}"]`)).toHaveCount(0);
  await rate(page.locator(`[id="_ask-${own.id}"]`), 'Consistently');
  await way(page, 'Result').click();
  await changeTarget(page, below.title);
  await expect(page.getByRole('main')).toContainText(`You meet 1 of the`);
});

test('three goals are the most, and each can be taken out', async ({ page }) => {
  await begin(page);
  await enter(page, area.title);
  for (let at = 0; at < 4; at++) await rate(questions(page).nth(at), 'Not yet');
  await way(page, 'Result').click();
  const picks = page.getByRole('button', { name: /^Add as goal/ });
  await expect(rows(page, 'Work on')).toHaveCount(4);
  for (const row of await rows(page, 'Work on').all()) await goalButton(row);
  await expect(picks).toHaveCount(4);
  for (let goals = 1; goals <= 3; goals++) {
    await picks.first().click();
    await expect(page.getByRole('region', { name: 'Your plan' }).getByRole('listitem')).toHaveCount(goals);
  }
  await expect(picks).toHaveCount(0);
  await page.getByRole('button', { name: 'Remove goal' }).first().click();
  await expect(picks).not.toHaveCount(0);
});

test('on paper the plan has every word, and lines for what is not said', async ({ page }) => {
  await begin(page);
  await enter(page, area.title);
  for (let at = 0; at < 2; at++) await rate(questions(page).nth(at), 'Not yet');
  await way(page, 'Result').click();
  for (let goals = 0; goals < 2; goals++) await addGoal(rows(page, 'Work on').nth(goals));
  const [said, unsaid] = [0, 1].map((at) => page.getByRole('region', { name: 'Your plan' }).getByRole('listitem').nth(at));
  const step = 'Write the plan for the move with Kim, show it to both teams, and ask each of them what it would break. ';
  await said.getByLabel('First step').fill(step.repeat(3).trim());
  await said.getByLabel('By when').fill('2026-12-24');
  await page.emulateMedia({ media: 'print' });
  await expect(said).toContainText(`First step: ${step.repeat(3).trim()} By: 24/12/2026`);
  await expect(said.getByRole('textbox')).toHaveCount(0);
  await expect(unsaid.locator('.blank')).toHaveCount(2);
  await page.pdf({ path: 'artifacts/plan.pdf', format: 'A4' });
});

test('deleting can be undone, for an assessment and for a snapshot', async ({ page }) => {
  await begin(page, 'Mine');
  await enter(page, area.title);
  await rate(questions(page).first(), 'Sometimes');
  await way(page, 'Result').click();
  await page.getByRole('button', { name: 'Take a snapshot' }).click();
  const snapshot = page.getByRole('listitem').filter({ hasText: '1 answer' });
  await snapshot.getByRole('button', { name: 'Delete' }).click();
  await expect(snapshot).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(snapshot).toHaveCount(1);

  await way(page, 'All assessments').click();
  await page.getByRole('button', { name: 'Delete Mine' }).click();
  await expect(page.getByRole('link', { name: 'Continue Mine' })).toHaveCount(0);
  await expect(page.getByRole('main')).toContainText('“Mine” is deleted.');
  await page.getByRole('button', { name: 'Restore Mine' }).click();
  await expect(page.getByRole('link', { name: 'Continue Mine' })).toBeVisible();
  await page.getByRole('button', { name: 'Delete Mine' }).click();
  await page.getByRole('button', { name: 'Delete permanently Mine' }).click();
  await expect(page.getByRole('main')).not.toContainText('Mine');
  await open(page, 'assess/data/');
  await expect(page.getByRole('main')).toContainText('You have no data here yet.');
});

test('a quick way: one rating for each area, then the exceptions, and nothing is asked twice', async ({ page }) => {
  await begin(page);
  const areas = root.ladder.areas.map(({ title }) => title);
  const all = page.getByRole('group', { name: /^Area \d+ of/ });
  const statement = (index: number) => page.getByRole('main').locator('.at-once > li').nth(index);
  await page.getByRole('link', { name: 'Rate by area' }).click();
  // An area at a time, from the first to the result.
  let taps = 0;
  for (const [index, title] of areas.entries()) {
    await expect(heading(page)).toHaveText(title);
    // By a number key too, which answers nothing that is folded away.
    if (index === 0) await page.keyboard.press('3');
    else await rate(all, 'Consistently');
    await isRated(all, 'Consistently');
    await isSaved(all);
    await expect(statement(0)).toContainText('Consistently');
    await page.getByRole('link', { name: index + 1 < areas.length ? `Next: ${areas[index + 1]}` : 'See the result' }).click();
    taps += 2;
  }
  await expect(page.getByRole('main')).toContainText(/You meet all \d+ expectations/);
  const count = await rows(page, 'Strong').count();
  expect(taps).toBeLessThan((count + areas.length) / 2);
  // What is different is rated by itself, and can be like the others again.
  await way(page, 'Rate').click();
  await expect(page.getByRole('main')).toContainText(`You rated ${areas.length} areas at once.`);
  await enter(page, areas[0]);
  await expect(questions(page).first()).toContainText('Rated together with others.');
  await isRated(questions(page).first(), 'Consistently');
  await page.getByRole('link', { name: /^Short of time\? Rate these \d+ at once$/ }).click();
  const open = statement(0).getByText('Rate it differently');
  await open.click();
  expect(await brokenInAnyLight(page)).toEqual([]);
  await statement(0).getByRole('radio', { name: 'Not yet', exact: true }).check();
  await expect(statement(0).locator('summary')).toContainText('Not yet');
  await expect(statement(1).locator('summary')).toContainText('Consistently');
  await rate(all, 'Sometimes');
  await expect(statement(0).locator('summary')).toContainText('Not yet');
  await expect(statement(1).locator('summary')).toContainText('Sometimes');
  await page.getByRole('link', { name: 'Rate them one by one' }).click();
  await isRated(questions(page).nth(0), 'Not yet');
  await isRated(questions(page).nth(1), 'Sometimes');
  await page.goBack();
  await open.click();
  await statement(0).getByRole('button', { name: 'Rate it like the others' }).click();
  await expect(statement(0).locator('summary')).toContainText('Sometimes');
});

test('what was rated at once for one target says nothing of what another target asks for', async ({ page }) => {
  await begin(page);
  await page.getByRole('link', { name: 'Rate by area' }).click();
  const all = page.getByRole('group', { name: /^Area \d+ of/ });
  await rate(all, 'Consistently');
  await page.getByRole('link', { name: 'All areas' }).click();
  const above = root.ladder.levels.find(({ inherits }) => inherits === target.id)!;
  await changeTarget(page, above.id);
  await page.getByRole('link', { name: 'Rate by area' }).click();
  await expect(page.getByText(`Towards ${above.title}`)).toBeVisible();
  const rated = page.locator('.rating-bar');
  const before = await rated.innerText();
  await expect(all.getByRole('radio', { checked: true })).toHaveCount(0);
  await all.getByText('Note and evidence').click();
  await all.getByLabel('Note').fill('Since spring.');
  await isSaved(all);
  await expect(all.getByRole('radio', { checked: true })).toHaveCount(0);
  await expect(page.getByText('Rate it by itself').first()).toBeVisible();
  expect(await rated.innerText()).toBe(before);
  // Taken back, it leaves what it said of the other target with that.
  await rate(all, 'Not yet');
  await all.getByRole('button', { name: 'Clear rating' }).click();
  await expect(all.getByRole('radio', { checked: true })).toHaveCount(0);
  await page.getByRole('link', { name: 'All areas' }).click();
  await changeTarget(page, target.id);
  await enter(page, area.title);
  await isRated(questions(page).first(), 'Consistently');
});

test('a result prints as a brief of one or two pages', async ({ page }) => {
  await begin(page, 'Review');
  for (const { title } of root.ladder.areas.slice(0, 2)) {
    await enter(page, title);
    const all = await questions(page).count();
    for (let at = 0; at < all; at++) await rate(questions(page).nth(at), ['Consistently', 'Sometimes', 'Not yet'][at % 3]);
    await way(page, 'Rate').click();
  }
  await way(page, 'Result').click();
  await addGoal(rows(page, 'Work on').first());
  await page.getByLabel('First step').fill('Ask Kim');
  const pdf = await page.pdf({ path: 'artifacts/brief.pdf', format: 'A4', tagged: true });
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length).toBeLessThanOrEqual(2);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('button')).toHaveCount(0);
  await expect(page.getByRole('heading', { name: /^Strong/ })).toBeVisible();
  await page.screenshot({ path: 'artifacts/screens/assess print.png', fullPage: true });
});

test('an address that names no assessment says so, and what to do', async ({ page }) => {
  for (const path of ['assess/rate/', 'assess/rate/?id=gone', 'assess/result/?id=gone']) {
    await open(page, path);
    await expect(heading(page)).toHaveText('Assessment not found');
    await expect(page.getByRole('link', { name: 'Import' })).toBeVisible();
  }
  expect(await brokenInAnyLight(page)).toEqual([]);
});

test('all statements of a level take few screens of a phone, and little room on a desktop', async ({ page }) => {
  await begin(page);
  let count = 0;
  const heights = { phone: 0, desktop: 0 };
  for (const { title } of root.ladder.areas) {
    await enter(page, title);
    count += await questions(page).count();
    for (const [kind, width, height] of [['desktop', 1280, 800], ['phone', 360, 740]] as const) {
      await page.setViewportSize({ width, height });
      heights[kind] += await page.locator('.questions').evaluate((all) => all.getBoundingClientRect().height);
    }
    await way(page, 'Rate').click();
  }
  console.log(`${count} statements: ${(heights.phone / 740).toFixed(1)} screens of a phone, ${Math.round(heights.desktop / count)} px each on a desktop`);
  expect(heights.phone / 740).toBeLessThanOrEqual((15 * count) / 27);
  expect(heights.desktop / count).toBeLessThanOrEqual(240);
});

test('two clicks lead from a level to its first rating, and the same way goes on later', async ({ page }) => {
  const start = async () => {
    await open(page, `levels/${target.id}/`);
    await page.getByRole('link', { name: 'Assess yourself' }).click();
    await expect(page.getByText(/All of it stays in this browser/)).toBeVisible();
  };
  await start();
  await expect(heading(page)).toHaveText(area.title);
  await rate(questions(page).first(), 'Consistently');
  const id = () => new URL(page.url()).searchParams.get('id');
  const first = id();
  await page.goBack();
  await expect(heading(page)).toHaveText(target.title);
  await start();
  await isRated(questions(page).first(), 'Consistently');
  expect(id()).toBe(first);
  // By its address, too: nothing is begun twice, and nothing for a level that there is not.
  await open(page, `assess/rate/?target=${target.id}`);
  await isRated(questions(page).first(), 'Consistently');
  await open(page, 'assess/rate/?target=gone');
  await expect(heading(page)).toHaveText('Assessment not found');
  await open(page, 'assess/');
  await expect(page.getByRole('link', { name: /^Continue/ })).toHaveCount(1);
});

test('a page that the browser makes ready in advance begins nothing until it is opened', async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(document, 'prerendering', { value: true, configurable: true }));
  await open(page, `assess/rate/?target=${target.id}`);
  await expect(heading(page)).toHaveText('Rate yourself');
  expect(Object.keys(await stored(page)).filter((key) => key.includes('assessment'))).toEqual([]);
  await page.evaluate(() => document.dispatchEvent(new Event('prerenderingchange')));
  await expect(heading(page)).toHaveText(area.title);
});
