// Two people on one ticket, words that survive, and a second thought in time.

import assert from 'node:assert/strict';
import { anotherPage, check, demo, signIn, story, visit, withoutJavaScript } from './harness.mjs';

demo({ FOOTBRIDGE_DESK__UNDO_SECONDS: '15' });

const ahmed = 'ahmed.haddad@bellwater.example';
const yusuf = 'yusuf.demir@bellwater.example';

/** The tickets of somebody's queue, the most urgent first. */
async function queueOf(page) {
  await page.goto('/queue');
  return page.locator('#lines a').evaluateAll((lines) => lines.map((line) => line.getAttribute('href')));
}

const box = (page) => page.locator('#body');
const draftKept = (page) => page.waitForResponse((answer) => answer.url().endsWith('/drafts') && answer.ok());

story('a message appears while somebody is typing, and what is typed stays', async ({ page }) => {
  await signIn(page, yusuf);
  await page.goto('/tickets/1');
  await box(page).fill('We are looking into the');
  await box(page).evaluate((area) => area.setSelectionRange(3, 6));
  const asking = await anotherPage();
  await signIn(asking, ahmed);
  await asking.goto('/tickets/1');
  // she sees that an answer is being written
  await asking.getByText('IT is writing to you.').waitFor();
  await check(asking, { name: 'ticket-answer-being-written' });
  const top = () => box(page).evaluate((area) => Math.round(area.getBoundingClientRect().top));
  const before = await top();
  await asking.locator('#body').fill('It has begun to smoke.');
  await asking.getByRole('button', { name: 'Send' }).click();
  await page.locator('.msg', { hasText: 'It has begun to smoke.' }).waitFor();
  assert.equal(await box(page).inputValue(), 'We are looking into the');
  assert.deepEqual(
    await box(page).evaluate((area) => [document.activeElement === area, area.selectionStart, area.selectionEnd]),
    [true, 3, 6],
  );
  assert.equal(await top(), before, 'nothing moved');
  assert.match(await page.locator('#live-said').textContent(), /New here: Ahmed/);
  await check(page, { name: 'ticket-news-while-typing' });
});

story('a draft survives a crash and goes on on another device', async ({ page }) => {
  await signIn(page, yusuf);
  const ticket = (await queueOf(page)).at(-1);
  await page.goto(ticket);
  const kept = draftKept(page);
  await box(page).pressSequentially('I have ordered the part');
  await kept;
  // the browser dies: no good-bye, no saving at the end
  await page.context().setOffline(true);
  await page.close({ runBeforeUnload: false });
  const elsewhere = await anotherPage();
  await signIn(elsewhere, yusuf);
  await elsewhere.goto(ticket);
  assert.equal(await box(elsewhere).inputValue(), 'I have ordered the part');
  await elsewhere.getByText('Draft from').waitFor();
  await check(elsewhere, { name: 'ticket-draft' });
  // and without scripts it is there as well, with a way to drop it
  const plain = await withoutJavaScript();
  await signIn(plain, yusuf);
  await plain.goto(ticket);
  assert.equal(await box(plain).inputValue(), 'I have ordered the part');
  await plain.getByRole('button', { name: 'Drop it' }).click();
  assert.equal(await box(plain).inputValue(), '');
});

story('an answer is taken back in time, and another one leaves by itself', async ({ page }) => {
  await signIn(page, yusuf);
  await page.goto((await queueOf(page)).at(-2));
  await box(page).fill('Have you tried to reed the manual?');
  await page.getByRole('button', { name: /^Send to/ }).click();
  await page.getByText(/Sending in \d+ seconds/).waitFor();
  await check(page, { name: 'ticket-leaving' });
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  assert.equal(await box(page).inputValue(), 'Have you tried to reed the manual?');
  await check(page, { name: 'ticket-taken-back' });
  assert.equal(await page.locator('.msg', { hasText: 'reed the manual' }).count(), 0);
  await box(page).fill('Have you tried to read the manual?');
  await page.getByRole('button', { name: /^Send to/ }).click();
  await page.locator('.msg.leaving').waitFor();
  assert.equal(await box(page).inputValue(), '', 'what was sent is no draft any more');
  // it leaves without anybody looking, and the page says so without being asked
  await page.locator('.msg:not(.leaving)', { hasText: 'read the manual' }).waitFor({ timeout: 30_000 });
  assert.equal(await page.locator('.msg.leaving').count(), 0);
});

story('a note and a reply are never mixed, whatever is typed first', async ({ page }) => {
  await signIn(page, yusuf);
  await page.goto((await queueOf(page)).at(-3));
  await page.locator('label[for=tab-note]').click();
  const kept = draftKept(page);
  await page.locator('#note-body').pressSequentially('They always forget the cable.');
  await kept;
  await page.locator('label[for=tab-reply]').click();
  assert.equal(await box(page).inputValue(), '');
  await page.reload();
  assert.equal(await page.locator('#note-body').inputValue(), 'They always forget the cable.');
  assert.equal(await box(page).inputValue(), '');
  assert.ok(await page.locator('#tab-note').isChecked(), 'the tab with the words is open');
});

story('the queue says that it changed, and changes when its reader wants it', async ({ page }) => {
  await signIn(page, yusuf);
  await visit(page, '/queue', { name: 'queue-live' });
  const first = page.locator('#lines a').first();
  await first.focus();
  const before = await page.locator('#lines').innerText();
  const asking = await anotherPage();
  await signIn(asking, ahmed);
  const services = await (await page.request.get('/api/v1/services')).json();
  const wireless = services.find(({ name }) => name === 'Library Wi-Fi');
  const sent = await asking.request.post('/api/v1/tickets', {
    data: { subject: 'Wireless is gone', description: 'The wireless network is gone.', service: wireless.id },
    headers: { 'sec-fetch-site': 'same-origin' },
  });
  assert.equal(sent.status(), 201);
  await page.getByRole('button', { name: /The list has changed/ }).waitFor();
  assert.equal((await page.locator('#lines').innerText()).split('\n').length >= before.split('\n').length, true);
  assert.ok(await first.evaluate((line) => document.activeElement === line), 'the focus stays');
  await page.getByRole('button', { name: /The list has changed/ }).click();
  await page.locator('#lines', { hasText: 'Wireless is gone' }).waitFor();
});
