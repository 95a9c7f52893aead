// What every page has to keep, wherever a story comes by.

import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';

const axe = createRequire(import.meta.url)('axe-core').source;
const OUTPUT = new URL('./output/', import.meta.url).pathname;

/** WCAG 2.2 at level AA, with all that went before it. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

export const WIDE = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };
/** The narrowest that WCAG 1.4.10 asks for; also 1280 px at 400 % zoom. */
const NARROW = { width: 320, height: 700 };

/** All that is wrong with a page, one readable line each. Leaves size and scheme changed. */
export async function problemsOfPage(page, hasScript) {
  const problems = await headings(page);
  await show(page, WIDE, 'light');
  const light = await barriers(page, hasScript);
  problems.push(...light.map((text) => `accessibility: ${text}`));
  await show(page, PHONE, 'dark');
  problems.push(...(await sideways(page, PHONE)));
  const dark = (await barriers(page, hasScript)).filter((text) => !light.includes(text));
  problems.push(...dark.map((text) => `accessibility (only in the dark or on a telephone): ${text}`));
  await show(page, NARROW, 'light');
  problems.push(...(await sideways(page, NARROW)));
  return problems;
}

/** Pictures of the whole page, on a telephone and on a desk, in the light and in the dark. */
export async function pictures(page, name) {
  mkdirSync(OUTPUT, { recursive: true });
  for (const size of [PHONE, WIDE]) {
    for (const scheme of ['light', 'dark']) {
      await show(page, size, scheme);
      const path = `${OUTPUT}${name}-${size.width}-${scheme}.png`;
      await page.screenshot({ path, fullPage: true });
    }
  }
}

async function show(page, size, colorScheme) {
  await page.setViewportSize(size);
  await page.emulateMedia({ colorScheme });
  // A colour that still fades from one scheme to the other would be judged half-way.
  await page.evaluate(() => {
    for (const animation of document.getAnimations()) {
      if (animation.effect?.getComputedTiming().endTime === Infinity) animation.cancel();
      else animation.finish();
    }
  });
}

async function headings(page) {
  const texts = await page.locator('h1').allTextContents();
  if (texts.length === 1) return [];
  return [`exactly one h1 is wanted, there are ${texts.length}: ${texts.join(' | ')}`];
}

async function sideways(page, { width }) {
  const [wide, offenders] = await page.evaluate(() => {
    const room = innerWidth;
    const isOutside = (element) => element.getBoundingClientRect().right > room + 1;
    // Those that stick out while their parent does not are where it begins.
    const first = [...document.querySelectorAll('body *')].filter(
      (element) => isOutside(element) && !isOutside(element.parentElement),
    );
    const name = (element) => element.outerHTML.slice(0, 100).replace(/\s+/g, ' ');
    return [document.documentElement.scrollWidth, first.slice(0, 3).map(name)];
  });
  if (wide <= width) return [];
  return [`scrolls sideways at ${width} px (${wide} px wide): ${offenders.join(' , ')}`];
}

/** What axe finds. It runs as a script in the page, so not where scripts are off. */
async function barriers(page, hasScript) {
  if (!hasScript) return [];
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  const violations = await page.evaluate(async (tags) => {
    const results = await window.axe.run(document, {
      runOnly: { type: 'tag', values: tags },
      resultTypes: ['violations'],
    });
    return results.violations.map(({ id, help, nodes }) => ({
      id,
      help,
      places: nodes.map(({ html, any, all, none }) => ({
        html: html.slice(0, 160),
        why: [...any, ...all, ...none].map(({ message }) => message)[0] ?? '',
      })),
    }));
  }, TAGS);
  return violations.flatMap(({ id, help, places }) =>
    places.map(({ html, why }) => `${id}: ${help}: ${html} ${why}`),
  );
}
