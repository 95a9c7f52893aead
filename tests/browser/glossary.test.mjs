// Words of the other side: the card by pointer, key and touch; asking about a word; help while writing.

import assert from 'node:assert/strict';
import { anotherPage, check, demo, signIn, story, visit, withoutJavaScript } from './harness.mjs';

demo();

const wei = 'wei.chua@bellwater.example';
const nadia = 'nadia.rossi@bellwater.example';
const helen = 'helen.karras@bellwater.example';

async function report(page, words) {
  await page.goto(`/report?words=${encodeURIComponent(words)}`);
  await page.getByRole('radio', { name: 'One person' }).check();
  await page.getByRole('radio', { name: 'Staff', exact: true }).check();
  await page.getByRole('radio', { name: "Yes, but it's slow" }).check();
  await page.getByRole('radio', { name: 'It hurts now' }).check();
  await page.getByRole('button', { name: 'Send to IT' }).click();
  await page.waitForURL(/\/tickets\/\d+/);
  return new URL(page.url()).pathname;
}

async function answer(ticket, words) {
  const helper = await anotherPage();
  await signIn(helper, 'kerryn.blackwood@bellwater.example');
  await helper.goto(ticket);
  await helper.locator('#body').fill(words);
  await helper.getByRole('button', { name: /^Send to/ }).click();
  await helper.locator('.msg', { hasText: words }).waitFor();
  return helper;
}

story('a word of the other side shows its card to a pointer, a key and a finger', async ({ page }) => {
  await signIn(page, wei);
  const ticket = await report(page, 'The self-check at Central is stuck.');
  await answer(ticket, 'The SIP2 line lost its DNS. The flange is fine.');
  await page.goto(ticket);
  const word = page.getByRole('link', { name: 'SIP2', exact: true });
  const card = page.locator('#term-card');
  await word.scrollIntoViewIfNeeded();
  const before = await word.boundingBox();
  await word.hover();
  await card.getByText('What borrowing machines').waitFor();
  assert.deepEqual(await word.boundingBox(), before, 'nothing moved');
  assert.equal(await word.getAttribute('aria-describedby'), 'term-card');
  await check(page, { name: 'term-card' });
  // it can be pointed at, and goes by Escape without moving the pointer
  await card.hover();
  assert.ok(await card.isVisible());
  await page.keyboard.press('Escape');
  await card.waitFor({ state: 'hidden' });
  await page.mouse.move(0, 0);
  await word.focus();
  await page.keyboard.press('Tab');
  await card.getByText('address book of the internet').waitFor();
  await page.keyboard.press('Shift+Tab');
  await card.getByText('What borrowing machines').waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/glossary\/\d+$/);
});

story('somebody selects a word they do not know, asks, and is told', async ({ page }) => {
  await signIn(page, wei);
  const ticket = await report(page, 'The scanner at my desk beeps twice.');
  await answer(ticket, 'We calibrated the flange. It will be quiet now.');
  await page.goto(ticket);
  await page.evaluate(() => {
    const text = document.createTreeWalker(document.querySelector('.msg.it .body'), NodeFilter.SHOW_TEXT).nextNode();
    const at = text.data.indexOf('flange');
    getSelection().setBaseAndExtent(text, at, text, at + 6);
  });
  await page.getByRole('button', { name: 'I don’t know this word' }).click();
  const dialog = page.getByRole('dialog');
  assert.equal(await dialog.getByLabel('Which word?').inputValue(), 'flange');
  await dialog.getByText('We calibrated the flange.').waitFor();
  await check(page, { name: 'ask-word' });
  await dialog.getByRole('checkbox').check();
  await dialog.getByRole('button', { name: 'Ask what it means' }).click();
  await dialog.getByText('You will be told here').waitFor();
  await dialog.getByRole('button', { name: 'Close' }).click();
  const keeper = await anotherPage();
  await signIn(keeper, helen);
  await visit(keeper, '/glossary/asked', { name: 'words-asked' });
  await keeper.getByRole('link', { name: /flange/ }).click();
  await keeper.getByText('We calibrated the flange.').waitFor();
  await check(keeper, { name: 'word-asked' });
  await keeper.getByRole('link', { name: 'Add it as a word' }).click();
  await keeper.getByLabel(/In the library’s words/).fill('The plate that holds the aerial of the gate.');
  await keeper.getByRole('button', { name: 'Save the word' }).click();
  await keeper.waitForURL(/\/glossary\/\d+/);
  await page.goto('/notifications');
  await page.getByText('A word you asked about is explained now: flange').waitFor();
  await check(page, { name: 'word-told' });
});

story('whoever replies sees words to explain and wording to soften, and puts an explanation in', async ({ page }) => {
  const asker = await anotherPage();
  await signIn(asker, wei);
  const ticket = await report(asker, 'The scanner at my desk is silent.');
  await signIn(page, 'kerryn.blackwood@bellwater.example');
  await page.goto(ticket);
  const box = page.locator('#body');
  await box.fill('Obviously the driver is old. Just restart it.');
  const note = page.locator('.wording');
  await note.getByText('One word that the library may not know:').waitFor();
  await note.getByText('“Obviously”').waitFor();
  await check(page, { name: 'wording' });
  await note.getByRole('button', { name: 'Put this behind “driver” in brackets' }).click();
  assert.match(await box.inputValue(), /driver \(the small program/);
  await note.getByText('One word').waitFor({ state: 'detached' });
});

story('every page of words is in order', async ({ page }) => {
  await signIn(page, helen);
  await visit(page, '/glossary', { name: 'glossary' });
  await visit(page, '/glossary/1', { name: 'glossary-word' });
  await visit(page, '/glossary/1/edit', { name: 'glossary-edit' });
  await visit(page, '/glossary/between', { name: 'words-between' });
  await visit(page, '/account/wording', { name: 'wording-choice' });
});

story('without a script a word is a link, and a button looks over a reply', async () => {
  const page = await withoutJavaScript();
  await signIn(page, nadia);
  await page.goto('/queue');
  await page.locator('a[href^="/tickets/"]').first().click();
  await page.locator('#body').fill('This was user error.');
  await page.getByRole('button', { name: 'Look over my words' }).click();
  await page.getByText('“user error”').waitFor();
  assert.equal(await page.locator('#body').inputValue(), 'This was user error.');
});
