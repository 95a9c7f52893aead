// A meeting from its planning to its pack, with two people writing on it at once.

import assert from 'node:assert/strict';
import { anotherPage, check, demo, signIn, story, visit, withoutJavaScript } from './harness.mjs';

demo();

const priya = 'priya.nadarajan@bellwater.example';
const kerryn = 'kerryn.blackwood@bellwater.example';
const nadia = 'nadia.rossi@bellwater.example';

const DAY = 86_400_000;
/** A Tuesday some weeks on, as a date field wants it. */
const tuesday = (weeks) => {
  const day = new Date(Date.now() + weeks * 7 * DAY);
  day.setDate(day.getDate() + ((9 - day.getDay()) % 7));
  return day.toISOString().slice(0, 10);
};

/** The next meeting of the demo's series. */
async function next(page) {
  await page.goto('/meetings');
  await page.locator('main section .rows a.row').first().click();
  await page.locator('#agenda').waitFor();
  return new URL(page.url()).pathname;
}

const headings = (page) => page.locator('.agenda h3').allInnerTexts();

story('a liaison plans meetings, and the agenda has written itself', async ({ page }) => {
  await signIn(page, priya);
  await visit(page, '/meetings', { name: 'meetings' });
  await page.getByRole('link', { name: 'Plan a meeting' }).first().click();
  await visit(page, new URL(page.url()).pathname + new URL(page.url()).search, { name: 'meeting-new' });
  await page.getByLabel('What is it called?').fill('Library and IT, in short');
  await page.getByLabel('When does it begin?').fill(`${tuesday(2)}T14:30`);
  await page.getByLabel('How many minutes?').fill('30');
  await page.getByLabel('Where?').fill('Northside, staff room');
  await page.getByLabel('How often?').selectOption('fortnightly');
  await page.getByRole('button', { name: 'Plan it and invite them' }).click();
  await page.waitForURL(/said=meeting-planned/);
  await check(page, { name: 'meeting-planned' });
  const seen = await headings(page);
  assert.ok(seen.includes('What hurts most now') && seen.includes('What we promised'), seen.join(', '));
  await page.getByRole('link', { name: 'Change or move this meeting' }).click();
  await check(page, { name: 'meeting-edit' });
  await page.goBack();
  await page.getByRole('link', { name: 'All dates' }).click();
  await check(page, { name: 'meeting-series' });
  // from now on an hour later, and weekly
  await page.getByLabel('When does it begin?').fill(`${tuesday(2)}T15:30`);
  await page.getByLabel('How often?').selectOption('weekly');
  await page.getByRole('button', { name: 'Save and tell them' }).click();
  await page.waitForURL(/said=saved/);
  await page.getByText(/^Every week\./).waitFor();
  assert.equal(await page.locator('.rows a.row', { hasText: '15:30' }).count(), 6);
});

story('two people write on one meeting, and each sees what the other does', async ({ page }) => {
  await signIn(page, priya);
  const meeting = await next(page);
  await visit(page, meeting, { name: 'meeting' });
  const other = await anotherPage();
  await signIn(other, kerryn);
  const listening = other.waitForRequest(/\/live\?/);
  await other.goto(meeting);
  await listening;
  // an item appears where it belongs
  await page.getByLabel('Something to talk about').fill('New library cards');
  await page.getByRole('button', { name: 'Put it on the agenda' }).click();
  await other.locator('.topic h3', { hasText: 'New library cards' }).waitFor();
  // while one of them writes notes, the other changes the order: what is typed stays
  const first = other.locator('.topic').first();
  await first.getByRole('link', { name: 'Write notes' }).click();
  await other.locator('#notes').fill('It is the cable, and we kn');
  const before = await headings(page);
  await page.getByRole('button', { name: 'Move up: New library cards' }).click();
  await page.locator('.topic').first().waitFor();
  const after = await headings(page);
  assert.notDeepEqual(after, before);
  await other.waitForFunction(
    (names) => [...document.querySelectorAll('.agenda h3')].map((one) => one.innerText).join() === names,
    after.join(),
  );
  assert.equal(await other.locator('#notes').inputValue(), 'It is the cable, and we kn');
  assert.ok(await other.locator('#notes').evaluate((area) => document.activeElement === area));
  await check(other, { name: 'meeting-noting' });
  await other.locator('#notes').fill('It is the cable, and we know which.');
  const listens = page.waitForRequest(/\/live\?/);
  await page.goto(meeting);
  await listens;
  await other.getByRole('button', { name: 'Save the notes' }).click();
  await page.locator('.notes', { hasText: 'It is the cable, and we know which.' }).waitFor();
  // decided and promised, without anybody loading anything anew
  await other.goto(meeting);
  await page.getByLabel('What did we decide?').fill('We buy two spare scanners');
  await page.getByLabel('Who agreed?').fill('Priya, Kerryn');
  await page.getByRole('button', { name: 'Write down the decision' }).click();
  await other.getByText('We buy two spare scanners').first().waitFor();
  await page.getByLabel('What is to be done?').fill('Order two spare scanners');
  await page.getByLabel('Who does it?').fill('Nadia Rossi');
  await page.getByLabel('By when?').fill(tuesday(3));
  await page.getByRole('button', { name: 'Write it down' }).click();
  await other.locator('#promised ~ *', { hasText: 'Order two spare scanners' }).first().waitFor();
  await page.waitForURL(/said=action-promised/);
  await check(page, { name: 'meeting-decided' });
  await visit(page, `${meeting}/pack`, { name: 'meeting-pack' });
  await page.getByText('We buy two spare scanners').waitFor();
  await page.getByText('Order two spare scanners').waitFor();
});

story('a topic is noted on and put aside without JavaScript', async () => {
  const page = await withoutJavaScript();
  await signIn(page, priya);
  await next(page);
  await page.getByRole('link', { name: /^Write notes/ }).first().click();
  await page.locator('#notes').fill('We come back to this');
  await page.getByRole('button', { name: 'Save the notes' }).click();
  await page.getByText('We come back to this').waitFor();
  await page.getByRole('checkbox', { name: 'Choose what to leave out this time' }).check();
  await page.locator('.topic').last().getByRole('button', { name: /^Not this time/ }).first().click();
  await page.locator('details summary', { hasText: 'Not this time' }).last().click();
  await page.getByRole('button', { name: /^Take it up again/ }).last().waitFor();
});

story('what was promised has a list, a page and an end', async ({ page }) => {
  await signIn(page, nadia);
  await visit(page, '/actions?whose=all', { name: 'actions' });
  await visit(page, '/actions/new', { name: 'action-new' });
  await page.goto('/actions');
  await page.locator('main .rows a.row').first().click();
  await check(page, { name: 'action' });
  await visit(page, '/account/calendar', { name: 'calendar' });
});
