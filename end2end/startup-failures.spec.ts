// Whatever keeps the app from starting or stops it later: the page stays readable, says what happened, and its links
// lead on.

import type { Page } from '@playwright/test';
import { begin, enter, questions } from './assessing.ts';
import { expect, hold, shifts, takenOver, test, watchShifts } from './fixtures.ts';
import type { Alter, Answer } from './server.ts';
import { fold, root, statements, words } from './site.ts';

const level = root.middle();
const path = `levels/${level.id}/`;
const program = root.file('app-', '/rungs-app_bg.wasm');
const script = root.file('app-', '/rungs-app.js');
const loader = root.file('app-', '/loader.js');
const [part] = root.parts(path).map(({ path }) => path).slice(-1);

/** What allows the script that stands in each page. */
const [, start] = /script-src [^;]*?((?:'sha256-[^']+' ?)+)/.exec(root.read('index.html'))!;

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
  ['a part of the program is missing', to(part, missing), /program was not found \(HTTP status 404\)/],
  ['a part of the program is answered with the start page', to(part, fallback), /sends the app’s program as text\/html/],
  ['a part of the program is sent as plain text', to(part, sentAs('text/plain')), /sends the app’s program as text\/plain; its MIME type/],
  ['a part of the program is cut short', to(part, shortened), /program is damaged/],
  ['a part of the program breaks off', to(part, broken), /program .*(damaged|could not be loaded)/],
  ['a part of the program cannot be reached', to(part, offline), /program could not be loaded\. The connection may be down/],
  ['the file of the shared pieces is missing', to(root.file('app-', '/common.wasm'), missing), /program was not found \(HTTP status 404\)/],
  ['the loader of the parts is missing', to(loader, missing), /script/],
  ['the script is missing', to(script, missing), /script was not found \(HTTP status 404\)/],
  ['the script is answered with the start page', to(script, fallback), /sends the app’s script as text\/html/],
  ['the script is cut short', to(script, shortened), /script is damaged/],
  ['the script cannot be reached', to(script, offline), /script could not be loaded\. The connection may be down/],
  ['a policy forbids WebAssembly', policy(`'self' ${start}`), /content security policy blocks the app \(script-src/],
  ['a policy forbids the script', policy(`'wasm-unsafe-eval' ${start} *:*/${root.file('boot-', '.js')}`), /content security policy blocks the app \(script-src/],
  ['the ladder is damaged', rewritten(ladder, '$1{{'), /ladder's JSON cannot be read/],
  ['the ladder is of a newer schema', rewritten('"schema":1', '"schema":999'), /schema version 999.*reload the page/],
  ['the ladder is missing', rewritten('id="ladder"', 'id="other"'), /page carries no ladder/],
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

test('an error of the app after the start', async ({ page, problems }) => {
  problems.allow(/gone wrong/);
  await watchShifts(page);
  await page.goto(path);
  await takenOver(page);
  await goWrong(page, inOurs);
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
  await goWrong(page, inOurs);
  await saysWhy(page, /gone wrong/);
  await page.goBack();
  await expect(heading).toHaveText(level.title);
  await takenOver(page);
  await page.goForward();
  await expect(heading).toHaveText(/About/);
});

/** Throws an error, or breaks a promise, with the stack that a browser would give it. */
async function goWrong(page: Page, frames: (file: string) => string, how: 'thrown' | 'rejected' = 'thrown') {
  await page.evaluate(([frames, how]) => {
    const error = new Error('gone wrong');
    error.stack = frames;
    if (how === 'rejected') void Promise.reject(error);
    else setTimeout(() => { throw error; });
  }, [frames(new URL('/', page.url()).href), how] as const);
}

const inOurs = (origin: string) => `Error: gone wrong\n    at run (${origin}${script}:1:20)\n    at chrome-extension://abc/page.js:1:1`;

/** Whose code is at fault, by the stack of each engine: the first place counts, not what the message says. */
const STACKS: [string, (origin: string) => string, boolean][] = [
  ['the script, in Chromium', inOurs, true],
  ['the script, in Firefox and WebKit', (origin) => `run@${origin}${script}:1:20\n`, true],
  ['the program, in Chromium', (origin) => `Error: gone wrong\n    at rungs_app::main (${origin}${program}:wasm-function[12]:0x34)`, true],
  ['the program, in Firefox', (origin) => `rungs_app::main@${origin}${program}:wasm-function[12]:0x34\n`, true],
  ['the program, in WebKit', () => 'wasm-function[12]@[wasm code]\nwasm-stub@[wasm code]', true],
  ['an extension that calls the app', (origin) => `Error: gone wrong\n    at https://other.example/a.js:1:1\n    at run (${origin}${script}:1:20)`, false],
  ['an extension, in Chromium', () => 'Error: gone wrong\n    at chrome-extension://abc/page.js:1:1', false],
  ['an extension, in Firefox', () => 'run@moz-extension://abc/page.js:1:1\n', false],
  ['an extension, in WebKit', () => 'run@webkit-masked-url://hidden/:1:1', false],
  ['a script of an in-app browser', (origin) => `Error: gone wrong\n    at ${origin}levels/:1:1`, false],
  ['what is evaluated', () => 'Error: gone wrong\n    at <anonymous>:1:1', false],
  ['other WebAssembly', () => 'Error: gone wrong\n    at wasm://wasm/0a1b2c:wasm-function[1]:0x1', false],
  ['a message that names a file of ours', (origin) => `Error: gone wrong\n    at <anonymous>:1:1\n${origin}${script}`, false],
  ['nobody that is named', () => '', false],
];

for (const how of ['thrown', 'rejected'] as const) {
  for (const [whose, frames, isOurs] of STACKS) {
    test(`an error ${how} by ${whose} ${isOurs ? 'stops the app' : 'is left alone'}`, async ({ page, problems }) => {
      problems.allow(/gone wrong/);
      await page.goto(path);
      await takenOver(page);
      await goWrong(page, frames, how);
      if (isOurs) await saysWhy(page, /app stopped: Error: gone wrong/);
      else await goesOn(page);
    });
  }
}

/** What scripts that are not the site's have been seen to do. */
const FOREIGN: [string, () => void][] = [
  ['a handler that an in-app browser lacks', () => void setTimeout(() => (window as unknown as { webkit: { messageHandlers: { any: { postMessage(_: number): void } } } }).webkit.messageHandlers.any.postMessage(1))],
  ['a text as the reason', () => void Promise.reject('Object Not Found Matching Id:1')],
  ['a fetch that failed', () => void Promise.reject(new TypeError('Failed to fetch'))],
  ['a request that was ended', () => void Promise.reject(new DOMException('The user aborted a request.', 'AbortError'))],
  ['no reason', () => void Promise.reject()],
  ['a number that is thrown', () => void setTimeout(() => { throw 1; })],
  ['a script of another origin, of which a browser tells nothing', () => void dispatchEvent(new ErrorEvent('error', { message: 'Script error.' }))],
];

for (const [name, act] of FOREIGN) {
  test(`${name}: the app goes on, also before it has started`, async ({ page, server, problems }) => {
    problems.allow(/./);
    const held = hold(server);
    await page.goto(path);
    await held.asked;
    await page.evaluate(act);
    held.release();
    await takenOver(page);
    await page.evaluate(act);
    await goesOn(page);
  });
}

test('a style of an extension that a policy blocks is not named as the cause', async ({ page, server, problems }) => {
  problems.allow(/./);
  await page.addInitScript(() => addEventListener('DOMContentLoaded', () => document.head.append(Object.assign(document.createElement('style'), { textContent: 'i{}' }))));
  server.alter = to(program, missing);
  await page.goto(path);
  await saysWhy(page, /program was not found \(HTTP status 404\)/);
});

test('what is being typed when the app stops is saved', async ({ page, problems }) => {
  problems.allow(/gone wrong/);
  await begin(page);
  await enter(page, root.ladder.areas[0].title);
  const note = questions(page).first().getByLabel('Note');
  await questions(page).first().getByText('Note and evidence').click();
  await note.pressSequentially('half a sentence', { delay: 0 });
  await goWrong(page, inOurs);
  await saysWhy(page, /app stopped/);
  await page.reload();
  await takenOver(page);
  await expect(note).toHaveValue('half a sentence');
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

/** The app runs, and nobody is told anything. */
async function goesOn(page: Page) {
  await page.waitForTimeout(200);
  await expect(page.locator('html')).toHaveAttribute('data-app', 'ready');
  await expect(page.getByRole('complementary', { name: 'Notice' })).toHaveCount(0);
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
