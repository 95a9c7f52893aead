// What is being written is kept on the server every few seconds, for each form that names itself
// with data-draft. The line under the form, which says what is kept, is the server's own.
const EVERY = 2500;
/** This open page: what it wrote last it may overwrite, what another one wrote it may not. */
const tab = [...crypto.getRandomValues(new Uint8Array(8))].map((n) => n.toString(36)).join('').slice(0, 16);
/** The page that a form was sent from and came back to is the same page to its draft. */
const tabs = new WeakMap();
const tabOf = (form) => tabs.get(form) ?? tab;
/** For each form: what was kept last, whether a save is under way, and the timer of the next. */
const states = new WeakMap();

const forms = () => [...document.querySelectorAll('form[data-draft]')];
const barOf = (form) => document.querySelector(`[data-draft-bar="${form.dataset.draft}"]`);

function fieldsOf(form) {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields.append(name, value);
  fields.set('draft-editor', form.dataset.draft);
  fields.set('draft-tab', tabOf(form));
  return fields;
}

/** What somebody wrote, without what the form carries along. */
function wordsOf(form) {
  const fields = fieldsOf(form);
  for (const name of ['draft', 'draft-version', 'draft-tab', 'seen', 'key', 'by']) fields.delete(name);
  return fields.toString();
}

function stateOf(form) {
  if (!states.has(form)) states.set(form, { kept: form.dataset.kept ?? '', busy: null, timer: 0 });
  return states.get(form);
}

/** Says what is the matter under the form; a short form has no such line, and says it itself. */
function tell(form, key) {
  const place = barOf(form) ?? form;
  const bar = barOf(form) ?? document.querySelector('[data-draft-bar]');
  if (!bar) return;
  const line = document.createElement('p');
  line.className = 'notice small';
  line.setAttribute('role', 'alert');
  line.textContent = bar.dataset[key] ?? '';
  if (key === 'signedOut') {
    const link = document.createElement('a');
    link.href = '/sign-in';
    link.target = '_blank';
    link.textContent = bar.dataset.signIn;
    line.append(' ', link);
  }
  const before = place.querySelector(':scope > .notice[role="alert"]');
  if (before?.textContent === line.textContent) return;
  before?.remove();
  place.prepend(line);
}

/** Keeps a form's words, one save after the other. */
async function save(form, { last = false } = {}) {
  const state = stateOf(form);
  clearTimeout(state.timer);
  state.timer = 0;
  if (form.dataset.sent) return;
  const words = wordsOf(form);
  if (words === state.kept) return;
  if (state.busy && !last) {
    await state.busy;
    return save(form);
  }
  const send = async () => {
    try {
      state.stop = new AbortController();
      const { signal } = state.stop;
      const answer = await fetch('/drafts', { method: 'POST', body: fieldsOf(form), keepalive: last, signal });
      if (answer.status === 410) {
        // sent or dropped elsewhere; what is written here since is a draft of its own
        form.elements['draft'].value = '';
        if (!form.dataset.sent) state.timer = setTimeout(save, EVERY, form);
        return;
      }
      if (answer.status === 401) return tell(form, 'signedOut');
      if (!answer.ok) return tell(form, 'notKept');
      state.kept = words;
      const bar = barOf(form);
      form.querySelector(':scope > .notice[role="alert"]')?.remove();
      const text = await answer.text();
      if (form.elements['draft']) {
        form.elements['draft'].value = answer.headers.get('x-draft') ?? '';
        form.elements['draft-version'].value = answer.headers.get('x-draft-version') ?? '';
      }
      // whoever is about to use a button there keeps it
      if (bar && !bar.contains(document.activeElement)) bar.innerHTML = text;
    } catch (error) {
      if (error.name !== 'AbortError') tell(form, 'notKept');
    }
  };
  state.busy = send();
  await state.busy;
  state.busy = null;
}

function begin(form) {
  stateOf(form).kept = wordsOf(form);
  const field = form.elements['draft-tab'];
  if (field?.value) tabs.set(form, field.value);
  else if (field) field.value = tab;
}

// what the page came with is no change
forms().forEach(begin);

document.addEventListener('input', (event) => {
  const form = event.target.closest('form[data-draft]');
  if (!form) return;
  const state = stateOf(form);
  if (!state.timer) state.timer = setTimeout(save, EVERY, form);
});
document.addEventListener('focusin', (event) => {
  const form = event.target.closest?.('form[data-draft]');
  if (form && !states.has(form)) begin(form);
});
document.addEventListener('focusout', (event) => {
  const form = event.target.closest?.('form[data-draft]');
  // on the way to its own button it is about to be sent
  if (form && !form.contains(event.relatedTarget)) save(form);
});
const saveAll = () => forms().forEach((form) => save(form, { last: true }));
addEventListener('pagehide', saveAll);
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') saveAll();
  else for (const form of forms()) save(form);
});

// what is sent is no draft any more
document.addEventListener('submit', (event) => {
  const form = event.target.closest('form[data-draft]');
  if (!form || event.defaultPrevented) return;
  const state = stateOf(form);
  clearTimeout(state.timer);
  state.timer = 0;
  state.stop?.abort();
});

// what is under way is kept first: the page that follows shows the newest of several drafts
document.addEventListener('submit', async (event) => {
  const bar = event.target.closest('[data-draft-bar]');
  if (!bar || event.defaultPrevented || event.target.dataset.flushed) return;
  const form = document.querySelector(`form[data-draft="${bar.dataset.draftBar}"]`);
  if (!form || wordsOf(form) === stateOf(form).kept || event.target.getAttribute('action')?.endsWith('/removal')) return;
  event.preventDefault();
  delete event.target.dataset.sent;
  event.target.dataset.flushed = 'yes';
  await save(form);
  event.target.requestSubmit(event.submitter);
});
