// How it felt: from the mail's link to the mark that was sent, without signing in, and to the talk that
// is owed then.

import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anotherPage, check, demo, signIn, story, visit, withoutJavaScript } from './harness.mjs';

// the question rides in the letter that says that it is right, so that no day has to pass
const outbox = mkdtempSync(join(tmpdir(), 'footbridge-outbox-'));
demo({ FOOTBRIDGE_FELT__AFTER_HOURS: '0', FOOTBRIDGE_FELT__DAYS_BETWEEN: '1', FOOTBRIDGE_MAIL__OUTBOX: outbox });

const anna = 'anna.petrovska@bellwater.example';
const grace = 'grace.deng@bellwater.example';
const kerryn = 'kerryn.blackwood@bellwater.example';
const priya = 'priya.nadarajan@bellwater.example';

/** Somebody reports a fault and somebody puts it right: the path of the ticket. */
async function putRight(page, asks, words) {
  await signIn(page, asks);
  const made = await page.request.post('/api/v1/tickets', {
    headers: { 'sec-fetch-site': 'same-origin' },
    data: { kind: 'incident', subject: words, description: words },
  });
  assert.equal(made.status(), 201, await made.text());
  const { number, id } = await made.json();
  const path = `/tickets/${number ?? id}`;
  const helper = await anotherPage();
  await signIn(helper, kerryn);
  const done = await helper.request.post(`/api/v1${path}/resolution`, {
    headers: { 'sec-fetch-site': 'same-origin' },
    data: { cause: 'software', words: 'It was restarted.' },
  });
  assert.equal(done.status(), 200, await done.text());
  return path;
}

/** The links of the newest question to somebody, best mark first. */
async function links(page, to) {
  for (let tries = 0; tries < 200; tries += 1) {
    const letters = readdirSync(outbox).sort().reverse().map((name) => readFileSync(join(outbox, name), 'utf8'));
    const mine = letters.map((raw) => raw.replaceAll('=\r\n', '').replaceAll('=3D', '='))
      .find((text) => text.includes(to) && text.includes('/how/'));
    if (mine) return [...new Set(mine.match(/\/how\/[\w-]+\?mark=\d+/g))];
    await page.request.get('/'); // the letter leaves with the next look at what waits
  }
  throw new Error('no question came');
}

story('one click in the mail and one button send a mark, and a low one asks for a talk', async ({ page }) => {
  const path = await putRight(page, anna, 'The window behind the desk rattles');
  const all = await links(page, anna);
  assert.equal(all.length, 5);
  const reader = await anotherPage();
  await visit(reader, all[3], { name: 'felt-link' });
  await reader.getByText('You chose 3 of 10: Bad').waitFor();
  assert.ok(await reader.locator('input[name=score][value="3"]').isChecked());
  await reader.getByRole('button', { name: 'Send my mark' }).click();
  await reader.getByRole('heading', { name: 'Thank you' }).waitFor();
  await check(reader, { name: 'felt-sent' });
  await reader.getByLabel('About how much working time did it cost you?').fill('1.5');
  await reader.getByLabel('Minutes or hours').selectOption('hours');
  await reader.getByLabel('Anything to add?').fill('Three people told me three things.');
  await reader.getByRole('button', { name: 'Send this too' }).click();
  await reader.getByRole('heading', { name: 'Thank you' }).waitFor();
  const lead = await anotherPage();
  await signIn(lead, priya);
  await visit(lead, '/felt', { name: 'felt-page' });
  await lead.getByText('Three people told me three things.').first().waitFor();
  const team = await anotherPage();
  await signIn(team, kerryn);
  await visit(team, `${path}/talk`, { name: 'felt-talk' });
  await team.getByRole('button', { name: 'We have talked' }).click();
  await team.locator('#problems').waitFor();
  await check(team, { name: 'felt-talk-refused', status: 422 });
  await team.getByLabel('What came of it?').fill('One of us rings him next time.');
  await team.getByRole('button', { name: 'We have talked' }).click();
  await team.getByText('What came of it: One of us rings him next time.').waitFor();
  await lead.reload();
  await lead.getByText('One of us rings him next time.').first().waitFor();
});

story('a mark that is pressed on the page sends itself, and one that a link chose does not', async ({ page }) => {
  const path = await putRight(page, grace, 'The lamp over the desk flickers');
  const all = await links(page, grace);
  const reader = await anotherPage();
  await reader.goto(all[0]);
  await reader.getByText('You chose 10 of 10: Very good').waitFor();
  await reader.locator('input[name=score][value="10"]').focus();
  await reader.keyboard.press('ArrowLeft');
  assert.ok(await reader.locator('input[name=score][value="9"]').isChecked());
  const own = async () => (await page.request.get(`/api/v1${path}/feedback`)).status();
  assert.equal(await own(), 404, 'arrow keys pass marks on their way');
  await reader.locator('.scores label', { hasText: /^8$/ }).click();
  await reader.getByRole('heading', { name: 'Thank you' }).waitFor();
  assert.equal((await (await page.request.get(`/api/v1${path}/feedback`)).json()).score, 8);
  const plain = await withoutJavaScript();
  await plain.goto(all[1]);
  await plain.getByRole('button', { name: 'Send my mark' }).click();
  await plain.getByRole('heading', { name: 'Thank you' }).waitFor();
  await visit(reader, '/how/1-nothing', { name: 'felt-forged', status: 404 });
});
