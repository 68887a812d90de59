// What an engine puts on paper: the sheets of a page, each with its size and the words on it.

import type { Page } from '@playwright/test';
import { getDocumentProxy } from 'unpdf';

export interface Sheet {
  width: number;
  height: number;
  /** The words in reading order, white space folded away: engines break lines in their own places. */
  words: string;
  /** The lowest and highest place of a line of text, in points from the foot. */
  lowest: number;
  highest: number;
  /** The rightmost end of a line of text, in points from the left. */
  rightmost: number;
}

export const bare = (text: string) => text.replace(/[\s\u00ad-]+/g, '');

/** Prints a page on A4, as the page wants it to lie. */
export async function print(page: Page, path?: string): Promise<Uint8Array> {
  // Playwright gives Firefox inches where it reads centimetres.
  const isFirefox = page.context().browser()!.browserType().name() === 'firefox';
  const size = isFirefox ? { width: '21in', height: '29.7in' } : { format: 'A4', preferCSSPageSize: true };
  return new Uint8Array(await page.pdf({ path, printBackground: true, ...size }));
}

/** What stands on the sheets of a page that is printed. */
export const printed = async (page: Page, path?: string) => sheets(await print(page, path));

/** What stands on the sheets of a PDF. */
export async function sheets(pdf: Uint8Array): Promise<Sheet[]> {
  const document = await getDocumentProxy(pdf);
  const sheets: Sheet[] = [];
  for (let at = 1; at <= document.numPages; at++) {
    const sheet = await document.getPage(at);
    const { width, height } = sheet.getViewport({ scale: 1 });
    const items = (await sheet.getTextContent()).items.flatMap((item) => ('str' in item && item.str.trim() ? [item] : []));
    const places = items.map(({ transform }) => transform[5] as number);
    sheets.push({
      width,
      height,
      words: bare(items.map(({ str }) => str).join('')),
      lowest: Math.min(...places),
      highest: Math.max(...places),
      rightmost: Math.max(...items.map(({ transform, width }) => transform[4] + width)),
    });
  }
  return sheets;
}

/** The words of texts that do not stand on the sheets as often as in them. A text may go on on the next sheet, and engines write columns line by line. */
export function missing(sheets: Sheet[], texts: string[]): string[] {
  const all = sheets.map(({ words }) => words).join(' ');
  const words = texts.flatMap((text) => text.split(/[\s\u00ad-]+/)).filter((word) => word.length > 3);
  const times = (word: string) => all.split(word).length - 1;
  return [...new Set(words)].filter((word) => times(word) < words.filter((other) => other === word).length);
}
