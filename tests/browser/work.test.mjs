// What teams keep, in a real browser: answers put into a reply, questions that come and go.

import assert from 'node:assert/strict';
import { demo, signIn, story, visit, withoutJavaScript } from './harness.mjs';

demo();

const ahmed = 'ahmed.haddad@bellwater.example';
const rajiv = 'rajiv';

story('the pages of what teams keep', async ({ page, people }) => {
  await signIn(page, people.find((one) => one.email.startsWith(rajiv)).email);
  await visit(page, '/answers', { name: 'answers' });
  await visit(page, '/answers/1', { name: 'answer' });
  await visit(page, '/answers/new', { name: 'answer-new' });
  await visit(page, '/checklists', { name: 'checklists' });
  await visit(page, '/fields/1', { name: 'field' });
  await visit(page, '/templates', { name: 'templates' });
  await visit(page, '/templates/1', { name: 'template' });
  await visit(page, '/recurring/1', { name: 'recurring' });
  await visit(page, '/tasks', { name: 'tasks' });
});

story('an answer is put into a reply without JavaScript, and nothing is sent', async ({ url, people }) => {
  const page = await withoutJavaScript();
  await signIn(page, people.find((one) => one.email.startsWith('yusuf')).email);
  await page.goto(`${url}/tickets/1`);
  await page.locator('#body').fill('Good morning.');
  await page.getByText('Put in an answer').click();
  await page.locator('#answer').selectOption({ label: 'We are looking at it' });
  await page.getByRole('button', { name: 'Put into the reply' }).click();
  const words = await page.locator('#body').inputValue();
  assert.match(words, /^Good morning\.\n\nHello /);
  assert.ok(!words.includes('{{'), words);
});

story('a question appears with its service', async ({ page, url }) => {
  await signIn(page, ahmed);
  await page.goto(`${url}/report`);
  assert.equal(await page.getByText('What does it print wrongly?').count(), 0);
  const printing = await page.locator('#service option').filter({ hasText: /print/i }).first().getAttribute('value');
  await page.locator('#service').selectOption(printing);
  await page.getByLabel('What does it print wrongly?').waitFor();
  await visit(page, `/report?service=${printing}`, { name: 'report-question' });
});
