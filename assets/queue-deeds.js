// Deeds from the list: asked in a small window, sent to the same form that works without scripts,
// said aloud, and undone with one key. The focus stays on the row.
import { fill, startChooser } from './queue-chooser.js';
import { goTo, here, numberOf, picked, query, refresh, rowOf, unpick } from './queue-rows.js';

const list = document.getElementById('lines');
const said = document.getElementById('deed-said');
const undoButton = document.getElementById('deed-undo');
/** The last deed that can be undone; it outlives the page. */
const LAST = 'queue-last-deed';
let targets = [];
/** The number of the row to come back to; the row itself may be a new one by then. */
let from = '';

/** Says what happened, for eyes and ears. */
export function say(text, mayUndo = false) {
  said.querySelector('p').textContent = text;
  said.classList.add('is-on');
  undoButton.hidden = !mayUndo;
}

function newKey() {
  return crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
}

/** What was said has been heard. Undoing stays possible. */
export function hush() {
  said.classList.remove('is-on');
  undoButton.hidden = true;
}

/** Sends a deed; gives what went wrong in words, if anything did. */
async function post(address, fields) {
  let page;
  try {
    const answer = await fetch(address, { method: 'POST', body: new URLSearchParams(fields) });
    page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  } catch {
    return list.dataset.lost;
  }
  const outcome = page.getElementById('outcome');
  if (!outcome) {
    const problem = page.querySelector('main .field .problem, main fieldset .problem, #problems li');
    return problem?.textContent.trim() || list.dataset.lost;
  }
  const mayUndo = outcome.dataset.undo === 'yes';
  if (mayUndo) sessionStorage.setItem(LAST, outcome.dataset.bulk);
  else sessionStorage.removeItem(LAST);
  say(outcome.textContent, mayUndo);
  // not waited for: the next key may come at once
  refresh(outcome.dataset.numbers.split(' '));
  return '';
}

/** Does something at once to the selected tickets, or to the one the person is at. */
export async function act(fields) {
  const chosen = chosenNow();
  if (!chosen.length) return;
  const problem = await post('/bulk', withTickets(fields, chosen));
  if (problem) say(problem);
  else unpick();
}

function withTickets(fields, numbers) {
  const all = new URLSearchParams(fields);
  all.set('tickets', numbers.join(' '));
  all.set('list', query());
  all.set('key', newKey());
  return all;
}

function chosenNow() {
  const some = picked();
  if (some.length) return some;
  const row = here();
  return row ? [numberOf(row)] : [];
}

/** Opens the window that asks what a deed needs. */
export function ask(name) {
  targets = chosenNow();
  if (!targets.length) return;
  from = here() ? numberOf(here()) : '';
  const dialog = document.getElementById(`ask-${name}`);
  const form = dialog.querySelector('form');
  form.reset();
  delete form.dataset.sent;
  dialog.querySelector('.problem').textContent = '';
  dialog.querySelector('.ask-what').textContent =
    targets.length === 1 ? `#${targets[0]}` : `${targets.length} ${list.dataset.picked}`;
  dialog.showModal();
  const box = dialog.querySelector('[role="combobox"]');
  if (box) fill(box);
}

export async function undo() {
  const id = sessionStorage.getItem(LAST);
  if (!id) return;
  sessionStorage.removeItem(LAST);
  const problem = await post(`/bulk/${id}/undoing`, {});
  if (problem) say(problem);
}

export function startDeeds() {
  startChooser();
  // the bar for what is selected comes where that was said
  list.addEventListener('change', hush);
  undoButton.addEventListener('click', async () => {
    await undo();
    goTo(here());
  });
  for (const dialog of document.querySelectorAll('.ask-dialog')) {
    dialog.querySelector('.ask-cancel')?.addEventListener('click', () => dialog.close());
    dialog.addEventListener('close', () => goTo(rowOf(from) ?? here()));
    dialog.addEventListener('keydown', (event) => {
      if (event.target.closest('input') || !/^[1-9]$/.test(event.key)) return;
      dialog.querySelectorAll('.quick button')[Number(event.key) - 1]?.click();
    });
    dialog.querySelector('form[method="post"]')?.addEventListener('submit', async (event) => {
      event.preventDefault();
      const form = event.target;
      const fields = new URLSearchParams(new FormData(form, event.submitter));
      // a button's own deed goes before the form's
      if (event.submitter?.name === 'deed') fields.set('deed', event.submitter.value);
      const problem = await post('/bulk', withTickets(fields, targets));
      delete form.dataset.sent;
      dialog.querySelector('.problem').textContent = problem;
      if (problem) return;
      unpick();
      dialog.close();
    });
  }
  const bulk = document.getElementById('bulk');
  const windows = { assign: 'assign', add_tag: 'tag', snooze: 'snooze' };
  bulk.addEventListener('submit', (event) => {
    const name = windows[event.submitter?.value];
    if (!name || bulk.querySelector('[name="all"]').checked) return;
    event.preventDefault();
    ask(name);
  });
}
