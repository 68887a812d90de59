// Every page, on a phone and a desktop, light and dark: accessible, fitting the screen, and named.

import type { Page } from '@playwright/test';
import { broken } from './accessible.ts';
import { expect, open, test } from './fixtures.ts';
import { root } from './site.ts';

const SIZES = [[360, 740], [1280, 900]];
const PAGES = root.pages();

const openDetails = (page: Page) =>
  page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));

/** One main part, one main heading, and no level of headings left out. */
async function hasOutline(page: Page) {
  for (const landmark of ['main', 'banner', 'contentinfo'] as const) await expect(page.getByRole(landmark)).toHaveCount(1);
  await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
  const levels = await page.getByRole('heading').evaluateAll((headings) => headings.map(({ tagName }) => Number(tagName[1])));
  expect(levels[0]).toBe(1);
  levels.forEach((level, at) => expect(level).toBeLessThanOrEqual((levels[at - 1] ?? 0) + 1));
}

for (const { name, path } of PAGES) {
  for (const [width, height] of SIZES) {
    test(`${name} at ${width} px, light and dark`, async ({ page }) => {
      await page.setViewportSize({ width, height });
      await open(page, path);
      await hasOutline(page);
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        await page.screenshot({ path: `artifacts/screens/${name}-${width}-${colorScheme}.png`, fullPage: true });
        expect(await broken(page), colorScheme).toEqual([]);
      }
    });
  }

  test(`${name} fits narrow screens`, async ({ page }) => {
    await open(page, path);
    await openDetails(page);
    for (const width of [320, 360]) {
      await page.setViewportSize({ width, height: 740 });
      const { wide, widest } = await page.evaluate(() => {
        const right = (element: Element) => element.getBoundingClientRect().right;
        const widest = [...document.querySelectorAll('body *')].filter((element) => right(element) > innerWidth);
        return { wide: document.documentElement.scrollWidth, widest: widest.map((element) => element.outerHTML.slice(0, 80)) };
      });
      expect(wide, `${widest}`).toBeLessThanOrEqual(width);
    }
  });
}

test('what the levels below add is accessible when it is open', async ({ page }) => {
  await open(page, `levels/${root.ladder.levels.at(-1)!.id}/`);
  await openDetails(page);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await broken(page), colorScheme).toEqual([]);
  }
});

// As crawlers and link previews read it.
test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false });

  test('each page names and describes itself', async ({ page }) => {
    const heads: Record<string, Record<string, string>> = {};
    for (const { name, path, isPersonal } of PAGES) {
      await page.goto(path || './');
      const head = await page.evaluate(() => {
        const content = (selector: string) => document.querySelector(selector)?.getAttribute('content') ?? '';
        return {
          lang: document.documentElement.lang,
          title: document.title,
          description: content('meta[name="description"]'),
          canonical: document.querySelector('link[rel="canonical"]')?.getAttribute('href') ?? '',
          robots: content('meta[name="robots"]'),
          ogTitle: content('meta[property="og:title"]'),
          ogDescription: content('meta[property="og:description"]'),
          ogUrl: content('meta[property="og:url"]'),
          ogImage: content('meta[property="og:image"]'),
        };
      });
      heads[name] = head;
      expect(head.lang, name).toBe('en');
      expect(head.description.length, `${name}: a description of a sentence`).toBeGreaterThan(20);
      if (name === '404' || isPersonal) {
        expect(head.robots).toBe('noindex');
        continue;
      }
      expect(head.robots, name).toBe('');
      expect(head.canonical, name).toBe(root.base + path);
      expect(head.ogUrl, name).toBe(head.canonical);
      expect(head.ogTitle, name).toBe(head.title);
      expect(head.ogDescription, name).toBe(head.description);
      expect(root.files(), name).toContain(head.ogImage.slice(root.base.length));
    }
    for (const part of ['title', 'description'] as const) {
      const values = Object.values(heads).map((head) => head[part]);
      expect(new Set(values).size, `each ${part} is the page’s own`).toBe(values.length);
    }
  });
});
