// The harness itself, against the fixture: what it lets through and what it notices.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  anotherPage, check, serve, signIn, story, takeProblems, transferred, visit, withoutJavaScript,
} from './harness.mjs';
import { startServer } from './server.mjs';

// Pictures of the fixture are of no use to anyone.
delete process.env.SCREENSHOTS;

const fixture = { program: process.execPath, args: () => [new URL('./fixture.mjs', import.meta.url).pathname] };
serve(fixture);

story('a good page passes, and the bytes it took are counted', async ({ page }) => {
  await visit(page, '/good');
  assert.ok(transferred(page) > 500 && transferred(page) < 5000, `${transferred(page)} bytes`);
  assert.deepEqual(page.viewportSize(), { width: 1280, height: 900 });
});

story('a page that is meant to be missing passes when its status is expected', async ({ page }) => {
  await visit(page, '/nowhere', { status: 404 });
  await assert.rejects(visit(page, '/nowhere'), /answered 404/);
  takeProblems(page);
});

story('a form that comes back with a status of its own is checked when that is expected', async ({ page }) => {
  await visit(page, '/good');
  const refused = () => page.evaluate(() => location.assign('/refused')).then(() => page.waitForURL('**/refused'));
  await refused();
  await check(page, { status: 422 });
  await visit(page, '/good');
  await refused();
  await assert.rejects(check(page), /console: .*422/);
});

for (const [path, expected] of [
  ['/two-headings', /exactly one h1 is wanted, there are 2: One \| Two/],
  ['/wide', /scrolls sideways at 390 px .*class="wide"/],
  ['/wide', /scrolls sideways at 320 px/],
  ['/unlabelled', /accessibility: label: .*<input name="a">/],
  ['/faint', /color-contrast.*class="faint"/],
  ['/dark-faint', /accessibility \(only in the dark or on a telephone\): color-contrast/],
  ['/throws', /error in the page: thrown on purpose/],
  ['/logs', /console: logged on purpose/],
  ['/broken-part', /500 from .*\/broken/],
  ['/missing-part', /console: .*404.*nowhere\.png/],
]) {
  story(`${path} is refused: ${expected.source}`, async ({ page }) => {
    await assert.rejects(visit(page, path), expected);
  });
}

story('contrast that is only bad in the dark is not blamed on the light', async ({ page }) => {
  await assert.rejects(visit(page, '/dark-faint'), (error) => !error.message.includes('accessibility: '));
});

story('a page is checked again after a click, and errors then are noticed', async ({ page }) => {
  await visit(page, '/good');
  await page.getByRole('button', { name: 'Say' }).click();
  await page.getByText('something').waitFor();
  await assert.rejects(check(page), /console: clicked/);
});

story('the people of the demo and their password are read', async ({ people, password, url }) => {
  assert.deepEqual(people, [
    { email: 'ann@library.example', name: 'Ann Example, branch library' },
    { email: 'ben@it.example', name: 'Ben' },
  ]);
  assert.equal(password, 'demo-1234');
  assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/);
});

story('signing in lasts for one person and not for another', async ({ page, people }) => {
  await signIn(page, people[0].email);
  assert.equal(await page.locator('h1').textContent(), 'who=ann');
  const other = await anotherPage();
  await visit(other, '/who');
  assert.equal(await other.locator('h1').textContent(), 'nobody');
});

story('a page without JavaScript runs none and is still checked', async ({ people }) => {
  const page = await withoutJavaScript();
  await signIn(page, people[0].email);
  await visit(page, '/throws');
  await assert.rejects(visit(page, '/wide'), /sideways at 320 px/);
});

test('a server that greets differently is refused by what it said', async () => {
  await withEnvironment('FIXTURE_GREETING', 'hello from', () =>
    assert.rejects(startServer(fixture), /began with "hello from/));
});

test('a server that dies at once is named', async () => {
  await assert.rejects(startServer({ program: process.execPath, args: () => ['-e', 'process.exit(3)'] }), /ended with 3/);
  await assert.rejects(startServer({ program: '/nowhere/at-all', args: () => [] }), /did not start/);
});

test('a server that SIGTERM does not end with 0 is a failure', async () => {
  const server = await withEnvironment('FIXTURE_EXIT', '7', () => startServer(fixture));
  await assert.rejects(server.stop(), /SIGTERM should end the server with 0/);
});

async function withEnvironment(name, value, run) {
  process.env[name] = value;
  try {
    return await run();
  } finally {
    delete process.env[name];
  }
}
