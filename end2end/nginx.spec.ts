// The recipe docs/hosting/nginx.conf, run as its first lines say. Skipped where no nginx is installed.

import { spawn } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { test as base, expect, open } from './fixtures.ts';
import { folder as newFolder, kill, remove } from './programs.ts';
import type { Server } from './server.ts';
import { MISSING, root } from './site.ts';

const NGINX = process.env.NGINX;
const RECIPE = '../docs/hosting/nginx.conf';

const test = base.extend<object, { nginx: Server }>({
  nginx: [
    async ({}, use) => {
      const folder = newFolder('nginx');
      chmodSync(folder, 0o755); // Started by root, nginx works as another user.
      const { nginx, origin } = await started(folder);
      await use({ origin, alter: (_, answer) => answer, close: async () => {} });
      await kill(nginx);
      await remove(folder);
    },
    { scope: 'worker' },
  ],
  server: async ({ nginx }, use) => use(nginx),
});

test.skip(!NGINX, 'nginx is not installed: install it (on Debian and Ubuntu `apt-get install nginx-light`), or name its program in NGINX');
// One nginx for all.
test.describe.configure({ mode: 'default' });

const program = root.file('app-', '/rungs-app_bg.wasm');
const script = root.file('app-', '/rungs-app.js');
const loader = root.file('app-', '/loader.js');
const part = root.file('app-', '/common.wasm');
const level = `levels/${root.middle().id}/`;
const immutable = 'public, max-age=31536000, immutable';

/** Path, file, type, caching. */
const FILES: [string, string, string, string][] = [
  ['', 'index.html', 'text/html; charset=utf-8', 'no-cache'],
  [level, `${level}index.html`, 'text/html; charset=utf-8', 'no-cache'],
  [program, program, 'application/wasm', immutable],
  [script, script, 'text/javascript; charset=utf-8', immutable],
  [part, part, 'application/wasm', immutable],
  [loader, loader, 'text/javascript; charset=utf-8', immutable],
  [root.file('boot-', '.js'), root.file('boot-', '.js'), 'text/javascript; charset=utf-8', immutable],
  ['icon.svg', 'icon.svg', 'image/svg+xml', 'no-cache'],
  ['manifest.webmanifest', 'manifest.webmanifest', 'application/manifest+json', 'no-cache'],
];

for (const [path, file, type, caching] of FILES) {
  for (const [accepted, coding] of [['gzip, deflate, br', 'br'], ['gzip', 'gzip'], ['br;q=0, gzip', 'gzip'], ['identity', undefined]]) {
    test(`/${path} for "${accepted}" comes as ${coding ?? 'it is'}`, async ({ request }) => {
      const response = await request.get(path, { headers: { 'accept-encoding': accepted! } });
      expect(response.status()).toBe(200);
      expect(response.headers()).toMatchObject({
        'content-type': type,
        'cache-control': caching,
        'content-security-policy': expect.stringContaining(`frame-ancestors 'none'`),
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      });
      // Small files have no packed copy.
      const packed = coding && root.files().includes(`${file}.br`) ? coding : undefined;
      expect(response.headers()['content-encoding']).toBe(packed);
      if (packed) {
        expect(response.headers().vary).toContain('Accept-Encoding');
        const copy = root.bytes(`${file}.${packed === 'br' ? 'br' : 'gz'}`);
        expect(response.headers()['content-length'] ?? `${copy.length}`).toBe(`${copy.length}`);
      }
      expect((await response.body()).equals(root.bytes(file))).toBe(true);
    });
  }
}

for (const path of [MISSING, 'levels/', 'index.html.br', `${program}.gz`, '_headers', '.nojekyll']) {
  test(`/${path} is not found, and says so with a page`, async ({ request }) => {
    const response = await request.get(path);
    expect(response.status()).toBe(404);
    expect(response.headers()).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-cache' });
    expect(await response.text()).toBe(root.read('404.html'));
  });
}

test('a missing slash is added, on whatever host the browser asked', async ({ request }) => {
  const response = await request.get('about', { maxRedirects: 0 });
  expect(response.status()).toBe(301);
  expect(response.headers().location).toBe('/about/');
});

test('what a browser has already is not sent again', async ({ request }) => {
  const { etag } = (await request.get('about/')).headers();
  expect(etag).toBeTruthy();
  const again = await request.get('about/', { headers: { 'if-none-match': etag } });
  expect(again.status()).toBe(304);
});

test('the app starts', async ({ page }) => {
  for (const { path } of root.samples()) await open(page, path);
});

/** Starts nginx as the recipe says, on another port if somebody took the first one meanwhile. */
async function started(folder: string) {
  const recipe = readFileSync(RECIPE, 'utf8').replace('root /srv/rungs/site;', `root ${root.folder};`);
  // What nginx takes from this variable is something else.
  const { NGINX: _, ...env } = process.env;
  for (let tries = 1; ; tries++) {
    const port = await free();
    const origin = `http://127.0.0.1:${port}`;
    writeFileSync(join(folder, 'nginx.conf'), recipe.replace('listen 127.0.0.1:8080;', `listen 127.0.0.1:${port};`));
    const nginx = spawn(NGINX!, ['-p', folder, '-c', join(folder, 'nginx.conf'), '-g', 'daemon off;'], { stdio: ['ignore', 'ignore', 'pipe'], detached: true, env });
    let said = '';
    nginx.stderr.on('data', (data) => (said += data));
    // Whoever else listens there does not write to this log.
    const log = join(folder, 'access.log');
    while (nginx.exitCode === null) {
      await fetch(origin).catch(() => null);
      if (existsSync(log) && statSync(log).size > 0) return { nginx, origin };
      await new Promise((later) => setTimeout(later, 50));
    }
    if (tries === 5 || !said.includes('Address already in use')) throw new Error(`nginx does not start: ${said}`);
  }
}

/** A port that nothing listens on. */
async function free(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((listening) => probe.listen(0, '127.0.0.1', listening));
  const { port } = probe.address() as AddressInfo;
  await new Promise((closed) => probe.close(closed));
  return port;
}
