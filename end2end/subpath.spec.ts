// The site works wherever it is served: at the root of a host and below a path.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, open, takenOver, test } from './fixtures.ts';
import { Build, DISTS, type Dist } from './site.ts';

for (const dist of ['root', 'repo'] as Dist[]) {
  const { base } = DISTS[dist];

  test.describe(`under ${base}`, () => {
    test.use({ dist });

    test('every page loads, and every link and file lies below it', async ({ page, build, baseURL }) => {
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      for (const { name, path, title } of build.pages()) {
        await open(page, path);
        await expect(page).toHaveTitle(title);
        const links = await page.getByRole('link').evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
        const inside = links.filter((link) => !/^(https?|mailto):/.test(link) || new URL(link).origin === new URL(baseURL!).origin);
        expect(inside.length, name).toBeGreaterThan(4);
        for (const link of inside) expect(link, name).toMatch(new RegExp(`^${baseURL}`));
      }
      for (const url of asked) expect(url).toMatch(new RegExp(`^${baseURL}`));
    });

    test('links lead on within the app', async ({ page, build, baseURL }) => {
      const level = build.middle();
      await open(page, '');
      await page.evaluate(() => void Object.assign(window, { stayed: true }));
      await page.getByRole('main').getByRole('link', { name: new RegExp(`^${level.title}`) }).first().click();
      await expect(page).toHaveURL(`${baseURL}levels/${level.id}/`);
      await page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: 'Map' }).click();
      await expect(page).toHaveURL(baseURL!);
      await page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: 'About' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
      expect(await page.evaluate(() => 'stayed' in window)).toBe(true);
    });

    for (const path of ['no', 'no/such/page', 'levels/nobody/', 'levels/a/b/c/?d#e']) {
      test(`${path} is not found, and leads back`, async ({ page, problems, baseURL }) => {
        problems.allow(/status of 404/);
        const response = await page.goto(path);
        expect(response?.status()).toBe(404);
        await takenOver(page);
        await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no page here');
        const links = await page.getByRole('link').evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
        for (const link of new Set(links.filter((link) => !link.includes('#')))) {
          expect((await page.request.get(link)).status(), link).toBe(200);
        }
        await page.getByRole('main').getByRole('link').first().click();
        await expect(page).toHaveURL(baseURL!);
        await page.goBack();
        await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no page here');
      });
    }
  });
}

test.describe('the site for an address', () => {
  test.use({ dist: 'repo' });

  test('names it in its pages and its sitemap', async ({ build }) => {
    const sitemap = build.read('sitemap.xml');
    const address = /<loc>([^<]*)<\/loc>/.exec(sitemap)![1];
    expect(address).toMatch(/^https:\/\/[^/]+\/repo\/$/);
    for (const { name, path, html, isPersonal } of build.pages()) {
      if (name === '404' || isPersonal) continue;
      expect(html, name).toContain(`<link rel="canonical" href="${address}${path}">`);
      expect(html, name).toContain(`<meta property="og:url" content="${address}${path}">`);
      // The map, levels and pairs have pictures of their own.
      const picture = `${/^(|levels\/.*|compare\/.+)$/.test(path) ? path : ''}preview.png`;
      expect(html, name).toContain(`<meta property="og:image" content="${address}${picture}">`);
      expect(html, name).toContain('<meta property="twitter:card" content="summary_large_image">');
      const png = readFileSync(join(build.folder, picture));
      expect([png.readUInt32BE(16), png.readUInt32BE(20)], name).toEqual([1200, 630]);
      expect(sitemap).toContain(`<loc>${address}${path}</loc>`);
    }
    expect(build.read('robots.txt')).toContain(`Sitemap: ${address}sitemap.xml`);
  });
});

test('both builds show the same ladder', () => {
  expect(new Build('repo').ladder).toEqual(new Build('root').ladder);
});
