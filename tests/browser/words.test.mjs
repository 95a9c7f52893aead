// Words that are not lost: in the short forms, in what a team keeps, and in an answer to many that is
// taken back.

import assert from 'node:assert/strict';
import { anotherPage, check, demo, signIn, story, takeProblems, visit } from './harness.mjs';

demo({ FOOTBRIDGE_DESK__UNDO_SECONDS: '15' });

const yusuf = 'yusuf.demir@bellwater.example';
const ahmed = 'ahmed.haddad@bellwater.example';
const draftKept = (page) => page.waitForResponse((answer) => answer.url().endsWith('/drafts') && answer.ok());

/** The tickets of somebody's queue, the most urgent first. */
async function queueOf(page) {
  await page.goto('/queue');
  return page.locator('#lines a').evaluateAll((lines) => lines.map((line) => line.getAttribute('href')));
}

story('what got worse is kept while it is written, and again on another device', async ({ page }) => {
  await signIn(page, yusuf);
  const ticket = (await queueOf(page)).at(-1);
  await page.goto(ticket);
  await page.getByText('It is worse now, or better').click();
  const kept = draftKept(page);
  await page.locator('#changed').pressSequentially('Exams start on Monday, and ||Mrs Lee|| waits');
  await kept;
  await page.close();
  const elsewhere = await anotherPage();
  await signIn(elsewhere, yusuf);
  await elsewhere.goto(ticket);
  // open, with what was typed, marks and all
  assert.equal(await elsewhere.locator('#changed').inputValue(), 'Exams start on Monday, and ||Mrs Lee|| waits');
  assert.ok(await elsewhere.locator('#changed').isVisible());
  await check(elsewhere, { name: 'ticket-worse-draft' });
});

story('a short form says itself that somebody is signed out, and keeps the words', async ({ page }) => {
  await signIn(page, ahmed);
  await page.goto('/requests');
  await page.locator('main a[href^="/tickets/"]').first().click();
  await page.getByText('It is worse now, or better').click();
  await page.context().clearCookies();
  await page.locator('#changed').pressSequentially('Now the printer, too');
  await page.getByText('You are signed out. Your words are still here').first().waitFor();
  assert.equal(await page.locator('#changed').inputValue(), 'Now the printer, too');
  assert.ok(takeProblems(page).every((problem) => problem.includes('401')));
});

story('an answer for many replies is kept while it is written', async ({ page }) => {
  await signIn(page, yusuf);
  await page.goto('/answers/new');
  const kept = draftKept(page);
  await page.locator('#words').pressSequentially('Switch it off, count to ten, and on again.');
  await kept;
  await page.getByText('Draft from').waitFor();
  await visit(page, '/answers/new', { name: 'answer-draft' });
  assert.equal(await page.locator('#words').inputValue(), 'Switch it off, count to ten, and on again.');
});

story('an answer to many is taken back with one press, and the priority of many changes', async ({ page }) => {
  await signIn(page, yusuf);
  const numbers = (await queueOf(page)).slice(-3).map((href) => href.split('/').at(-1).split('?')[0]);
  const chosen = numbers.map((n) => `ticket=${n}`).join('&');
  await visit(page, `/bulk/new?${chosen}&deed=reply`, { name: 'bulk-reply' });
  await page.locator('#words').fill('The line is mended tonight.');
  await page.getByRole('button', { name: /^Answer with the same words/ }).click();
  await page.getByRole('heading', { name: 'Leaving in a moment: 3.' }).waitFor();
  await check(page, { name: 'bulk-leaving' });
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('link', { name: 'Go on with your words' }).click();
  assert.equal(await page.locator('#words').inputValue(), 'The line is mended tonight.');
  await check(page, { name: 'bulk-words-back' });
  await visit(page, `/bulk/new?${chosen}&deed=priority`, { name: 'bulk-priority' });
  await page.getByRole('button', { name: /^Change the priority/ }).click();
  await page.getByText('Say who is stopped, or when it hurts').first().waitFor();
  await check(page, { name: 'bulk-priority-refused', status: 422 });
  await page.locator('#changed').fill('Exams start on Monday');
  await page.locator('label.choice', { hasText: 'It hurts now' }).click();
  await page.getByRole('button', { name: /^Change the priority/ }).click();
  await page.getByRole('heading', { name: /^Priority worked out again: / }).waitFor();
});
