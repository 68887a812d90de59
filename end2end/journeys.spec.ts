// What a person does with the site, in every engine: the same journeys in Chromium, Firefox and WebKit. Whatever an engine's driver
// can do more is tried by the other specs.

import { readFile } from 'node:fs/promises';
import type { Browser } from '@playwright/test';
import { type Driver, type Manner, start } from './driver.ts';
import { expect, test as base } from './fixtures.ts';
import { serve } from './server.ts';
import { missing, sheets } from './paper.ts';
import { pairPath, root, statements } from './site.ts';

interface Fixtures {
  /** Starts the engine on the site, in a manner of its own. It ends with the test. */
  begin: (manner?: Manner) => Promise<Driver>;
  /** The engine on the site. */
  person: Driver;
}

interface Shared {
  /** The browser of this worker, started when it is first wanted: for WebKit Playwright starts none. */
  started: () => Promise<Browser>;
}

const test = base.extend<Fixtures, Shared>({
  started: [
    async ({ playwright, launchOptions }, use, { project }) => {
      let browser: Promise<Browser> | undefined;
      await use(() => (browser ??= playwright[project.use.browserName ?? 'chromium'].launch(launchOptions)));
      await (await browser)?.close();
    },
    { scope: 'worker' },
  ],
  begin: async ({ started, server }, use, { project }) => {
    const ends: (() => Promise<unknown>)[] = [];
    await use(async (manner) => {
      const driver = await start(project.name, started, `${server.origin}/`, manner);
      ends.unshift(() => driver.end());
      return driver;
    });
    for (const end of ends) await end();
  },
  person: async ({ begin }, use) => use(await begin()),
});

const level = root.middle();
const below = root.level(level.inherits);
const [area] = root.ladder.areas;

// In the page.
const named = (selector: string, text: string) => [...document.querySelectorAll<HTMLElement>(selector)].find((element) => element.innerText.trim() === text && element.checkVisibility());
const first = (selector: string) => document.querySelector(selector);
const text = (selector: string) => document.querySelector<HTMLElement>(selector)?.innerText ?? '';
const question = (at: number, rating: string) => [...document.querySelectorAll('fieldset.question')[at].querySelectorAll('label')].find((label) => label.innerText.trim() === rating)?.control;
const saved = (at: number) => document.querySelectorAll('fieldset.question')[at]?.querySelector<HTMLElement>('.saved')?.innerText;
const checked = () => [...document.querySelectorAll('fieldset.question')].map((question) => question.querySelector<HTMLInputElement>(':checked')?.value ?? '').slice(0, 3);
const labelled = (name: string) => [...document.querySelectorAll('label')].find((label) => label.innerText.trim().startsWith(name))?.control;
const top = () => Math.round(scrollY);

/** Waits until a script in the page gives that. */
const gives = async (driver: Driver, what: unknown, script: (...args: any[]) => unknown, ...args: unknown[]) =>
  expect.poll(() => driver.run(script, ...args).catch((error: Error) => error.message), { message: `${script}` }).toEqual(what);

const isReady = (driver: Driver) => gives(driver, 'ready', () => document.documentElement.dataset.app);
const says = (driver: Driver, words: string, selector = 'main') => expect.poll(() => driver.run(text, selector).catch((error: Error) => error.message)).toContain(words);

async function open(driver: Driver, path: string) {
  await driver.go(path);
  await isReady(driver);
}

/** Begins an assessment and opens its first area. */
async function assess(driver: Driver) {
  await open(driver, `assess/?target=${level.id}`);
  await driver.type('Mine', labelled, 'Name');
  await driver.click(named, 'button', 'Begin');
  await gives(driver, 'Mine', text, 'h1');
  // A click that comes while the list grows may miss.
  await expect(async () => {
    await driver.click(named, 'main a', area.title);
    await expect.poll(() => driver.run(text, 'h1'), { timeout: 5_000 }).toBe(area.title);
  }).toPass();
}

async function rate(driver: Driver, at: number, rating: string) {
  await driver.click(question, at, rating);
  await gives(driver, 'Saved', saved, at);
}

async function rated(driver: Driver) {
  await assess(driver);
  await rate(driver, 0, 'Consistently');
  await rate(driver, 1, 'Sometimes');
}

test('read', async ({ person }) => {
  for (const { path, title } of root.samples()) {
    await open(person, path);
    expect(await person.run(() => document.title), path).toBe(title);
    expect((await person.run(text, 'h1')).length).toBeGreaterThan(3);
  }
  await open(person, `levels/${level.id}/#${statements(level)[0].id}`);
  expect(await person.run(() => document.querySelector(':target')?.id)).toBe(statements(level)[0].id);
});

test('navigate', async ({ person }) => {
  await open(person, '');
  await person.run(() => void Object.assign(window, { stayed: true }));
  await person.click(named, 'header nav a', 'Find');
  await gives(person, '/find/', () => location.pathname);
  await gives(person, 'H1', () => document.activeElement?.tagName);
  await person.click(named, 'header nav a', 'About');
  await gives(person, '/about/', () => location.pathname);
  expect(await person.run(() => 'stayed' in window)).toBe(true);
});

test('the keyboard', async ({ person }) => {
  await open(person, `levels/${level.id}/`);
  await person.press('Tab');
  await gives(person, 'Skip to content', () => (document.activeElement as HTMLElement).innerText.trim());
  await person.press('Enter');
  await gives(person, '#_main', () => location.hash);
  await person.press('Tab');
  await gives(person, true, () => document.activeElement === document.querySelector('main :is(a[href], button, summary)'));
});

test('Back and Forward', async ({ person }) => {
  await open(person, `levels/${level.id}/`);
  const link = (path: string) => [...document.querySelectorAll<HTMLElement>(`main a[href="${path}"]`)].at(-1);
  const place = await person.run((path: string) => {
    [...document.querySelectorAll(`main a[href="${path}"]`)].at(-1)!.scrollIntoView({ block: 'center' });
    return Math.round(scrollY);
  }, `/levels/${below.id}/`);
  expect(place).toBeGreaterThan(300);
  // A click of the mouse: WebKit passes by what a page adds to the history without one.
  await person.click(link, `/levels/${below.id}/`);
  await gives(person, `/levels/${below.id}/`, () => location.pathname);
  await gives(person, 0, top);
  await person.back();
  await gives(person, `/levels/${level.id}/`, () => location.pathname);
  await gives(person, place, top);
  await person.forward();
  await gives(person, `/levels/${below.id}/`, () => location.pathname);
});

test('Back from another site, and a reload, keep the place', async ({ person }) => {
  for (const path of [`levels/${level.id}/`, `compare/?levels=${root.ladder.levels.slice(-3).map(({ id }) => id).join(',')}`]) {
    await open(person, path);
    await person.run(() => scrollTo(0, 900));
    await gives(person, 900, () => parseInt(history.state));
    await person.go('about:blank');
    await person.back();
    await isReady(person);
    await gives(person, 900, top);
    await person.reload();
    await isReady(person);
    await gives(person, 900, top);
  }
});

test('compare', async ({ person }) => {
  await open(person, pairPath(below, level));
  await gives(person, `${below.title} and ${level.title}`, text, 'h1');
  const rows = await person.run(() => document.querySelectorAll('tbody td').length);
  expect(rows).toBeGreaterThan(0);
  await person.run((id: string) => {
    const select = [...document.querySelectorAll<HTMLSelectElement>('.picker:not([hidden]) select')].at(-1)!;
    select.value = id;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  }, root.ladder.levels.at(-1)!.id);
  await gives(person, 3, () => document.querySelectorAll('thead th[scope="col"]').length - 1);
  expect(await person.run(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
});

test('compare on a phone, with a long title', async ({ person, server }) => {
  const last = root.ladder.levels.at(-1)!;
  server.alter = (path, answer) => {
    if (path === 'phone') return { status: 200, headers: { 'content-type': 'text/html' }, body: Buffer.from('<!doctype html><title>phone</title><iframe width="360" height="740" src="/compare/"></iframe>') };
    if (!path.startsWith('compare/')) return answer;
    return { ...answer, body: Buffer.from(answer.body.toString().replaceAll(`"${last.title}"`, `"${last.title} of all that is built, run and looked after in the whole of this company"`)) };
  };
  await person.go('phone');
  await gives(person, 'ready', () => document.querySelector('iframe')!.contentDocument!.documentElement.dataset.app);
  await gives(person, true, () => [...document.querySelector('iframe')!.contentDocument!.querySelectorAll('option')].some(({ text }) => text.length > 60));
  expect(await person.run(() => document.querySelector('iframe')!.contentDocument!.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});

test('find', async ({ person }) => {
  await open(person, 'find/');
  await person.type('code review', () => document.querySelector('input[type="search"]'));
  await gives(person, true, () => document.querySelectorAll('.hit').length > 0);
  await gives(person, '?q=code+review', () => location.search.replace('%20', '+'));
  const leads = await person.run(() => document.querySelector<HTMLAnchorElement>('.hit a')!.pathname);
  await person.click(first, '.hit a');
  await gives(person, leads, () => location.pathname);
});

test('paper', async ({ person }) => {
  const levels = root.ladder.levels.slice(-4);
  for (const path of [`levels/${level.id}/`, `compare/?levels=${levels.map(({ id }) => id).join(',')}&scope=all`]) {
    await open(person, path);
    const texts = await person.run(() => [...document.querySelectorAll('.area .says p, tbody .says p')].filter((line) => line.checkVisibility()).map((line) => line.textContent ?? ''));
    expect(texts.length).toBeGreaterThan(10);
    const all = await sheets(await person.paper());
    expect(missing(all, texts)).toEqual([]);
    for (const { words, rightmost, width } of all.slice(0, -1)) {
      expect(words.length).toBeGreaterThan(500);
      expect(rightmost).toBeLessThan(width);
    }
  }
});

test('begin, rate and reload', async ({ person }) => {
  await rated(person);
  await person.reload();
  await isReady(person);
  await gives(person, ['consistently', 'sometimes', ''], checked);
  expect(await person.run(() => Object.keys(localStorage).filter((key) => key.includes('/answer/')).length)).toBe(2);
});

test('a note', async ({ person }) => {
  await rated(person);
  await person.click(() => document.querySelector('fieldset.question .remarks > summary'));
  await person.type('We paired for a week.', () => document.querySelector('fieldset.question textarea'));
  await gives(person, 'Saved', saved, 0);
  await person.reload();
  await isReady(person);
  await gives(person, 'We paired for a week.', () => document.querySelector<HTMLTextAreaElement>('fieldset.question textarea')?.value);
});

test('the result', async ({ person }) => {
  await rated(person);
  await person.click(named, 'nav[aria-label="Assessment"] a', 'Result');
  await says(person, 'You meet 1 of the');
});

test('export and import', async ({ begin }) => {
  const person = await begin();
  await rated(person);
  await open(person, 'assess/data/');
  const file = await person.download(named, 'button', 'Download rungs.json');
  expect(Object.keys(JSON.parse(await readFile(file, 'utf8')).assessments[0].answers)).toHaveLength(2);
  const elsewhere = await begin();
  await open(elsewhere, 'assess/data/');
  await elsewhere.choose(file, () => document.querySelector('input[type="file"]'));
  await says(elsewhere, 'Adds an assessment with 2 answers');
  await elsewhere.click(named, 'button', 'Import');
  await says(elsewhere, 'Imported.');
});

test('share and open', async ({ person }) => {
  await rated(person);
  await person.click(named, 'nav[aria-label="Assessment"] a', 'Result');
  await person.run(() => document.querySelector('#_link')?.closest('details')?.setAttribute('open', ''));
  await person.click(first, '#_link');
  const link = () => document.querySelector<HTMLInputElement>('#_made')?.value ?? '';
  await expect.poll(() => person.run(link)).toContain('#share=');
  const address = await person.run(link);
  await person.go('about:blank');
  await person.go(address);
  await isReady(person);
  await says(person, '2 ratings');
  await gives(person, '', () => location.hash);
});

test('two windows', async ({ person }) => {
  await rated(person);
  const here = await person.shown();
  const there = await person.open((await person.run(() => location.pathname + location.search)).slice(1));
  await isReady(person);
  await rate(person, 2, 'Not yet');
  await person.show(here);
  await gives(person, ['consistently', 'sometimes', 'not-yet'], checked);
  await rate(person, 0, 'Sometimes');
  await person.show(there);
  await gives(person, 'sometimes', () => document.querySelector<HTMLInputElement>('fieldset.question :checked')?.value);
});

test('erase', async ({ person }) => {
  await rated(person);
  await open(person, 'assess/data/');
  await person.click(first, '#_erase-ask');
  await person.click(named, 'button', 'Delete everything');
  await says(person, 'Everything was deleted.');
  expect(await person.run(() => Object.keys(localStorage).filter((key) => key.startsWith('rungs/')).length)).toBe(0);
});

test('a private window', async ({ begin }) => {
  const person = await begin('private');
  await open(person, 'assess/');
  await says(person, 'A private window keeps it only until you close that window.');
  await rated(person);
  await person.reload();
  await isReady(person);
  await gives(person, ['consistently', 'sometimes', ''], checked);
  await open(person, 'assess/');
  await says(person, 'Mine');
});

test('storage off', async ({ begin }) => {
  const person = await begin('storage');
  await assess(person);
  await person.click(question, 0, 'Consistently');
  await says(person, 'Not saved. This browser does not allow this site to store data.');
});

test('WebAssembly off', async ({ begin }) => {
  const person = await begin('webassembly');
  await person.go(`levels/${level.id}/`);
  await says(person, 'You can read everything; the extras are off.', '.notice');
  await person.run((path: string) => document.querySelector<HTMLElement>(`main a[href="${path}"]`)!.click(), `/levels/${below.id}/`);
  await gives(person, below.title, text, 'h1');
});

test('JavaScript off', async ({ begin }) => {
  const person = await begin('javascript');
  await person.go(`levels/${level.id}/`);
  expect(await person.run(text, 'h1')).toBe(level.title);
});

test('frames', async ({ person, server }) => {
  const around = await serve(root.folder, '/');
  const frame = (sandbox: string) => Buffer.from(`<!doctype html><title>around</title><iframe ${sandbox} width="900" height="800" src="${server.origin.replace('127.0.0.1', 'localhost')}/assess/"></iframe>`);
  const answer = (sandbox: string) => ({ status: 200, headers: { 'content-type': 'text/html' }, body: frame(sandbox) });
  around.alter = (path, sent) => (path === 'plain' ? answer('') : path === 'closed' ? answer('sandbox="allow-scripts"') : sent);
  try {
    await person.go(`${around.origin}/plain`);
    await person.enterFrame();
    await says(person, 'This page is shown within another site.');
    await person.go(`${around.origin}/closed`);
    await person.enterFrame();
    await says(person, 'You can read everything; the extras are off.', 'main [role="status"]');
    // It covers no text: the heading begins below it.
    const bottom = await person.run(() => document.querySelector('main [role="status"]')!.getBoundingClientRect().bottom);
    expect(await person.run(() => document.querySelector('h1')!.getBoundingClientRect().top)).toBeGreaterThanOrEqual(bottom);
  } finally {
    await around.close();
  }
});
