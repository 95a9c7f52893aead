// Questions of a service at the desk and on the ticket, and a talk that a team owes.

import assert from 'node:assert/strict';
import { anotherPage, check, demo, signIn, story, visit, withoutJavaScript } from './harness.mjs';

demo();

const tom = 'tom.gallagher@bellwater.example';
const thuy = 'thuy.nguyen@bellwater.example';
const yusuf = 'yusuf.demir@bellwater.example';

/** The manager of IT asks about printing how many sheets, where paper jams; it must be answered. */
async function askForSheets() {
  const page = await anotherPage();
  await signIn(page, 'kerryn.blackwood@bellwater.example');
  const [first] = await (await page.request.get('/api/v1/fields')).json();
  const service = first.service.id ?? first.service;
  const sent = await page.request.post('/api/v1/fields', {
    headers: { 'sec-fetch-site': 'same-origin' },
    data: {
      label: 'How many sheets are stuck?', key: 'sheets', service, type: 'number', position: 2,
      required_at: 'report', kind: 'incident', shown_if: { field: 'what_jams', value: 'Paper jams' },
    },
  });
  assert.ok([201, 409, 422].includes(sent.status()), await sent.text());
}

/** The page of the printer at Northside. */
async function printer(page) {
  await page.goto('/desk');
  const devices = await (await page.request.get('/api/v1/devices')).json();
  const { id } = devices.find(({ name, kind }) => kind === 'printer' && /Northside/.test(name)) ?? devices.find(({ kind }) => kind === 'printer');
  return `/desk?device=${id}`;
}

story('at the desk a question comes with the answer it hangs on, and may be answered anew later', async ({ page }) => {
  await askForSheets();
  await signIn(page, tom);
  await visit(page, await printer(page), { name: 'desk-with-questions' });
  await page.getByLabel(/Or in your own words/).fill('Crumpled sheets come out');
  await page.getByLabel(/What does it print wrongly/).selectOption({ label: 'Paper jams' });
  await page.getByLabel(/How many sheets are stuck/).fill('3');
  await page.getByRole('button', { name: 'Send to IT' }).first().click();
  await page.waitForURL(/\/tickets\/\d+/);
  await page.getByText('What we asked you about it').click();
  await page.getByLabel(/How many sheets are stuck/).fill('5');
  await check(page, { name: 'ticket-questions' });
  await page.getByRole('button', { name: 'Send the answers' }).click();
  await page.getByText('Thank you. IT sees it.').waitFor();
  const helper = await anotherPage();
  await signIn(helper, thuy);
  await helper.goto(new URL(page.url()).pathname);
  assert.match(await helper.locator('.talk').innerText(), /changed How many sheets are stuck\?: 5/);
});

story('without scripts the form comes back with the question that is needed now', async () => {
  await askForSheets();
  const page = await withoutJavaScript();
  await signIn(page, tom);
  await page.goto(await printer(page));
  await page.getByLabel(/Or in your own words/).fill('It crumples everything');
  await page.getByLabel(/What does it print wrongly/).selectOption({ label: 'Paper jams' });
  await page.locator('.actions').getByRole('button', { name: 'Send to IT' }).click();
  await page.locator('#problems').getByText('Please answer: How many sheets are stuck?').waitFor();
  await check(page, { name: 'desk-question-needed', status: 422 });
  await page.getByLabel(/How many sheets are stuck/).fill('2');
  await page.locator('.actions').getByRole('button', { name: 'Send to IT' }).click();
  await page.waitForURL(/\/tickets\/\d+/);
});

story('a talk that the team owes is among its tasks and on the ticket', async ({ page }) => {
  await signIn(page, yusuf);
  await visit(page, '/tasks', { name: 'tasks-of-the-team' });
  await page.getByText('Talk to Tom Gallagher about how it went').waitFor();
  await page.getByRole('link', { name: /No usable Wi-Fi/ }).click();
  await page.locator('.tasks').getByText('Talk to Tom Gallagher').waitFor();
  await check(page, { name: 'ticket-with-a-talk-owed' });
});

story('the queue narrows to a device of a place', async ({ page }) => {
  await signIn(page, 'hamish.mcleod@bellwater.example');
  await page.goto('/queue');
  await page.locator('select[name=location]').selectOption({ label: 'Northside computer room' });
  await page.waitForURL(/location=/);
  const devices = await page.locator('select[name=device]').locator('option').allInnerTexts();
  assert.ok(devices.length > 3 && devices.every((name) => !/Central/.test(name)), devices.join());
  await page.locator('select[name=device]').selectOption({ index: 1 });
  await page.waitForURL(/device=\d+/);
  await check(page, { name: 'queue-with-device' });
});
