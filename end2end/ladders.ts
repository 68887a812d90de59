// Ladders that nobody wrote: any number of tracks and rungs, in several scripts, the same for the same seed. And the site of a ladder.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { test as base } from './fixtures.ts';
import { remove } from './programs.ts';
import { serve } from './server.ts';

/** The app without pages, and the command that writes pages, as `cargo xtask test` makes them. */
const APP = process.env.RUNGS_APP || resolve('../target/end2end/app');
const RUNGS = process.env.RUNGS_COMMAND || resolve('../target/debug/rungs');

/** The files of a ladder, or of several, by name. */
export type Files = Record<string, string>;

/** Writes the site of a ladder to a new folder. */
function site(files: Files): string {
  const folder = mkdtempSync(join(tmpdir(), 'rungs-ladder-'));
  const [ladder, dist] = [join(folder, 'ladder'), join(folder, 'dist')];
  mkdirSync(ladder);
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(ladder, name)), { recursive: true });
    writeFileSync(join(ladder, name), text);
  }
  cpSync(APP, dist, { recursive: true });
  execFileSync(RUNGS, ['pages', '--ladder', ladder, '--dist', dist, '--base', '/'], { stdio: 'pipe' });
  return dist;
}

/** The test function of a spec that looks at the site of a ladder of its own. */
export const test = base.extend<{ files: Files }>({
  files: [{}, { option: true }],
  server: async ({ files }, use) => {
    const folder = site(files);
    const server = await serve(folder, '/');
    await use(server);
    await server.close();
    await remove(dirname(folder));
  },
});

/** Words of a script, and how they are put together. */
interface Script {
  language: string;
  words: string[];
  /** What stands between two words. */
  space: string;
}

const SCRIPTS: Record<string, Script> = {
  german: {
    language: 'de',
    words: ['Entwicklungsingenieurin', 'für', 'Verantwortungsbereich', 'und', 'Rechtsschutzversicherungsgesellschaften', 'Rat', 'Zuverlässigkeitsanforderungen'],
    space: ' ',
  },
  arabic: { language: 'ar', words: ['مهندس', 'البرمجيات', 'يكتب', 'واجهات', 'REST', 'المسؤولية', 'في', 'الاستراتيجيات'], space: ' ' },
  persian: { language: 'fa', words: ['مهندس', 'نرم‌افزار', 'مسئولیت‌پذیری', 'تیم', 'می‌نویسد', 'و'], space: ' ' },
  hebrew: { language: 'he', words: ['מהנדסת', 'תוכנה', 'ראשית', 'API', 'אחראית', 'על', 'ההתמצאויות'], space: ' ' },
  russian: { language: 'ru', words: ['инженер', 'и', 'высококвалифицированный', 'частнопредпринимательский', 'команда', 'C++'], space: ' ' },
  japanese: { language: 'ja', words: ['技術', '責任', 'ソフトウェアエンジニアリング', 'チーム', 'の', '開発'], space: '' },
  hindi: { language: 'hi', words: ['अभियंता', 'और', 'उत्तरदायित्वपूर्णता', 'सॉफ़्टवेयर', 'दल'], space: ' ' },
  english: { language: 'en', words: ['Senior', 'engineer', 'of', 'Internationalization', 'C++', 'and', 'counterrevolutionaries'], space: ' ' },
};

export interface Shape {
  script: keyof typeof SCRIPTS;
  /** The rungs of each track. */
  rungs: number[];
  areas: number;
  /** The most letters of a title. */
  letters: number;
}

/** Whole numbers from 0 to below `below`, the same for the same seed (mulberry32). */
export function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** A ladder of that shape. Titles have 1 to `letters` letters. A track begins on the ground, or above a level of the first track. */
export function generated({ script, rungs, areas, letters }: Shape, seed: number): Files {
  const { language, words, space } = SCRIPTS[script];
  const below = numbers(seed);
  const said = (length: number) => {
    let text = words[below(words.length)];
    while ([...text].length < length) text += space + words[below(words.length)];
    return [...text].slice(0, length).join('').trim();
  };
  let named = 0;
  // A number at the end, as in many ladders, tells them apart.
  const title = () => `${said(1 + below(letters))} ${++named}`;
  const lines = [`title = "${said(letters)}"`, `summary = "${said(150)}."`, `language = "${language}"`, '[scale]', 'met = "yes"'];
  const record = (list: string, id: string, words = title(), rest: string[] = []) => lines.push(`[[${list}]]`, `id = "${id}"`, `title = "${words}"`, ...rest);
  for (const id of ['no', 'some', 'yes']) record('scale.steps', id, said(letters));
  const topics: string[][] = [];
  const areaTitles = Array.from({ length: areas }, title);
  areaTitles.forEach((words, area) => {
    record('areas', `area-${area}`, words, [`summary = "${said(90)}."`]);
    topics.push(Array.from({ length: 2 }, title));
    topics[area].forEach((words, topic) => record('areas.topics', `topic-${area}-${topic}`, words));
  });
  rungs.forEach((_, track) => record('tracks', `track-${track}`, title(), [`summary = "${said(below(160) + 1)}."`]));
  const files: Files = {};
  rungs.forEach((count, track) => {
    const base = track > 0 && below(3) > 0 ? `level-0-${below(rungs[0])}` : undefined;
    for (let rung = 0; rung < count; rung++) {
      const id = `level-${track}-${rung}`;
      const inherits = rung > 0 ? `level-${track}-${rung - 1}` : base;
      const rest = [`track = "track-${track}"`, `summary = "${said(1 + below(190))}."`];
      lines.push('[[levels]]', `id = "${id}"`, ...rest, ...(inherits ? [`inherits = "${inherits}"`] : []));
      const years = [`${rung}+`, `${rung} – ${rung + 2}`, said(30), ''][below(4)];
      const sections = areaTitles.map((area, number) => {
        const points = topics[number].map((topic) => `- **${topic}:** ${said(20 + below(160))}.\n`);
        return `## ${area}\n\n${points.join('')}- ${said(20 + below(100))}.\n`;
      });
      files[`${id}.md`] = `# ${title()}\n\n${years && `Experience: ${years}\n\n`}${sections.join('\n')}`;
    }
    // A role at the last level of the track.
    if (below(2)) {
      const id = `role-${track}`;
      lines.push('[[levels]]', `id = "${id}"`, `track = "track-${track}"`, 'kind = "variant"', `inherits = "level-${track}-${count - 1}"`, `summary = "${said(90)}."`);
      files[`${id}.md`] = `# ${title()}\n\n## ${areaTitles[0]}\n\n- ${said(60)}.\n`;
    }
  });
  return { 'ladder.toml': `${lines.join('\n')}\n`, ...files };
}
