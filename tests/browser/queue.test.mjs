// The queue, as somebody lives in it: with the keyboard, on a telephone, and without scripts.

import assert from 'node:assert/strict';
import { check, demo, signIn, story, visit, withoutJavaScript } from './harness.mjs';

demo();

const nadia = 'nadia.rossi@bellwater.example';
const yusuf = 'yusuf.demir@bellwater.example';
const ben = 'ben.hartley@bellwater.example';

const said = (page) => page.locator('#deed-said p');
const focused = (page) => page.evaluate(() => document.activeElement.closest('li.line')?.id);

story('eight tickets triaged with the keyboard only', async ({ page }) => {
  await signIn(page, ben);
  await page.goto('/queue');
  const before = await page.locator('li.line').evaluateAll((all) => all.map((one) => one.id));
  assert.ok(before.length >= 8, `${before.length} rows`);
  const key = (one) => page.keyboard.press(one);
  const hears = (text) => said(page).getByText(text).first().waitFor();
  // one: mine. One key.
  await key('j');
  assert.equal(await focused(page), before[0]);
  await check(page, { name: 'triage-start' });
  await key('m');
  await hears(/Given: 1|not in this team/);
  assert.equal(await focused(page), before[0], 'the focus stays where it was');
  // two: to a colleague. One key, some letters, Enter.
  await key('j');
  await key('a');
  await page.keyboard.type('ben');
  await page.getByRole('option', { name: 'Ben Hartley' }).waitFor();
  await check(page, { name: 'triage-assign' });
  await key('Enter');
  await page.locator('#ask-assign').waitFor({ state: 'hidden' });
  assert.equal(await focused(page), before[1]);
  // three: a tag
  await key('j');
  await key('l');
  await page.keyboard.type('exam-week');
  await key('Enter');
  await hears('Tagged: 1.');
  // four: tomorrow
  await key('j');
  await key('s');
  await check(page, { name: 'triage-snooze' });
  await page.locator('#ask-snooze h2').waitFor();
  await key('1');
  await hears('Snoozed: 1.');
  await page.locator(`#${before[3]}.is-gone`).waitFor();
  assert.equal(await focused(page), before[3], 'nothing moves');
  // and back, because it was the wrong one
  await key('u');
  await hears('Undone: one ticket is as it was.');
  await page.locator(`#${before[3]}:not(.is-gone)`).waitFor();
  // five and six together: selected, tagged
  await key('j');
  await key('x');
  await key('j');
  await key('X');
  assert.equal(await page.locator('.is-picked').count(), 2);
  await check(page, { name: 'triage-selected' });
  await key('l');
  await page.keyboard.type('printer');
  await key('Enter');
  await hears('Tagged: 2.');
  assert.equal(await page.locator('.is-picked').count(), 0);
  // seven: opened beside the list, a note written
  await key('j');
  await key('n');
  await page.waitForURL(/\/tickets\/\d+$/);
  await page.locator('#note-body').waitFor();
  await page.keyboard.type('Seen; the part is ordered.');
  await check(page, { name: 'triage-beside' });
  await key('Escape');
  await key('Escape');
  await page.waitForURL('**/queue');
  assert.equal(await focused(page), before[6]);
  // eight: answered
  await key('j');
  await key('r');
  await page.waitForURL(/\/tickets\/\d+$/);
  await page.locator('#body').waitFor();
  await page.keyboard.type('We look at it this afternoon.');
  const onSend = () => page.evaluate(() => document.activeElement.textContent.startsWith('Send to'));
  for (let n = 0; n < 9 && !(await onSend()); n++) await key('Tab');
  await key('Enter');
  await page.getByText('Sent.', { exact: true }).first().waitFor();
  await key('Escape');
  await page.waitForURL('**/queue');
  const after = await page.locator('li.line').evaluateAll((all) => all.map((one) => one.id));
  assert.deepEqual(after, before, 'no row moved, none was lost');
  await check(page, { name: 'triage-end' });
  // the keys that are left: help, and the way to another list
  await key('?');
  await page.getByRole('heading', { name: 'Keys', exact: true }).waitFor();
  await check(page, { name: 'triage-keys' });
  await key('Escape');
  await key('g');
  await key('y');
  await page.waitForURL('**/queue?phase=waking');
});

story('the pages of lists: views, style, groups, many at once', async ({ page }) => {
  await signIn(page, nadia);
  await visit(page, '/queue', { name: 'queue' });
  await visit(page, '/queue?group=place', { name: 'queue-groups' });
  await visit(page, '/queue?phase=waking', { name: 'queue-waking' });
  await visit(page, '/views', { name: 'views' });
  await visit(page, '/views/new?phase=on_hold', { name: 'view-new' });
  await page.getByLabel('What do you call it?').fill('Waiting somewhere');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { level: 1, name: 'Waiting somewhere' }).waitFor();
  await visit(page, '/queue/style', { name: 'queue-style' });
  await page.getByRole('radio', { name: 'Compact: one line' }).check();
  for (const fact of ['Place', 'Tags', 'When it last changed']) await page.getByLabel(fact).check();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.locator('.rows.compact').first().waitFor();
  await check(page, { name: 'queue-compact' });
});

story('without JavaScript: ticked, tagged, undone', async ({ url }) => {
  const page = await withoutJavaScript();
  await signIn(page, yusuf);
  await page.goto(`${url}/queue`);
  const boxes = page.locator('.pick input');
  await boxes.nth(0).check();
  await boxes.nth(1).check();
  await check(page, { name: 'queue-no-script' });
  await page.getByRole('button', { name: 'Tag …' }).click();
  await page.getByLabel('Tag', { exact: true }).fill('switch-room');
  await check(page, { name: 'bulk-tag' });
  await page.getByRole('button', { name: 'Add a tag: 2 tickets' }).click();
  await page.getByRole('heading', { level: 1, name: 'Tagged: 2.' }).waitFor();
  await check(page, { name: 'bulk-done' });
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('heading', { level: 1, name: 'Undone: 2 tickets are as they were.' }).waitFor();
});

story('whoever turned single letters off can type without setting anything off', async ({ page }) => {
  await signIn(page, yusuf);
  await page.goto('/account');
  await page.getByLabel('Single letters as keys').selectOption('off');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved.').waitFor();
  await page.goto('/queue');
  for (const one of ['j', 'm', 'a', 'x']) await page.keyboard.press(one);
  assert.equal(await page.locator('dialog[open], .is-picked').count(), 0);
  assert.equal(await said(page).innerText(), '');
  // what is a link or a box is still there for everybody
  await page.getByRole('checkbox', { name: /Select ticket/ }).first().check();
  await page.getByRole('button', { name: 'Give to …' }).click();
  await page.getByRole('heading', { name: /Give to somebody/ }).waitFor();
});
