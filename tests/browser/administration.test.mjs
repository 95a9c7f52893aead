// Running it: people, structure, the audit trail, failed work; and one's own account.

import assert from 'node:assert/strict';
import { check, demo, signIn, story, visit } from './harness.mjs';

demo();

const ADMINISTRATOR = 'rajiv.menon@bellwater.example';
const press = (page, name) => page.getByRole('button', { name, exact: true }).click();

story('every page of administration can be used by everyone', async ({ page }) => {
  await signIn(page, ADMINISTRATOR);
  await page.getByRole('link', { name: 'Administration' }).click();
  await check(page, { name: 'administration' });
  for (const room of ['people', 'departments', 'locations', 'teams', 'services', 'audit', 'jobs']) {
    await visit(page, `/administration/${room}`);
  }
  for (const room of ['people', 'departments', 'locations', 'teams']) {
    await visit(page, `/administration/${room}/new`);
    await visit(page, `/administration/${room}/2`);
  }
  await visit(page, '/administration/people/2/edit');
});

story('somebody new is added, gets a role and a link, and gets in', { javaScriptEnabled: false }, async ({ page }) => {
  await signIn(page, ADMINISTRATOR);
  await page.goto('/administration/people/new');
  await page.getByLabel('Name').fill('Noor Example');
  await page.getByLabel('E-mail address').fill('not an address');
  await page.locator('form#version').evaluate((form) => (form.noValidate = true));
  await press(page, 'Save');
  await check(page, { name: 'administration-people-refused', status: 422 });
  await page.getByLabel('E-mail address').fill('noor@bellwater.example');
  await press(page, 'Save');
  await page.getByText('Give a role').click();
  await page.getByLabel('Role', { exact: true }).selectOption('administrator');
  await press(page, 'Give it');
  await check(page, { name: 'administration-person' });
  await press(page, 'Make a sign-in link');
  await check(page, { name: 'administration-link' });
  const link = await page.getByLabel('The link').inputValue();
  assert.match(link, /\/sign-in\/\S{20,}$/);
  await page.context().clearCookies();
  await page.goto(new URL(link).pathname);
  await press(page, 'Sign in');
  await visit(page, '/account');
});

story('an account has its own clock, password and tokens', async ({ page, password }) => {
  await signIn(page, ADMINISTRATOR);
  await visit(page, '/account');
  await page.getByLabel('Time zone', { exact: true }).selectOption('UTC');
  await press(page, 'Save');
  await page.getByText('Saved.').waitFor();
  await page.getByLabel('The password you have now').fill('a guess');
  await page.getByLabel('Your new password').fill('another quiet room');
  await press(page, 'Change password');
  await check(page, { name: 'account-refused', status: 422 });
  await page.getByLabel('The password you have now').fill(password);
  await page.getByLabel('Your new password').fill(password);
  await press(page, 'Change password');
  await page.getByText('Changed.').waitFor();
  await page.getByText('Make a token').click();
  await page.getByLabel('What it is for').fill('Night report');
  await page.getByLabel('Read what you can read').check();
  await press(page, 'Make it');
  await check(page, { name: 'account-token' });
  assert.match(await page.getByLabel('The token').inputValue(), /^fb_/);
  await page.getByRole('link', { name: 'I have copied it' }).click();
  await press(page, 'Revoke Night report');
  await page.getByText('Revoked.').waitFor();
});
