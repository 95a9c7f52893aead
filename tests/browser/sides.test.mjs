// What both sides do together and know of each other: projects, who we are, and a supplier who is asked.

import assert from 'node:assert/strict';
import { check, demo, signIn, story, visit } from './harness.mjs';

demo();

const priya = 'priya.nadarajan@bellwater.example';
const kerryn = 'kerryn.blackwood@bellwater.example';
const nadia = 'nadia.rossi@bellwater.example';

story('a project goes on by a word and a milestone', async ({ page }) => {
  await signIn(page, priya);
  await visit(page, '/projects', { name: 'projects' });
  await visit(page, '/projects/new', { name: 'project-new' });
  await visit(page, '/projects/1', { name: 'project' });
  await visit(page, '/projects/1/edit', { name: 'project-edit' });
  await page.goto('/projects/1');
  await page.getByLabel('Say something').fill('The shelves are measured.');
  await page.locator('#talk').getByRole('button').last().click();
  await page.waitForURL(/said=project-said/);
  await page.locator('.msg', { hasText: 'The shelves are measured.' }).waitFor();
  await check(page, { name: 'project-said' });
});

story('a manager says who their department is, and the other side reads it', async ({ page }) => {
  await signIn(page, kerryn);
  await visit(page, '/who-we-are', { name: 'who-we-are' });
  await page.getByRole('main').getByRole('link', { name: 'Information Technology' }).first().click();
  const path = new URL(page.url()).pathname;
  await visit(page, path, { name: 'department' });
  await visit(page, `${path}/edit`, { name: 'department-edit' });
  await page.locator('#worried_by').fill('Certificates that run out on a Sunday.');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Certificates that run out on a Sunday.').waitFor();
});

story('a ticket is handed to a supplier from its own page', async ({ page }) => {
  await signIn(page, nadia);
  await page.goto('/queue');
  const tickets = await page.locator('#lines a').evaluateAll((all) => all.map((one) => one.getAttribute('href')));
  await visit(page, `${tickets.at(-1)}/hand-over`, { name: 'hand-over' });
  assert.ok((await page.locator('#words').inputValue()).length > 80, 'the letter is written from the record');
  await page.getByRole('button', { name: /^Send/ }).click();
  await page.waitForURL(/said=/);
  await page.locator('.handed').first().waitFor();
  await check(page, { name: 'ticket-handed-over' });
  // and by telephone
  await page.getByRole('link', { name: 'I called them' }).click();
  await visit(page, new URL(page.url()).pathname, { name: 'call' });
  await page.getByLabel('What did they say?').fill('They look at it tomorrow before nine.');
  await page.getByLabel('Their number').fill('CAS-9001');
  await page.getByRole('button', { name: 'Keep the call' }).click();
  await page.waitForURL(/said=supplier-called/);
  await page.locator('.handed', { hasText: 'They look at it tomorrow' }).waitFor();
  await check(page, { name: 'ticket-called' });
});
