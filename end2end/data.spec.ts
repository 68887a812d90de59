// Taking everything along, bringing it in, sharing by a link, erasing.

import { deflateRawSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { brokenInAnyLight } from './accessible.ts';
import { begin, choose, download, enter, everything, heading, isSaved, questions, rate, target, way } from './assessing.ts';
import { expect, open, takenOver, test } from './fixtures.ts';
import { fill, neighbours, store, stored } from './records.ts';
import { root } from './site.ts';

const [area] = root.ladder.areas;
const input = (page: Page) => page.getByLabel('Rungs backup file');
const preview = (page: Page) => page.getByRole('status').filter({ has: page.getByRole('button', { name: 'Import', exact: true }) });

/** An assessment with three answers, a note and a snapshot. */
async function begun(page: Page, name = 'Mine') {
  await begin(page, name);
  await enter(page, area.title);
  for (const [at, rating] of ['Consistently', 'Sometimes', 'Not yet'].entries()) await rate(questions(page).nth(at), rating);
  await questions(page).nth(0).getByText('Note and evidence').click();
  await questions(page).nth(0).getByLabel('Note').fill('“Straight” \u2028 and\nnew lines, 日本語 🪜');
  await isSaved(questions(page).nth(0));
  await way(page, 'Result').click();
  await page.getByRole('button', { name: 'Take a snapshot' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: '3 answers' })).toBeVisible();
}

test('everything goes into a file and comes back from it, to the letter', async ({ page, browser }) => {
  await begun(page);
  const file = await everything(page);
  expect(JSON.parse(file)).toMatchObject({ rungs: 1, ladder: { title: root.ladder.title } });
  await expect(page.getByRole('main')).toContainText('1 assessment');
  // The list knows that it was taken along, once the person says so.
  await open(page, 'assess/');
  await expect(page.getByRole('listitem').filter({ hasText: 'Mine' })).toContainText('not backed up');
  expect(await everything(page)).toBe(file);
  await page.getByRole('button', { name: 'Yes, I have it' }).click();
  await expect(page.getByRole('main')).toContainText('Exported today.');
  await open(page, 'assess/');
  await expect(page.getByRole('listitem').filter({ hasText: 'Mine' })).not.toContainText('not backed up');

  const elsewhere = await (await browser.newContext()).newPage();
  await elsewhere.goto(new URL('/assess/data/', page.url()).href);
  await takenOver(elsewhere);
  await choose(input(elsewhere), file);
  await expect(preview(elsewhere)).toContainText('Adds an assessment with 3 answers and 1 snapshot.');
  expect(await stored(elsewhere), 'nothing is stored before the person says so').toEqual({});
  await elsewhere.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(elsewhere.getByRole('main')).toContainText('Imported.');
  const [, again] = await download(elsewhere, elsewhere.getByRole('button', { name: 'Download rungs.json' }));
  // But for the day of the export, which the first file could not have yet.
  const without = (text: string) => text.replaceAll(/,"exported":"[^"]*"/g, '');
  expect(without(again)).toBe(without(file));
  await elsewhere.context().close();
});

test('an import shows what it would change, and can be taken back', async ({ page }) => {
  await begun(page);
  const file = JSON.parse(await everything(page));
  const [first, second] = Object.keys(file.assessments[0].answers);
  file.assessments[0].answers[first].rating = 'helps-others';
  delete file.assessments[0].answers[second];
  file.assessments[0].assessment.name = 'Theirs';
  const before = await stored(page);
  await choose(input(page), JSON.stringify(file));
  await expect(preview(page)).toContainText('Changes the name. Changes 1 answer, leaves 1 as it is. Keeps 1 answer that only this browser has.');
  expect(await brokenInAnyLight(page)).toEqual([]);
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(preview(page)).toHaveCount(0);
  expect(await stored(page)).toEqual(before);

  await choose(input(page), JSON.stringify(file));
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await open(page, 'assess/');
  await expect(page.getByRole('link', { name: 'Continue Theirs' })).toBeVisible();
  await page.goBack();
  await takenOver(page);
  // In the same visit it can be undone.
  await choose(input(page), JSON.stringify({ ...file, assessments: [{ ...file.assessments[0], assessment: { ...file.assessments[0].assessment, name: 'Again' } }] }));
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await open(page, 'assess/');
  await expect(page.getByRole('link', { name: 'Continue Theirs' })).toBeVisible();
});

test('a bad file says where and what to do, and changes nothing', async ({ page }) => {
  await begun(page);
  const file = await everything(page);
  const before = await stored(page);
  for (const [text, words] of [
    ['', /cannot be read/],
    ['no JSON', /cannot be read: .*line 1 column 2/],
    [file.slice(0, file.length / 2), /cannot be read: .*line \d+/],
    ['{"schema":1}', /not a Rungs backup file; choose the rungs\.json/],
    [file.replace('"rungs": 1', '"rungs": 7'), /has version 7, .* reload/],
    [file.replace('"rating":"consistently"', '"rating":5'), /is not valid: .*rating/],
    [JSON.stringify({ ...JSON.parse(file), assessments: [] }), /no assessment in this file/],
  ] as const) {
    await choose(input(page), text);
    await expect(page.getByRole('main').locator('.warning')).toContainText(words);
    await expect(page.getByRole('button', { name: 'Import', exact: true })).toHaveCount(0);
  }
  expect(await stored(page)).toEqual(before);
});

test('a file that does not fit into what is left changes nothing', async ({ page }) => {
  await begun(page);
  const file = JSON.parse(await everything(page));
  file.assessments[0].id = 'another1';
  for (const answer of Object.values<{ note?: string }>(file.assessments[0].answers)) answer.note = 'n'.repeat(3000);
  await fill(page, 4000);
  const before = await stored(page);
  await choose(input(page), JSON.stringify(file));
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('main').locator('.warning')).toContainText('Nothing was imported. This browser has no space left');
  expect(await stored(page)).toEqual(before);
  await open(page, 'assess/');
  await expect(page.getByRole('link', { name: /^Continue/ })).toHaveCount(1);
});

test('answers of another version of the ladder are found by their words, confirmed one by one, and orphans are kept', async ({ page }) => {
  await begun(page);
  const file = JSON.parse(await everything(page));
  const answers = file.assessments[0].answers;
  const [reworded, moved, gone] = Object.keys(answers);
  const { rating } = answers[moved];
  answers[reworded].words = 'Something else entirely.';
  answers['old.name'] = answers[moved];
  delete answers[moved];
  answers['gone.for.good'] = { ...answers[gone], words: 'Sings at every stand-up.' };
  file.assessments[0].id = 'another1';
  await page.getByRole('button', { name: 'Delete everything here …' }).click();
  await page.getByRole('button', { name: 'Delete everything', exact: true }).click();
  await choose(input(page), JSON.stringify(file));
  await expect(preview(page)).toContainText('1 answer fits as it is. 1 statement has changed. 1 statement has moved. 1 answer is to a removed statement; it is kept.');
  await expect(preview(page)).toContainText('Something else entirely.');
  await page.getByText('Answers to removed statements').click();
  await expect(preview(page)).toContainText('Sings at every stand-up.');
  expect(await brokenInAnyLight(page)).toEqual([]);
  await page.screenshot({ path: 'artifacts/screens/import another version.png', fullPage: true });
  await expect(page.getByRole('checkbox', { checked: true })).toHaveCount(2);
  // The reworded one is another thing by now, says the person.
  await page.getByRole('checkbox').first().uncheck();
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(page.getByRole('main')).toContainText('Imported.');
  const brought = JSON.parse(await everything(page)).assessments[0].answers;
  expect(Object.keys(brought).sort()).toEqual([reworded, moved, gone, 'gone.for.good'].sort());
  expect(brought[moved].rating).toBe(rating);
  expect(brought['gone.for.good'].words).toBe('Sings at every stand-up.');
  expect(brought[reworded].words).toBe('Something else entirely.');
});

test('erasing takes one confirmation, and this site’s keys only', async ({ page }) => {
  await begun(page);
  const theirs = [['theirs', 'untouched'], neighbours] as const;
  for (const [key, record] of theirs) await store(page, key, record);
  await open(page, 'assess/data/');
  await page.getByRole('button', { name: 'Delete everything here …' }).click();
  await expect(page.getByRole('main')).toContainText('Have you exported a backup?');
  expect(await brokenInAnyLight(page)).toEqual([]);
  await page.getByRole('button', { name: 'Cancel' }).click();
  expect(Object.keys(await stored(page)).length).toBeGreaterThan(3);
  await page.getByRole('button', { name: 'Delete everything here …' }).click();
  await page.getByRole('button', { name: 'Delete everything', exact: true }).click();
  await expect(page.getByRole('main')).toContainText('Everything was deleted.');
  expect(await stored(page)).toEqual(Object.fromEntries(theirs));
  await expect(page.getByRole('main')).toContainText('You have no data here yet.');
});

test('a copy of one assessment holds nothing of another, and is a second view, as its link is', async ({ page }) => {
  await begun(page, 'Of Kim');
  await begun(page, 'Of Ali');
  const share = page.getByRole('region', { name: 'Share by a link' });
  await share.getByRole('button', { name: 'Create link' }).click();
  const link = await share.getByLabel('The link').inputValue();
  const [name, copy] = await download(page, page.getByRole('button', { name: 'Save a copy' }));
  expect(name).toBe('my-assessment.json');
  expect(copy).not.toContain('Of Kim');
  expect(copy).toContain('Of Ali');
  expect(JSON.parse(copy).assessments).toHaveLength(1);
  const actions = page.getByRole('navigation', { name: 'This result' });
  await expect(actions).toContainText('Did the file arrive?');
  expect(await brokenInAnyLight(page)).toEqual([]);
  await actions.getByRole('button', { name: 'No, it did not' }).click();
  expect(JSON.parse(await actions.getByLabel('The text of the file').inputValue()).assessments).toHaveLength(1);
  await actions.getByRole('button', { name: 'Yes, I have it' }).click();
  await expect(actions).toContainText('Exported today.');

  const overlay = page.getByRole('region', { name: 'Compare with your manager’s view' });
  await choose(overlay.getByLabel('Their file'), copy);
  const waits = /You have rated 3 of \d+, they have rated 3\. The ratings show when both of you are done/;
  await expect(overlay.getByRole('status')).toContainText(waits);
  expect(await brokenInAnyLight(page)).toEqual([]);
  const said = 'You agree on all 3 statements that you both rated.';
  await expect(overlay.getByRole('status')).not.toContainText(said);
  const show = overlay.getByRole('button', { name: 'Show them now' });
  await show.click();
  await expect(overlay.getByRole('status')).toContainText(said);
  await overlay.getByLabel('Or their link').fill('https://example.org/');
  await overlay.getByLabel('Or their link').blur();
  await expect(overlay.getByRole('status')).not.toContainText(said);
  expect(await brokenInAnyLight(page)).toEqual([]);
  // A reload keeps it, in this tab alone, until it is closed or everything is deleted.
  for (const [source, end] of [[copy, 'close'], [link, 'delete']]) {
    if (source === link) {
      await overlay.getByLabel('Or their link').fill(link);
      await overlay.getByLabel('Or their link').blur();
    } else {
      await choose(overlay.getByLabel('Their file'), copy);
    }
    await expect(overlay.getByRole('status')).toContainText(waits);
    await page.reload();
    await show.click();
    await expect(overlay.getByRole('status')).toContainText(said);
    expect(Object.values(await stored(page)).filter((record) => record.includes('"share"'))).toEqual([]);
    if (end === 'close') {
      await overlay.getByRole('button', { name: 'Close their view' }).click();
      await expect(overlay.getByRole('status')).toBeEmpty();
      await page.reload();
      await expect(overlay.getByLabel('Or their link')).toBeVisible();
      await takenOver(page);
      await expect(overlay.getByRole('status')).toBeEmpty();
    }
  }
  expect(await brokenInAnyLight(page)).toEqual([]);
  await open(page, 'assess/data/');
  await page.getByRole('button', { name: 'Delete everything here …' }).click();
  await page.getByRole('button', { name: 'Delete everything', exact: true }).click();
  await expect(page.getByRole('main')).toContainText('Everything was deleted.');
  expect(await page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('rungs/')))).toEqual([]);
});

test('a link carries what its preview says, in the fragment, and stores nothing until the reader says so', async ({ page, browser, server }) => {
  await begun(page, 'Secret name');
  const share = page.getByRole('region', { name: 'Share by a link' });
  await expect(share).toContainText('Anyone with the link sees: the target, 3 ratings, no notes, no evidence.');
  await share.getByRole('button', { name: 'Create link' }).click();
  const plain = await share.getByLabel('The link').inputValue();
  expect(plain).toMatch(new RegExp(`^${server.origin}/assess/shared/#share=[\\w-]+(~e)?$`));
  expect(plain.length).toBeLessThan(8192);
  await share.getByRole('checkbox', { name: 'Notes' }).check();
  await share.getByRole('checkbox', { name: 'The assessment’s name' }).check();
  await expect(share).toContainText('the target, the name “Secret name”, 3 ratings, 1 note, no evidence.');
  await expect(share.getByLabel('The link')).toHaveCount(0);
  await share.getByRole('button', { name: 'Create link' }).click();
  const link = await share.getByLabel('The link').inputValue();

  const context = await browser.newContext();
  const requests: string[] = [];
  context.on('request', (request) => requests.push(request.url()));
  const reader = await context.newPage();
  await reader.goto(link);
  await takenOver(reader);
  await expect(reader.getByRole('main')).toContainText('This link shows: The target, the name “Secret name”, 3 ratings, 1 note, no evidence.');
  await expect(reader.getByRole('main')).toContainText('You meet 1 of the');
  await expect(reader.getByRole('main')).not.toContainText('another version');
  await expect(reader.getByRole('main')).toContainText('日本語 🪜');
  expect(reader.url()).toBe(`${server.origin}/assess/shared/`);
  expect(await stored(reader)).toEqual({});
  expect(requests.filter((url) => url.includes('share'))).toEqual(requests.filter((url) => /\/(assess\/)?shared[-/]/.test(url)));
  expect(requests.filter((url) => url.includes('#share='))).toEqual([]);
  expect(await brokenInAnyLight(reader)).toEqual([]);
  await reader.screenshot({ path: 'artifacts/screens/shared.png', fullPage: true });
  await reader.getByRole('button', { name: 'Store it in this browser' }).click();
  await expect(heading(reader)).toHaveText('Where you stand');
  const answers: Record<string, { rating: string }> = JSON.parse(await everything(reader)).assessments[0].answers;
  expect(Object.values(answers).map(({ rating }) => rating).sort()).toEqual(['consistently', 'not-yet', 'sometimes']);
  await context.close();
});

test('links that are damaged, too large or of another kind say so, and store nothing', async ({ page }) => {
  const link = (payload: string) => `assess/shared/#share=${deflateRawSync(payload).toString('base64url')}`;
  const good = JSON.stringify({ share: 1, target: target.id });
  for (const [path, words] of [
    ['assess/shared/', /This address has no assessment/],
    ['assess/shared/#share=%%%', /incomplete; copy all of it/],
    [link(good).slice(0, -4), /incomplete/],
    [link('{"share":9}'), /has version 9, .* reload/],
    [link('{"a":1}'), /contains no assessment/],
    [link(good.replace('}', ',"ratings":{"x":5}}')), /is not valid/],
    // 64 KiB at most, and no more than 256 KiB inflated.
    [`assess/shared/#share=${'A'.repeat(70_000)}`, /too large/],
    [link('x'.repeat(300 << 10)), /incomplete|too large/],
  ] as const) {
    await page.goto('about:blank');
    await open(page, path);
    await expect(page.getByRole('main'), path.slice(0, 60)).toContainText(words);
    expect(page.url()).toMatch(/\/assess\/shared\/$/);
  }
  expect(await stored(page)).toEqual({});
});

test('a link opened in a tab that is on the page already is read, too', async ({ page }) => {
  await open(page, 'assess/shared/');
  const payload = JSON.stringify({ share: 1, target: target.id, ratings: {} });
  const hash = `#share=${deflateRawSync(payload).toString('base64url')}`;
  await page.evaluate((hash) => void (location.hash = hash), hash);
  await expect(page.getByRole('main')).toContainText('This link shows: The target, no ratings');
  await expect(page.getByRole('main')).toContainText('It was created with another version of the ladder');
  expect(page.url()).toMatch(/\/assess\/shared\/$/);
});
