// What only a browser shows of a relationship: its pages as the liaison and both managers meet them.

import assert from 'node:assert/strict';
import { demo, signIn, story, visit } from './harness.mjs';

demo();

const at = (name) => `${name}@bellwater.example`;

story('the liaison finds everything about the library and IT from one page', async ({ page }) => {
  await signIn(page, at('priya.nadarajan'));
  await visit(page, '/bridge', { name: 'bridge' });
  await page.getByRole('link', { name: 'Everything about it' }).click();
  await page.waitForURL('**/relationships/1');
  await visit(page, '/relationships/1', { name: 'relationship' });
  await page.getByRole('link', { name: /open requests/ }).click();
  await page.getByRole('heading', { name: 'Open requests between the two' }).waitFor();
  await visit(page, '/relationships/1/requests?show=provider', { name: 'relationship-requests' });
});

story('each picture of how the two are doing has its answer, its words and its numbers', async ({ page }) => {
  await signIn(page, at('kerryn.blackwood'));
  await visit(page, '/relationships/1/health', { name: 'health' });
  const pictures = page.getByRole('img');
  assert.ok((await pictures.count()) >= 8, 'a picture for each question');
  const felt = page.locator('#felt');
  await felt.getByText('The numbers behind it').click();
  await felt.getByRole('columnheader', { name: 'Month' }).waitFor();
  await visit(page, '/relationships/1/parity', { name: 'parity' });
});

story('a goal is read and written on', async ({ page }) => {
  await signIn(page, at('helen.karras'));
  await visit(page, '/goals', { name: 'goals' });
  await visit(page, '/goals/2', { name: 'goal' });
  await page.getByLabel('What you read').fill('9');
  await page.getByRole('button', { name: 'Write it down' }).click();
  await page.getByText('It is written down.').waitFor();
  await visit(page, '/goals/new', { name: 'goal-new' });
  await visit(page, '/contributions/me', { name: 'contributions' });
  await visit(page, '/contributions/departments/2', { name: 'contributions-side' });
});
