// With many questions on the page, another tab's answer changes one of them and the totals, and no other node.

import { another, begin, enter, isRated, questions, rate, target } from './assessing.ts';
import { expect, test } from './fixtures.ts';
import { root } from './site.ts';

const [area] = root.ladder.areas;

/** The least number of questions on the page that another tab must not disturb. */
const MANY = 200;

test('another tab’s answer to one of many questions changes that question and the totals, and nothing else', async ({ page, server }) => {
  // An area with so many statements.
  const own = target.sections.find((section) => section.area === area.id)!.statements.length;
  server.alter = (path, answer) => {
    if (!path.startsWith('assess/')) return answer;
    const html = answer.body.toString().replace(/(<script[^>]*id="ladder"[^>]*>)(.*?)(<\/script>)/s, (_, begin, json, end) => {
      const document = JSON.parse(json);
      const { sections } = document.ladder.levels.find(({ id }: { id: string }) => id === target.id);
      for (const section of sections) {
        if (section.area !== area.id) continue;
        section.statements = Array.from({ length: Math.ceil(MANY / own) }).flatMap((_, copy) => section.statements.map((statement: { id: string }) => ({ ...statement, id: `${statement.id}.${copy}` })));
      }
      return begin + JSON.stringify(document).replaceAll('<', '\\u003c') + end;
    });
    return { ...answer, body: Buffer.from(html) };
  };
  await begin(page);
  await enter(page, area.title);
  const count = await questions(page).count();
  expect(count).toBeGreaterThanOrEqual(MANY);
  await rate(questions(page).nth(0), 'Consistently');
  const totals = page.getByRole('navigation', { name: 'Areas' });
  await expect(totals).toContainText('1 of ');
  const [middle, late] = [count >> 1, count - 1];

  await page.evaluate(([first, second]) => {
    const groups = [...document.querySelectorAll('fieldset.question')];
    const answered = [groups[first], groups[second]];
    const sums = 'nav, .progress, [role="status"], progress, meter, [role="progressbar"], [role="meter"]';
    const seen = { inside: 0, totals: 0, elsewhere: [] as string[] };
    const take = (records: MutationRecord[]) => {
      for (const { type, target, attributeName } of records) {
        const element = target instanceof Element ? target : target.parentElement;
        if (answered.some((group) => group.contains(target))) seen.inside++;
        else if (element?.closest('fieldset.question') === null && element.closest(sums)) seen.totals++;
        else seen.elsewhere.push(`${type} ${attributeName ?? ''} in ${element?.id ?? ''} ${element?.outerHTML.slice(0, 100)}`);
      }
    };
    const observer = new MutationObserver(take);
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    Object.assign(window, { mutations: () => (take(observer.takeRecords()), { ...seen, stay: groups.every((group) => group.isConnected) }) });
  }, [middle, late]);
  const tab = await another(page);
  for (const [at, rated] of [[middle, '2 of '], [late, '3 of ']] as const) {
    await rate(questions(tab).nth(at), 'Not yet');
    await isRated(questions(page).nth(at), 'Not yet');
    await expect(totals).toContainText(rated);
  }
  const seen = await page.evaluate(() => (window as unknown as { mutations(): { inside: number; totals: number; elsewhere: string[]; stay: boolean } }).mutations());
  expect(seen.elsewhere.slice(0, 20), `${seen.elsewhere.length} changes elsewhere`).toEqual([]);
  expect(seen.stay, 'every question is the element that it was').toBe(true);
  expect(Math.min(seen.inside, seen.totals), 'both have changed').toBeGreaterThan(0);
});
