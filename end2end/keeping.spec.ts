// An answer that cannot be lost: full and denied storage, several tabs, a browser that is killed, damage, a newer
// version of the site, a panic.

import { spawn } from 'node:child_process';
import { chromium, type Page } from '@playwright/test';
import { broken } from './accessible.ts';
import { another, areRated, begin, choose, download, enter, everything, heading, isRated, isSaved, questions, rate, target, way } from './assessing.ts';
import { expect, open, takenOver, test } from './fixtures.ts';
import { folder, kill, remove, says } from './programs.ts';
import { breakCopy, copies, empty, fill, keysOf, keysThatSay, lose, makeRoom, newer, store, stored } from './records.ts';
import { root } from './site.ts';

const [area] = root.ladder.areas;
const bar = (page: Page) => page.getByRole('status').filter({ hasText: /Not saved yet|Nothing can be saved here|Reload this page/ });

for (const left of [0, 1, 16, 256, 4096]) {
  test(`with ${left} characters left nothing is called saved that is not, and nothing is lost`, async ({ page }) => {
    await begin(page);
    await enter(page, area.title);
    const all = questions(page);
    await rate(all.nth(0), 'Consistently');
    const address = page.url();
    await fill(page, left);
    const count = 6;
    const saved = [0];
    for (let at = 1; at < count; at++) {
      await all.nth(at).getByRole('radio', { name: 'Sometimes', exact: true }).check();
      const status = all.nth(at).getByRole('status').filter({ hasText: 'aved' });
      await expect(status).toHaveText(/^(Saved|Not saved\. .+)$/);
      if ((await status.innerText()) === 'Saved') saved.push(at);
    }
    // What is called saved can be seen elsewhere, and what was there before, too.
    const elsewhere = await another(page);
    await isRated(questions(elsewhere).nth(0), 'Consistently');
    for (const at of saved.slice(1)) await isRated(questions(elsewhere).nth(at), 'Sometimes');
    await areRated(elsewhere, saved.length);
    await elsewhere.close();
    if (left < 256) expect(saved).toEqual([0]);
    if (saved.length < count) {
      await expect(bar(page)).toContainText(`Not saved yet: ${count - saved.length} change`);
      await expect(bar(page)).toContainText('no space left');
      expect(await broken(page)).toEqual([]);
      // All of it is in the file, also what is only in memory.
      const [, file] = await download(page, page.getByRole('button', { name: 'Download a file' }));
      expect(Object.keys(JSON.parse(file).assessments[0].answers).length).toBe(count);
      // It stays as one goes on, and is saved when there is room.
      await way(page, 'Result').click();
      await expect(bar(page)).toBeVisible();
      await expect(page.getByRole('heading', { name: `Work on ${count - 1}` })).toBeVisible();
      await makeRoom(page);
      await page.getByRole('button', { name: 'Try again' }).click();
      await expect(bar(page)).toHaveCount(0);
    }
    await page.goto(address);
    await takenOver(page);
    await areRated(page, count);
  });
}

test('room that comes back is used without being asked', async ({ page }) => {
  await begin(page);
  await enter(page, area.title);
  await fill(page, 0);
  await questions(page).first().getByRole('radio', { name: 'Sometimes', exact: true }).check();
  await expect(bar(page)).toBeVisible();
  await makeRoom(page);
  await expect(bar(page)).toHaveCount(0);
  await isSaved(questions(page).first());
  const elsewhere = await another(page);
  await isRated(questions(elsewhere).first(), 'Sometimes');
  await areRated(elsewhere, 1);
});

test('where storage is denied one can go on, and take it along', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', { get: () => { throw new DOMException('denied', 'SecurityError'); } });
  });
  await begin(page, 'Denied');
  await expect(bar(page)).toContainText('Not saved yet');
  await enter(page, area.title);
  await questions(page).first().getByRole('radio', { name: 'Consistently', exact: true }).check();
  await expect(questions(page).first()).toContainText('Not saved. This browser does not allow this site to store data.');
  await way(page, 'Result').click();
  await expect(page.getByRole('main')).toContainText('You meet 1 of the');
  const [, file] = await download(page, page.getByRole('button', { name: 'Download a file' }));
  expect(JSON.parse(file).assessments[0].assessment.name).toBe('Denied');
  expect(Object.values<{ rating: string }>(JSON.parse(file).assessments[0].answers).map(({ rating }) => rating)).toEqual(['consistently']);
});

test('a write that the browser only claims to have done is not called saved', async ({ page }) => {
  await begin(page);
  await enter(page, area.title);
  await page.evaluate(() => { Storage.prototype.setItem = () => {}; });
  await questions(page).first().getByRole('radio', { name: 'Consistently', exact: true }).check();
  await expect(questions(page).first()).toContainText('Not saved. The browser reported a save, but the data is not there.');
  await expect(bar(page)).toBeVisible();
});

test('two tabs follow each other, and different answers both survive until the person says which holds', async ({ page, context }) => {
  await context.addInitScript(() => {
    for (const type of ['storage', 'visibilitychange', 'pageshow']) {
      addEventListener(type, (event) => 'deaf' in window && event.stopImmediatePropagation());
    }
  });
  await begin(page);
  await enter(page, area.title);
  const second = await another(page);
  await rate(questions(page).nth(0), 'Consistently');
  await isRated(questions(second).nth(0), 'Consistently');
  // Neither sees the other: what would tell them is kept from both.
  for (const tab of [page, second]) await tab.evaluate(() => void Object.assign(window, { deaf: true }));
  await rate(questions(page).nth(1), 'Not yet');
  await rate(questions(second).nth(1), 'Helps others do it');
  await page.reload();
  await takenOver(page);
  const asked = questions(page).nth(1);
  await expect(asked).toContainText('You answered this in two tabs');
  await expect(page.getByText('You answered this in two tabs')).toHaveCount(1);
  expect(await broken(page)).toEqual([]);
  await asked.getByRole('listitem').filter({ hasText: 'Not yet' }).getByRole('button', { name: 'Use this answer' }).click();
  await expect(asked).not.toContainText('two tabs');
  await isRated(asked, 'Not yet');
  await isSaved(asked);
  const third = await another(page);
  await isRated(questions(third).nth(0), 'Consistently');
  await isRated(questions(third).nth(1), 'Not yet');
  await areRated(third, 2);
  await expect(third.getByText('two tabs')).toHaveCount(0);
});

test('eight tabs answer at once, and every answer is kept', async ({ page, context }) => {
  await begin(page);
  const url = new URL(page.url());
  const tabs: Page[] = [];
  for (let at = 0; at < 8; at++) {
    const tab = await context.newPage();
    url.searchParams.set('area', root.ladder.areas[at % root.ladder.areas.length].id);
    await tab.goto(url.href);
    await takenOver(tab);
    await expect(questions(tab).first()).toBeVisible();
    tabs.push(tab);
  }
  // Two tabs on each area: one rates the first half of its questions, the other the rest.
  await Promise.all(tabs.map((tab, at) => tab.evaluate((half) => {
    const groups = [...document.querySelectorAll('.question')];
    groups.forEach((group, nth) => {
      if (Number(nth >= groups.length / 2) === half) group.querySelectorAll<HTMLInputElement>('input[type=radio]')[2].click();
    });
  }, at < 4 ? 0 : 1)));
  for (const tab of tabs) {
    await tab.reload();
    await takenOver(tab);
    await areRated(tab, await questions(tab).count());
    for (const question of await questions(tab).all()) await isRated(question, 'Consistently');
    await expect(tab.getByText('two tabs')).toHaveCount(0);
  }
});

test('what is typed is saved when the page is left at once', async ({ page }) => {
  await begin(page);
  await enter(page, area.title);
  await questions(page).first().getByText('Note and evidence').click();
  await questions(page).first().getByLabel('Note').pressSequentially('in a hurry', { delay: 0 });
  await page.goto('about:blank');
  await page.goBack();
  await takenOver(page);
  await expect(questions(page).first().getByLabel('Note')).toHaveValue('in a hurry');
});

test('a copy that cannot be written gives back nothing that was removed', async ({ page }) => {
  const assessment = () => new URL(page.url()).searchParams.get('id')!;
  await begin(page, 'Stays');
  const stays = assessment();
  await begin(page, 'Goes');
  const goes = assessment();
  const copied = async (id: string) => keysOf(id, await copies(page));
  await expect.poll(() => copied(stays)).not.toEqual([]);
  await enter(page, area.title);
  await rate(questions(page).nth(0), 'Consistently');
  await expect.poll(async () => (await copied(goes)).length).toBeGreaterThan(1);
  await breakCopy(page, 'put');
  await rate(questions(page).nth(1), 'Sometimes');
  await way(page, 'All assessments').click();
  await page.getByRole('button', { name: 'Delete Goes' }).click();
  await page.getByRole('button', { name: 'Delete permanently Goes' }).click();
  await expect.poll(() => copied(goes)).toEqual([]);
  // When the other one is back, all that can come back from the copy is.
  expect(await lose(page, stays)).not.toEqual([]);
  await open(page, 'assess/');
  const name = (words: string) => page.getByRole('heading', { name: words, exact: true });
  await expect(name('Stays')).toBeVisible();
  expect(keysOf(goes, Object.keys(await stored(page)))).toEqual([]);
  await expect(name('Goes')).toHaveCount(0);
});

test('what a page that was left at once has not copied is copied when the next one opens', async ({ page }) => {
  await begin(page, 'Mine');
  // As if the page had been left before: the copy never came to be.
  await page.evaluate(() => new Promise((resolve) => (indexedDB.deleteDatabase('rungs').onsuccess = resolve)));
  await open(page, 'assess/');
  const kept = Object.keys(await stored(page)).sort();
  await expect.poll(async () => (await copies(page)).sort()).toEqual(kept);
});

test('what cannot be erased from the copy is said, and is gone when that is tried again', async ({ page }) => {
  await begin(page, 'Mine');
  await open(page, 'assess/data/');
  const erase = async () => {
    await page.getByRole('button', { name: 'Delete everything here …' }).click();
    await page.getByRole('button', { name: 'Delete everything', exact: true }).click();
  };
  await breakCopy(page, 'delete');
  await erase();
  await expect(page.getByText(/^Not everything was deleted\. .+ Try again/)).toBeVisible();
  expect(await stored(page)).toEqual({});
  // It comes back, as was told.
  await open(page, 'assess/');
  await expect(page.getByRole('heading', { name: 'Mine', exact: true })).toBeVisible();
  await open(page, 'assess/data/');
  await erase();
  await expect(page.getByText('Everything was deleted.')).toBeVisible();
  expect(await copies(page)).toEqual([]);
});

test('the browser is killed between answers, fifty times, and keeps all that it called saved', async ({ server, build }) => {
  test.setTimeout(600_000);
  const profile = folder('profile');
  const { executablePath, args } = test.info().project.use.launchOptions!;
  const base = server.origin + build.base;
  let url = '';
  const acknowledged: string[] = [];
  try {
    for (let round = 0; round < 50; round++) {
      // A port that is free, which the browser tells.
      const own = ['--headless', `--user-data-dir=${profile}`, '--remote-debugging-port=0', '--window-size=1280,900'];
      const browser = spawn(executablePath ?? chromium.executablePath(), [...own, ...(args ?? []), 'about:blank'], { stdio: ['ignore', 'ignore', 'pipe'], detached: true });
      try {
        const [, address] = await says(browser, /DevTools listening on (ws:\S+)/);
        const [context] = (await chromium.connectOverCDP(address)).contexts();
        const tab = context.pages()[0] ?? (await context.newPage());
        if (!url) {
          await tab.goto(`${base}assess/?target=${target.id}`);
          await takenOver(tab);
          await tab.getByRole('button', { name: 'Begin' }).click();
          await expect(heading(tab)).toHaveText(`Towards ${target.title}`);
          const id = new URL(tab.url()).searchParams.get('id');
          url = `${base}assess/rate/?id=${id}&area=${area.id}`;
        }
        await tab.goto(url);
        await takenOver(tab);
        await expect(questions(tab).first()).toBeVisible();
        const all = await questions(tab).all();
        // Everything that was called saved in an earlier round is there.
        for (const [at, rating] of acknowledged.entries()) await isRated(all[at], rating);
        const at = round % all.length;
        // Another one than in the lap before.
        const rating = ['Not yet', 'Sometimes', 'Consistently', 'Helps others do it'][(at + Math.floor(round / all.length)) % 4];
        await rate(all[at], rating);
        acknowledged[at] = rating;
      } finally {
        await kill(browser);
      }
    }
  } finally {
    await remove(profile);
  }
  console.log(`the browser was killed 50 times; ${acknowledged.length} answers, each called saved, were there each time`);
});

test('a newer version’s records make this tab read only', async ({ page, context }) => {
  await begin(page);
  await enter(page, area.title);
  await rate(questions(page).nth(0), 'Consistently');
  // A tab of the new build writes an answer in its own shape.
  const other = await context.newPage();
  await other.goto('about/');
  const [key] = await keysThatSay(page, 'consistently');
  const [added, record] = newer(key);
  await store(other, added, record);
  await expect(bar(page)).toContainText('Another tab runs a newer version of this site');
  const before = await stored(page);
  await questions(page).nth(1).getByRole('radio', { name: 'Sometimes', exact: true }).click();
  await expect(questions(page).nth(1)).toContainText('Not saved. A newer version of this site has saved here');
  expect(await stored(page)).toEqual(before);
  expect(before[added]).toBe(record);
});

test('a damaged record is seen, kept, taken along, and removed only when the person says so', async ({ page }) => {
  await begin(page);
  await enter(page, area.title);
  await rate(questions(page).nth(0), 'Consistently');
  await rate(questions(page).nth(1), 'Sometimes');
  const [key] = await keysThatSay(page, 'sometimes');
  const damaged = (await stored(page))[key].replace('sometimes', 'sometimez');
  await store(page, key, damaged);
  await open(page, 'assess/data/');
  const section = page.getByRole('region', { name: 'Damaged records' });
  await expect(section).toContainText('its checksum is wrong');
  expect(await broken(page)).toEqual([]);
  // Nothing overwrites it.
  await page.goBack();
  await takenOver(page);
  await rate(questions(page).nth(1), 'Not yet');
  expect((await stored(page))[key]).toBe(damaged);
  await page.goForward();
  await takenOver(page);
  const [name, raw] = await download(page, page.getByRole('button', { name: 'Download raw data' }));
  expect(name).toBe('rungs-records.json');
  expect(JSON.parse(raw).records[key]).toBe(damaged);
  await section.getByRole('button', { name: 'Remove this record' }).click();
  await expect(section).toHaveCount(0);
  expect(Object.keys(await stored(page))).not.toContain(key);
});

test('a clock that is set back changes nothing about which answer is the last', async ({ page }) => {
  await page.clock.install({ time: new Date('2026-11-24T10:00:00') });
  await begin(page);
  await enter(page, area.title);
  await rate(questions(page).first(), 'Consistently');
  await page.clock.setSystemTime(new Date('2020-01-01T10:00:00'));
  await page.reload();
  await takenOver(page);
  await rate(questions(page).first(), 'Not yet');
  await page.reload();
  await takenOver(page);
  await isRated(questions(page).first(), 'Not yet');
  await areRated(page, 1);
  await expect(page.getByText('two tabs')).toHaveCount(0);
});

test('nothing about a person is in an address, a title, the console or a request', async ({ page, context, server }) => {
  const seen: string[] = [];
  context.on('request', (request) => seen.push(`${request.method()} ${request.url()} ${request.postData() ?? ''}`));
  context.on('console', (message) => seen.push(message.text()));
  const look = async () => seen.push(page.url(), await page.title());
  await begin(page, 'Zanzibar');
  await look();
  await enter(page, area.title);
  await rate(questions(page).nth(0), 'Helps others do it');
  await questions(page).nth(0).getByText('Note and evidence').click();
  await questions(page).nth(0).getByLabel('Note').fill('Madagascar');
  await isSaved(questions(page).nth(0));
  await look();
  await way(page, 'Result').click();
  await page.getByLabel('Name of the snapshot').fill('Seychelles');
  await page.getByRole('button', { name: 'Take a snapshot' }).click();
  await page.getByLabel('Changes since').selectOption({ index: 1 });
  await look();
  await everything(page);
  await look();
  expect(seen.filter((line) => /Zanzibar|Madagascar|Seychelles|helps-others/i.test(line))).toEqual([]);
  const files = new Set(root.files().map((file) => root.base + file));
  for (const request of seen.filter((line) => /^[A-Z]+ http/.test(line))) {
    const [method, url, body] = request.split(' ');
    const { origin, pathname } = new URL(url);
    expect([method, origin, body]).toEqual(['GET', server.origin, '']);
    expect(files.has(pathname) || files.has(`${pathname}index.html`), pathname).toBe(true);
  }
});

test.describe('a panic', () => {
  test.use({ dist: 'panic' });

  const notice = (page: Page) => page.getByRole('complementary', { name: 'Notice' });

  /** What brings the panic about, after an assessment with an answer is open. */
  const PLACES: Record<string, (page: Page) => Promise<unknown>> = {
    start: (page) => page.reload(),
    mount: (page) => page.reload(),
    'hand-over': (page) => page.reload(),
    open: (page) => page.reload(),
    click: (page) => heading(page).click(),
    key: (page) => page.keyboard.press('x'),
    save: (page) => questions(page).nth(1).getByRole('radio', { name: 'Sometimes', exact: true }).click(),
    saved: (page) => questions(page).nth(1).getByRole('radio', { name: 'Sometimes', exact: true }).click(),
    result: (page) => way(page, 'Result').click(),
    look: (page) => page.evaluate(() => dispatchEvent(new Event('pageshow'))),
  };

  for (const [place, bring] of Object.entries(PLACES)) {
    test(`at “${place}” loses nothing: all records can be downloaded, and nothing is written after it`, async ({ page, problems }) => {
      problems.allow(/./);
      await begin(page);
      await enter(page, area.title);
      await rate(questions(page).nth(0), 'Consistently');
      const address = page.url();
      const before = await stored(page);
      await page.addInitScript((place) => Object.assign(window, { panicAt: place }), place);
      await page.evaluate((place) => Object.assign(window, { panicAt: place }), place);
      await bring(page);
      await expect(notice(page).getByRole('status')).toHaveText(new RegExp(`asked to at ${place}`));
      const after = await stored(page);
      for (const [key, record] of Object.entries(before)) expect(after[key]).toBe(record);
      const [name, raw] = await download(page, notice(page).getByRole('button', { name: 'Download what is stored here' }));
      expect(name).toBe('rungs-records.json');
      expect(JSON.parse(raw).records).toEqual(after);
      // Nothing is written, whatever is clicked.
      for (const radio of await page.getByRole('radio', { name: 'Not yet', exact: true }).all()) await radio.click({ force: true, timeout: 1000 }).catch(() => {});
      await page.keyboard.press('4');
      expect(await stored(page)).toEqual(after);
      // What was rescued comes in again.
      await empty(page);
      await page.addInitScript(() => Object.assign(window, { panicAt: '' }));
      await open(page, 'assess/data/');
      await choose(page.getByLabel('Rungs backup file'), raw);
      await page.getByRole('button', { name: 'Import', exact: true }).click();
      await expect(page.getByRole('main')).toContainText('Imported.');
      await page.goto(address);
      await takenOver(page);
      await isRated(questions(page).nth(0), 'Consistently');
    });
  }
});
