// A way out of trouble, and looking back together, in a real browser.

import assert from 'node:assert/strict';
import { anotherPage, demo, signIn, story, visit, withoutJavaScript } from './harness.mjs';

demo();

const priya = 'priya.nadarajan@bellwater.example';
const nadia = 'nadia.rossi@bellwater.example';
const daniel = 'daniel.ferraro@bellwater.example';

story('a ladder is read step by step, with its briefing and what is usual', async ({ page, url }) => {
  await signIn(page, priya);
  await visit(page, '/ladders', { name: 'ladders' });
  await page.getByRole('link', { name: /Borrowing machines that stop/ }).click();
  const ladder = new URL(page.url()).pathname;
  await visit(page, ladder, { name: 'ladder' });
  await page.getByRole('link', { name: 'Talk to IT’s manager' }).click();
  const step = new URL(page.url()).pathname;
  await visit(page, step, { name: 'ladder-step' });
  await visit(page, `${step}/briefing`, { name: 'ladder-briefing' });
  assert.match(await page.locator('article').innerText(), /What we ask for/);
  await visit(page, `${step}/briefing/edit`, { name: 'ladder-briefing-edit' });
  await visit(page, `${ladder}/ending`, { name: 'ladder-ending' });
  await visit(page, `${ladder}/edit`, { name: 'ladder-edit' });
  await page.goto(url + ladder);
  await page.getByRole('link', { name: 'Examine your own expectations' }).click();
  await page.getByRole('link', { name: 'Open the worksheet' }).click();
  await visit(page, new URL(page.url()).pathname, { name: 'ladder-expectations' });
});

story('a ladder is begun and noted on without JavaScript', async ({ url }) => {
  const page = await withoutJavaScript();
  await signIn(page, daniel);
  await page.goto(`${url}/ladders`);
  await page.getByRole('link', { name: 'Begin a ladder' }).click();
  await page.getByLabel('In a few words').fill('Nobody tells us');
  await page.getByLabel('What is going wrong?').fill('We hear of it from the readers.');
  await page.getByRole('button', { name: 'Begin' }).click();
  assert.match(await page.locator('main').innerText(), /Only you can see this/);
  await page.getByRole('link', { name: 'Talk to your own manager' }).click();
  await page.getByLabel('What was said and agreed?').fill('She will ask.');
  await page.getByRole('button', { name: 'Keep this note' }).click();
  assert.match(await page.locator('main').innerText(), /She will ask\./);
});

story('two people write in a review, and each sees what the other wrote', async ({ page, url }) => {
  await signIn(page, nadia);
  await visit(page, '/reviews', { name: 'reviews' });
  await page.getByRole('link', { name: /certificate that ran out/ }).click();
  const review = new URL(page.url()).pathname;
  await visit(page, review, { name: 'review' });
  await page.getByRole('checkbox', { name: /say something about a moment/ }).check();
  await page.getByRole('link', { name: 'Say something about it' }).first().click();
  await visit(page, new URL(page.url()).pathname, { name: 'review-moment' });
  await page.goto(url + review);
  const other = await anotherPage();
  await signIn(other, daniel);
  await other.goto(url + review);
  await other.getByRole('link', { name: 'Add what contributed' }).click();
  await visit(other, `${review}/parts/new?kind=factor`, { name: 'review-part' });
  await other.getByLabel('What kind of thing was it?').selectOption('capacity');
  await other.getByLabel('What contributed?').fill('Two of three people were away.');
  await other.getByRole('button', { name: 'Save' }).click();
  // the other page looks by itself
  await page.getByText('Two of three people were away.').waitFor({ timeout: 20_000 });
});
