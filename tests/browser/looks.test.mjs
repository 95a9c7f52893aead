// What people see and can rely on: one thing at a time, what comes next, paper, small downloads.

import assert from 'node:assert/strict';
import { anotherPage, check, demo, signIn, story, transferred, visit } from './harness.mjs';

demo();

const ahmed = 'ahmed.haddad@bellwater.example';
const helen = 'helen.karras@bellwater.example';
const nadia = 'nadia.rossi@bellwater.example';
const yusuf = 'yusuf.demir@bellwater.example';
const PHONE = { width: 390, height: 844 };

const radio = (page, name) => page.getByRole('radio', { name, exact: true });

story('a report asks one question at a time, and then says what happens', async ({ page }) => {
  await signIn(page, ahmed);
  await page.goto('/report');
  await page.getByLabel("What isn't working?").fill('The borrowing machines say out of service.');
  for (const [group, answer] of [
    ['Who is stopped?', 'Everyone who needs it'],
    ['Patrons, staff or both?', 'Patrons'],
    ['Is there a way round it?', "Yes, but it's slow"],
    ['When does it start to hurt?', 'It hurts now'],
  ]) {
    const asked = page.getByRole('group', { name: group });
    await asked.waitFor();
    const after = asked.locator('xpath=following-sibling::fieldset');
    assert.equal(await after.filter({ visible: true }).count(), 0, `after ${group}`);
    await radio(page, answer).check();
  }
  await page.getByRole('group', { name: 'what could it cost us?' }).waitFor();
  await page.getByRole('button', { name: 'Send to IT' }).click();
  const sent = page.getByRole('region', { name: 'Your number is' });
  const words = await sent.innerText();
  const number = /tickets\/(\d+)/.exec(page.url())[1];
  assert.match(words, new RegExp(`Your number is #${number}\\.`));
  assert.match(words, /The team .+ looks at it/);
  assert.match(words, /We tell you (today|tomorrow|\w+day) \d\d:\d\d at the latest/);
  assert.match(words, /What to tell patrons meanwhile\s+“Borrowing machines: sorry.*takes a little longer\.”/);
  await check(page, { name: 'report-sent' });
  await sent.getByRole('link', { name: 'Requests' }).click();
  await page.locator(`main a[href="/tickets/${number}"]`).waitFor();
});

story('a report sent too early shows every question, and says which', async ({ page }) => {
  await signIn(page, nadia);
  await page.goto('/report', { waitUntil: 'networkidle' });
  await page.getByRole('button', { name: 'Send to IT' }).click();
  await page.getByRole('group', { name: 'Is there a way round it?' }).waitFor();
  await check(page, { name: 'report-refused', status: 422 });
  await page.getByRole('link', { name: 'When does it start to hurt? Please choose one.' }).click();
  await page.waitForURL('**/report#hurts');
});

story('without JavaScript the statement comes before the questions', { javaScriptEnabled: false }, async ({ page }) => {
  await signIn(page, ahmed);
  await page.goto('/report?words=Nobody+can+print&kind=question&hurts=today');
  await page.getByRole('button', { name: 'Show me first how it reads' }).click();
  await check(page, { name: 'report-preview' });
  await page.getByRole('heading', { name: 'Or change it first' }).waitFor();
  await page.getByRole('button', { name: 'Send to IT' }).click();
  await page.getByText('Your number is').waitFor();
});

story('what put it right is said in the open, confirmed, and only then felt', async ({ page }) => {
  await signIn(page, ahmed);
  await page.goto('/report?words=Do+the+borrowing+machines+take+coins&kind=question&hurts=later');
  await page.getByRole('button', { name: 'Send to IT' }).click();
  await page.getByText('Your number is').waitFor();
  const { pathname } = new URL(page.url());
  assert.doesNotMatch(await page.locator('.statement').innerText(), /stopped|affected;|workaround/i);
  const helper = await anotherPage();
  await signIn(helper, nadia);
  await helper.goto(pathname);
  await helper.getByText('Put right', { exact: true }).click();
  await helper.getByLabel('What was it, and what did you do?').fill('They do, since spring.');
  await radio(helper, 'It needed explaining').check();
  await helper.getByRole('button', { name: 'Tell them it is put right' }).click();
  await helper.locator('.talk .right').getByText('They do, since spring.').waitFor();
  await page.goto(pathname);
  const score = page.getByRole('radio', { name: '9', exact: true });
  assert.equal(await score.isVisible(), false, 'one question at a time');
  await page.getByText('No, not yet').click();
  await check(page, { name: 'ticket-confirm' });
  await page.getByRole('button', { name: 'Yes, it works' }).click();
  await score.check();
  await page.getByRole('button', { name: 'Tell them' }).click();
  await page.getByText('You gave it 9 out of 10.').waitFor();
});

story('Enter opens a ticket beside the list where there is room', async ({ page }) => {
  await signIn(page, yusuf);
  await page.goto('/queue');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  const beside = page.getByRole('region', { name: 'The ticket you opened' });
  await beside.getByRole('heading', { level: 2 }).first().waitFor();
  await page.waitForURL(/\/tickets\/\d+$/);
  await page.locator('#lines a').first().waitFor();
  await check(page, { name: 'queue-beside' });
  const first = page.url();
  await page.keyboard.press('r');
  await page.keyboard.type('Half an answer');
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.href !== first);
  await page.keyboard.press('k');
  await page.keyboard.press('Enter');
  await page.waitForURL(first);
  assert.equal(await beside.locator('#body').inputValue(), 'Half an answer');
  await beside.getByRole('button', { name: 'Send to', exact: false }).first().click();
  await beside.getByText('Sent.', { exact: true }).waitFor();
  assert.match(await beside.locator('.talk').innerText(), /Half an answer/);
  await page.keyboard.press('Escape');
  await page.waitForURL('**/queue');
  await beside.waitFor({ state: 'hidden' });
  assert.equal(await page.evaluate(() => document.activeElement.className), 'q');
});

story('a very long file name and a very long message stay inside their message', async ({ page }) => {
  await signIn(page, ahmed);
  await page.goto('/report?words=Look+at+this&kind=question&hurts=later');
  const file = { name: `${'n'.repeat(200)}.txt`, mimeType: 'text/plain', buffer: Buffer.from('here') };
  await page.locator('input[type=file]').first().setInputFiles(file);
  await page.getByRole('button', { name: 'Send to IT' }).click();
  await page.getByText('Your number is').waitFor();
  await page.locator('#body').fill('A line that somebody pasted. '.repeat(400));
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  const long = page.getByRole('region', { name: 'A long message from Ahmed Haddad' });
  await long.waitFor();
  assert.ok((await long.boundingBox()).height < 500);
  await check(page, { name: 'ticket-long' });
});

story('on a phone the ticket is a page of its own', async ({ page }) => {
  await signIn(page, yusuf);
  await page.setViewportSize(PHONE);
  await page.goto('/queue');
  await page.locator('#lines a').first().click();
  await page.getByRole('heading', { level: 1 }).and(page.locator('.title')).waitFor();
  assert.equal(await page.locator('#lines').count(), 0);
});

story('what goes on paper has no navigation and nothing to fill in', async ({ page }) => {
  await signIn(page, yusuf);
  for (const path of ['/queue', '/requests', '/tickets/1']) {
    await page.goto(path);
    await page.emulateMedia({ media: 'print' });
    for (const part of ['.bar nav', '.bar .find', '.bar .me', '#compose', '.side form', '.keys', 'button']) {
      assert.equal(await page.locator(part).filter({ visible: true }).count(), 0, `${part} of ${path}`);
    }
    assert.ok((await page.locator('h1').boundingBox()).height > 10, `${path} has a heading`);
    await page.emulateMedia({ media: null });
  }
  await page.emulateMedia({ media: 'print' });
  await page.getByText('It hurts now').first().waitFor();
});

story('the other requests of a department say who asked, and wait for nobody here', async ({ page }) => {
  await signIn(page, helen);
  await page.goto('/requests?of=department');
  const words = await page.locator('main').innerText();
  assert.match(words, /Ahmed Haddad/);
  assert.doesNotMatch(words, /Waiting for you/);
  await check(page, { name: 'requests-department' });
});

story('anybody can sign out from every page', async ({ page }) => {
  await signIn(page, ahmed);
  await page.goto('/tickets/1');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL('**/sign-in**');
  await page.goto('/tickets/1');
  await page.waitForURL('**/sign-in**');
});

story('pages come small, and nothing moves when they come', async () => {
  for (const [who, path] of [[ahmed, '/'], [ahmed, '/report'], [ahmed, '/tickets/1'], [yusuf, '/queue'], [yusuf, '/tickets/1']]) {
    const page = await anotherPage();
    await page.addInitScript(() => {
      window.moved = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) window.moved += entry.value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await signIn(page, who);
    await page.goto(path, { waitUntil: 'networkidle' });
    assert.equal(await page.evaluate(() => window.moved), 0, `${path} moves`);
    await visit(page, path);
    assert.ok(transferred(page) < 60_000, `${path}: ${transferred(page)} bytes`);
    await page.close();
  }
});

story('long names and addresses in a subject stay on a telephone', async ({ page }) => {
  await signIn(page, ahmed);
  await page.goto('/account');
  await page.getByLabel('Name', { exact: true }).fill('Bo Featherstonehaugh-Wolfeschlegelsteinhausenbergerdorff');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved.').waitFor();
  await visit(page, '/', { name: 'home-long' });
  const helper = await anotherPage();
  await signIn(helper, yusuf);
  await helper.goto('/tickets/35/edit');
  await helper.getByLabel('Subject').fill(`See https://catalogue.bellwater.example/?session=${'0123456789'.repeat(9)}`);
  await helper.getByRole('button', { name: 'Save', exact: true }).click();
  await helper.getByText('0123456789').first().waitFor();
  await visit(helper, '/tickets/35', { name: 'ticket-long' });
  await visit(helper, '/tickets/35/edit', { name: 'ticket-edit-long' });
});

story('complaint 20: the pages people live in are clean for a screen reader, in every theme', async ({ page, url }) => {
  await signIn(page, yusuf);
  // axe looks at each of them, wide and narrow, light and dark
  for (const path of ['/queue', '/queue?whose=mine', '/tickets/1', '/tickets/1/edit', '/desk', '/report', '/requests', '/account']) {
    await visit(page, path);
    const first = await page.evaluate(() => ({
      headings: document.querySelectorAll('h1').length,
      mains: document.querySelectorAll('main').length,
      unnamed: [...document.querySelectorAll('button, a[href], input:not([type=hidden]), select, textarea')]
        .filter((one) => one.checkVisibility() && !one.labels?.length && !one.getAttribute('aria-label')
          && !one.getAttribute('aria-labelledby') && !one.textContent.trim() && !one.title && !one.querySelector('[aria-label], title')).length,
    }));
    assert.deepEqual(first, { headings: 1, mains: 1, unnamed: 0 }, `${url}${path}`);
  }
});
