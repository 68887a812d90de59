// The ladder changes under answers that are stored here: the person is told, and says of each what it is about now.

import type { Page } from '@playwright/test';
import { brokenInAnyLight } from './accessible.ts';
import { begin, choose, download, enter, everything, heading, isSaved, questions, rate, way } from './assessing.ts';
import { expect, open, takenOver, test } from './fixtures.ts';
import { fill, makeRoom, stored } from './records.ts';
import type { Server } from './server.ts';
import { embedded, type Ladder, root } from './site.ts';

const [area] = root.ladder.areas;
const notice = (page: Page) => page.getByRole('main').locator('.warning').filter({ hasText: 'The ladder has changed' });
const section = (page: Page) => page.getByRole('region', { name: 'The ladder has changed' });
const takeOver = (page: Page) => page.getByRole('button', { name: 'Update the ticked answers' });

async function visit(page: Page, address: string) {
  await page.goto(address);
  await takenOver(page);
}

/** The answers that the file of everything has, with the stamp of what was seen of how they fit. */
async function answered(page: Page): Promise<{ ladder: string; answers: Record<string, { rating: string; words: string }> }> {
  const [{ assessment, answers }] = JSON.parse(await everything(page)).assessments;
  return { ladder: assessment.ladder, answers };
}

interface Rating {
  id: string;
  title: string;
}

type Changed = Ladder & { scale: { met: string; steps: Rating[]; beside: Rating[] } };

/** From now on the site has another ladder. */
function change(server: Server, edit: (statement: { id: string; text: unknown }) => void, whole: (ladder: Changed) => void = () => {}) {
  server.alter = (_, answer) => {
    const html = answer.body.toString();
    if (!answer.headers['content-type']?.startsWith('text/html') || !html.includes('id="ladder"')) return answer;
    const json = embedded(html);
    const site: { ladder: Changed } = JSON.parse(json);
    for (const level of site.ladder.levels) for (const { statements } of level.sections) statements.forEach(edit);
    whole(site.ladder);
    return { ...answer, body: Buffer.from(html.replace(json, () => JSON.stringify(site))) };
  };
}

/** Four answers, of which three were given to what has changed since. */
async function drifted(page: Page, server: Server) {
  await begin(page, 'Mine');
  await enter(page, area.title);
  for (const [at, rating] of ['Consistently', 'Sometimes', 'Not yet', 'Consistently'].entries()) await rate(questions(page).nth(at), rating);
  const address = page.url();
  const [reworded, moved, gone, same] = Object.keys((await answered(page)).answers);
  change(server, (statement) => {
    if (statement.id === reworded || statement.id === gone) statement.text = `Does ${statement.id === gone ? 'nothing of the kind' : 'something else'}.`;
    if (statement.id === gone) statement.id = 'an.other';
    if (statement.id === moved) statement.id = 'moved.away';
  });
  return { address, reworded, moved, gone, same };
}

test('who has answered is told that the ladder has changed, and fits the answers to it', async ({ page, server }) => {
  const { address, reworded, moved, gone, same } = await drifted(page, server);
  await visit(page, address);
  await expect(notice(page)).toHaveText('The ladder has changed: 3 statements have changed since you answered them. See what has changed.');
  await expect(questions(page).filter({ hasText: 'Does something else.' })).toContainText('When you answered, the statement was: “');
  expect(await brokenInAnyLight(page)).toEqual([]);
  await page.screenshot({ path: 'artifacts/screens/ladder has changed, rate.png', fullPage: true });
  await way(page, 'Result').click();
  await expect(heading(page)).toHaveText('Where you stand');
  await expect(notice(page)).toHaveCount(1);

  const { ladder, answers } = await answered(page);
  await visit(page, address);
  await notice(page).getByRole('link').click();
  await expect(heading(page)).toHaveText('Your data');
  await expect(section(page)).toBeInViewport();
  await expect(section(page)).toContainText('1 answer fits as it is. 1 statement has changed. 1 statement has moved. 1 answer is to a removed statement; it is kept.');
  expect(await brokenInAnyLight(page)).toEqual([]);
  await page.screenshot({ path: 'artifacts/screens/ladder has changed, data.png', fullPage: true });
  await takeOver(page).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toContainText('Your answers were matched to the current ladder.');
  await expect(section(page)).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused();

  const after = await answered(page);
  const { [moved]: was, ...others } = answers;
  expect(Object.keys(after.answers).sort()).toEqual([...Object.keys(others), 'moved.away'].sort());
  expect(after.answers['moved.away'].rating).toBe(was.rating);
  expect(after.answers[reworded].words).toContain('Does something else.');
  expect(after.answers[reworded].rating).toBe(answers[reworded].rating);
  expect([after.answers[gone], after.answers[same]]).toEqual([answers[gone], answers[same]]);
  expect(after.ladder).not.toBe(ladder);
  // Nobody is asked twice.
  await expect(section(page)).toHaveCount(0);
  await visit(page, address);
  await expect(questions(page).first()).toBeVisible();
  await expect(notice(page)).toHaveCount(0);
});

test('fitting can be taken back, leaves what is not ticked, and is refused as a whole', async ({ page, server }) => {
  const { reworded, moved } = await drifted(page, server);
  const before = await answered(page);
  const first = section(page).getByRole('checkbox').first();
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await brokenInAnyLight(page)).toEqual([]);
  await page.screenshot({ path: 'artifacts/screens/ladder has changed, data, phone.png', fullPage: true });
  await first.uncheck();
  // Other things change meanwhile: the assessment notes that it was taken along.
  const [, file] = await download(page, page.getByRole('button', { name: 'Download rungs.json' }));
  await page.getByRole('button', { name: 'Yes, I have it' }).click();
  await expect(first).not.toBeChecked();
  await takeOver(page).click();
  await expect(section(page)).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(takeOver(page)).toBeVisible();
  await expect(takeOver(page)).toBeFocused();
  expect(await answered(page)).toEqual(before);

  // One at a time can be taken back: the last.
  await takeOver(page).click();
  await choose(page.getByLabel('Rungs backup file'), file);
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Undo' })).toHaveCount(1);
  await page.getByRole('button', { name: 'Undo' }).click();
  expect(Object.keys((await answered(page)).answers)).toContain('moved.away');

  // Another version again, and no room for it.
  change(server, (statement) => {
    if (statement.id === reworded) statement.text = 'Does yet another thing.';
    if (statement.id === moved) statement.id = 'moved.away';
  });
  await open(page, 'assess/data/');
  await first.uncheck();
  await fill(page, 0);
  const held = await stored(page);
  await takeOver(page).click();
  await expect(section(page)).toContainText('Nothing was changed. This browser has no space left');
  expect(await stored(page)).toEqual(held);
  await expect(first).not.toBeChecked();
  await makeRoom(page);
  await takeOver(page).click();
  await expect(section(page)).toHaveCount(0);
  expect((await answered(page)).answers[reworded].words).not.toContain('Does yet another thing.');
});

test('a note does not say that a rating holds for other words', async ({ page, server }) => {
  const { address, reworded } = await drifted(page, server);
  await visit(page, address);
  const question = questions(page).filter({ hasText: 'Does something else.' });
  await question.getByText('Note and evidence').click();
  await question.getByLabel('Note').fill('hm');
  await isSaved(question);
  expect((await answered(page)).answers[reworded].words).not.toContain('Does something else.');
  await visit(page, address);
  await rate(question, 'Helps others do it');
  expect((await answered(page)).answers[reworded].words).toContain('Does something else.');
});

/** The scale has other steps; the one that the first question was given has another name. */
function rescale(server: Server) {
  change(server, () => {}, ({ scale }) => {
    const [kept] = scale.steps.filter(({ title }) => title === 'Consistently');
    scale.steps = [{ id: 'below', title: 'Below' }, { ...kept, title: 'Meets' }, { id: 'exceeds', title: 'Exceeds' }];
    scale.met = kept.id;
  });
}

test('ratings whose step is gone from the scale are named wherever they would count, and can be given anew', async ({ page, server }) => {
  await begin(page, 'Mine');
  const tasks = page.url();
  await enter(page, area.title);
  for (const [at, rating] of ['Consistently', 'Helps others do it', 'Not yet'].entries()) await rate(questions(page).nth(at), rating);
  const address = page.url();
  await way(page, 'Result').click();
  await page.getByRole('button', { name: 'Create link' }).click();
  const link = await page.getByLabel('The link').inputValue();
  const result = page.url();
  rescale(server);

  await visit(page, address);
  await expect(notice(page)).toHaveText('The ladder has changed: 2 of your ratings are on another scale. 1 of your ratings means something else now. See what has changed.');
  await expect(questions(page).nth(0)).toContainText('When you rated this, “Meets” was called “Consistently”.');
  await expect(questions(page).nth(1)).toContainText('You rated this “Helps others do it”, which is on another scale.');
  await page.screenshot({ path: 'artifacts/screens/scale has changed, rate.png', fullPage: true });
  expect(await brokenInAnyLight(page)).toEqual([]);
  await visit(page, tasks);
  await expect(page.getByRole('main')).toContainText('2 of your ratings are on another scale: rate them anew.');
  await visit(page, result);
  await expect(page.getByRole('heading', { name: 'Rate again 2' })).toBeVisible();
  await page.screenshot({ path: 'artifacts/screens/scale has changed, result.png', fullPage: true });
  await open(page, 'assess/');
  await expect(page.getByRole('listitem').filter({ hasText: 'Mine' })).toContainText('2 of your ratings are on another scale');
  await visit(page, link);
  await expect(page.getByRole('main')).toContainText('2 ratings are on another scale: “Helps others do it”, “Not yet”. 1 rating means something else now: “Consistently”.');

  await open(page, 'assess/data/');
  await expect(section(page)).toContainText('2 of your ratings are on another scale; they are kept, and to be given anew. 1 of your ratings means something else now.');
  await section(page).getByText('Ratings that are on another scale').click();
  await expect(section(page)).toContainText('Helps others do it');
  expect(await brokenInAnyLight(page)).toEqual([]);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.screenshot({ path: 'artifacts/screens/scale has changed, data.png', fullPage: true });
  await takeOver(page).click();
  await expect(section(page)).toHaveCount(0);
  // It has been seen, and is still said where it counts.
  await visit(page, address);
  await expect(notice(page)).toHaveCount(0);
  await expect(questions(page).nth(0)).not.toContainText('Consistently');
  await expect(questions(page).nth(1)).toContainText('which is on another scale');
  await rate(questions(page).nth(1), 'Exceeds');
  await rate(questions(page).nth(2), 'Below');
  await expect(page.getByRole('main')).not.toContainText('another scale');
  await visit(page, tasks);
  await expect(page.getByRole('main')).not.toContainText('another scale');
});
