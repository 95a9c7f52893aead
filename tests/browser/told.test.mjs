// What each person is told, the way they chose, and a number in the bar that is true.

import assert from 'node:assert/strict';
import { anotherPage, check, demo, signIn, story, visit, withoutJavaScript } from './harness.mjs';

demo();

const wei = 'wei.chua@bellwater.example';
const yusuf = 'yusuf.demir@bellwater.example';

const choose = (page, kind, way) => page.getByLabel(kind, { exact: true }).selectOption(way);

async function report(page, words) {
  await page.goto(`/report?words=${encodeURIComponent(words)}`);
  await page.getByRole('radio', { name: 'One person' }).check();
  await page.getByRole('radio', { name: 'Staff', exact: true }).check();
  await page.getByRole('radio', { name: "Yes, but it's slow" }).check();
  await page.getByRole('radio', { name: 'It hurts now' }).check();
  await page.getByRole('button', { name: 'Send to IT' }).click();
  await page.waitForURL(/\/tickets\/\d+/);
  return new URL(page.url()).pathname;
}

async function answer(ticket, words) {
  const helper = await anotherPage();
  await signIn(helper, 'kerryn.blackwood@bellwater.example');
  await helper.goto(ticket);
  await helper.locator('#body').fill(words);
  await helper.getByRole('button', { name: /^Send to/ }).click();
  await helper.locator('.msg', { hasText: words }).waitFor();
  return helper;
}

story('what somebody chose comes to the bar while they look elsewhere, and is read', async ({ page }) => {
  await signIn(page, wei);
  await visit(page, '/account/notifications', { name: 'notification-choices' });
  await choose(page, 'My request has news', 'In Footbridge');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.locator('.said').waitFor();
  const ticket = await report(page, 'The scanner at my desk reads nothing.');
  // the demo may have told her something already
  const bar = await page.getByRole('link', { name: /^New for you/ }).allTextContents();
  const before = Number(/\d+$/.exec(bar[0]?.trim() ?? '')?.[0] ?? 0);
  const more = `New for you: ${before + 1}`;
  // she goes on with something else, and is typing
  await page.goto('/answers');
  const box = page.locator('main input[type=search], main input[name=q]').first();
  await box.fill('scan');
  await answer(ticket, 'Is its light on?');
  await page.getByRole('link', { name: more, exact: true }).waitFor();
  assert.equal(await box.inputValue(), 'scan');
  assert.ok(await box.evaluate((one) => document.activeElement === one), 'the focus stays');
  await page.getByRole('link', { name: more, exact: true }).click();
  await check(page, { name: 'notifications' });
  // another page of hers, open beside it
  const other = await page.context().newPage();
  await other.goto('/');
  await other.getByRole('link', { name: more, exact: true }).waitFor();
  await page.getByRole('button', { name: /^Open ticket/ }).click();
  await page.waitForURL(new RegExp(`${ticket}$`));
  await other.getByRole('link', { name: before > 0 ? `New for you: ${before}` : 'New for you', exact: true }).waitFor();
  await other.close();
});

story('the same without JavaScript, and two open pages do not undo each other', async ({ page }) => {
  await signIn(page, wei);
  const plain = await withoutJavaScript();
  await signIn(plain, wei);
  await plain.goto('/account/notifications');
  await page.goto('/account/notifications');
  await choose(page, 'Something I follow has news', 'Not at all');
  await page.getByRole('button', { name: 'Save' }).click();
  await choose(plain, 'My request has news', 'In Footbridge');
  await plain.getByLabel('From').fill('21:00');
  await plain.getByLabel('Until').fill('06:30');
  await plain.getByRole('button', { name: 'Save' }).click();
  await plain.getByRole('heading', { name: 'You chose something else meanwhile, on another page' }).waitFor();
  assert.equal(await plain.getByLabel('From').inputValue(), '21:00');
  await check(plain, { name: 'notification-choices-conflict', status: 422 });
  await plain.getByRole('button', { name: 'Save' }).click();
  const ticket = await report(page, 'The label printer prints half a label.');
  await answer(ticket, 'Which roll is in it?');
  await plain.goto('/notifications');
  assert.match(await plain.locator('main').innerText(), /Which roll is in it\?/);
  await plain.getByRole('button', { name: `Open ticket ${ticket.split('/').at(-1)}` }).click();
  assert.match(await plain.locator('main').innerText(), /Which roll is in it\?/);
});

story('one\'s own requests say that they have news, and what is typed stays', async ({ page }) => {
  await signIn(page, wei);
  const ticket = await report(page, 'The projector in the story room is pink.');
  await page.goto('/');
  await page.locator('#words').fill('And the lamp');
  const helper = await answer(ticket, 'We bring another cable.');
  await page.locator(`a[href="${ticket}"] .new-mark`).waitFor();
  assert.equal(await page.locator('#words').inputValue(), 'And the lamp');
  await check(page, { name: 'home-with-news' });
  await helper.close();
  await page.goto('/requests');
  const second = await page.context().newPage();
  await report(second, 'And the loudspeaker hums.');
  await page.bringToFront();
  await page.getByRole('button', { name: /The list has changed/ }).click();
  await page.locator('.row', { hasText: 'loudspeaker' }).first().waitFor();
});

story('an agent sees what came to the team', async ({ page }) => {
  await signIn(page, yusuf);
  await visit(page, '/notifications', { name: 'notifications-of-an-agent' });
  assert.ok((await page.locator('.row').count()) > 0);
});
