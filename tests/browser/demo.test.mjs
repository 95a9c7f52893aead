// The way in to the demo organisation.

import { demo, story, visit } from './harness.mjs';

demo();

story('the sign-in page of the demo can be used by everyone', async ({ page }) => {
  await visit(page, '/sign-in');
});
