// The front desk: a report in ten seconds, by keyboard; and what is known already, while somebody types.

import assert from 'node:assert/strict';
import { anotherPage, check, demo, signIn, story, visit, withoutJavaScript } from './harness.mjs';

demo();

const ahmed = 'ahmed.haddad@bellwater.example';
const helen = 'helen.karras@bellwater.example';
const TEN_SECONDS = 10_000;

story('a report in ten seconds: three keys to start, two to send', async ({ page }) => {
  await signIn(page, ahmed);
  await page.goto('/requests');
  let keys = 0;
  const press = async (key) => {
    keys += 1;
    await page.keyboard.press(key);
  };
  // once slowly, for the pictures
  await press('g');
  await press('d');
  await page.waitForURL('**/desk');
  await check(page, { name: 'report-in-ten-seconds-1' });
  await press('1');
  await page.waitForURL(/\/desk\?/);
  assert.equal(keys, 3, 'keys to start');
  await press('1');
  assert.equal(await page.locator('[name="symptom"]:checked').count(), 1);
  await check(page, { name: 'report-in-ten-seconds-2' });
  await press('Enter');
  await page.getByText('Your number is').waitFor();
  await check(page, { name: 'report-in-ten-seconds-3' });
  assert.equal(keys, 5, 'keys altogether, and no clicks');
  assert.match(await page.locator('main').innerText(), /For a patron/);
  // and once as fast as the pages come
  await page.goto('/requests');
  const begun = Date.now();
  await press('g');
  await press('d');
  // loaded: the script that listens to digits comes with the page
  await page.waitForURL('**/desk');
  await press('2');
  await page.waitForURL(/\/desk\?/);
  await press('2');
  await press('Enter');
  await page.getByText('Your number is').waitFor();
  assert.ok(Date.now() - begun < TEN_SECONDS, `${Date.now() - begun} ms`);
});

story('what was tried is ticked, and what fixed it is written down without JavaScript', async () => {
  const page = await withoutJavaScript();
  await signIn(page, ahmed);
  await page.goto('/desk');
  await page.getByRole('link', { name: 'Receipt printer' }).last().click();
  await page.getByRole('radio', { name: 'Nothing comes out' }).check();
  await page.getByRole('checkbox', { name: 'Is the roll the right way round?' }).check();
  await page.getByRole('button', { name: 'That fixed it: Is the receipt roll empty?' }).click();
  await page.getByText('Written down as fixed at the desk.').waitFor();
  assert.match(await page.getByRole('region', { name: /Today at/ }).innerText(), /Fixed here: [1-9]\d*, sent to IT: \d+/);
  await check(page, { name: 'desk-fixed' });
});

story('walk-up or phone is remembered on this browser', async ({ page }) => {
  await signIn(page, ahmed);
  await visit(page, '/desk?kind=wifi', { name: 'desk-work' });
  await page.getByRole('radio', { name: 'They called' }).check();
  await page.goto('/desk?kind=printer');
  assert.ok(await page.getByRole('radio', { name: 'They called' }).isChecked());
  // a letter that belongs to what somebody types goes nowhere
  await page.getByLabel('Or in your own words').fill('');
  await page.getByLabel('Or in your own words').press('g');
  await page.getByLabel('Or in your own words').press('d');
  assert.equal(await page.getByLabel('Or in your own words').inputValue(), 'gd');
  assert.match(page.url(), /kind=printer/);
});

story('while somebody types they see that it is known, and add themselves', async ({ page }) => {
  await signIn(page, ahmed);
  await page.goto('/desk?kind=sorter');
  await page.getByLabel('Or in your own words').fill('The sorter hums and swallows zebra books');
  await page.keyboard.press('Enter');
  await page.getByText('Your number is').waitFor();
  const number = /tickets\/(\d+)/.exec(page.url())[1];
  const other = await anotherPage();
  await signIn(other, helen);
  await other.goto('/report');
  await other.getByLabel("What isn't working?").fill('The sorter swallows zebra books here too');
  const known = other.getByRole('region', { name: 'Is it one of these?' });
  await known.getByText('The sorter hums and swallows zebra books', { exact: false }).waitFor();
  await check(other, { name: 'known-already' });
  const join = known.getByRole('button', { name: /swallows zebra books/ }).first();
  await join.click();
  await other.waitForURL(`**/tickets/${number}/affected/new`);
  await check(other, { name: 'affected' });
  await other.getByRole('button', { name: 'Back to my report' }).click();
  assert.equal(await other.getByLabel("What isn't working?").inputValue(), 'The sorter swallows zebra books here too');
  await other.getByRole('button', { name: /swallows zebra books/ }).first().click();
  await other.getByRole('button', { name: 'This stops me too' }).click();
  await other.getByText('Added. IT sees').waitFor();
  await page.goto(`/tickets/${number}`);
  assert.match(await page.locator('main').innerText(), /two people at/);
});

story('first checks are kept by the contact of a department', async ({ page }) => {
  await signIn(page, helen);
  await page.goto('/desk');
  await page.getByRole('link', { name: 'First checks' }).last().click();
  await check(page, { name: 'first-checks' });
  await page.getByRole('link', { name: 'Security gate' }).click();
  await check(page, { name: 'first-checks-edit' });
});
