// The privacy promise: a whole visit asks for nothing but files of this site, and leaves nothing behind.

import { expect, open, test } from './fixtures.ts';
import { root } from './site.ts';

test('a visit to every page sends only GET requests to this site, without a body, and stores nothing', async ({ page, context, server }) => {
  const requests: string[] = [];
  context.on('request', (request) => {
    const { origin, pathname, search } = new URL(request.url());
    const body = request.postData() ?? '';
    requests.push(`${request.method()} ${origin === server.origin ? '' : origin}${pathname}${search}${body}`);
  });
  const loaded = new Set<string>();
  // By address, then by links within the app.
  for (const { path } of root.pages()) {
    await open(page, path);
    loaded.add(root.base + path);
  }
  await open(page, '');
  const first = requests.length;
  for (const { level } of root.pages()) {
    if (!level) continue;
    await page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: 'Map' }).click();
    await page.getByRole('main').getByRole('link', { name: new RegExp(`^${level.title}`) }).first().click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(level.title);
    await page.getByText('More', { exact: true }).click();
    await page.getByRole('button', { name: 'Copy as Markdown' }).click();
    await expect(page.getByRole('status')).not.toBeEmpty();
  }
  // Chromium asks for the icon again at each change of the address; and pointing at a link asks for the code of its page.
  const mayAsk = new RegExp(`^GET ${root.base}(icon\\.svg|app-[0-9a-f]+/\\w+\\.wasm)$`);
  const asked = requests.slice(first).filter((request) => !mayAsk.test(request));
  expect(asked, 'requests made by the running app').toEqual([]);

  const files = new Set(root.files().map((file) => root.base + file));
  const unknown = requests.filter((request) => {
    const [method, path] = request.split(' ');
    return method !== 'GET' || !(loaded.has(path) || files.has(path));
  });
  expect(unknown).toEqual([]);
  expect(requests.filter((request) => request.endsWith('.wasm')).length).toBeGreaterThan(0);

  expect(await context.cookies()).toEqual([]);
  const kept = await page.evaluate(async () => ({
    local: Object.keys(localStorage),
    session: Object.keys(sessionStorage),
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));
  expect(kept).toEqual({ local: [], session: [], databases: 0, caches: 0, workers: 0 });
});
