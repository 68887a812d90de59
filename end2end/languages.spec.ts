// A ladder in another language than the site: each word says in which it is, and runs in its own direction.

import type { Page } from '@playwright/test';
import { broken } from './accessible.ts';
import { expect, open } from './fixtures.ts';
import { generated, test } from './ladders.ts';

/** Words that the page gives out as another language than they are. A sentence may have names in it. */
const mistaken = (page: Page) =>
  page.evaluate(() => {
    const found: string[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { nodeValue: words, parentElement: parent } = texts.currentNode;
      if (parent!.matches('script, style')) continue;
      const is = { fa: /\p{Script=Arabic}/u.test(words!), en: /[A-Za-z]/.test(words!) };
      if (is.fa === is.en) continue;
      const said = parent!.closest('[lang]')!.getAttribute('lang');
      if (said !== (is.fa ? 'fa' : 'en')) found.push(`${said}: ${words}`);
    }
    return found;
  });

/** Where the first letter of an element and its last one stand, from the left. */
const ends = (page: Page, selector: string) =>
  page.locator(selector).first().evaluate((element) => {
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const letters: DOMRect[] = [];
    while (texts.nextNode()) {
      const { length } = texts.currentNode.nodeValue!;
      for (const at of [0, length - 1]) {
        const range = document.createRange();
        range.setStart(texts.currentNode, at);
        range.setEnd(texts.currentNode, at + 1);
        letters.push(range.getBoundingClientRect());
      }
    }
    return { first: letters[0].left, last: letters.at(-1)!.left };
  });

test.describe('from right to left', () => {
  test.use({ files: generated({ script: 'persian', rungs: [3, 2], areas: 3, letters: 30 }, 7) });

  test('each word says its language', async ({ page }) => {
    const look = async (what: string) => {
      expect.soft(await mistaken(page), what).toEqual([]);
      expect.soft(await broken(page), what).toEqual([]);
    };
    await open(page, '');
    await expect(page.locator('html')).toHaveAttribute('lang', 'fa');
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
    await look('map');
    for (const path of ['levels/level-0-1/', 'compare/', 'compare/level-0-0/level-0-1/', 'compare/?levels=level-0-0,level-0-1,level-1-0', 'find/', 'find/?q=1', 'assess/', 'about/', 'whole/', 'no/such/page']) {
      await open(page, path);
      await look(path);
    }
    await open(page, 'assess/?target=level-0-1');
    await page.getByRole('button', { name: 'Begin' }).click();
    await expect(page.locator('.tasks')).toBeVisible();
    await look('tasks');
    await page.locator('.tasks a').first().click();
    await page.getByRole('radio').first().check();
    await look('questions');
    await page.getByRole('navigation', { name: 'Assessment' }).getByRole('link', { name: 'Result' }).click();
    await expect(page.locator('.result')).toBeVisible();
    await look('result');
  });
});

test.describe('words of two directions', () => {
  const toml = 'title = "سلم"\nlanguage = "ar"\n[[tracks]]\nid = "t"\ntitle = "تقني"\n[[areas]]\nid = "a"\ntitle = "الحرفة"\n[[levels]]\nid = "one"\ntrack = "t"\n[[levels]]\nid = "two"\ntrack = "t"\ninherits = "one"\n';
  const level = (title: string) => `# ${title}\n\n## الحرفة\n\n- REST هي واجهة يكتبها قبل النشر.\n`;
  test.use({ files: { 'ladder.toml': toml, 'one.md': level('مهندس'), 'two.md': level('مهندس أول') } });

  test('have their parts in the right order', async ({ page }) => {
    await open(page, 'levels/two/');
    // It begins with Latin letters, and is Arabic all the same: its full stop is at its left end.
    const statement = await ends(page, '.says p');
    expect(statement.first).toBeGreaterThan(statement.last);
    // English with an Arabic name in it is English all the same.
    for (const selector of ['.below > p', '.contents p', '.facts li']) {
      const { first, last } = await ends(page, selector);
      expect(first, selector).toBeLessThan(last);
    }
    await open(page, 'compare/one/two/');
    const sentence = await ends(page, '.sentences p');
    expect(sentence.first).toBeLessThan(sentence.last);
  });
});

test.describe('an English ladder', () => {
  test.use({ files: generated({ script: 'english', rungs: [2], areas: 1, letters: 20 }, 1) });

  test('needs no marks', async ({ page }) => {
    await open(page, 'levels/level-0-1/');
    await expect(page.locator('[lang]')).toHaveCount(1);
    await expect(page.locator('[dir]')).toHaveCount(0);
  });
});
