// What every browser story stands on: one server and one Chromium for each test file, and pages
// that complain. A story file looks like this:
//
//   import { demo, story, visit, signIn } from './harness.mjs';
//   demo();
//   story('a member of staff sees her tickets', async ({ page, people }) => {
//     await signIn(page, people[0].email);
//     await visit(page, '/tickets', { name: 'my-tickets' });
//   });
//
// Nothing here waits for a length of time. Wait for what is to appear: a locator, an address.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { demoCommand, programExists, startServer } from './server.mjs';
import { pictures, problemsOfPage, WIDE } from './checks.mjs';

// Chromium looks for updates and its maker's hosts at every start; in a closed network each of
// these is an error on its own. The pages are ours, so the sandbox is not needed, and as root
// there is none.
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];
const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** How long one step may take, in milliseconds. A story that needs more is broken. */
const PATIENCE = 15_000;

let server = null;
let browser = null;
let reasonToSkip = false;
/** The pages of the story that runs, and what each of them complained about. */
const open = new Map();

/**
 * Serves the demo organisation to the stories of this file, with these further arguments for
 * `footbridge demo`, and settings in an object after them. While the binary has no `demo`, the stories are skipped.
 */
export function demo(...further) {
  const settings = typeof further.at(-1) === 'object' ? further.pop() : {};
  // most stories want to read an answer at once
  const environment = { FOOTBRIDGE_DESK__UNDO_SECONDS: '0', ...settings };
  serve({ ...demoCommand(...further), environment });
}

/**
 * Serves any program that speaks as the demo does: its first line is
 * `listening on http://ADDRESS`, SIGTERM ends it with 0. Stories are skipped with the reason
 * when `command.missing` gives one.
 */
export function serve(command) {
  reasonToSkip = command.missing ?? false;
  before(async () => {
    if (reasonToSkip) return;
    server = await startServer(command);
    const executablePath = process.env.CHROMIUM || BROWSERS.find(programExists);
    browser = await chromium.launch({ executablePath, args: FLAGS, chromiumSandbox: false });
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });
}

/**
 * One story in a fresh browser context. `tell` gets `{ page, people, password, url }`; options
 * are those of a playwright context, such as `{ javaScriptEnabled: false }`. At the end no page
 * of the story may have an error left that nobody expected.
 */
export function story(name, ...rest) {
  const tell = rest.pop();
  const options = rest.pop() ?? {};
  test(name, { skip: reasonToSkip }, async () => {
    try {
      const page = await anotherPage(options);
      await tell({ page, people: server.people, password: server.password, url: server.url });
      for (const [one, state] of open) complain(one, state.problems);
    } catch (error) {
      error.message += server.lastWords();
      throw error;
    } finally {
      for (const page of open.keys()) await page.context().close();
      open.clear();
    }
  });
}

/** A page of somebody else: own cookies, nobody signed in. Closed with the story. */
export async function anotherPage(options = {}) {
  const context = await browser.newContext({
    baseURL: server.url,
    viewport: WIDE,
    // Nothing moves, so nothing has to be waited for.
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    ...options,
  });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  const wire = await context.newCDPSession(page);
  const { javaScriptEnabled: hasScript = true, colorScheme = 'light' } = options;
  const state = { problems: [], bytes: 0, hasScript, colorScheme };
  open.set(page, state);
  await wire.send('Network.enable');
  wire.on('Network.loadingFinished', (event) => (state.bytes += event.encodedDataLength));
  const note = (text, more = {}) => state.problems.push({ text, ...more });
  page.on('pageerror', (error) => note(`error in the page: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    const { url } = message.location();
    const status = Number(/with a status of (\d+)/.exec(message.text())?.[1]);
    note(`console: ${message.text()} (${url})`, { url, status });
  });
  page.on('response', (response) => {
    if (response.status() >= 500) note(`${response.status()} from ${response.url()}`);
  });
  return page;
}

/** A page of somebody whose browser runs no scripts. */
export function withoutJavaScript(options = {}) {
  return anotherPage({ ...options, javaScriptEnabled: false });
}

/**
 * Goes to a path and checks the page (see `check`). `status` is the one expected, 200 unless
 * said; `name` is what its pictures are called, made from the path unless said.
 */
export async function visit(page, path, { name, status = 200 } = {}) {
  const state = open.get(page);
  state.bytes = 0;
  const response = await page.goto(path, { waitUntil: 'load' });
  const address = new URL(page.url()).pathname;
  assert.equal(response.status(), status, `${path} answered ${response.status()} at ${address}`);
  await check(page, { name: name ?? nameOf(path), status });
  return response;
}

/**
 * Checks the page as it stands, after a click for example: no errors, no server error, one h1,
 * nothing that scrolls sideways on a telephone, and WCAG 2.2 AA in the light and in the dark.
 * `status` is the one the page came with, when it is an error on purpose: a form that comes back
 * with 422. Keeps pictures when SCREENSHOTS is set.
 */
export async function check(page, { name = nameOf(new URL(page.url()).pathname), status } = {}) {
  const state = open.get(page);
  const size = page.viewportSize();
  try {
    const found = await problemsOfPage(page, state.hasScript);
    complain(page, [...state.problems, ...found.map((text) => ({ text }))], status);
    if (process.env.SCREENSHOTS) await pictures(page, name);
  } finally {
    // Said once is enough: the end of the story looks at this list again.
    state.problems = [];
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: state.colorScheme });
  }
}

/** Signs in through the form, with the password that everyone in the demo has unless another is given. */
export async function signIn(page, email, password = server.password) {
  await page.goto('/sign-in');
  await page.locator('input[name=email]').fill(email);
  const secret = page.locator('input[name=password]');
  await secret.fill(password);
  await secret.locator('xpath=ancestor::form').locator('[type=submit], button:not([type])').first().click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

/** Bytes that came over the wire since the last `visit` began, compressed as they came. */
export function transferred(page) {
  return open.get(page).bytes;
}

/** Takes out what the page complained of so far, for a story in which that is expected. */
export function takeProblems(page) {
  return open.get(page).problems.splice(0).map(({ text }) => text);
}

/** Fails with a list of problems, except those that come from the page's own, expected status. */
function complain(page, problems, status = 200) {
  // Chromium writes an error for every page with a status of 400 and more, wanted or not.
  const isExpected = (problem) => problem.status === status && problem.url === page.url();
  const texts = problems.filter((problem) => !isExpected(problem)).map(({ text }) => text);
  if (texts.length > 0) assert.fail(`${page.url()}\n  ${texts.join('\n  ')}`);
}

function nameOf(path) {
  return path.split('?')[0].replace(/[^a-z0-9]+/gi, '-').replace(/^-|-$/g, '') || 'home';
}
