// The app takes the page's place without a sign: nothing moves, and nothing changes.

import { expect, hold, open, shifts, takenOver, test, watchShifts } from './fixtures.ts';
import { root } from './site.ts';

const SIZES = [[360, 740], [1280, 900]];

/**
 * The elements of the page with their attributes, their places, and the words that can be read; buttons only appear
 * with the app. Places are compared because browsers count no layout shift where an element takes another's place.
 */
const look = () => {
  const all = [...document.querySelectorAll('#_app, #_app *')];
  const elements = all.map((element) => {
    const attributes = [...element.attributes].map(({ name, value }) => `${name}="${value}"`).sort();
    return [element.localName, ...attributes].join(' ');
  });
  const places = all.map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return [x, y, width, height];
  });
  let words = '';
  const texts = document.createTreeWalker(document.getElementById('_app')!, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { parentElement: parent, nodeValue } = texts.currentNode;
    if (!parent?.closest('button') && parent?.checkVisibility()) words += nodeValue;
  }
  return { elements, words, places };
};

for (const [width, height] of SIZES) {
  test.describe(`at ${width} px`, () => {
    test.use({ viewport: { width, height } });

    for (const { name, path, isPersonal } of root.samples()) {
      if (!isPersonal) test(`${name} looks the same before and after`, async ({ page, server }) => {
        await watchShifts(page);
        const program = hold(server);
        await page.goto(path || './', { waitUntil: 'domcontentloaded' });
        await program.asked;
        const before = await page.evaluate(look);
        program.release();
        await takenOver(page);
        const after = await page.evaluate(look);
        expect(after.elements).toEqual(before.elements);
        expect(after.words).toEqual(before.words);
        // Words in one piece or several differ by 1/64 px.
        const moved = after.elements.filter((_, at) => after.places[at].some((side, i) => Math.abs(side - before.places[at][i]) > 0.1));
        expect(moved).toEqual([]);
        expect(before.words).toContain(await page.getByRole('heading', { level: 1 }).innerText());
        expect(await shifts(page)).toEqual([]);
      });

      test(`${name} does not move when the app comes at once`, async ({ page }) => {
        await watchShifts(page);
        await open(page, path);
        expect(await shifts(page)).toEqual([]);
      });
    }
  });
}

test('the watch for layout shifts sees one', async ({ page }) => {
  await watchShifts(page);
  await open(page, 'about/');
  await shifts(page);
  await page.evaluate(() => document.querySelector('h1')!.before(document.createElement('hr'), 'pushed down'));
  expect(await shifts(page)).not.toEqual([]);
});
