// A month between the library and IT, as three people live it: Ahmed at the counter, Priya who
// looks after the working relationship, Kerryn who leads IT. They go by what they can see and press.

import assert from 'node:assert/strict';
import { anotherPage, check, demo, signIn, story } from './harness.mjs';

demo();

const at = (name) => `${name}@bellwater.example`;
const pathOf = (page) => new URL(page.url()).pathname;
const day = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** Follows a link in the bar, then one in the row of the bridge. */
async function goTo(page, name) {
  await page.getByRole('link', { name: 'Bridge', exact: true }).click();
  await page.getByLabel('Parts of the bridge').getByRole('link', { name, exact: true }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
}

async function press(page, name) {
  await page.getByRole('button', { name }).click();
}

/** A document is there, and is one. */
async function isDocument(page, path) {
  const file = await page.request.get(path);
  assert.equal(file.status(), 200, path);
  assert.equal((await file.body()).subarray(0, 5).toString(), '%PDF-', path);
}

/** First week: the self-check stops, and the answer speaks another language. */
async function report({ ahmed, kerryn }) {
  await ahmed.goto('/report?words=The self-check at Central says it cannot reach anything');
  await ahmed.getByRole('radio', { name: 'Everyone who needs it' }).check();
  await ahmed.getByRole('radio', { name: 'Patrons', exact: true }).check();
  await ahmed.getByRole('radio', { name: "Yes, but it's slow" }).check();
  await ahmed.getByRole('radio', { name: 'It hurts now' }).check();
  await press(ahmed, 'Send to IT');
  await ahmed.waitForURL(/\/tickets\/\d+/);
  const ticket = pathOf(ahmed);
  await kerryn.goto(ticket);
  await kerryn.locator('#body').fill('The SIP2 line came back once its DNS name was right. It will hold.');
  await kerryn.getByText(/may not know/).first().waitFor();
  await check(kerryn, { name: 'month-1-words-beside-the-answer' });
  await press(kerryn, /^Send to/);
  await kerryn.locator('.msg', { hasText: 'once its DNS name' }).waitFor();
  await ahmed.goto(ticket);
  await ahmed.getByRole('link', { name: 'SIP2', exact: true }).hover();
  await ahmed.locator('#term-card').getByText('What borrowing machines').waitFor();
  await check(ahmed, { name: 'month-2-a-word-explained' });
  return ticket;
}

/** Second week: the meeting, with the pack in hand. */
async function meet({ priya, kerryn, ticket }) {
  await goTo(priya, 'Meetings');
  await priya.getByRole('main').locator('a.row[href^="/meetings/"]').first().click();
  await priya.getByLabel('Something to talk about').fill('The self-check that could not reach anything');
  await press(priya, 'Put it on the agenda');
  await priya.getByRole('heading', { name: 'The self-check that could not reach anything' }).waitFor();
  const meeting = pathOf(priya);
  await check(priya, { name: 'month-3-agenda' });
  await priya.getByRole('link', { name: 'Meeting pack' }).click();
  await check(priya, { name: 'month-4-pack' });
  await isDocument(priya, `${meeting}/pack.pdf`);
  await kerryn.goto(meeting);
  await kerryn.getByLabel('What did we decide?').fill('Names are checked before a machine is moved');
  await press(kerryn, 'Write down the decision');
  await kerryn.locator('[id^=decision-]', { hasText: 'Names are checked' }).waitFor();
  await kerryn.getByLabel('What is to be done?').fill('Write the check into the moving list');
  await kerryn.getByLabel('Who does it?').fill(at('kerryn.blackwood'));
  await kerryn.getByLabel('By when?').fill(day(14));
  await kerryn.getByLabel('Request number').fill(ticket.split('/').at(-1));
  await kerryn.locator('form[action$="/actions"]').getByRole('button', { name: 'Write it down' }).click();
  await kerryn.locator('[id^=action-]', { hasText: 'Write the check' }).waitFor();
  await check(kerryn, { name: 'month-5-minutes' });
}

/** Thanks, which stay between two people until the one who was thanked says otherwise. */
async function thank({ ahmed, kerryn, ticket }) {
  const words = 'You put it right before the doors opened, and told us why it had stopped.';
  await ahmed.goto(ticket);
  await ahmed.getByLabel('Say thanks').getByRole('link', { name: 'Kerryn Blackwood' }).click();
  await ahmed.getByRole('radio', { name: 'fixed the process' }).check();
  await ahmed.getByLabel('In your own words').fill(words);
  await press(ahmed, 'Say thanks');
  await ahmed.locator('.said').waitFor();
  await kerryn.goto(pathOf(ahmed));
  await kerryn.getByRole('radio', { name: /^Everybody may/ }).check();
  await press(kerryn, 'Decide');
  await kerryn.getByText('Everybody on both sides may read this').waitFor();
  await goTo(ahmed, 'Thanks');
  await ahmed.getByText(words).first().waitFor();
  await check(ahmed, { name: 'month-6-praise' });
  await isDocument(ahmed, '/praise/slide.pdf');
}

/** Third week: an hour beside the servers, and what came to mind there. */
async function tour({ ahmed, priya, kerryn }) {
  await goTo(priya, 'Tours');
  await priya.getByRole('link', { name: 'Offer or ask for a tour' }).click();
  await priya.getByRole('radio', { name: /^We would like to see/ }).check();
  await priya.getByLabel('What is it?').fill('Where the names of machines live');
  await priya.getByLabel('What to look at').fill('The server room: what hums\nThe helpdesk: who picks up');
  await priya.getByLabel('Where to meet').fill('Town Hall, side door');
  await press(priya, 'Tell the other side');
  await priya.getByRole('heading', { level: 1, name: 'Where the names of machines live' }).waitFor();
  const path = pathOf(priya);
  await kerryn.goto(path);
  await kerryn.getByLabel('Propose a time').fill(`${day(7)}T10:00`);
  await press(kerryn, 'Propose it');
  await priya.goto(path);
  await press(priya, 'Agree to this time');
  await ahmed.goto(path);
  await press(ahmed, "I'm coming");
  await ahmed.getByLabel('Something that could be better').fill('A label with its name on every self-check');
  await press(ahmed, 'Note it');
  await ahmed.getByRole('main').getByRole('link', { name: 'A label with its name on every self-check' }).waitFor();
  await check(ahmed, { name: 'month-7-tour' });
}

/** It keeps coming back: a way to raise it that is Priya's alone. */
async function climb({ priya, kerryn, ticket }) {
  await goTo(priya, 'When it isn’t working');
  await priya.getByRole('link', { name: 'Begin a ladder' }).click();
  await priya.getByLabel('In a few words').fill('Self-checks that lose their way');
  await priya.getByLabel('What is going wrong?').fill('Each move of a machine leaves one behind that nobody can borrow at.');
  await priya.getByLabel('Requests').fill(ticket.split('/').at(-1));
  await press(priya, 'Begin');
  await priya.getByRole('heading', { level: 1, name: 'Self-checks that lose their way' }).waitFor();
  const ladder = pathOf(priya);
  await check(priya, { name: 'month-8-ladder' });
  await priya.getByRole('link', { name: 'Talk to IT’s manager' }).click();
  await priya.getByRole('link', { name: 'Read the briefing' }).click();
  await priya.getByText('What happened').first().waitFor();
  await check(priya, { name: 'month-9-briefing' });
  await isDocument(priya, await priya.getByRole('link', { name: 'Open as PDF' }).getAttribute('href'));
  const refused = await kerryn.request.get(ladder);
  assert.equal(refused.status(), 404, 'nobody who was not invited learns that there is one');
}

/** Last week: put right, and looked back on together. */
async function lookBack({ priya, kerryn, ticket }) {
  await goTo(kerryn, 'Looking back');
  await kerryn.getByRole('link', { name: 'Look back together' }).click();
  await kerryn.locator('#relationship').selectOption('1');
  await kerryn.getByLabel('In a few words').fill('The self-check that lost its name');
  await kerryn.locator('#words').fill('A machine was moved, and its name stayed behind.');
  await kerryn.getByLabel('Requests').fill(ticket.split('/').at(-1));
  await press(kerryn, 'Begin');
  await kerryn.getByRole('heading', { level: 1, name: 'The self-check that lost its name' }).waitFor();
  const review = pathOf(kerryn);
  await kerryn.getByLabel('Ask somebody to take part').fill(at('priya.nadarajan'));
  await press(kerryn, 'Ask them');
  await kerryn.getByRole('link', { name: 'Say something about your own side' }).click();
  await kerryn.waitForURL(/kind=own/);
  await kerryn.locator('#words').fill('We moved the machine and never looked whether its name moved along.');
  await press(kerryn, 'Save');
  await priya.goto(review);
  await priya.getByRole('link', { name: 'Add what contributed' }).click();
  await priya.getByLabel('What kind of thing was it?').selectOption('capacity');
  await priya.getByLabel('What contributed?').fill('Nobody of ours was there when it was switched on.');
  await press(priya, 'Save');
  await kerryn.goto(review);
  await press(kerryn, 'Let it be published with the rest');
  await press(kerryn, 'I agree to publish it as it is');
  await priya.goto(review);
  await check(priya, { name: 'month-10-review' });
  await press(priya, 'I agree to publish it as it is');
  await priya.getByText(/^✓ Published on/).waitFor();
  await isDocument(priya, `${review}/pdf`);
}

/** And how the two are doing, after all that. */
async function howItGoes({ priya }) {
  await goTo(priya, 'Together');
  await priya.locator('main a[href="/relationships/1"]').first().click();
  await priya.waitForURL('**/relationships/1');
  await check(priya, { name: 'month-11-relationship' });
  await priya.getByRole('link', { name: 'How we are doing' }).first().click();
  await priya.getByRole('img').first().waitFor();
  assert.ok((await priya.getByRole('img').count()) >= 8, 'a picture for each question');
  await check(priya, { name: 'month-12-how-we-are-doing' });
}

story('a month between the library and IT', async ({ page: ahmed }) => {
  const [priya, kerryn] = [await anotherPage(), await anotherPage()];
  await signIn(ahmed, at('ahmed.haddad'));
  await signIn(priya, at('priya.nadarajan'));
  await signIn(kerryn, at('kerryn.blackwood'));
  const ticket = await report({ ahmed, kerryn });
  await meet({ priya, kerryn, ticket });
  await thank({ ahmed, kerryn, ticket });
  await tour({ ahmed, priya, kerryn });
  await climb({ priya, kerryn, ticket });
  await lookBack({ priya, kerryn, ticket });
  await howItGoes({ priya });
});
