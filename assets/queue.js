// The queue by keyboard: j and k move, Enter opens, Escape closes, / searches. On a wide screen a
// ticket opens beside the list, under its own address; elsewhere the link is just a link.
let lines = [...document.querySelectorAll('#lines a')];
const beside = document.getElementById('beside');
const body = document.getElementById('beside-body');
const wide = matchMedia('(min-width: 70rem)');
const title = document.title;
/** What was typed and not sent, by the ticket's path: opening another one must not lose it. */
const drafts = new Map();
let at = -1;
let path = '';
let asked = 0;

function mark(line) {
  at = lines.indexOf(line);
  for (const one of lines) one.toggleAttribute('aria-current', false);
  line?.setAttribute('aria-current', 'true');
}

function keep() {
  const boxes = [...body.querySelectorAll('textarea')].map(({ id, value }) => [id, value]);
  if (path) drafts.set(path, boxes.filter(([, value]) => value.trim()));
}

function give() {
  for (const [id, value] of drafts.get(path) ?? []) {
    const box = document.getElementById(id);
    if (!box || box.value) continue;
    box.value = value;
    box.closest('.compose')?.classList.add('is-open');
  }
}

/** Puts an answer of the server, which is a whole page, beside the list. */
async function put(answer) {
  const { pathname } = new URL(answer.url);
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const [here] = /^\/tickets\/\d+/.exec(pathname) ?? [];
  if (!here || !page.querySelector('main .cols')) return location.assign(answer.url);
  path = here;
  // there is one first heading on this page already
  const [first, heading] = [page.querySelector('main h1'), page.createElement('h2')];
  heading.append(...first.childNodes);
  heading.className = first.className;
  heading.tabIndex = -1;
  first.replaceWith(heading);
  body.replaceChildren(...page.querySelector('main').childNodes);
  beside.hidden = false;
  beside.scrollTop = 0;
  document.getElementById('beside-alone').href = path;
  document.title = page.title;
  history[history.state?.beside ? 'replaceState' : 'pushState']({ beside: path }, '', path);
  (document.getElementById('problems') ?? heading).focus({ preventScroll: true });
  document.dispatchEvent(new CustomEvent('beside'));
}

async function ask(address, options) {
  const mine = ++asked;
  beside.setAttribute('aria-busy', 'true');
  try {
    const answer = await fetch(address, options);
    if (mine === asked) await put(answer);
    return true;
  } catch {
    const lost = document.createElement('p');
    lost.className = 'notice';
    lost.setAttribute('role', 'alert');
    lost.textContent = beside.dataset.lost;
    body.prepend(lost);
    beside.hidden = false;
    document.getElementById('beside-alone').href = options ? path : address;
    return false;
  } finally {
    beside.removeAttribute('aria-busy');
  }
}

async function open(line) {
  keep();
  mark(line);
  if (await ask(line.pathname)) give();
}

function close() {
  keep();
  asked++;
  path = '';
  beside.hidden = true;
  body.replaceChildren();
  document.title = title;
  document.dispatchEvent(new CustomEvent('beside'));
  (lines[at] ?? document.body).focus();
}

document.getElementById('lines').addEventListener('click', (event) => {
  const line = event.target.closest('a');
  if (!line || !wide.matches || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  open(line);
});

document.getElementById('beside-close').addEventListener('click', () => history.back());

addEventListener('popstate', (event) => {
  const line = lines.find((one) => one.pathname === event.state?.beside);
  if (line) open(line);
  else if (!beside.hidden) close();
});

// what is sent from there comes back there
beside.addEventListener('submit', async (event) => {
  const form = event.target;
  if (form.method !== 'post' || form.dataset.sent) return;
  event.preventDefault();
  const fields = new FormData(form, event.submitter);
  const parts = form.enctype === 'multipart/form-data' ? fields : new URLSearchParams(fields);
  drafts.delete(path);
  if (!(await ask(form.getAttribute('action'), { method: 'POST', body: parts }))) delete form.dataset.sent;
});

document.addEventListener('keydown', (event) => {
  const typing = event.target.closest('input, textarea, select, [contenteditable]');
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const here = lines.indexOf(document.activeElement);
  const from = here < 0 ? at : here;
  if (event.key === 'j') lines[Math.min(from + 1, lines.length - 1)]?.focus();
  else if (event.key === 'k') lines[Math.max(from - 1, 0)]?.focus();
  else if (event.key === '/') document.getElementById('find')?.focus();
  else if (event.key === 'Escape' && !beside.hidden) history.back();
  else return;
  event.preventDefault();
});

// the list was brought up to date
document.addEventListener('lines', () => {
  const here = lines[at]?.pathname;
  lines = [...document.querySelectorAll('#lines a')];
  mark(lines.find((line) => line.pathname === here));
});

// choosing is enough
const filters = document.querySelector('form.say');
filters?.addEventListener('change', () => filters.requestSubmit());
