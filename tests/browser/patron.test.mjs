// Patron details in a real browser: the button that marks, and the question about card numbers.

import assert from 'node:assert/strict';
import { check, demo, signIn, story, takeProblems, visit, withoutJavaScript } from './harness.mjs';

demo();

const ahmed = 'ahmed.haddad@bellwater.example';
const yusuf = 'yusuf.demir@bellwater.example';

// one ticket of Ahmed's, whatever else there is
const ownTicket = async (page, url) => {
  await page.goto(`${url}/requests`);
  const href = await page.locator('main a[href^="/tickets/"]').first().getAttribute('href');
  await page.goto(url + href.split('#')[0]);
  return href.split('#')[0];
};

story('a name is marked with the button, and IT reads that it is withheld', async ({ page, url }) => {
  await signIn(page, ahmed);
  const ticket = await ownTicket(page, url);
  const box = page.locator('#body');
  await box.fill('It is Mrs Browser again.');
  const mark = page.locator('.pane.reply').getByRole('button', { name: 'Mark as patron detail' });
  assert.equal(await mark.isVisible(), false);
  await box.evaluate((one) => one.setSelectionRange(6, 17));
  await mark.click();
  assert.equal(await box.inputValue(), 'It is ||Mrs Browser|| again.');
  await check(page, { name: 'patron-mark' });
  await page.locator('.pane.reply .button.main').click();
  await page.getByText('patron detail withheld').first().waitFor();
  assert.doesNotMatch(await page.locator('body').innerText(), /Mrs Browser/);
  await page.getByRole('button', { name: 'Show patron detail' }).click();
  assert.match(await page.locator('main').innerText(), /Mrs Browser/);
  await check(page, { name: 'patron-shown' });
  await visit(page, `${ticket}/patron-details`, { name: 'patron-details' });
});

story('digits like a card number are asked about before they are sent', async ({ page, url }) => {
  await signIn(page, ahmed);
  await ownTicket(page, url);
  const box = page.locator('#body');
  await box.click();
  await box.pressSequentially('Her card 2 1000 1234 5678 fails.');
  await page.getByText('This looks like a card number: 2 1000 1234 5678.').waitFor();
  await check(page, { name: 'patron-card' });
  await page.getByRole('button', { name: 'Keep it for the library only' }).click();
  assert.equal(await box.inputValue(), 'Her card ||2 1000 1234 5678|| fails.');
  await box.fill('The part is 2100012345678.');
  await page.getByRole('button', { name: 'It is not a card number' }).click();
  await page.locator('.pane.reply .button.main').click();
  await page.getByText('The part is 2100012345678.').first().waitFor();
});

story('without JavaScript the form comes back once with the question', async ({ url }) => {
  const page = await withoutJavaScript();
  await signIn(page, ahmed);
  await ownTicket(page, url);
  await page.locator('#body').fill('Card 2100098765432 is blocked.');
  await page.locator('.pane.reply .button.main').click();
  assert.equal(await page.locator('#body').inputValue(), 'Card 2100098765432 is blocked.');
  // a refusal is what this is about
  takeProblems(page);
  assert.ok(await page.getByRole('radio', { name: 'Keep it for the library only' }).isChecked());
  await page.locator('.pane.reply .button.main').click();
  assert.doesNotMatch(await page.locator('body').innerText(), /2100098765432/);
});

story('an agent hides what somebody forgot to mark', async ({ page, url }) => {
  await signIn(page, yusuf);
  await page.goto(`${url}/tickets/1/patron-details`);
  await page.getByLabel('The words to hide').fill('nobody has written this');
  await page.getByRole('button', { name: 'Hide these words' }).click();
  await page.getByText('These words are not in the ticket.').first().waitFor();
  takeProblems(page);
});
