// What newer browsers can do is taken away, each in its turn: reading and saving go on (docs/browsers.md).

import { createHash } from 'node:crypto';
import type { Page } from '@playwright/test';
import { areRated, begin, enter, questions, rate, way } from './assessing.ts';
import { expect, open, test } from './fixtures.ts';
import type { Alter, Server } from './server.ts';
import { fold, root, statements, words } from './site.ts';

const level = root.middle();
const [area] = root.ladder.areas;

interface Feature {
  name: string;
  /** What has the members below; the window unless it is named. */
  holder?: string;
  /** What scripts find of it. */
  members?: string[];
  /** What refuses it to scripts where it is no member. */
  refuse?: () => void;
  /** What styles have of it, and what stands there instead. */
  style?: [text: RegExp, unknown: string];
}

/** What is taken away. */
const FEATURES: Feature[] = [
  { name: 'popover', holder: 'HTMLElement.prototype', members: ['popover', 'showPopover', 'hidePopover', 'togglePopover'] },
  { name: 'CompressionStream', members: ['CompressionStream', 'DecompressionStream'] },
  { name: 'navigator.locks', holder: 'Navigator.prototype', members: ['locks'] },
  { name: 'navigator.storage', holder: 'Navigator.prototype', members: ['storage'] },
  { name: 'requestIdleCallback', members: ['requestIdleCallback'] },
  { name: 'structuredClone', members: ['structuredClone'] },
  { name: 'crypto.randomUUID', holder: 'Crypto.prototype', members: ['randomUUID'] },
  { name: 'IndexedDB', members: ['indexedDB'] },
  { name: 'the list of databases', holder: 'IDBFactory.prototype', members: ['databases'] },
  { name: 'navigator.share and the clipboard', holder: 'Navigator.prototype', members: ['share', 'canShare', 'clipboard'] },
  { name: 'PerformanceObserver', members: ['PerformanceObserver'] },
  { name: ':has', refuse: refuseHas, style: [/:has\(/g, ':none-such('] },
  { name: 'cascade layers', style: [/@layer /g, '@none-such '] },
  { name: 'details-content', style: [/::details-content/g, '::none-such'] },
];

/** Takes a feature away before anything runs in a page. */
async function lose(page: Page, server: Server, { holder = 'window', members = [], refuse, style }: Feature) {
  await page.addInitScript(`for (const name of ${JSON.stringify(members)}) Reflect.deleteProperty(${holder}, name)`);
  if (refuse) await page.addInitScript(refuse);
  if (style) server.alter = styled(...style);
}

/** Neither scripts nor the styles of the page have the feature. */
async function isLost(page: Page, { holder = 'window', members = [], refuse, style }: Feature) {
  expect(await page.evaluate(`${JSON.stringify(members)}.filter((name) => name in ${holder})`)).toEqual([]);
  if (refuse) await expect(page.evaluate(() => document.querySelector(':has(*)'))).rejects.toThrow();
  if (!style) return;
  const styles = (await page.locator('style').allTextContents()).join();
  expect(styles).not.toMatch(style[0]);
  expect(styles).toContain(style[1]);
}

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

for (const feature of FEATURES) {
  test(`without ${feature.name} one can read and save`, async ({ page, server, problems }) => {
    // Firefox warns of styles that it does not know.
    problems.allow(/none-such/);
    await lose(page, server, feature);
    await open(page, `levels/${level.id}/`);
    await isLost(page, feature);
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
