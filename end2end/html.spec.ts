// The files of the built sites, as files: valid, consistent with each other, and held to the policy that they carry.

import { createHash } from 'node:crypto';
import { HtmlValidate } from 'html-validate';
import { expect, test } from './fixtures.ts';
import { Build, DISTS, type Dist, embedded, MISSING, root, unescape } from './site.ts';

const validator = new HtmlValidate({
  root: true,
  extends: ['html-validate:recommended'],
  elements: ['html5'],
  rules: {
    // HTML takes every id without white space; those of statements have a dot, the site's own an underscore in front.
    'valid-id': ['error', { relaxed: true }],
    // Lists may be named, as the rule itself says; the map's and the rails' are.
    'aria-label-misuse': ['error', { allowAnyNamable: true }],
    // Matters of style: `<!doctype html>`, `reversed=""` and `hidden=""` mean the same as their other spellings.
    'doctype-style': 'off',
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
  },
});

const sha = (kind: string, text: string | Buffer) => `${kind}-${createHash(kind).update(text).digest('base64')}`;
const all = (html: string, pattern: RegExp) => [...html.matchAll(pattern)].map((match) => match[1]);

/** The text of each inline style and of each inline script that would run. */
const inline = (html: string) => ({
  styles: all(html, /<style[^>]*>(.*?)<\/style>/gs),
  scripts: all(html, /<script(?![^>]*\bsrc=)(?![^>]*application\/json)[^>]*>(.*?)<\/script>/gs),
});

for (const dist of Object.keys(DISTS) as Dist[]) {
  const build = new Build(dist);
  const path = (url: string) => url.replace(/^https?:\/\/[^/]+/, '').slice(build.base.length);

  test.describe(`the files of the ${dist} build`, () => {
    for (const file of build.files().filter((file) => file.endsWith('.html'))) {
      test(`${file} is valid HTML within its own policy`, async () => {
        const html = build.read(file);
        const { results } = await validator.validateString(html, file);
        const wrong = results.flatMap(({ messages }) => messages.map(({ ruleId, message, line, column }) => `${line}:${column} ${ruleId}: ${message}`));
        expect(wrong).toEqual([]);

        const policy = unescape(/<meta http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '');
        const allowed = Object.fromEntries(policy.split(';').map((part) => part.trim().split(/\s+/)).map(([name, ...from]) => [name, from]));
        const { styles, scripts } = inline(html);
        expect(allowed['default-src']).toEqual([`'none'`]);
        expect(allowed['style-src']).toEqual([`'self'`, ...styles.map((style) => `'${sha('sha256', style)}'`)]);
        // That which requests the app, and that of the colours.
        expect(scripts.length).toBe(2);
        expect(allowed['script-src']).toEqual([`'self'`, `'wasm-unsafe-eval'`, ...scripts.map((script) => `'${sha('sha256', script)}'`)]);
        expect(allowed['connect-src']).toEqual([`'self'`]);
        expect(html.replace(/<(style|script)[^>]*>.*?<\/\1>/gs, '')).not.toMatch(/<[^>]+\s(style|on\w+)=/);
        expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.search(/<(script|style|link)\b/));
        // A host that reads _headers says the same.
        expect(build.read('_headers')).toContain(`Content-Security-Policy: ${policy}; frame-ancestors 'none'`);
      });
    }

    test('scripts and program are what their integrity says', () => {
      const html = build.read('index.html');
      const app = /<meta name="app"[^>]*>/.exec(html)![0];
      expect(app).toContain(`content="${build.base}"`);
      for (const [name, file] of [['boot', build.file('boot-', '.js')], ['js', build.file('app-', '/rungs-app.js')], ['wasm', build.file('app-', '/rungs-app_bg.wasm')]]) {
        expect(app).toContain(`data-${name}="${build.base}${file}"`);
        expect(app).toContain(`data-${name}-integrity="${sha('sha384', build.bytes(file))}"`);
      }
    });

    test('each page names the parts of the program that it needs, and their hashes', () => {
      const loader = build.file('app-', '/loader.js');
      for (const { name, path, html } of build.pages().filter(({ path }) => path !== MISSING)) {
        expect(html, name).toContain(`data-loader="${build.base}${loader}" data-loader-integrity="${sha('sha384', build.bytes(loader))}"`);
        const parts = build.parts(path);
        expect(parts.length, name).toBeGreaterThan(1);
        for (const { path, integrity } of parts) expect(integrity, `${name}: ${path}`).toBe(sha('sha384', build.bytes(path)));
      }
      // What is loaded later has its hash in the loader.
      const hashes = all(build.read(loader), /(sha384-[^"]*)"/g);
      for (const { path, integrity } of build.parts('assess/result/')) expect(hashes, path).toContain(integrity);
    });

    test('the sitemap lists every page, and robots.txt lets every crawler in', () => {
      const sitemap = build.read('sitemap.xml');
      const pages = build.pages().filter(({ path, isPersonal }) => path !== MISSING && !isPersonal);
      expect(sitemap).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\s*<urlset xmlns="http:\/\/www\.sitemaps\.org\/schemas\/sitemap\/0\.9">/);
      expect(all(sitemap, /<loc>([^<]*)<\/loc>/g).map(path).sort()).toEqual(pages.map(({ path }) => path).sort());
      expect(build.read('robots.txt')).toMatch(/^User-agent: \*\nAllow: \/\n/);
    });

    test('the manifest names the ladder and icons that exist', () => {
      const manifest = JSON.parse(build.read('manifest.webmanifest'));
      expect(manifest.name).toBe(build.ladder.title);
      expect(manifest.icons.length).toBeGreaterThan(0);
      for (const { src, sizes } of manifest.icons) {
        const bytes = build.bytes(src);
        if (src.endsWith('.png')) expect(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`).toBe(sizes);
      }
    });
  });
}

for (const dist of ['root', 'repo'] as Dist[]) {
  test.describe(`in the pages of the ${dist} build as they are sent`, () => {
    test.use({ dist, javaScriptEnabled: false });

    test('every link and fragment leads to a page and a place that exist', async ({ page, build, baseURL }) => {
      const ids = new Map<string, string[]>();
      const links: [string, string][] = [];
      for (const { name, path } of build.pages()) {
        await page.goto(path || './');
        ids.set(new URL(path, baseURL).pathname, await page.locator('[id]').evaluateAll((elements) => elements.map(({ id }) => id)));
        const found = page.locator('a[href], link[href]:not([rel="canonical"])');
        for (const link of await found.evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href))) links.push([name, link]);
      }
      const files = new Set(build.files().map((file) => build.base + file));
      const dead = links.filter(([, link]) => {
        const { origin, pathname, hash } = new URL(link);
        if (origin !== new URL(baseURL!).origin) return !/^(https?|mailto):/.test(link);
        if (hash) return !ids.get(pathname)?.includes(decodeURIComponent(hash.slice(1)));
        return !(files.has(pathname) || (pathname.endsWith('/') && files.has(`${pathname}index.html`)));
      });
      expect(links.length).toBeGreaterThan(build.pages().length * 5);
      expect(dead).toEqual([]);
    });
  });
}

test('every page carries the same ladder, and every id in it stands once', () => {
  for (const { name, html } of root.pages()) {
    const found = all(html, /\sid="([^"]*)"/g);
    expect(new Set(found).size, name).toBe(found.length);
  }
  expect(new Set(root.pages().map(({ html }) => embedded(html))).size).toBe(1);
});
