// The look that an owner gives a site: it is on the page before the app runs, stays when the app takes over, and can be read.

import { broken } from './accessible.ts';
import { expect, shifts, takenOver, watchShifts } from './fixtures.ts';
import { test } from './ladders.ts';

const level = (title: string) => `# ${title}\n\n## Craft\n\n- **Code:** Writes code that others can change.\n- **Review:** Reviews within a day.\n`;

test.use({
  files: {
    'ladder.toml': `title = "Ladder of a company"
[[tracks]]
id = "technical"
title = "Technical"
[[areas]]
id = "craft"
title = "Craft"
[[levels]]
id = "junior"
[[levels]]
id = "senior"
inherits = "junior"
[theme]
logo = "logo.svg"
favicon = "favicon.svg"
stylesheet = "own.css"
edit_url = "https://example.org/edit/main/ladder/{file}"
accents = { technical = "#7a1fa2" }
[[theme.links]]
title = "Imprint"
url = "https://example.org/imprint"
[[theme.links]]
title = "People team"
url = "mailto:people@example.org"
`,
    'junior.md': level('Junior Engineer'),
    'senior.md': level('Senior Engineer'),
    'logo.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><rect width="120" height="40" rx="8" fill="#7a1fa2"/><circle cx="20" cy="20" r="9" fill="#fff"/><rect x="40" y="14" width="68" height="12" rx="6" fill="#fff"/></svg>',
    'favicon.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="16" fill="#7a1fa2"/></svg>',
    'own.css': '.site-footer { border-block-start-width: 3px; }\n',
  },
});

for (const scheme of ['light', 'dark'] as const)
  for (const width of [360, 1280])
    test(`logo, links and colours are there in ${scheme} at ${width} px, and nothing moves`, async ({ page }) => {
      await watchShifts(page);
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width, height: 900 });
      await page.goto('levels/senior/');
      await takenOver(page);
      const logo = page.getByRole('banner').locator('img');
      await expect(logo).toBeVisible();
      expect(await logo.evaluate((image: HTMLImageElement) => image.naturalWidth > 0 && Math.abs(image.clientWidth / image.clientHeight - 3) < 0.1)).toBe(true);
      await expect(page.getByRole('contentinfo').getByRole('link', { name: 'Imprint' })).toHaveAttribute('href', 'https://example.org/imprint');
      await expect(page.getByRole('main').getByRole('link', { name: 'Edit this page' })).toHaveAttribute('href', 'https://example.org/edit/main/ladder/senior.md');
      await expect(page.getByRole('contentinfo')).toHaveCSS('border-block-start-width', '3px');
      const accent = await page.locator('.with-rail').evaluate((element) => getComputedStyle(element).getPropertyValue('--accent').trim());
      if (scheme === 'light') expect(accent).toBe('#7a1fa2');
      else expect(accent).not.toBe('#7a1fa2');
      expect(await broken(page)).toEqual([]);
      expect(await shifts(page)).toEqual([]);
      await page.getByRole('contentinfo').scrollIntoViewIfNeeded();
      await page.screenshot({ path: `artifacts/theme-${scheme}-${width}.png`, fullPage: true });
    });
