// The app takes the page's place without a sign: nothing moves, and nothing changes.

import { expect, hold, open, shifts, takenOver, test, watchShifts } from './fixtures.ts';
import { root } from './site.ts';

const SIZES = [[360, 740], [1280, 900]];

/** The elements of the page with their attributes, and the words that can be read; buttons only appear with the app. */
const look = () => {
  const elements = [...document.querySelectorAll('#_app, #_app *')].map((element) => {
    const attributes = [...element.attributes].map(({ name, value }) => `${name}="${value}"`).sort();
    return [element.localName, ...attributes].join(' ');
  });
  let words = '';
  const texts = document.createTreeWalker(document.getElementById('_app')!, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { parentElement: parent, nodeValue } = texts.currentNode;
    if (!parent?.closest('button') && parent?.checkVisibility()) words += nodeValue;
  }
  return { elements, words };
};

for (const [width, height] of SIZES) {
  test.describe(`at ${width} px`, () => {
    test.use({ viewport: { width, height } });

    for (const { name, path } of root.samples()) {
      test(`${name} looks the same before and after`, async ({ page, server }) => {
        await watchShifts(page);
        const program = hold(server);
        await page.goto(path || './', { waitUntil: 'domcontentloaded' });
        await program.asked;
        const before = await page.evaluate(look);
        program.release();
        await takenOver(page);
        const after = await page.evaluate(look);
        expect(after).toEqual(before);
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
