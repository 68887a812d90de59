// What a reader has set: less motion, colours of their own, larger text, wider spacing.

import type { Page } from '@playwright/test';
import { expect, open, test } from './fixtures.ts';
import { fold, root, statements, words } from './site.ts';

const level = root.middle();
const path = `levels/${level.id}/`;

/** Elements that move when something about them changes. */
const moving = (page: Page) =>
  page.evaluate(() => {
    const seconds = (value: string) => Math.max(...value.split(',').map(parseFloat));
    const moves = (element: Element, part?: string) => {
      const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element, part);
      return seconds(transitionDuration) > 0 || animationName !== 'none' || scrollBehavior === 'smooth';
    };
    const all = [...document.querySelectorAll('*')];
    return all.filter((element) => [undefined, '::before', '::after'].some((part) => moves(element, part))).length;
  });

test('nothing moves for a reader who asked for less motion', async ({ page }) => {
  await open(page, path);
  expect(await moving(page), 'with motion').toBeGreaterThan(0);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  expect(await moving(page)).toBe(0);
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`forced colours, ${colorScheme}: focus and the present place are still seen`, async ({ page }) => {
    await page.emulateMedia({ forcedColors: 'active', colorScheme });
    for (const { name, path } of root.samples()) {
      await open(page, path);
      await page.screenshot({ path: `artifacts/screens/${name}-forced-${colorScheme}.png`, fullPage: true });
    }
    await open(page, path);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    const { width, style, color, background } = await page.evaluate(() => {
      const { outlineWidth, outlineStyle, outlineColor } = getComputedStyle(document.activeElement!);
      const background = getComputedStyle(document.documentElement).backgroundColor;
      return { width: parseFloat(outlineWidth), style: outlineStyle, color: outlineColor, background };
    });
    expect(width).toBeGreaterThanOrEqual(2);
    expect(style).not.toBe('none');
    expect(color).not.toBe(background);
    const present = page.getByRole('navigation', { name: 'Levels', exact: true }).getByRole('link', { name: level.title, exact: true });
    await expect(present).toHaveAttribute('aria-current', 'page');
    expect(await present.evaluate((link) => getComputedStyle(link).outlineStyle)).toBe('solid');
  });
}

/** Text that is cut off, lies outside the screen, or lies under other text. */
const lost = (page: Page) =>
  page.evaluate(() => {
    const lost: string[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (texts.nextNode()) {
      const text = texts.currentNode;
      const parent = text.parentElement!;
      // The skip link waits outside until it has focus, some words are for screen readers alone, and of a rung's summary one line shows.
      if (!text.nodeValue!.trim() || !parent.checkVisibility({ visibilityProperty: true }) || parent.closest('.skip, .unseen, .columns caption, .rung-summary, .where-wide')) continue;
      range.selectNodeContents(text);
      for (const { left, right } of range.getClientRects()) {
        if (left < 0 || right > innerWidth + 0.5) lost.push(`outside: ${text.nodeValue}`);
      }
      for (let box: Element | null = parent; box; box = box.parentElement) {
        const { overflowX, overflowY } = getComputedStyle(box);
        const hides = [overflowX, overflowY].some((overflow) => overflow === 'hidden' || overflow === 'clip');
        const over = box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight;
        if (hides && over && box.clientWidth > 0) lost.push(`cut off: ${text.nodeValue}`);
      }
      // The first line in the middle of the screen, clear of headings that stick.
      scrollBy(0, range.getClientRects()[0].top - innerHeight / 2);
      const { left, top, width, height } = range.getClientRects()[0];
      const seen = document.elementFromPoint(left + width / 2, top + height / 2);
      if (!seen || !(parent.contains(seen) || seen.contains(parent))) lost.push(`covered: ${text.nodeValue}`);
    }
    return lost;
  });

for (const { name, path } of root.samples()) {
  test(`${name} loses nothing at 320 px, which is 1280 px at 400 %`, async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 256 });
    await open(page, path);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    expect(await lost(page)).toEqual([]);
  });

  for (const width of [320, 1280]) {
    test(`${name} loses nothing when text is spaced out at ${width} px (WCAG 1.4.12)`, async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      await open(page, path);
      await page.evaluate(() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
          p, li { margin-block-end: 2em !important; }`);
        document.adoptedStyleSheets.push(sheet);
      });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      expect(await lost(page)).toEqual([]);
    });
  }
}

test('a level’s words are all there at 320 px', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 256 });
  await open(page, path);
  const shown = fold(await page.getByRole('main').innerText());
  for (const line of statements(level).flatMap(words)) expect(shown).toContain(line);
});

test('what is to be touched is at least 24 px high and wide, or part of a sentence (WCAG 2.5.8)', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  for (const { path } of root.samples()) {
    await open(page, path);
    const small = await page.evaluate(() =>
      [...document.querySelectorAll('a[href], button, summary')].flatMap((control) => {
        const { width, height } = control.getBoundingClientRect();
        const inline = getComputedStyle(control).display === 'inline';
        const shown = control.checkVisibility({ visibilityProperty: true });
        return shown && !inline && (width < 24 || height < 24) ? [`${control.outerHTML.slice(0, 80)} ${width} x ${height}`] : [];
      }),
    );
    expect(small).toEqual([]);
  }
});
