// What newer browsers can do is taken away, each in its turn: reading and saving go on (docs/browsers.md).

import { createHash } from 'node:crypto';
import type { Page } from '@playwright/test';
import { areRated, begin, enter, questions, rate, way } from './assessing.ts';
import { expect, open, test } from './fixtures.ts';
import type { Alter } from './server.ts';
import { fold, root, statements, words } from './site.ts';

const level = root.middle();
const [area] = root.ladder.areas;

/** What is taken away: its name, how a page loses it before anything runs, and what the server leaves out of the styles for it. */
const FEATURES: [name: string, lose: () => void, styles?: [RegExp, string]][] = [
  ['popover', () => ['popover', 'showPopover', 'hidePopover', 'togglePopover'].forEach((name) => Reflect.deleteProperty(HTMLElement.prototype, name))],
  ['CompressionStream', () => ['CompressionStream', 'DecompressionStream'].forEach((name) => Reflect.deleteProperty(window, name))],
  ['navigator.locks', () => Reflect.deleteProperty(Navigator.prototype, 'locks')],
  ['navigator.storage', () => Reflect.deleteProperty(Navigator.prototype, 'storage')],
  ['requestIdleCallback', () => Reflect.deleteProperty(window, 'requestIdleCallback')],
  ['structuredClone', () => Reflect.deleteProperty(window, 'structuredClone')],
  ['crypto.randomUUID', () => Reflect.deleteProperty(Crypto.prototype, 'randomUUID')],
  ['IndexedDB', () => Object.defineProperty(window, 'indexedDB', { value: undefined })],
  ['the list of databases', () => Reflect.deleteProperty(IDBFactory.prototype, 'databases')],
  ['navigator.share and the clipboard', () => ['share', 'canShare', 'clipboard'].forEach((name) => Reflect.deleteProperty(Navigator.prototype, name))],
  [':has', refuseHas, [/:has\(/g, ':none-such(']],
  ['cascade layers', () => {}, [/@layer /g, '@none-such ']],
  ['details-content', () => {}, [/::details-content/g, '::none-such']],
];

/** Selectors with `:has` are refused by scripts, too. */
function refuseHas() {
  for (const prototype of [Document.prototype, Element.prototype, DocumentFragment.prototype]) {
    for (const name of ['querySelector', 'querySelectorAll', 'matches', 'closest'] as const) {
      const own = Reflect.get(prototype, name);
      if (!own) continue;
      Reflect.set(prototype, name, function (this: unknown, selector: string) {
        if (selector.includes(':has(')) throw new DOMException(`${selector} is no selector`, 'SyntaxError');
        return own.call(this, selector);
      });
    }
  }
}

/** Changes the styles that stand in each page, and the hashes that allow them. */
const styled = (from: RegExp, into: string): Alter => (_, answer) => {
  if (!answer.headers['content-type']?.startsWith('text/html')) return answer;
  const hash = (text: string) => createHash('sha256').update(text).digest('base64');
  let html = answer.body.toString();
  for (const [, style] of html.matchAll(/<style[^>]*>(.*?)<\/style>/gs)) {
    const changed = style.replace(from, into);
    html = html.replace(style, () => changed).replaceAll(hash(style), hash(changed));
  }
  return { ...answer, body: Buffer.from(html) };
};

async function canRead(page: Page) {
  const shown = fold(await page.getByRole('main').innerText());
  for (const line of statements(level).flatMap(words)) expect(shown).toContain(line);
}

for (const [name, lose, styles] of FEATURES) {
  test(`without ${name} one can read and save`, async ({ page, server, problems }) => {
    // Firefox warns of styles that it does not know.
    problems.allow(/none-such/);
    if (styles) server.alter = styled(...styles);
    await page.addInitScript(lose);
    await open(page, `levels/${level.id}/`);
    await canRead(page);
    await begin(page, 'Mine');
    await enter(page, area.title);
    await rate(questions(page).first(), 'Consistently');
    await page.reload();
    await areRated(page, 1);
    await way(page, 'Result').click();
    await expect(page.getByRole('main')).toContainText('You meet 1 of the');
  });
}

test('without WebAssembly one can read, and the page says why one cannot save', async ({ page, problems }) => {
  problems.allow(/WebAssembly/);
  await page.addInitScript(() => Reflect.deleteProperty(window, 'WebAssembly'));
  for (const path of [`levels/${level.id}/`, 'assess/']) {
    await page.goto(path);
    await expect(page.getByRole('status').filter({ hasText: 'You can read everything' })).toContainText('This browser has no WebAssembly');
  }
  await expect(page.getByRole('main')).toContainText('You can read every level without it.');
  await page.goto(`levels/${level.id}/`);
  await canRead(page);
});
