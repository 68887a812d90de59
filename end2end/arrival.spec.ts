// A page arrives in pieces, and is painted while it does: what can be read already stays where it is.

import { expect, shifts, test, watchShifts } from './fixtures.ts';
import { pairPath, root } from './site.ts';

const middle = root.middle();

/** Where the page may break off: before each tag and within each text at its beginning, and here and there further down. */
function breaks(html: string): number[] {
  const [begin, end] = [html.indexOf('<body'), html.indexOf('<script type="application/json"')];
  const tags = [...html.matchAll(/<[^>]*>/g)].filter(({ index }) => index > begin && index < end);
  const all = tags.flatMap(({ index, 0: tag }, at) => {
    const after = index + tag.length;
    const next = tags[at + 1]?.index ?? after;
    return next - after > 3 ? [index, (after + next) >> 1] : [index];
  });
  const texts = Buffer.from(html.slice(0, all[0])).length - all[0];
  return all.filter((at, number) => at < begin + 2500 || number % 20 === 0).map((at) => at + texts);
}

for (const [width, height] of [[360, 740], [1280, 900]]) {
  for (const [name, path] of [['the map', ''], ['a level', `levels/${middle.id}/`], ['a pair', pairPath(...root.apart())]]) {
    test(`${name} at ${width} px does not move while it arrives`, async ({ page, server, problems }) => {
      await page.setViewportSize({ width, height });
      // The app would have to come with each of the many pages.
      await page.route(/\.(js|wasm)$/, (route) => route.abort());
      problems.allow(/^failed: /, /console error: Failed to load resource/, /was preloaded/);
      await watchShifts(page);
      // Long enough for what has come to be painted.
      const painted = () => new Promise((over) => setTimeout(over, 80));
      let at = 0;
      server.alter = (asked, answer) => (asked === path ? { ...answer, pause: { at, until: painted() } } : answer);
      const html = root.read(`${path}index.html`);
      const moved: string[] = [];
      const all = breaks(html);
      expect(all.length).toBeGreaterThan(50);
      for (at of all) {
        await page.goto(path || './', { waitUntil: 'domcontentloaded' });
        for (const shift of await shifts(page)) moved.push(`${shift}, after ${JSON.stringify(html.slice(at - 40, at))}`);
      }
      expect(moved).toEqual([]);
    });
  }
}

for (const [name, path, part, tag] of [
  ['the map', '', '.map', '<span class="rung-summary"'],
  ['a level', `levels/${middle.id}/`, '.contents', '<span class="count"'],
]) {
  test(`${name} shows what has come when the rest does not`, async ({ page, server, problems }) => {
    problems.allow(/./); // The page is not whole.
    const html = root.read(`${path}index.html`);
    const at = Buffer.byteLength(html.slice(0, html.indexOf(tag, html.indexOf('<main'))));
    let release = () => {};
    const until = new Promise<void>((resolve) => (release = resolve));
    server.alter = (asked, answer) => (asked === path ? { ...answer, pause: { at, until } } : answer);
    await page.goto(path || './', { waitUntil: 'commit' });
    await expect(page.locator(part).getByRole('link').first()).toBeVisible();
    expect(await page.locator(`${part} ~ *`).count()).toBe(0);
    release();
    await expect(page.locator(`${part} ~ *`)).not.toHaveCount(0);
  });
}
