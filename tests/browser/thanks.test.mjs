// Thanks, a tour and an idea, as two people of the demo do them.

import assert from 'node:assert/strict';
import { anotherPage, check, demo, signIn, story, visit, withoutJavaScript } from './harness.mjs';

demo();

const ahmed = 'ahmed.haddad@bellwater.example';
const nadia = 'nadia.rossi@bellwater.example';
const WORDS = 'You drew the whole network on a napkin so that I could explain it at the desk.';

story('somebody is thanked, and lets everybody read it', async ({ page }) => {
  await signIn(page, ahmed);
  await visit(page, '/praise', { name: 'praise' });
  await page.getByRole('main').getByRole('link', { name: 'Say thanks' }).click();
  await check(page, { name: 'praise-new' });
  await page.getByLabel('To a person').fill('Nadia Rossi');
  await page.getByRole('radio', { name: 'knew their stuff' }).check();
  await page.getByLabel('In your own words').fill(WORDS);
  await page.getByRole('button', { name: 'Say thanks' }).click();
  await page.locator('.said').waitFor();
  const path = new URL(page.url()).pathname;
  const other = await anotherPage();
  await signIn(other, nadia);
  await visit(other, path, { name: 'praise-received' });
  await other.getByRole('radio', { name: /^Everybody may/ }).check();
  await other.getByRole('button', { name: 'Decide' }).click();
  await other.getByText('Everybody on both sides may read this').waitFor();
  await visit(page, '/praise/slide', { name: 'praise-slide' });
  await page.getByText(WORDS).waitFor();
  const file = await page.request.get('/praise/slide.pdf');
  assert.equal(file.headers()['content-type'], 'application/pdf');
});

story('tours, placements and ideas have a page each', async ({ page }) => {
  await signIn(page, nadia);
  await visit(page, '/tours', { name: 'tours' });
  await visit(page, '/tours/1', { name: 'tour' });
  await visit(page, '/tours/2/stops', { name: 'tour-stops' });
  await visit(page, '/tours/new', { name: 'tour-new' });
  await visit(page, '/placements/1', { name: 'placement' });
  await visit(page, '/placements/new', { name: 'placement-new' });
  await visit(page, '/ideas', { name: 'ideas' });
  await visit(page, '/ideas/1', { name: 'idea' });
  await visit(page, '/praise/mine', { name: 'praise-mine' });
  await visit(page, '/the-internet', { name: 'the-internet' });
});

story('an idea is noted without a script', async () => {
  const page = await withoutJavaScript();
  await signIn(page, ahmed);
  await page.goto('/ideas');
  await page.getByLabel('What could be better?').fill('A kettle beside the servers');
  await page.getByRole('button', { name: 'Note it' }).click();
  await page.getByText('Noted. Thank you for the idea.').waitFor();
  await page.getByRole('button', { name: "I'll look after it" }).click();
  await page.getByText('You look after it').waitFor();
});
