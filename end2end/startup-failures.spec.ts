// Whatever keeps the app from starting or stops it later: the page stays readable, says what happened, and its links
// lead on.

import type { Page } from '@playwright/test';
import { expect, shifts, takenOver, test, watchShifts } from './fixtures.ts';
import type { Alter, Answer } from './server.ts';
import { fold, root, statements, words } from './site.ts';

const level = root.middle();
const path = `levels/${level.id}/`;
const program = root.file('rungs-app-', '.wasm');
const script = root.file('rungs-app-', '.js');

const to = (file: string, change: (answer: Answer) => Answer | null): Alter => (asked, answer) => (asked === file ? change(answer) : answer);
const missing = (answer: Answer) => ({ ...answer, status: 404, headers: { 'content-type': 'text/html' } });
const sentAs = (type: string) => (answer: Answer) => ({ ...answer, headers: { 'content-type': type } });
const offline = () => null;
/** As hosts answer for an unknown file when they send every address to the start page. */
const fallback = (answer: Answer) => ({ ...answer, headers: { 'content-type': 'text/html' }, body: Buffer.from(root.read('index.html')) });
const shortened = (answer: Answer) => ({ ...answer, body: answer.body.subarray(0, answer.body.length / 2) });
const broken = (answer: Answer) => ({ ...shortened(answer), headers: { ...answer.headers, 'content-length': `${answer.body.length}` } });
const changed = (answer: Answer) => {
  const body = Buffer.from(answer.body);
  body[body.length >> 1] ^= 1;
  return { ...answer, body };
};

const pages = (change: (answer: Answer) => Answer): Alter => (_, answer) => (answer.headers['content-type']?.startsWith('text/html') ? change(answer) : answer);
const policy = (scripts: string) =>
  pages((answer) => ({ ...answer, headers: { ...answer.headers, 'content-security-policy': `script-src ${scripts}` } }));
const rewritten = (from: string | RegExp, into: string) =>
  pages((answer) => ({ ...answer, body: Buffer.from(answer.body.toString().replace(from, into)) }));
const ladder = /(<script[^>]*id="?ladder"?[^>]*>)\{/;

/** What is wrong, how it comes about, and the words that name it. */
const FAULTS: [string, Alter, RegExp][] = [
  ['the program is missing', to(program, missing), /program was not found \(HTTP status 404\)/],
  ['the program is answered with the start page', to(program, fallback), /sends the app’s program as text\/html/],
  ['the program is sent as plain text', to(program, sentAs('text/plain')), /sends the app’s program as text\/plain; its MIME type/],
  ['the program is cut short', to(program, shortened), /program is damaged/],
  ['the program breaks off', to(program, broken), /program .*(damaged|could not be loaded|could not be run)/],
  ['the program has one bit changed', to(program, changed), /program is damaged .*integrity/],
  ['the program cannot be reached', to(program, offline), /program could not be loaded\. The connection may be down/],
  ['the script is missing', to(script, missing), /script was not found \(HTTP status 404\)/],
  ['the script is answered with the start page', to(script, fallback), /sends the app’s script as text\/html/],
  ['the script is cut short', to(script, shortened), /script is damaged/],
  ['the script cannot be reached', to(script, offline), /script could not be loaded\. The connection may be down/],
  ['a policy forbids WebAssembly', policy(`'self'`), /content security policy blocks the app \(script-src/],
  ['a policy forbids the script', policy(`'wasm-unsafe-eval' *:*/${root.file('boot-', '.js')}`), /content security policy blocks the app \(script-src/],
  ['the ladder is damaged', rewritten(ladder, '$1{{'), /ladder's JSON cannot be read/],
  ['the ladder is of a newer schema', rewritten('"schema":1', '"schema":999'), /schema version 999.*reload the page/],
  ['the ladder is missing', rewritten('id="ladder"', 'id="other"'), /page carries no ladder/],
  ['the page does not name the app', rewritten('name="app"', 'name="other"'), /does not name the app’s files/],
];

for (const [name, fault, cause] of FAULTS) {
  test(name, async ({ page, server, problems }) => {
    problems.allow(/./); // The fault itself.
    server.alter = fault;
    await watchShifts(page);
    await page.goto(path);
    await saysWhy(page, cause);
    await isWhole(page);
    await expect(page.locator('main').getByRole('button')).toHaveCount(0);
    await leadsOn(page);
  });
}

test('the browser has no WebAssembly', async ({ page, problems }) => {
  problems.allow(/WebAssembly/);
  await page.addInitScript(() => Reflect.deleteProperty(window, 'WebAssembly'));
  await watchShifts(page);
  await page.goto(path);
  await saysWhy(page, /no WebAssembly/);
  await isWhole(page);
  await expect(page.locator('main').getByRole('button')).toHaveCount(0);
  await leadsOn(page);
});

test('a policy forbids every script', async ({ page, server, problems }) => {
  problems.allow(/./);
  server.alter = policy(`'none'`);
  await page.goto(path);
  await isReadable(page);
  await expect(page.getByRole('button')).toHaveCount(0);
  await leadsOn(page);
});

test('an error elsewhere after the start', async ({ page, problems }) => {
  problems.allow(/gone wrong/);
  await watchShifts(page);
  await page.goto(path);
  await takenOver(page);
  await page.evaluate(() => void setTimeout(() => { throw new Error('gone wrong'); }));
  await saysWhy(page, /app stopped: Error: gone wrong/);
  await isWhole(page);
  await leadsOn(page);
});

test('Back and Forward lead on after an error', async ({ page, problems }) => {
  problems.allow(/gone wrong/);
  const heading = page.getByRole('heading', { level: 1 });
  await page.goto(path);
  await takenOver(page);
  await page.getByRole('link', { name: 'About', exact: true }).click();
  await expect(heading).toHaveText(/About/);
  await page.evaluate(() => void setTimeout(() => { throw new Error('gone wrong'); }));
  await saysWhy(page, /gone wrong/);
  await page.goBack();
  await expect(heading).toHaveText(level.title);
  await takenOver(page);
  await page.goForward();
  await expect(heading).toHaveText(/About/);
});

test('a promise that nobody awaits is broken', async ({ page, problems }) => {
  problems.allow(/gone wrong/);
  await page.goto(path);
  await takenOver(page);
  await page.evaluate(() => void Promise.reject(new Error('gone wrong')));
  await saysWhy(page, /app stopped: Error: gone wrong/);
  await isReadable(page);
});

test.describe('the app panics', () => {
  test.use({ dist: 'panic' });

  test('at the start', async ({ page, problems }) => {
    problems.allow(/./);
    await watchShifts(page);
    await page.addInitScript(() => Object.assign(window, { panicAt: 'start' }));
    await page.goto(path);
    await saysWhy(page, /app stopped: panicked at .*asked to at start/s);
    await isWhole(page);
    await expect(page.locator('main').getByRole('button')).toHaveCount(0);
    await leadsOn(page);
  });

  test('at a click', async ({ page, problems }) => {
    problems.allow(/./);
    await watchShifts(page);
    await page.addInitScript(() => Object.assign(window, { panicAt: 'click' }));
    await page.goto(path);
    await takenOver(page);
    await page.getByRole('heading', { level: 1 }).click();
    await saysWhy(page, /app stopped: panicked at .*asked to at click/s);
    await isWhole(page);
    await leadsOn(page);
  });

  test('at a click on a link, whose page comes none the less', async ({ page, problems }) => {
    problems.allow(/./);
    await page.addInitScript(() => Object.assign(window, { panicAt: 'click' }));
    await page.goto(path);
    await takenOver(page);
    await page.getByRole('link', { name: 'About', exact: true }).click();
    await expect(page).toHaveURL(/\/about\/$/);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/About/);
  });
});

/** A notice stands over the page, reads out the cause, and goes when it is closed. */
async function saysWhy(page: Page, cause: RegExp) {
  const notice = page.getByRole('complementary', { name: 'Notice' });
  await expect(notice.getByRole('status')).toHaveText(cause);
  await expect(notice).toBeInViewport({ ratio: 1 });
  await expect(page.locator('html')).toHaveAttribute('data-app', 'failed');
}

/** All words are there, nothing has moved, and the notice can be closed. */
async function isWhole(page: Page) {
  await isReadable(page);
  expect(await shifts(page)).toEqual([]);
  const notice = page.getByRole('complementary', { name: 'Notice' });
  await expect(notice).toHaveCount(1);
  await notice.getByRole('button', { name: 'Close' }).click();
  await expect(notice).toHaveCount(0);
  await isReadable(page);
}

async function isReadable(page: Page) {
  const shown = fold(await page.getByRole('main').innerText());
  for (const line of statements(level).flatMap(words)) expect(shown).toContain(line);
}

/** A link opens its page by loading it. */
async function leadsOn(page: Page) {
  await page.evaluate(() => Object.assign(window, { stayed: true }));
  const below = root.level(level.inherits);
  await page.getByRole('navigation', { name: 'Levels above and below' }).getByRole('link', { name: below.title }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(below.title);
  await expect(page).toHaveURL(new RegExp(`/levels/${below.id}/$`));
  expect(await page.evaluate(() => 'stayed' in window)).toBe(false);
}
