// Tickets that hang together: made one and two again, and a name chosen from the list.

import assert from 'node:assert/strict';
import { anotherPage, check, demo, signIn, story, visit } from './harness.mjs';

demo();

const ahmed = 'ahmed.haddad@bellwater.example';
const nadia = 'nadia.rossi@bellwater.example';

/** A ticket about the first service, by whoever is signed in on the page. */
async function report(page, url, words) {
  await page.goto(`${url}/`);
  return page.evaluate(async (description) => {
    const body = JSON.stringify({ description, service: 1, impact: { scope: 'several', hurts: 'now' } });
    const headers = { 'Content-Type': 'application/json' };
    const answer = await fetch('/api/v1/tickets', { method: 'POST', headers, body });
    return (await answer.json()).number;
  }, words);
}

story('two reports of one thing are made one, and two again', async ({ page, url }) => {
  const asker = await anotherPage();
  await signIn(asker, ahmed);
  const first = await report(asker, url, 'Nobody can borrow at the machines by the door.');
  const second = await report(asker, url, 'The borrowing machines by the stairs are out, too.');
  await signIn(page, nadia);
  await page.goto(`${url}/tickets/${second}`);
  await page.getByText('Ask a colleague, let somebody follow').click();
  await page.getByRole('link', { name: 'Link it, or make it one' }).click();
  await page.getByLabel('The other ticket').fill(`${first}`);
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('heading', { name: 'Or make them one' }).waitFor();
  await check(page, { name: 'connect' });
  await page.getByRole('button', { name: `Make #${second} part of #${first}` }).click();
  await page.getByText('Put together. Both sides are told.').waitFor();
  await check(page, { name: 'merged-into' });
  assert.match(await page.locator('.joined').innerText(), /by the stairs are out/);
  await visit(asker, `/tickets/${second}`, { name: 'merged' });
  assert.match(await asker.locator('main').innerText(), new RegExp(`Handled together with #${first}`));
  await page.goto(`${url}/tickets/${second}`);
  await page.getByRole('button', { name: 'Undo: make it a ticket of its own again' }).click();
  await page.getByText('It is a ticket of its own again, as it was before.').waitFor();
  assert.doesNotMatch(await page.locator('main').innerText(), /Handled together/);
});

story('a colleague is named from the list with the keyboard', async ({ page, url }) => {
  await signIn(page, nadia);
  const number = await report(page, url, 'The catalogue forgets who asked.');
  await page.goto(`${url}/tickets/${number}`);
  await page.getByLabel('Only the helping teams see this').waitFor({ state: 'attached' });
  await page.keyboard.press('n');
  await page.keyboard.type('Please look, @ahm');
  await page.locator('#people-list li').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  assert.match(await page.locator('#note-body').inputValue(), /^Please look, @\[Ahmed Haddad\] $/);
  await page.getByRole('button', { name: 'Keep as internal note' }).click();
  await page.getByText('Not told, because only the helping teams read notes: Ahmed Haddad').waitFor();
  await page.getByText('Ask a colleague, let somebody follow').click();
  await page.getByLabel('Whom? A name or an e-mail address').pressSequentially('Ahm');
  await page.locator('#people-list li').first().click();
  await page.getByLabel('What do you need to know, or need done?').fill('Does it forget at your desk, too?');
  await page.getByRole('button', { name: 'Ask for help' }).click();
  await page.getByText('Asked. They are told, and can read this.').waitFor();
  await check(page, { name: 'ticket-asked' });
  const helper = await anotherPage();
  await signIn(helper, ahmed);
  await visit(helper, '/account/assists', { name: 'assists' });
  await visit(helper, `/tickets/${number}`, { name: 'ticket-helping' });
});

story('a message becomes a ticket', async ({ page, url }) => {
  await signIn(page, nadia);
  const number = await report(page, url, 'The screen flickers.');
  await page.goto(`${url}/tickets/${number}`);
  await page.keyboard.press('r');
  await page.keyboard.type('And the mouse is gone.');
  await page.getByRole('button', { name: /^Send/ }).first().click();
  await page.getByText('Sent.').waitFor();
  await page.getByRole('link', { name: 'Make it a ticket of its own' }).last().click();
  await check(page, { name: 'split' });
  await page.getByRole('button', { name: 'Make it a ticket' }).click();
  await page.getByText('Here is the new ticket.').waitFor();
});
