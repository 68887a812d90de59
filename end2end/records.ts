// What lies in the browser's storage, as it lies there: for tests of damage, of faults and of other versions, and for those that say that
// nothing is stored. This is the one place that knows how a record is named and sealed. All other tests look at what a person sees.

import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';

/** Everything in the browser's storage, by key. */
export const stored = (page: Page): Promise<Record<string, string>> => page.evaluate(() => ({ ...localStorage }));

/** Writes past the app. */
export const store = (page: Page, key: string, record: string) => page.evaluate(([key, record]) => localStorage.setItem(key, record), [key, record]);

/** The keys of the copies in IndexedDB. */
export const copies = (page: Page) =>
  page.evaluate(
    // Opening a database makes it.
    async () =>
      (await indexedDB.databases()).length === 0 ? [] : new Promise<string[]>((resolve, reject) => {
        const opening = indexedDB.open('rungs');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const keys = opening.result.transaction('rungs').objectStore('rungs').getAllKeys();
          keys.onsuccess = () => (opening.result.close(), resolve(keys.result as string[]));
        };
      }),
  );

/** Of these keys, those of the records of an assessment. */
export const keysOf = (assessment: string, keys: string[]) => keys.filter((key) => key.includes(`/${assessment}/`));

/** The keys of the records that say so. */
export const keysThatSay = async (page: Page, words: string) =>
  Object.entries(await stored(page)).flatMap(([key, record]) => (record.includes(words) ? [key] : []));

/** Empties the storage and its copy, past the app. */
export const empty = (page: Page) => page.evaluate(() => (localStorage.clear(), void indexedDB.deleteDatabase('rungs')));

/** Removes an assessment from the storage, and not from its copy, past the app. */
export async function lose(page: Page, assessment: string) {
  const lost = keysOf(assessment, Object.keys(await stored(page)));
  await page.evaluate((lost) => lost.forEach((key) => localStorage.removeItem(key)), lost);
  return lost;
}

/** Makes an operation of IndexedDB's stores fail. */
export const breakCopy = (page: Page, operation: 'put' | 'delete') =>
  page.evaluate((operation) => {
    IDBObjectStore.prototype[operation] = () => {
      throw new DOMException('no', 'UnknownError');
    };
  }, operation);

/** A whole record of a later version of the site, in a shape of its own, beside the record with that key. */
export function newer(beside: string): [key: string, record: string] {
  const key = beside.replace(/[^/]+$/, '900.zzzz');
  const rest = ',"v":2,"body":{"grade":{"of":"another shape"}}}';
  return [key, `{"sum":"${checksum(`${key}\0${rest}`)}"${rest}`];
}

/** Puts all records at another path of the origin, sealed for it, as after the site has moved from there. */
export async function moveTo(page: Page, path: string) {
  const moved = Object.entries(await stored(page)).filter(([key]) => key.startsWith('rungs/1/~/')).map(([key, record]) => {
    const [there, rest] = [key.replace('rungs/1/~/', `rungs/1/~${path.slice(1, -1).replaceAll('/', '~')}/`), record.replace(/^\{"sum":"[^"]*"/, '')];
    return [there, `{"sum":"${checksum(`${there}\0${rest}`)}"${rest}`];
  });
  await empty(page);
  for (const [key, record] of moved) await store(page, key, record);
}

/** A record of another site of the same origin. */
export const neighbours: [key: string, record: string] = ['rungs/1/~repo/assessment/x/1.a', 'another site of this origin'];

/** Records of nobody's answers, that many, past the app. */
export const litter = (page: Page, count: number) =>
  page.evaluate((count) => {
    for (let at = 0; at < count; at++) {
      localStorage.setItem(`rungs/1/~/answer/nobody${at % 100}/statement.${at}/1.a`, `{"sum":"00000000","v":1,"body":{"rating":"not-yet","on":"2026-11-02"}}`);
    }
  }, count);

/** The CRC-32 of a text, which gzip writes after it. */
function checksum(text: string): string {
  return gzipSync(text).readUInt32LE(gzipSync(text).length - 8).toString(16).padStart(8, '0');
}

/** Fills the browser's storage for this site so that `left` characters remain, under a key that is not ours. */
export async function fill(page: Page, left: number) {
  await page.evaluate((left) => {
    localStorage.removeItem('filler');
    let text = '';
    // Doubling finds the room to the character.
    for (let step = 1 << 23; step >= 1; step >>= 1) {
      try {
        localStorage.setItem('filler', text + 'x'.repeat(step));
        text += 'x'.repeat(step);
      } catch {
        // Less, then.
      }
    }
    localStorage.setItem('filler', text.slice(0, text.length - left));
  }, left);
}

/** Gives back the room that `fill` took. */
export const makeRoom = (page: Page) => page.evaluate(() => localStorage.removeItem('filler'));
