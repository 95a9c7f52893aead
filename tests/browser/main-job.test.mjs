// The main job in a real browser: reported, worked on, put right, felt.

import assert from 'node:assert/strict';
import { anotherPage, check, demo, signIn, story, visit, withoutJavaScript } from './harness.mjs';

demo();

const ahmed = 'ahmed.haddad@bellwater.example';
const yusuf = 'yusuf.demir@bellwater.example';

story('the pages of a person asking', async ({ page }) => {
  await signIn(page, ahmed);
  await visit(page, '/', { name: 'home' });
  await visit(page, '/report?words=The+borrowing+machines+all+say+out+of+service', { name: 'report' });
  await visit(page, '/requests', { name: 'requests' });
  await visit(page, '/search?q=printer', { name: 'search' });
  await visit(page, '/tickets/1', { name: 'ticket-own' });
});

story('the pages of a person helping', async ({ page }) => {
  await signIn(page, yusuf);
  await visit(page, '/queue', { name: 'queue' });
  await visit(page, '/tickets/1', { name: 'ticket' });
  await visit(page, '/tickets/1/edit', { name: 'ticket-edit' });
});

story('the impact statement grows while somebody types', async ({ page, url }) => {
  await signIn(page, ahmed);
  await page.goto(`${url}/report`);
  await page.getByLabel("What isn't working?").fill('The borrowing machines are all out of service.');
  await page.getByRole('radio', { name: 'Everyone who needs it' }).check();
  await page.getByRole('radio', { name: 'Patrons', exact: true }).check();
  await page.getByRole('radio', { name: "Yes, but it's slow" }).check();
  await page.getByRole('radio', { name: 'It hurts now' }).check();
  await page.getByText('How IT will read it').waitFor();
  assert.match(await page.locator('#statement').innerText(), /priority 2, high/i);
  await check(page, { name: 'report-statement' });
});

story('reported without JavaScript, put right, confirmed', async ({ url }) => {
  const page = await withoutJavaScript();
  await signIn(page, ahmed);
  await page.goto(`${url}/`);
  await page.locator('main textarea').fill('Nobody can print at the moment. A man needs his form at two.');
  await page.getByRole('button', { name: 'Carry on' }).click();
  await page.getByRole('radio', { name: 'Some people' }).check();
  await page.getByRole('radio', { name: 'Patrons', exact: true }).check();
  await page.getByRole('radio', { name: 'No', exact: true }).check();
  await page.getByRole('radio', { name: 'It hurts now' }).check();
  await page.getByRole('button', { name: 'Show me first how it reads' }).click();
  assert.match(await page.locator('#statement').innerText(), /Incident\./);
  await page.getByRole('button', { name: 'Send to IT' }).click();
  assert.match(await page.locator('main').innerText(), /IT has it/);
  assert.match(page.url(), /\/tickets\/\d+/);
});

story('an agent takes a ticket with the keyboard alone', async ({ page, url }) => {
  await signIn(page, yusuf);
  await page.goto(`${url}/queue`);
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/tickets\/\d+/);
  await page.keyboard.press('n');
  await page.keyboard.type('Looked at the switch.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText('Kept, for the helping teams only.').waitFor();
  assert.match(await page.locator('.talk .note').last().innerText(), /Looked at the switch/);
  const asker = await anotherPage();
  await signIn(asker, ahmed);
  const answer = await asker.goto(page.url());
  assert.doesNotMatch(await answer.text(), /Looked at the switch/);
});
