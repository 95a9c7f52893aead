// Reports without the network, and reports by the code on a device, in a real browser.

import assert from 'node:assert/strict';
import { connect, createServer } from 'node:net';
import { anotherPage, check, demo, signIn, story, takeProblems, visit } from './harness.mjs';

demo();

const ahmed = 'ahmed.haddad@bellwater.example';
const rajiv = 'rajiv.menon@bellwater.example';

const PHOTO = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** A wire between browser and server that can be cut, and that can lose the answers to a form. */
async function wire(url) {
  const { port } = new URL(url);
  const state = { isCut: false, losesAnswers: false, posts: 0 };
  const open = new Set();
  const server = createServer((near) => {
    if (state.isCut) return near.destroy();
    const far = connect(Number(port), '127.0.0.1');
    open.add(near);
    near.on('data', (bytes) => {
      const isReport = bytes.toString('latin1', 0, 13) === 'POST /report ';
      if (isReport) state.posts += 1;
      near.isReport = isReport || near.isReport;
      far.write(bytes);
    });
    far.on('data', (bytes) => (state.losesAnswers && near.isReport ? near.destroy() : near.write(bytes)));
    const end = () => {
      near.destroy();
      far.destroy();
      open.delete(near);
    };
    for (const side of [near, far]) side.on('close', end).on('error', end);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const cut = () => {
    state.isCut = true;
    for (const near of open) near.destroy();
  };
  return { url: `http://127.0.0.1:${server.address().port}`, state, cut, mend: () => (state.isCut = false), close: () => server.close() };
}

/** Signed in over a wire, with the form kept for later. */
async function withForm(url) {
  const line = await wire(url);
  const page = await anotherPage({ baseURL: line.url });
  await signIn(page, ahmed);
  await page.goto('/report');
  await page.locator('html[data-report-form="kept"]').waitFor();
  await page.waitForFunction(() => navigator.serviceWorker.controller);
  return { line, page };
}

async function answer(page, words) {
  await page.getByLabel("What isn't working?").fill(words);
  await page.getByRole('radio', { name: 'One person' }).check();
  await page.getByRole('radio', { name: 'Patrons', exact: true }).check();
  await page.getByRole('radio', { name: "Yes, but it's slow" }).check();
  await page.getByRole('radio', { name: 'It hurts now' }).check();
}

async function found(page, words) {
  await page.goto(`/search?q=${encodeURIComponent(words)}`);
  const links = await page.locator('main a[href^="/tickets/"]').evaluateAll((all) => all.map((a) => a.pathname));
  return new Set(links).size;
}

story('a report without the network waits, survives a reload and is sent once', async ({ url }) => {
  const { line, page } = await withForm(url);
  line.cut();
  await page.context().setOffline(true);
  await page.goto('/report');
  await page.getByText('The network is away').waitFor();
  assert.equal(await page.getByRole('link', { name: 'Ahmed Haddad' }).count(), 0);
  await answer(page, 'Quokkas chewed the cable of the borrowing machines');
  await page.getByLabel('Photos or files').setInputFiles({ name: 'cable.png', mimeType: 'image/png', buffer: PHOTO });
  takeProblems(page);
  await check(page, { name: 'report-without-network' });
  await page.getByRole('button', { name: 'Send to IT' }).click();
  await page.getByText('1 report is waiting for the network.').waitFor();
  await page.reload();
  await page.getByText('1 report is waiting for the network.').waitFor();
  await page.getByText('Quokkas chewed').waitFor();
  takeProblems(page);
  await check(page, { name: 'reports-waiting' });
  line.mend();
  await page.context().setOffline(false);
  await page.goto('/');
  await page.getByText('A report that waited was sent.').waitFor();
  assert.equal(await found(page, 'quokkas'), 1);
  await page.locator('main a[href^="/tickets/"]').first().click();
  await page.getByRole('link', { name: 'cable.png' }).waitFor();
  await page.goto('/report/waiting');
  await page.getByText('Nothing waits.').waitFor();
  takeProblems(page);
  line.close();
});

story('the answer gets lost on the way back, and it is still one ticket', async ({ url }) => {
  const { line, page } = await withForm(url);
  await answer(page, 'Wombats sat on the wire');
  line.state.losesAnswers = true;
  await page.getByRole('button', { name: 'Send to IT' }).click();
  await page.waitForURL('**/report/waiting');
  line.state.losesAnswers = false;
  await page.goto('/');
  await page.getByText('A report that waited was sent.').waitFor();
  assert.ok(line.state.posts >= 2, `sent ${line.state.posts} times`);
  assert.equal(await found(page, 'wombats'), 1);
  takeProblems(page);
  line.close();
});

story('a waiting report can be changed and thrown away', async ({ url }) => {
  const { line, page } = await withForm(url);
  line.cut();
  await page.context().setOffline(true);
  await page.goto('/report');
  await answer(page, 'Echidnas in the returns slot');
  await page.getByRole('button', { name: 'Send to IT' }).click();
  await page.getByText('1 report is waiting for the network.').waitFor();
  await page.getByRole('link', { name: 'Open it in the form' }).click();
  const box = page.getByLabel("What isn't working?");
  assert.equal(await box.inputValue(), 'Echidnas in the returns slot');
  await box.fill('Two echidnas in the returns slot');
  await page.getByRole('button', { name: 'Send to IT' }).click();
  await page.getByText('Two echidnas').waitFor();
  await page.getByText('1 report is waiting for the network.').waitFor();
  page.on('dialog', (dialog) => dialog.accept());
  await page.getByRole('button', { name: 'Throw it away' }).click();
  await page.getByText('Two echidnas').waitFor({ state: 'detached' });
  takeProblems(page);
  line.close();
});

story('a waiting report for a place that no longer exists needs its writer', async ({ url }) => {
  const { line, page } = await withForm(url);
  line.cut();
  await page.context().setOffline(true);
  await page.goto('/report');
  await answer(page, 'Bilbies under the floor');
  await page.getByLabel('Where?').evaluate((list) => {
    list.append(new Option('Gone', '9999'));
    list.value = '9999';
  });
  await page.getByRole('button', { name: 'Send to IT' }).click();
  await page.getByText('1 report is waiting for the network.').waitFor();
  line.mend();
  await page.context().setOffline(false);
  await page.goto('/report/waiting');
  await page.getByText('It needs you').waitFor();
  takeProblems(page);
  await check(page, { name: 'reports-refused' });
  await page.getByRole('link', { name: 'Open it in the form' }).click();
  const box = page.getByLabel("What isn't working?");
  await page.waitForFunction(() => document.getElementById('words').value.startsWith('Bilbies'));
  assert.equal(await box.inputValue(), 'Bilbies under the floor');
  await page.getByLabel('Where?').selectOption({ label: 'Northside Library' });
  await page.getByRole('button', { name: 'Send to IT' }).click();
  await page.waitForURL('**/tickets/*');
  assert.equal(await found(page, 'bilbies'), 1);
  await page.goto('/report/waiting');
  await page.getByText('Nothing waits.').waitFor();
  takeProblems(page);
  line.close();
});

story('a photo of 80 MB is refused as soon as it is chosen', async ({ page, url }) => {
  await signIn(page, ahmed);
  await page.goto(`${url}/report`);
  await page.evaluate(() => {
    const files = new DataTransfer();
    files.items.add(new File([new Uint8Array(80_000_000)], 'huge.jpg', { type: 'image/jpeg' }));
    const input = document.getElementById('files');
    input.files = files.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await page.getByText('That is too large: all files together may have').waitFor();
  assert.equal(await page.locator('#files').evaluate((input) => input.files.length), 0);
});

story('signing out takes the kept form away', async ({ url }) => {
  const { line, page } = await withForm(url);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.locator('html[data-report-form="gone"]').waitFor();
  const left = await page.evaluate(async () => {
    const workers = await navigator.serviceWorker.getRegistrations();
    return [workers.length, await caches.has('report-form')];
  });
  assert.deepEqual(left, [0, false]);
  takeProblems(page);
  line.close();
});

story('the pages of devices, labels and reports by code', async ({ page, url }) => {
  await signIn(page, rajiv);
  await visit(page, '/administration/devices', { name: 'devices' });
  await visit(page, '/administration/devices/1', { name: 'device' });
  await visit(page, '/administration/scan-rules', { name: 'scan-rules' });
  await visit(page, '/administration/labels?device=1&device=2&device=3', { name: 'labels' });
  await page.goto(`${url}/administration/labels?device=1&device=2&device=3`);
  await page.getByRole('button', { name: 'Look at it first' }).click();
  await page.locator('.sheet svg').waitFor();
  await check(page, { name: 'labels-sheet' });
});

story('a patron reports by the code on a device, without JavaScript, in two taps', { javaScriptEnabled: false }, async ({ page, url }) => {
  const admin = await anotherPage();
  await signIn(admin, rajiv);
  const answer = await admin.request.post(`${url}/api/v1/devices/10/code`, { data: {}, headers: { 'sec-fetch-site': 'same-origin' } });
  const { address } = await answer.json();
  const path = new URL(address).pathname;
  await page.goto(`${url}${path}`);
  await page.getByText("We don't ask who you are").waitFor();
  await check(page, { name: 'scan' });
  assert.deepEqual(await page.context().cookies(), []);
  await page.getByRole('radio').first().check();
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByRole('heading', { name: 'Thank you' }).waitFor();
  await check(page, { name: 'scan-sent' });
});
