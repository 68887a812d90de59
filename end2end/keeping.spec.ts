// An answer that cannot be lost: full and denied storage, several tabs, a browser that is killed, damage, a newer
// version of the site, a panic.

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { broken } from './accessible.ts';
import { begin, choose, download, enter, everything, fill, heading, isSaved, kept, questions, rate, ratings, target, way } from './assessing.ts';
import { expect, open, takenOver, test } from './fixtures.ts';
import { root } from './site.ts';

const [area] = root.ladder.areas;
const bar = (page: Page) => page.getByRole('status').filter({ hasText: /Not saved yet|Nothing is saved here|Reload this page/ });

for (const left of [0, 1, 16, 256, 4096]) {
  test(`with ${left} characters left nothing is called saved that is not, and nothing is lost`, async ({ page }) => {
    await begin(page);
    await enter(page, area.title);
    const all = questions(page);
    await rate(all.nth(0), 'Consistently');
    await fill(page, left);
    const before = await ratings(page);
    const count = 6;
    let saved = 1;
    for (let at = 1; at < count; at++) {
      await all.nth(at).getByRole('radio', { name: 'Sometimes', exact: true }).check();
      await expect(all.nth(at).getByRole('status').filter({ hasText: 'aved' })).toHaveText(/^(Saved|Not saved\. .+)$/);
      if ((await all.nth(at).getByRole('status').filter({ hasText: 'aved' }).innerText()) === 'Saved') saved++;
    }
    // What is called saved is on the disk, and what was there before still is.
    const now = await ratings(page);
    expect(Object.keys(now).length).toBe(saved);
    expect(now).toMatchObject(before);
    if (left < 256) expect(saved).toBe(1);
    else expect(saved).toBeGreaterThanOrEqual(1);
    if (saved < count) {
      await expect(bar(page)).toContainText(`Not saved yet: ${count - saved} change`);
      await expect(bar(page)).toContainText('no room left');
      expect(await broken(page)).toEqual([]);
      // All of it is in the file, also what is only in memory.
      const [, file] = await download(page, page.getByRole('button', { name: 'Download a file' }));
      expect(Object.keys(JSON.parse(file).assessments[0].answers).length).toBe(count);
      // It stays as one goes on, and is saved when there is room.
      await way(page, 'Result').click();
      await expect(bar(page)).toBeVisible();
      await expect(page.getByRole('main')).toContainText(`The ${count - 1} not yet met:`);
      await page.evaluate(() => localStorage.removeItem('filler'));
      await page.getByRole('button', { name: 'Try again' }).click();
      await expect(bar(page)).toHaveCount(0);
    }
    expect(Object.keys(await ratings(page)).length).toBe(count);
    await page.reload();
    await takenOver(page);
    expect(Object.keys(await ratings(page)).length).toBe(count);
  });
}

test('room that comes back is used without being asked', async ({ page }) => {
  await begin(page);
  await enter(page, area.title);
  await fill(page, 0);
  await questions(page).first().getByRole('radio', { name: 'Sometimes', exact: true }).check();
  await expect(bar(page)).toBeVisible();
  await page.evaluate(() => localStorage.removeItem('filler'));
  await expect(bar(page)).toHaveCount(0, { timeout: 10_000 });
  await isSaved(questions(page).first());
  expect(Object.values(await ratings(page))).toEqual([['sometimes']]);
});

test('where storage is denied one can go on, and take it along', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', { get: () => { throw new DOMException('denied', 'SecurityError'); } });
  });
  await begin(page, 'Denied');
  await expect(bar(page)).toContainText('Not saved yet');
  await enter(page, area.title);
  await questions(page).first().getByRole('radio', { name: 'Consistently', exact: true }).check();
  await expect(questions(page).first()).toContainText('Not saved. This browser does not let this site keep anything.');
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
  await expect(questions(page).first()).toContainText('Not saved. This browser said that it saved, but did not.');
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
  const second = await context.newPage();
  await second.goto(page.url());
  await takenOver(second);
  await rate(questions(page).nth(0), 'Consistently');
  await expect(questions(second).nth(0).getByRole('radio', { name: 'Consistently', exact: true })).toBeChecked();
  // Neither sees the other: what would tell them is kept from both.
  for (const tab of [page, second]) await tab.evaluate(() => void Object.assign(window, { deaf: true }));
  await rate(questions(page).nth(1), 'Not yet');
  await rate(questions(second).nth(1), 'Helps others do it');
  expect(Object.values(await ratings(page)).filter(({ length }) => length === 2).length).toBe(1);
  await page.reload();
  await takenOver(page);
  const asked = questions(page).nth(1);
  await expect(asked).toContainText('You answered this in two tabs');
  expect(await broken(page)).toEqual([]);
  await asked.getByRole('listitem').filter({ hasText: 'Not yet' }).getByRole('button', { name: 'Keep this one' }).click();
  await expect(asked).not.toContainText('two tabs');
  await expect(asked.getByRole('radio', { name: 'Not yet', exact: true })).toBeChecked();
  expect(Object.values(await ratings(page)).flat().sort()).toEqual(['consistently', 'not-yet']);
});

test('eight tabs answer at once, and every answer is kept', async ({ page, context }) => {
  test.setTimeout(90_000);
  await begin(page);
  const url = new URL(page.url());
  const tabs: Page[] = [];
  for (let at = 0; at < 8; at++) {
    const tab = await context.newPage();
    url.searchParams.set('area', root.ladder.areas[at % root.ladder.areas.length].id);
    await tab.goto(url.href);
    await takenOver(tab);
    tabs.push(tab);
  }
  // Two tabs on each area: one rates the first half of its questions, the other the rest.
  await Promise.all(tabs.map((tab, at) => tab.evaluate((half) => {
    const groups = [...document.querySelectorAll('.question')];
    groups.forEach((group, nth) => {
      if (Number(nth >= groups.length / 2) === half) group.querySelectorAll<HTMLInputElement>('input[type=radio]')[2].click();
    });
  }, at < 4 ? 0 : 1)));
  await page.reload();
  await takenOver(page);
  const asked = /things that|all (\d+) things/.exec(await page.getByRole('main').innerText());
  expect(asked?.[1], 'all are rated').toBeTruthy();
  const held = await ratings(page);
  expect(Object.keys(held).length).toBe(Number(asked![1]));
  for (const [subject, answers] of Object.entries(held)) expect(answers, subject).toEqual(['consistently']);
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

/** Makes an operation of IndexedDB's stores fail. */
const breakCopy = (page: Page, operation: 'put' | 'delete') =>
  page.evaluate((operation) => {
    IDBObjectStore.prototype[operation] = () => {
      throw new DOMException('no', 'UnknownError');
    };
  }, operation);

/** The keys of the copies in IndexedDB. */
const copies = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const opening = indexedDB.open('rungs');
        opening.onsuccess = () => {
          const keys = opening.result.transaction('rungs').objectStore('rungs').getAllKeys();
          keys.onsuccess = () => (opening.result.close(), resolve(keys.result as string[]));
        };
      }),
  );

test('a copy that cannot be written gives back nothing that was removed', async ({ page }) => {
  await begin(page, 'Stays');
  await begin(page, 'Goes');
  const id = new URL(page.url()).searchParams.get('id')!;
  await enter(page, area.title);
  await rate(questions(page).nth(0), 'Consistently');
  await expect.poll(async () => (await copies(page)).filter((key) => key.includes(id)).length).toBeGreaterThan(1);
  await breakCopy(page, 'put');
  await rate(questions(page).nth(1), 'Sometimes');
  await way(page, 'All assessments').click();
  await page.getByRole('button', { name: 'Delete Goes' }).click();
  await page.getByRole('button', { name: 'Remove for good Goes' }).click();
  await expect.poll(async () => (await copies(page)).filter((key) => key.includes(id))).toEqual([]);
  await open(page, 'assess/');
  const name = (words: string) => page.getByRole('heading', { name: words, exact: true });
  await expect(name('Stays')).toBeVisible();
  // Long enough for what is missing to be put back.
  await page.waitForTimeout(500);
  expect(Object.keys(await kept(page)).filter((key) => key.includes(id))).toEqual([]);
  await expect(name('Goes')).toHaveCount(0);
});

test('what cannot be erased from the copy is said, and is gone when that is tried again', async ({ page }) => {
  await begin(page);
  await open(page, 'assess/data/');
  const erase = async () => {
    await page.getByRole('button', { name: 'Erase everything here …' }).click();
    await page.getByRole('button', { name: 'Erase everything', exact: true }).click();
  };
  await breakCopy(page, 'delete');
  await erase();
  await expect(page.getByText(/^Not everything is erased: .+ Try again/)).toBeVisible();
  expect(Object.keys(await kept(page))).toEqual([]);
  // It comes back, as was told.
  await page.reload();
  await takenOver(page);
  await expect.poll(async () => Object.keys(await kept(page)).length).toBeGreaterThan(0);
  await erase();
  await expect(page.getByText('Everything is erased.')).toBeVisible();
  expect(await copies(page)).toEqual([]);
});

test('the browser is killed between answers, fifty times, and keeps all that it called saved', async ({ page, server, build }) => {
  test.setTimeout(300_000);
  expect(page.url()).toBe('about:blank');
  const profile = mkdtempSync(join(tmpdir(), 'rungs-'));
  const { executablePath, args } = test.info().project.use.launchOptions!;
  const base = server.origin + build.base;
  let url = '';
  const acknowledged: string[] = [];
  for (let round = 0; round < 50; round++) {
    const port = 9300 + test.info().workerIndex * 60 + round;
    const browser = spawn(executablePath ?? chromium.executablePath(), ['--headless', `--user-data-dir=${profile}`, `--remote-debugging-port=${port}`, '--window-size=1280,900', ...(args ?? []), 'about:blank'], { stdio: 'ignore' });
    try {
      const devtools = await connected(port);
      const context: BrowserContext = devtools.contexts()[0];
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
      for (const [at, rating] of acknowledged.entries()) await expect(all[at].getByRole('radio', { name: rating, exact: true })).toBeChecked();
      const at = round % all.length;
      const rating = ['Not yet', 'Sometimes', 'Consistently', 'Helps others do it'][(round + at) % 4];
      await rate(all[at], rating);
      acknowledged[at] = rating;
    } finally {
      // Without any warning.
      const gone = new Promise((resolve) => browser.once('exit', resolve));
      browser.kill('SIGKILL');
      await gone;
    }
  }
  rmSync(profile, { recursive: true, force: true });
  console.log(`the browser was killed 50 times; ${acknowledged.length} answers, each called saved, were there each time`);
});

async function connected(port: number) {
  for (let tries = 0; ; tries++) {
    try {
      return await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
    } catch (error) {
      if (tries > 60) throw error;
      await new Promise((later) => setTimeout(later, 100));
    }
  }
}

test('a newer version’s records make this tab read only', async ({ page, context }) => {
  await begin(page);
  await enter(page, area.title);
  await rate(questions(page).nth(0), 'Consistently');
  // A tab of the new build writes an answer in its own shape, with a checksum that fits.
  const other = await context.newPage();
  await other.goto('about/');
  const added = await other.evaluate(() => {
    const [key] = Object.keys(localStorage).filter((key) => key.includes('/answer/'));
    const table = Array.from({ length: 256 }, (_, at) => {
      for (let bit = 0; bit < 8; bit++) at = at & 1 ? (at >>> 1) ^ 0xedb88320 : at >>> 1;
      return at >>> 0;
    });
    const at = key.replace(/\/[^/]+$/, '/900.zzzz');
    const rest = ',"v":2,"body":{"grade":{"of":"another shape"}}}';
    let crc = ~0;
    for (const byte of new TextEncoder().encode(`${at}\0${rest}`)) crc = table[(crc ^ byte) & 255] ^ (crc >>> 8);
    const sum = ((~crc) >>> 0).toString(16).padStart(8, '0');
    localStorage.setItem(at, `{"sum":"${sum}"${rest}`);
    return at;
  });
  await expect(bar(page)).toContainText('A newer version of this site has saved here');
  const before = await kept(page);
  await questions(page).nth(1).getByRole('radio', { name: 'Sometimes', exact: true }).click();
  await expect(questions(page).nth(1)).toContainText('Not saved. A newer version of this site has saved here');
  expect(await kept(page)).toEqual(before);
  expect(Object.keys(before)).toContain(added);
});

test('a damaged record is seen, kept, taken along, and removed only when the person says so', async ({ page }) => {
  await begin(page);
  await enter(page, area.title);
  await rate(questions(page).nth(0), 'Consistently');
  await rate(questions(page).nth(1), 'Sometimes');
  const key = await page.evaluate(() => {
    const [key] = Object.keys(localStorage).filter((key) => key.includes('/answer/') && localStorage[key].includes('sometimes'));
    localStorage.setItem(key, localStorage[key].replace('sometimes', 'sometimez'));
    return key;
  });
  const damaged = (await kept(page))[key];
  await open(page, 'assess/data/');
  const section = page.getByRole('region', { name: 'Records that cannot be used' });
  await expect(section).toContainText('its checksum does not fit');
  expect(await broken(page)).toEqual([]);
  // Nothing overwrites it.
  await page.goBack();
  await takenOver(page);
  await rate(questions(page).nth(1), 'Not yet');
  expect((await kept(page))[key]).toBe(damaged);
  await page.goForward();
  await takenOver(page);
  const [name, raw] = await download(page, page.getByRole('button', { name: 'Download all raw records' }));
  expect(name).toBe('rungs-records.json');
  expect(JSON.parse(raw).records[key]).toBe(damaged);
  await section.getByRole('button', { name: 'Remove this record' }).click();
  await expect(section).toHaveCount(0);
  expect(await kept(page)).not.toHaveProperty(key);
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
  await expect(questions(page).first().getByRole('radio', { name: 'Not yet', exact: true })).toBeChecked();
  expect(Object.values(await ratings(page))).toEqual([['not-yet']]);
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
  await page.getByRole('button', { name: 'Keep a snapshot' }).click();
  await page.getByLabel('What has moved since').selectOption({ index: 1 });
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
      const before = await kept(page);
      await page.addInitScript((place) => Object.assign(window, { panicAt: place }), place);
      await page.evaluate((place) => Object.assign(window, { panicAt: place }), place);
      await bring(page);
      await expect(notice(page).getByRole('status')).toHaveText(new RegExp(`asked to at ${place}`));
      const after = await kept(page);
      for (const [key, record] of Object.entries(before)) expect(after[key]).toBe(record);
      const [name, raw] = await download(page, notice(page).getByRole('button', { name: 'Download what is stored here' }));
      expect(name).toBe('rungs-records.json');
      expect(JSON.parse(raw).records).toEqual(after);
      // Nothing is written, whatever is clicked.
      for (const radio of await page.getByRole('radio', { name: 'Not yet', exact: true }).all()) await radio.click({ force: true, timeout: 1000 }).catch(() => {});
      await page.keyboard.press('4');
      expect(await kept(page)).toEqual(after);
      // What was rescued comes in again.
      await page.evaluate(() => (localStorage.clear(), void indexedDB.deleteDatabase('rungs')));
      await page.addInitScript(() => Object.assign(window, { panicAt: '' }));
      await open(page, 'assess/data/');
      await choose(page.getByLabel('A file that Rungs wrote'), raw);
      await page.getByRole('button', { name: 'Bring it in' }).click();
      await expect(page.getByRole('main')).toContainText('The file is brought in.');
      expect(Object.values(await ratings(page)).flat()).toContain('consistently');
    });
  }
});
