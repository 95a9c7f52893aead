// What only a browser shows of agreements: somebody who has never seen one writes it, both sides talk
// it over and say yes, and it is read on paper.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check, demo, signIn, story, takeProblems, visit } from './harness.mjs';

demo();

const at = (name) => `${name}@bellwater.example`;

story('a newcomer writes an agreement, and both sides say yes', async ({ page }) => {
  await signIn(page, at('priya.nadarajan'));
  await visit(page, '/agreements', { name: 'agreements' });
  await page.getByRole('link', { name: 'Write an agreement' }).click();
  await page.getByRole('heading', { name: 'Write an agreement' }).waitFor();
  await visit(page, '/agreements/new', { name: 'agreement-choose' });
  await page.getByLabel('Who is helped?').selectOption({ label: 'Library' });
  await page.getByLabel('Who helps?').selectOption({ label: 'Information Technology' });
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('heading', { name: 'How soon?' }).waitFor();
  await visit(page, page.url().replace(/^https?:\/\/[^/]+/, ''), { name: 'agreement-new' });
  await page.getByLabel('What shall it be called?').fill('Public computers');
  const critical = page.getByRole('group', { name: /^Critical/ }).first();
  assert.match(await critical.getByLabel('Somebody answers within').inputValue(), /^\d+$/, 'a number to begin with');
  await critical.getByLabel('It works again within').fill('0');
  await page.getByRole('checkbox', { name: /[Pp]ublic (PCs|computers)/ }).first().check();
  await page.getByLabel('Those who are helped promise').fill('We try another machine first');
  await page.getByRole('button', { name: 'Save the draft' }).click();
  // what is wrong stands beside its field, and nothing is lost
  await page.getByText('Nobody can do it in no time').first().waitFor();
  assert.equal(await page.getByLabel('What shall it be called?').inputValue(), 'Public computers');
  await check(page, { name: 'agreement-refused', status: 422 });
  takeProblems(page);
  await critical.getByLabel('It works again within').fill('4');
  await page.getByRole('button', { name: 'Save the draft' }).click();
  await page.getByText('Only your side sees it. Read it through').waitFor();
  const path = new URL(page.url()).pathname;
  await page.getByRole('button', { name: 'Show it to the other side' }).click();
  await page.getByText('Both sides are working on it.').waitFor();
  await visit(page, `${path}/open`, { name: 'agreement-open' });

  await page.context().clearCookies();
  await signIn(page, at('kerryn.blackwood'));
  await page.goto(new URL(path, page.url()).href);
  await page.getByRole('link', { name: /Say something We try another machine first/ }).click();
  await page.getByLabel('What would you like to say?').fill('Thank you, that helps a lot.');
  await page.getByRole('button', { name: 'Say it' }).click();
  await page.getByText('Thank you, that helps a lot.').first().waitFor();
  await page.getByRole('button', { name: 'Say yes for Information Technology' }).click();
  await page.getByText('Your yes is noted.').waitFor();

  await page.context().clearCookies();
  await signIn(page, at('helen.karras'));
  await page.goto(new URL(path, page.url()).href);
  await page.getByText('Thank you, that helps a lot.').first().waitFor();
  await page.getByRole('button', { name: 'Say yes for Library' }).click();
  await page.getByText(/Agreed\. It (counts today|does not count today)\./).waitFor();
});

story('what is agreed is read in plain words, and on paper', async ({ page }) => {
  await signIn(page, at('ahmed.haddad'));
  await page.goto(new URL('/agreements', page.url()).href);
  await page.getByRole('link', { name: /^Library and Information|^Library and IT/ }).first().click();
  await page.getByRole('heading', { name: 'How soon', exact: true }).waitFor();
  const path = new URL(page.url()).pathname;
  await visit(page, path, { name: 'agreement' });
  await visit(page, `${path}/plain`, { name: 'agreement-plain' });
  for (const name of ['agreement.pdf', 'plain.pdf']) {
    const bytes = await page.evaluate(async (url) => {
      const answer = await fetch(url);
      return [...new Uint8Array(await answer.arrayBuffer())];
    }, `${path}/${name}`);
    const folder = mkdtempSync(join(tmpdir(), 'footbridge-agreement-'));
    try {
      const file = join(folder, 'paper.pdf');
      writeFileSync(file, Buffer.from(bytes));
      // without the program that draws pages, that it is one has to do
      assert.equal(Buffer.from(bytes).subarray(0, 5).toString(), '%PDF-');
      if (!existsSync('/usr/bin/pdftoppm')) continue;
      execFileSync('pdftoppm', ['-png', '-r', '55', file, join(folder, 'page')]);
      const picture = readFileSync(join(folder, 'page-1.png'));
      assert.ok(picture.length > 5000, `${name} has something on its first page`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  await visit(page, '/agreements/usual?provider=3&customer=2', { name: 'usual' });
});

story('what is still talked over shows what changed, point by point', async ({ page }) => {
  await signIn(page, at('helen.karras'));
  await page.goto(new URL('/agreements', page.url()).href);
  await page.getByRole('link', { name: /^Borrowing machines in the evening/ }).click();
  await page.getByText('until seven o’clock').first().waitFor();
  await page.getByText('What is different from the version before').waitFor();
  await visit(page, new URL(page.url()).pathname, { name: 'agreement-talked-over' });
});
