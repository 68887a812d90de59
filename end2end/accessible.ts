// What axe finds wrong with a page.

import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The rules that a page breaks, each with the elements that do. There are no frames, which legacy mode leaves out. */
export async function broken(page: Page) {
  // Colours on their way to others are no one's choice.
  await page.evaluate(() => {
    for (const animation of document.getAnimations()) if (animation.effect?.getComputedTiming().endTime !== Infinity) animation.finish();
  });
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(RULES).analyze();
  return violations.map(({ id, nodes }) => [id, ...nodes.map((node) => node.html)]);
}

/** The rules broken in light and in dark. */
export async function brokenInAnyLight(page: Page) {
  const found = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' }); // Colours at once.
    found.push(...(await broken(page)).map((rule) => [colorScheme, ...rule]));
  }
  return found;
}
