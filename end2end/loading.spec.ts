// When the app's files are requested, how often, and what a page does whose files are gone after a deploy.

import type { Page } from '@playwright/test';
import { expect, open, takenOver, test } from './fixtures.ts';
import type { Answer, Server } from './server.ts';
import { pairPath, root } from './site.ts';

const level = `levels/${root.middle().id}/`;
const boot = root.file('boot-', '.js');
const script = root.file('app-', '/rungs-app.js');
const program = root.file('app-', '/rungs-app_bg.wasm');
const loader = root.file('app-', '/loader.js');
const part = (path: string) => root.parts(path).map(({ path }) => path).find((file) => file.includes('/split_'))!;

/** All files of the app that a page needs, sorted. */
const needs = (path: string) => [boot, script, program, loader, ...root.parts(path).map(({ path }) => path)].toSorted();

const READING = ['', level, 'about/', 'whole/', pairPath(...root.apart())];
const TOOLS = ['compare/', 'find/', 'assess/', 'assess/rate/', 'assess/data/'];

/** The app's files that are requested, sorted, each as often as it is. */
function watch(server: Server): () => string[] {
  const seen: string[] = [];
  const before = server.alter;
  server.alter = (path, answer) => {
    if (/\.(js|wasm)$/.test(path)) seen.push(path);
    return before(path, answer);
  };
  return () => seen.toSorted();
}

for (const path of READING) {
  test(`/${path} requests nothing until its text is painted, and each file once`, async ({ page, server }) => {
    const requested = watch(server);
    await open(page, path);
    expect(requested()).toEqual(needs(path));
    const early = await page.evaluate(() => {
      const painted = performance.getEntriesByName('first-contentful-paint')[0].startTime;
      return performance.getEntriesByType('resource').filter(({ startTime }) => startTime < painted).map(({ name }) => name);
    });
    // The browser asks for the icon of the tab when it likes.
    expect(early.filter((url) => !url.endsWith('/icon.svg'))).toEqual([]);
  });
}

for (const tool of TOOLS) {
  test(`/${tool} requests all files at once, and each once`, async ({ page, server }) => {
    // The script that starts the app is kept back until the others are requested.
    const requested = watch(server);
    const noted = server.alter;
    server.alter = async (path, answer) => {
      const altered = noted(path, answer);
      if (path === boot) await expect.poll(requested).toEqual(needs(tool));
      return altered;
    };
    await open(page, tool);
    expect(requested()).toEqual(needs(tool));
  });
}

test('what only the assessment shares is loaded with its pages alone', () => {
  const shared = (path: string) => root.parts(path).map(({ path }) => path).filter((file) => file.includes('/common-'));
  expect([...READING, 'compare/', 'find/'].flatMap(shared)).toEqual([]);
  expect(new Set(['assess/', 'assess/rate/', 'assess/result/', 'assess/data/'].flatMap(shared)).size).toBe(1);
});

test('who fills in the beginning of an assessment has the code of its questions by then', async ({ page, server }) => {
  const requested = watch(server);
  await open(page, 'assess/');
  expect(requested()).not.toContain(part('assess/rate/'));
  await page.getByRole('textbox', { name: 'Name' }).focus();
  await expect.poll(requested).toContain(part('assess/rate/'));
});

const link = (page: Page, name: string) => page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name });

test.describe('where the browser is never idle', () => {
  test.beforeEach(({ page }) => page.addInitScript(() => Object.assign(window, { requestIdleCallback: () => 0 })));

  const INTENTS: [string, (page: Page) => Promise<void>][] = [
    ['pointing at a link to a tool', (page) => link(page, 'Compare').hover()],
    ['moving the focus to a link to a tool', (page) => link(page, 'Assess').focus()],
    ['touching a link to a tool', (page) => link(page, 'Find').dispatchEvent('touchstart')],
    ['the key that opens the search', (page) => page.keyboard.press('/')],
  ];
  for (const [name, intend] of INTENTS) {
    test(`${name} requests the app`, async ({ page, server }) => {
      const requested = watch(server);
      await page.goto(level);
      await link(page, 'About').hover();
      await page.keyboard.press('PageDown');
      await page.waitForTimeout(300);
      expect(requested()).toEqual([]);
      await intend(page);
      await takenOver(page);
      expect(requested()).toEqual(expect.arrayContaining(needs(level)));
    });
  }
});

test('with Save-Data a page for reading requests the app on intent alone', async ({ page, server }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, 'connection', { value: { saveData: true } }));
  const requested = watch(server);
  await page.goto(level);
  await page.waitForTimeout(2000);
  expect(requested()).toEqual([]);
  await page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: 'Compare' }).hover();
  await takenOver(page);
});

test('where the browser tells of no first paint, a page that is hidden starts the app once it is shown', async ({ page, server }) => {
  await page.addInitScript(() => {
    Reflect.deleteProperty(window, 'PerformanceObserver');
    Object.defineProperty(document, 'hidden', { value: true, writable: true });
  });
  const requested = watch(server);
  await page.goto(level);
  await page.waitForTimeout(2500);
  expect(requested()).toEqual([]);
  await page.evaluate(() => {
    Object.assign(document, { hidden: false });
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));
  });
  await takenOver(page);
});

test('an app that comes before the end of its page waits for it', async ({ page, server }) => {
  server.alter = (path, answer) => (path === 'find/' ? { ...answer, pause: { at: answer.body.indexOf('<main'), lasts: 1500 } } : answer);
  await open(page, 'find/');
  await expect(page.getByRole('searchbox')).toBeVisible();
});

const notice = (page: Page) => page.getByRole('complementary', { name: 'Notice' });
const missing = (answer: Answer): Answer => ({ ...answer, status: 404, headers: { 'content-type': 'text/html' } });
const fallback = (answer: Answer): Answer => ({ ...answer, headers: { 'content-type': 'text/html' }, body: root.bytes('index.html') });
const changed = (answer: Answer): Answer => ({ ...answer, body: Buffer.concat([answer.body, Buffer.from(' ')]) });
const broken = () => null;

/** What the server does to a file: until the page is loaded a second time, or for good. */
async function visit(page: Page, server: Server, path: string, file: string, alter: (answer: Answer) => Answer | null, forGood = false) {
  let loads = 0;
  server.alter = (asked, answer) => {
    if (asked === path) loads++;
    return asked === file && (forGood || loads < 2) ? alter(answer) : answer;
  };
  await page.goto(path);
  return () => loads;
}

for (const [kind, fileOf] of [
  ['start script', () => boot],
  ['script', () => script],
  ['loader', () => loader],
  ['program', () => program],
  ['part', part],
] as const) {
  const file = fileOf(level);
  for (const [name, alter] of [['missing', missing], ['answered with a page', fallback], ['another one', changed]] as const) {
    for (const path of [level, 'assess/']) {
      test(`the ${kind} of /${path} is ${name} after a deploy: the page is loaded anew, once, without a word`, async ({ page, server, problems }) => {
        problems.allow(/./);
        const loads = await visit(page, server, path, fileOf(path), alter);
        await takenOver(page);
        await expect(notice(page)).toHaveCount(0);
        expect(loads()).toBe(2);
      });
    }
  }

  test(`the ${kind} stays missing: the page is loaded anew once, and then says so`, async ({ page, server, problems }) => {
    problems.allow(/./);
    const loads = await visit(page, server, level, file, missing, true);
    await expect(page.locator('html')).toHaveAttribute('data-app', 'failed');
    // Without its start script a page has no words for it, and stays as it is.
    await expect(notice(page)).toHaveCount(file === boot ? 0 : 1);
    await page.waitForTimeout(500);
    expect(loads()).toBe(2);
  });

  test(`the ${kind} cannot be reached: the page is not loaded anew`, async ({ page, server, problems }) => {
    problems.allow(/./);
    const loads = await visit(page, server, level, file, broken, true);
    await expect(page.locator('html')).toHaveAttribute('data-app', 'failed');
    expect(loads()).toBe(1);
  });
}

test('what a link shares stays in the address while the app cannot start', async ({ page, server, problems }) => {
  problems.allow(/./);
  for (const file of needs('assess/shared/')) {
    await visit(page, server, 'assess/shared/', file, missing, true);
    // It loads itself anew once; leaving while it does would be interrupted.
    await expect(page.locator('html')).toHaveAttribute('data-app', 'failed');
    await page.goto('about:blank');
    await page.goto('assess/shared/#share=x');
    await expect(page.locator('html')).toHaveAttribute('data-app', 'failed');
    await expect(page).toHaveURL(/#share=x$/);
  }
});

test('a link whose page has its code already shows it without a request', async ({ page, server }) => {
  await open(page, 'compare/');
  await link(page, 'Find').hover();
  await expect.poll(() => page.evaluate((part) => performance.getEntriesByName(new URL(`/${part}`, location.href).href).length, part('find/'))).toBe(1);
  const requested = watch(server);
  await link(page, 'Find').click();
  await expect(page.getByRole('searchbox')).toBeVisible();
  expect(requested()).toEqual([]);
});

for (const [name, alter] of [['missing', missing], ['another one', changed], ['out of reach', broken]] as const) {
  test(`the part of a link's page is ${name}: the browser loads that page`, async ({ page, server, problems }) => {
    problems.allow(/./);
    await open(page, 'compare/');
    let loads = 0;
    server.alter = (path, answer) => {
      if (path === 'find/') loads++;
      return path === part('find/') && loads === 0 ? alter(answer) : answer;
    };
    await link(page, 'Find').click();
    await expect(page).toHaveURL(/\/find\/$/);
    await takenOver(page);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Find an expectation');
    expect(loads).toBe(1);
  });
}

test('a page that comes late takes no other one’s place', async ({ page, server }) => {
  await open(page, 'compare/');
  let release = () => {};
  const held = new Promise<void>((released) => (release = released));
  server.alter = async (path, answer) => {
    if (path === part('find/')) await held;
    return answer;
  };
  await link(page, 'Find').click();
  await expect(page.locator('html')).toHaveAttribute('aria-busy', 'true');
  const sign = await page.evaluate(() => getComputedStyle(document.documentElement, '::before').backgroundColor);
  expect(sign).toMatch(/^rgb\(/);
  await link(page, 'Map').click();
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toHaveText(root.ladder.title);
  await link(page, 'Find').click();
  await expect(page.locator('html')).toHaveAttribute('aria-busy', 'true');
  // The code of this page is there already.
  await link(page, 'About').click();
  await expect(page.locator('html')).not.toHaveAttribute('aria-busy');
  await expect(heading).toHaveText(/About/);
  release();
  await page.waitForTimeout(300);
  await expect(heading).toHaveText(/About/);
  await expect(page.locator('html')).not.toHaveAttribute('aria-busy');
  await page.goBack();
  await expect(heading).toHaveText(root.ladder.title);
  await page.goBack();
  await expect(heading).toHaveText('Compare levels');
});

test('a tool whose app cannot start shows what is meant for readers without it', async ({ page, server, problems }) => {
  problems.allow(/./);
  await visit(page, server, 'compare/', program, missing, true);
  await expect(notice(page)).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Every comparison' })).toBeVisible();
});
