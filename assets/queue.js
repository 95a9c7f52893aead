// The queue for people who spend their day in it. Everything here also works as plain links and
// forms; this makes it quick. Each part has a module of its own; whoever hears of a change from
// elsewhere calls `refresh` with the ticket's number.
import { startBeside } from './queue-beside.js';
import { startDeeds } from './queue-deeds.js';
import { startKeys } from './queue-keys.js';
import { startRows } from './queue-rows.js';

startRows();
startBeside();
startDeeds();
startKeys();

// choosing is enough
const filters = document.querySelector('form.say');
filters?.addEventListener('change', () => filters.requestSubmit());
// what is not chosen is not in the address: it stays short enough to be sent to somebody
filters?.addEventListener('formdata', ({ formData }) => {
  for (const [name, value] of [...formData]) if (!value) formData.delete(name);
});
