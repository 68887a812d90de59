// Somebody who presses anything, in any order, on ladders that nobody wrote. After each step each thing has its place, the app runs, and what
// is called saved is there when the page is loaded again. The same seed does the same; RUNGS_MONKEY_STEPS=1000 lets it go on for longer.

import type { Locator, Page } from '@playwright/test';
import { expect, open, takenOver } from './fixtures.ts';
import { misplaced } from './geometry.ts';
import { generated, numbers, type Shape, test } from './ladders.ts';

const STEPS = Number(process.env.RUNGS_MONKEY_STEPS || 40);

const SHAPES: Shape[] = [
  { script: 'english', rungs: [3, 2], areas: 2, letters: 30 },
  { script: 'german', rungs: [5], areas: 3, letters: 80 },
  { script: 'arabic', rungs: [2, 4, 1], areas: 2, letters: 40 },
  { script: 'japanese', rungs: [1, 2, 3, 4], areas: 4, letters: 60 },
];

const WIDTHS = [320, 360, 768, 1280];
const TEXTS = ['', 'a', 'C++ “quoted', '2026-13-45', 'Ж'.repeat(300), '<b>&amp;</b>', 'word '.repeat(40)];
const KEYS = ['Tab', 'Enter', 'Space', 'Escape', '1', '2', '/', 'ArrowDown', 'Home'];

/** What can be pressed or filled in, but for links that lead away and fields for files. */
const controls = (page: Page) =>
  page.locator(
    'a[href^="/"]:visible, a[href^="#"]:visible, button:enabled:visible, summary:visible, select:enabled:visible, textarea:enabled:visible, label:visible:has(input:not([type=file])), input:not([type=file]):not([type=radio]):not([type=checkbox]):visible',
  );

async function use(control: Locator, below: (count: number) => number) {
  const kind = await control.evaluate((element) => element.localName);
  if (kind === 'select') return control.selectOption({ index: below(await control.locator('option').count()) });
  if (kind === 'textarea' || kind === 'input') {
    // A field for a date takes only dates from a script.
    const isText = await control.evaluate((field: HTMLInputElement) => !['date', 'month', 'number', 'range'].includes(field.type));
    return control.fill(isText ? TEXTS[below(TEXTS.length)] : '2026-03-01');
  }
  return below(5) ? control.click({ timeout: 3000 }) : control.dblclick({ timeout: 3000 });
}

async function step(page: Page, below: (count: number) => number): Promise<string> {
  const dice = below(20);
  if (dice === 0) return void (await page.goBack()), 'Back';
  if (dice === 1) return void (await page.goForward()), 'Forward';
  if (dice === 2) return void (await page.reload()), 'Reload';
  if (dice === 3) {
    const width = WIDTHS[below(WIDTHS.length)];
    await page.setViewportSize({ width, height: 800 });
    return `${width} px`;
  }
  if (dice <= 5) {
    const key = KEYS[below(KEYS.length)];
    await page.keyboard.press(key);
    return key;
  }
  const all = controls(page);
  const control = all.nth(below(Math.max(1, await all.count())));
  const name = await control.evaluate((element) => element.outerHTML.slice(0, 90), null, { timeout: 3000 }).catch(() => 'nothing');
  // What has gone meanwhile, or lies under a notice, is not pressed.
  await use(control, below).catch(() => undefined);
  return name;
}

/** What the questions of the page say is answered. */
const answers = (page: Page) =>
  page.evaluate(() => [...document.querySelectorAll('.question')].map((question) => [...question.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')].map((field) => (field.type === 'radio' ? (field as HTMLInputElement).checked : field.value))));

SHAPES.forEach((shape, nth) => {
  test.describe(`on a ladder in ${shape.script} with ${shape.rungs.join(', ')} rungs`, () => {
    test.use({ files: generated(shape, nth + 100) });

    test('whoever presses anything breaks nothing and loses nothing', async ({ page, baseURL }) => {
      test.setTimeout(60_000 + STEPS * 5_000);
      const below = numbers(nth + 1);
      const done: string[] = [];
      page.on('dialog', (dialog) => void dialog.accept());
      await open(page, ['', 'compare/', 'assess/?target=level-0-0', 'find/'][nth % 4]);
      for (let at = 0; at < STEPS; at++) {
        done.push(await step(page, below));
        const so = `after ${done.slice(-6).join(' | ')}`;
        if (!page.url().startsWith(baseURL!)) await open(page, '');
        await takenOver(page);
        await expect(page.getByRole('complementary', { name: 'Notice' }), so).toHaveCount(0);
        await expect(page.locator('html'), so).not.toHaveAttribute('aria-busy', 'true');
        await page.evaluate(() => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))));
        expect(await misplaced(page), so).toEqual([]);
        if (below(3) || !(await page.locator('.question').count())) continue;
        // All that is not refused in words is saved.
        await expect(page.getByRole('status').filter({ hasText: 'Saving' }), so).toHaveCount(0);
        await expect(page.locator('.is-unsaved'), so).toHaveCount(0);
        const saved = await answers(page);
        await page.reload();
        await takenOver(page);
        await expect.poll(() => answers(page), so).toEqual(saved);
      }
    });
  });
});
