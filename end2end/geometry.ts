// Where things stand on a page: what lies outside it, on something else, or where there is too little room.

import type { Page } from '@playwright/test';

/** What is wrong with where things stand. Empty where nothing is. */
export const misplaced = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = [];
    const root = document.documentElement;
    const wide = root.clientWidth;
    if (root.scrollWidth > wide) found.push(`the page is ${root.scrollWidth} px wide in a window of ${wide}`);
    const name = (element: Element) => `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} “${(element.textContent || element.getAttribute('aria-label') || '').slice(0, 40)}”`;

    // The skip link waits outside until it has focus; words for screen readers alone are a pixel; a region that scrolls by
    // itself holds what is wider.
    const exempt = (element: Element) => {
      for (let box: Element | null = element; box; box = box.parentElement) {
        // Of a rung's summary one line shows; all of it stands on the page of the level.
        if (box.matches('.skip, .unseen, caption, [role="img"], .rung-summary, .where-wide')) return true;
        if (box.hasAttribute('tabindex') && ['auto', 'scroll'].includes(getComputedStyle(box).overflowX)) return true;
      }
      return false;
    };
    const shown = [...document.querySelectorAll('body *')].filter(
      (element) => !element.matches('script, option, optgroup, br') && element.checkVisibility({ visibilityProperty: true }) && !exempt(element),
    );

    for (const element of shown) {
      const { left, right, width } = element.getBoundingClientRect();
      if (width > 0 && (left < -1 || right > wide + 1)) found.push(`outside the page, ${left} to ${right}: ${name(element)}`);
    }

    // Words stay within their box, which has room for more than a letter or two.
    const range = document.createRange();
    for (const element of shown) {
      const texts = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue!.trim());
      if (!texts.length) continue;
      let box = element;
      while (getComputedStyle(box).display.startsWith('inline') && getComputedStyle(box).display !== 'inline-block' && box.parentElement) box = box.parentElement;
      while (getComputedStyle(box).display === 'contents' && box.parentElement) box = box.parentElement;
      const { left, right, width } = box.getBoundingClientRect();
      for (const text of texts) {
        const size = parseFloat(getComputedStyle(box).fontSize);
        range.selectNodeContents(text);
        for (const line of range.getClientRects()) {
          // Spaces at the end of a line hang out of it.
          if (line.width > size && (line.left < left - 2 || line.right > right + 2)) {
            found.push(`outside its box, ${line.left} to ${line.right} of ${left} to ${right}: ${name(element)}`);
            break;
          }
        }
        if (text.nodeValue!.trim().length > 12 && width < 2.5 * size && !element.closest('svg')) found.push(`squeezed to ${width} px: ${name(element)}`);
      }
    }

    // Of controls, each line of a link is one place. Two that are parts of one thing may lie on each other.
    const places = shown
      .filter((element) => element.matches('a, button, input, select, textarea, summary, label'))
      .flatMap((control) => [...control.getClientRects()].filter(({ width, height }) => width > 0 && height > 0).map((rect) => ({ control, rect })))
      .sort((a, b) => a.rect.top - b.rect.top);
    // A bar that stays in view lies over what scrolls under it, and so does a menu that is open.
    const bar = (element: Element | null): Element | null => {
      while (element && !element.matches('.menu-items') && !['fixed', 'sticky'].includes(getComputedStyle(element).position)) element = element.parentElement;
      return element;
    };
    const belong = (one: Element, other: Element) => {
      if (one.contains(other) || other.contains(one)) return true;
      // The box of a rung stands on the way to the same level.
      const [pick, link] = one.matches('.pick') ? [one, other] : [other, one];
      if (pick.matches('.pick') && link.matches('.rung-link')) return pick.previousElementSibling === link;
      return one.parentElement === other.parentElement && one.parentElement!.matches('.rating, label');
    };
    places.forEach(({ control, rect }, at) => {
      for (let next = at + 1; next < places.length && places[next].rect.top < rect.bottom - 1; next++) {
        const { control: other, rect: otherRect } = places[next];
        const beside = otherRect.left >= rect.right - 1 || otherRect.right <= rect.left + 1;
        if (!beside && !belong(control, other) && bar(control) === bar(other)) found.push(`on each other: ${name(control)} and ${name(other)}`);
      }
    });

    for (const pick of document.querySelectorAll('.pick')) {
      const box = pick.getBoundingClientRect();
      const link = pick.previousElementSibling!.getBoundingClientRect();
      if (box.top < link.top || box.bottom > link.bottom + 8 || box.left < link.left || box.right > link.right + 1) found.push(`a box outside its rung: ${name(pick)}`);
    }
    // Words in a drawing are inside it, and apart from each other.
    for (const drawing of document.querySelectorAll('svg[role="img"]')) {
      const around = drawing.getBoundingClientRect();
      const words = [...drawing.querySelectorAll('text')].map((text) => ({ text, box: text.getBoundingClientRect() }));
      words.forEach(({ text, box }, at) => {
        const isInside = box.left >= around.left && box.right <= around.right && box.top >= around.top && box.bottom <= around.bottom;
        if (box.width > 0 && !isInside) found.push(`outside its drawing: ${name(text)}`);
        for (const { text: other, box: otherBox } of words.slice(at + 1)) {
          const apart = otherBox.left >= box.right || otherBox.right <= box.left || otherBox.top >= box.bottom || otherBox.bottom <= box.top;
          if (box.width > 0 && !apart) found.push(`on each other: ${name(text)} and ${name(other)}`);
        }
      });
    }
    return [...new Set(found)].slice(0, 12);
  });
