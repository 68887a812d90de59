// Where the keyboard's focus is, and whether a reader sees it.

import { expect, type Page } from '@playwright/test';

/** Everything that Tab leads to, in the order of the document; of radio buttons the one that is chosen. */
export const CONTROLS = 'a[href]:not([tabindex="-1"]), button, summary, input:not([type="radio"]:not(:checked)), select, textarea, [tabindex="0"]';

/** What has focus: which control it is, and whether a reader sees that it has it. */
export const focused = (controls: string) => {
  const element = document.activeElement!;
  const all = [...document.querySelectorAll(controls)].filter((control) => control.checkVisibility({ visibilityProperty: true }));
  const { outlineStyle, outlineWidth, opacity } = getComputedStyle(element);
  const { left, top, width, height } = element.getClientRects()[0];
  const isSeen = (across: number) => {
    const seen = document.elementFromPoint(left + width * across, top + height / 2);
    return seen !== null && (element.contains(seen) || seen.contains(element));
  };
  return {
    at: all.indexOf(element),
    of: all.length,
    name: element.getAttribute('aria-label') ?? element.textContent ?? '',
    outline: outlineStyle === 'none' ? 0 : parseFloat(outlineWidth),
    opacity: Number(opacity),
    // Not wholly hidden (WCAG 2.4.11).
    uncovered: [0.1, 0.5, 0.9].some(isSeen),
  };
};

/** Goes through all controls by Tab: each in its order, and seen to have focus. */
export async function tabThrough(page: Page): Promise<number> {
  let of = 1;
  for (let at = 0; at < of; at++) {
    await page.keyboard.press('Tab');
    const focus = await page.evaluate(focused, CONTROLS);
    of = focus.of;
    expect(focus).toMatchObject({ at, opacity: 1, uncovered: true });
    expect(focus.outline, focus.name).toBeGreaterThanOrEqual(2);
  }
  return of;
}
