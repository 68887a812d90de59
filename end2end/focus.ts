// Where the keyboard's focus is, and whether a reader sees it.

/** Everything that can be used, in the order of the document; of radio buttons the one that is chosen. */
export const CONTROLS = 'a[href], button, summary, input:not([type="radio"]:not(:checked)), select, textarea, [tabindex="0"]';

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
