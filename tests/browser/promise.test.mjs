// Saying back, closing one's own ticket, and what helps beside it, in a real browser.

import assert from 'node:assert/strict';
import { anotherPage, demo, signIn, story, visit, withoutJavaScript } from './harness.mjs';

demo();

const ahmed = 'ahmed.haddad@bellwater.example';
const nadia = 'nadia.rossi@bellwater.example';
const helen = 'helen';

async function report(page, url, words) {
  await page.goto(`${url}/report?words=${encodeURIComponent(words)}`);
  await page.getByRole('radio', { name: 'Everyone who needs it' }).check();
  await page.getByRole('radio', { name: 'Patrons', exact: true }).check();
  await page.getByRole('radio', { name: "Yes, but it's slow" }).check();
  await page.getByRole('radio', { name: 'It hurts now' }).check();
  await page.getByRole('button', { name: 'Send to IT' }).click();
  await page.waitForURL(/\/tickets\/\d+/);
  return new URL(page.url()).pathname;
}

story('said back by one, confirmed by the other', async ({ page, url }) => {
  await signIn(page, ahmed);
  const ticket = await report(page, url, 'The borrowing machines are all out of service again.');
  const helper = await anotherPage();
  await signIn(helper, nadia);
  await helper.goto(url + ticket);
  // the panel fills itself when it is opened
  await helper.getByText('What helps right now', { exact: true }).click();
  await helper.getByRole('heading', { name: 'Solved before' }).waitFor();
  await helper.getByText('Say back what you understood').click();
  assert.match(await helper.getByLabel(/What you understood/).inputValue(), /this is what I understood/);
  await helper.getByRole('button', { name: 'Send to Ahmed Haddad' }).first().click();
  await helper.getByText('They are asked whether that is it').waitFor();
  await visit(page, ticket, { name: 'playback-asked' });
  await page.getByRole('button', { name: "Yes, that's it" }).click();
  await page.getByText('They know that they understood you').waitFor();
  await visit(helper, ticket, { name: 'playback-confirmed' });
  assert.match(await helper.locator('.statement').innerText(), /Confirmed by Ahmed Haddad/);
});

story('complaint 18: closed and opened again by the person who asked, without JavaScript', async ({ url }) => {
  const page = await withoutJavaScript();
  await signIn(page, ahmed);
  const ticket = await report(page, url, 'The self-check at the door is slow.');
  await page.goto(url + ticket);
  await page.getByText("It's fine now", { exact: true }).click();
  await page.getByRole('button', { name: 'It fixed itself: close it' }).click();
  assert.match(await page.locator('main').innerText(), /said it fixed itself, and closed it/);
  await page.getByText('Open it again', { exact: true }).first().click();
  await page.getByLabel('What is still wrong?').fill('It is back.');
  await page.getByRole('button', { name: 'Open it again' }).click();
  assert.match(await page.locator('.state').innerText(), /IT has it/);
  await page.getByText('It is worse now, or better').click();
  await page.getByLabel('What changed?').fill('Exams start on Monday');
  await page.getByRole('button', { name: 'Say how it is now' }).click();
  assert.match(await page.locator('.statement').innerText(), /Exams start on Monday/);
  await page.getByRole('link', { name: 'What helps right now' }).or(page.getByText('What helps right now')).first().click();
  await page.getByRole('link', { name: /Solved before, opening hours/ }).click();
  assert.match(await page.locator('main').innerText(), /Solved before/);
});

story('the pages around a promise', async ({ page, url, people }) => {
  await signIn(page, ahmed);
  const ticket = await report(page, url, 'The gate beeps at everybody.');
  await visit(page, `${ticket}/beside`, { name: 'beside' });
  const contact = await anotherPage();
  await signIn(contact, people.find((one) => one.email.startsWith(helen)).email);
  await visit(contact, '/occasions', { name: 'occasions' });
  await visit(contact, '/occasions/new', { name: 'occasion-new' });
});

story('an administrator sets how soon news is due', async ({ page, people }) => {
  await signIn(page, people.find((one) => /rajiv/.test(one.email)).email);
  await visit(page, '/queue?phase=overdue', { name: 'queue-overdue' });
  await visit(page, '/administration/news', { name: 'news-rules' });
});
