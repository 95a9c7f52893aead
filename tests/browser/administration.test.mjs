// The pages of whoever runs it, and one's own account.

import { demo, signIn, story, visit } from './harness.mjs';

demo();

story('the pages of administration', async ({ page }) => {
  await signIn(page, 'rajiv.menon@bellwater.example');
  await visit(page, '/administration', { name: 'administration' });
  await visit(page, '/administration/people', { name: 'people' });
  await visit(page, '/administration/people/1', { name: 'person' });
  await visit(page, '/administration/locations', { name: 'locations' });
  await visit(page, '/administration/locations/1', { name: 'location' });
  await visit(page, '/administration/services', { name: 'services' });
  await visit(page, '/administration/audit', { name: 'audit' });
  await visit(page, '/administration/jobs', { name: 'jobs' });
  await visit(page, '/account', { name: 'account' });
});
