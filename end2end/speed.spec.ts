// How long a keystroke and a rating take until they are painted, beside ones that the app does nothing about; how long opening and importing
// take, beside a tenth of it. All is printed. What is asserted is how two times of the same run compare, in turns, as the machine may be slow or
// busy. Runs when the other tests are done.

import type { Page } from '@playwright/test';
import { begin, choose, enter, questions } from './assessing.ts';
import { expect, open, takenOver, test } from './fixtures.ts';
import { empty, litter } from './records.ts';
import { plain, root } from './site.ts';

test.describe.configure({ mode: 'default' });

const field = (page: Page) => page.getByRole('searchbox');
const hits = (page: Page) => page.locator('.results section:not(.places) li:has(> a)');

/** How many times as long a keystroke or a rating may take as one that the app does nothing about. */
const MOST_TIMES = 5;

/** How many times as long ten times as much may take: hardly more than if each piece took the same. */
const MOST_FOR_TEN = 15;

const at = (part: number, times: number[]) => times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0;
const ms = (time: number) => `${time.toFixed(0)} ms`;
const spread = (times: number[]) => `median ${ms(at(0.5, times))}, p95 ${ms(at(0.95, times))}`;

/** What was seen of the app's events, and of those that the app did not get. */
interface Seen {
  times: number[];
  bare: number[];
  shown: number[];
  long: number;
}

/** Measures each event of this kind until its paint; while `window.bare` is true, the app gets none of the kinds `kept`. */
const watch = (page: Page, event: string, kept: string[], result: string) =>
  page.evaluate(
    ([event, kept, result]) => {
      const seen: Seen = { times: [], bare: [], shown: [], long: 0 };
      const isBare = () => (window as unknown as { bare?: boolean }).bare === true;
      Object.assign(window, { seen });
      let last = 0;
      const told = document.querySelector(result);
      if (told) new MutationObserver(() => requestAnimationFrame(() => seen.shown.push(performance.now() - last))).observe(told, { childList: true, subtree: true, characterData: true });
      new PerformanceObserver((list) => void (isBare() || (seen.long += list.getEntries().length))).observe({ type: 'longtask' });
      addEventListener(event, ({ timeStamp }) => {
        last = timeStamp;
        const times = isBare() ? seen.bare : seen.times;
        // The next frame begins after this task; its first task comes after its paint.
        requestAnimationFrame(() => {
          const painted = new MessageChannel();
          painted.port1.onmessage = () => times.push(performance.now() - timeStamp);
          painted.port2.postMessage(null);
        });
      }, true);
      for (const type of kept) addEventListener(type, (event) => isBare() && event.stopImmediatePropagation(), true);
    },
    [event, kept, result] as const,
  );

const setBare = (page: Page, bare: boolean) => page.evaluate((bare) => void Object.assign(window, { bare }), bare);
const watched = (page: Page) => page.evaluate(() => (window as unknown as { seen: Seen }).seen);

/** Makes the processor of the page four times slower, until what is returned is called. */
async function slow(page: Page): Promise<() => Promise<void>> {
  const tools = await page.context().newCDPSession(page);
  await tools.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  return () => tools.detach();
}

/** A ladder of that many statements in the form that pages carry. */
function large(total: number) {
  const { levels: _, ...rest } = root.ladder as unknown as Record<string, unknown>;
  const said = root.ladder.levels.flatMap((level) => level.sections.flatMap((section) => section.statements.map((statement) => ({ ...statement, area: section.area }))));
  const count = Math.ceil(total / said.length);
  const levels = Array.from({ length: count }, (_, at) => {
    const id = `level-${at}`;
    const own = said.map(({ area, ...statement }, nth) => ({ area, statement: { ...statement, id: `${id}.${nth}`, topic: undefined } }));
    const sections = root.ladder.areas.map((area) => ({ area: area.id, statements: own.filter((own) => own.area === area.id).map(({ statement }) => statement) }));
    return { id, track: root.ladder.tracks[0].id, title: `Level ${at}`, short: `L${at}`, summary: '', sections };
  });
  return { schema: 1, ladder: { ...rest, levels } };
}

for (const [name, size] of [['the ladder', 0], ['a ladder of 5,000 statements', 5000]] as const) {
  test(`a keystroke in ${name} is painted soon, on a phone four times slower`, async ({ page, server }) => {
    if (size) {
      const json = JSON.stringify(large(size)).replaceAll('<', '\\u003c');
      server.alter = (path, answer) => {
        if (path !== 'find/') return answer;
        const html = answer.body.toString().replace(/(<script[^>]*id="ladder"[^>]*>).*?(<\/script>)/s, (_, begin, end) => begin + json + end);
        return { ...answer, body: Buffer.from(html) };
      };
    }
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto('find/');
    await takenOver(page);
    await field(page).focus();
    await page.keyboard.type('warm', { delay: 60 });
    await watch(page, 'keydown', ['input'], '.results');
    await slow(page);
    for (const query of ['mentor others', 'system desgin', 'team decision review', 'xyzzy plugh']) {
      for (const bare of [false, true]) {
        await field(page).fill('');
        await page.waitForTimeout(500);
        await setBare(page, bare);
        await page.keyboard.type(query, { delay: 150 });
        await page.waitForTimeout(500);
        await setBare(page, false);
      }
    }
    const { times, bare, shown, long } = await watched(page);
    console.log(`keystroke to paint in ${name}: ${spread(times)}, ${long} long tasks for ${times.length} keys, results after ${ms(at(0.5, shown))} (goal: p95 50); without the app: ${spread(bare)}`);
    expect(times.length).toBeGreaterThan(40);
    expect(bare.length).toBeGreaterThan(40);
    expect(shown.length).toBeGreaterThan(0);
    expect(at(0.5, times) / at(0.5, bare)).toBeLessThan(MOST_TIMES);
    await page.reload();
    await takenOver(page);
    await field(page).fill('team');
    await expect(hits(page)).toHaveCount(15);
  });
}

/** A file of so many assessments with so many answers each, about as long as people make them. */
function file(assessments: number, answers: number) {
  const said = root.ladder.levels.flatMap((level) => level.sections.flatMap((section) => section.statements));
  const titles = new Map(root.ladder.areas.flatMap(({ topics }) => topics ?? []).map(({ id, title }) => [id, title]));
  const words = said.map(({ topic, text }) => [...(topic ? [titles.get(topic)] : []), plain(text)].join(': '));
  const ratings = ['not-yet', 'sometimes', 'consistently', 'helps-others'];
  const answer = (at: number, nth: number) => ({
    rating: ratings[(at + nth) % ratings.length],
    note: `What I did about it in project number ${at}, and what came of it. `.repeat(2 + (at % 4)),
    evidence: at % 3 ? undefined : [{ text: `Review ${at}`, link: `https://example.org/reviews/${at}`, on: '2026-03-01' }],
    words: words[at % said.length],
    on: '2026-11-02',
  });
  return JSON.stringify({
    rungs: 1,
    exported: '2026-11-03',
    ladder: { title: root.ladder.title, version: '1' },
    assessments: Array.from({ length: assessments }, (_, nth) => ({
      id: `measured${nth}`,
      assessment: { name: `Number ${nth}`, target: root.ladder.levels[nth % root.ladder.levels.length].id, created: '2026-11-01', ladder: '1' },
      answers: Object.fromEntries(Array.from({ length: answers }, (_, at) => [said[at % said.length].id + (at < said.length ? '' : `.${at}`), answer(at, nth)])),
    })),
  });
}

/** Notes, for each click, when the first frame is painted after which `selector` is in the document. */
async function watchClicks(page: Page, selector: string) {
  await page.evaluate((selector) => {
    const seen: number[] = [];
    Object.assign(window, { clicks: seen });
    let start = 0;
    const painted = () => requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => seen.push(performance.now() - start);
      channel.port2.postMessage(null);
    });
    addEventListener('click', (event) => {
      start = event.timeStamp;
      if (!selector) return painted();
      const observer = new MutationObserver(() => {
        if (!document.querySelector(selector)) return;
        observer.disconnect();
        painted();
      });
      observer.observe(document.body, { childList: true, subtree: true });
    }, true);
  }, selector);
  return () => page.evaluate(() => (window as unknown as { clicks: number[] }).clicks);
}

/** Waits until nothing has been loaded for half a second. */
const hasLoaded = (page: Page) =>
  page.waitForFunction(() => performance.now() - Math.max(0, ...(performance.getEntriesByType('resource') as PerformanceResourceTiming[]).map(({ responseEnd }) => responseEnd)) > 500);

test('a rating is painted soon, saving included, on a phone four times slower', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await begin(page, '', root.ladder.levels.at(-1));
  await enter(page, root.ladder.areas[1].title);
  const all = await questions(page).count();
  await watch(page, 'click', ['input', 'change'], 'none');
  await slow(page);
  for (let round = 0; round < 6; round++) {
    await setBare(page, round % 2 === 1);
    for (let nth = 0; nth < all; nth++) {
      await questions(page).nth(nth).getByRole('radio').nth((round + nth) % 4).click();
      await page.waitForTimeout(120);
    }
  }
  const { times, bare, long } = await watched(page);
  console.log(`rating to paint: ${spread(times)}, ${long} long tasks for ${times.length} ratings (goal: p95 50); without the app: ${spread(bare)}`);
  expect([times.length, bare.length]).toEqual([all * 3, all * 3]);
  expect(at(0.5, times) / at(0.5, bare)).toBeLessThan(MOST_TIMES);
});

test('a file of 2 MiB comes in, and twenty assessments of 200 answers open soon on a phone four times slower', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  const site = page.getByRole('navigation', { name: 'Site' });

  /** The milliseconds that opening so many assessments takes. Importing them is done once, and only printed. */
  const measured = async (assessments: number, answers: number) => {
    const json = file(assessments, answers);
    await open(page, 'assess/data/');
    const previewed = Date.now();
    await choose(page.getByLabel('Rungs backup file'), json);
    await expect(page.getByRole('button', { name: 'Import', exact: true })).toBeVisible();
    const preview = Date.now() - previewed;
    const clicks = await watchClicks(page, '#_undo-import');
    await page.getByRole('button', { name: 'Import', exact: true }).click();
    await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
    await expect.poll(async () => (await clicks()).length).toBe(1);
    const [imported] = await clicks();
    const times: number[] = [];
    for (let round = 0; round < 5; round++) {
      await open(page, 'about/');
      const quicken = await slow(page);
      const opened = await watchClicks(page, '.assessment');
      await site.getByRole('link', { name: 'Assess' }).hover();
      await hasLoaded(page);
      await site.getByRole('link', { name: 'Assess' }).click();
      await expect(page.getByRole('listitem').filter({ hasText: 'Number' })).toHaveCount(assessments);
      await expect.poll(async () => (await opened()).length).toBe(1);
      times.push((await opened())[0]);
      await quicken();
    }
    console.log(`a file of ${(json.length / 2 ** 20).toFixed(1)} MiB with ${assessments * answers} answers: its preview ${ms(preview)}, importing ${ms(imported)}, not slowed (goal for 4,000: 500)`);
    console.log(`opening ${assessments} assessments of ${answers} answers: median ${ms(at(0.5, times))}, most ${ms(at(1, times))} (goal for 20 of 200: 150)`);
    return at(0.5, times);
  };
  const few = await measured(20, 20);
  await empty(page);
  const many = await measured(20, 200);
  expect(many / few).toBeLessThan(MOST_FOR_TEN);
});

test('twenty thousand records are enumerated soon', async ({ page }) => {
  const site = page.getByRole('navigation', { name: 'Site' });
  const measured = async (records: number) => {
    await open(page, 'about/');
    await litter(page, records);
    const times: number[] = [];
    for (let round = 0; round < 5; round++) {
      await open(page, 'about/');
      await site.getByRole('link', { name: 'Assess' }).hover();
      await hasLoaded(page);
      const opened = await watchClicks(page, '.beginning');
      await site.getByRole('link', { name: 'Assess' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Assess yourself');
      await expect.poll(async () => (await opened()).length).toBe(1);
      times.push((await opened())[0]);
    }
    console.log(`${records} records: opened and painted after ${ms(at(0.5, times))} (median), ${ms(at(1, times))} (most) (goal for 20,000: 100)`);
    return at(0.5, times);
  };
  const few = await measured(2_000);
  const many = await measured(20_000);
  expect(many / few).toBeLessThan(MOST_FOR_TEN);
});
