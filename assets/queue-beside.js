// On a wide screen a ticket opens beside the list, under its own address; elsewhere the link is just
// a link.
import { goTo, linkOf, numberOf, refresh, rowOf, rows } from './queue-rows.js';

const beside = document.getElementById('beside');
const body = document.getElementById('beside-body');
const wide = matchMedia('(min-width: 70rem)');
const title = document.title;
/** What was typed and not sent, by the ticket's path: opening another one must not lose it. */
const drafts = new Map();
let path = '';
let asked = 0;

export const isOpen = () => !beside.hidden;

function mark(row) {
  for (const one of rows()) linkOf(one).toggleAttribute('aria-current', false);
  linkOf(row)?.setAttribute('aria-current', 'true');
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
  // what can still be taken back must be in sight while it can
  body.querySelector('.leaving')?.scrollIntoView({ block: 'center' });
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

async function show(row) {
  keep();
  mark(row);
  if (await ask(linkOf(row).pathname)) give();
}

/** Opens a ticket, and puts the cursor into one of its boxes if one is named. */
export async function open(row, tab, box) {
  if (!wide.matches) return location.assign(`${linkOf(row).pathname}${box ? `#${box}` : ''}`);
  if (path !== linkOf(row).pathname || beside.hidden) await show(row);
  if (!box) return;
  document.getElementById(tab)?.click();
  document.getElementById(box)?.focus();
}

function close() {
  keep();
  asked++;
  const row = rowOf(path.split('/').pop());
  path = '';
  beside.hidden = true;
  body.replaceChildren();
  document.title = title;
  document.dispatchEvent(new CustomEvent('beside'));
  if (row) goTo(row);
}

export function startBeside() {
  document.getElementById('lines').addEventListener('click', (event) => {
    const link = event.target.closest('a.q');
    if (!link || !wide.matches || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    show(link.closest('li'));
  });
  document.getElementById('beside-close').addEventListener('click', () => history.back());
  addEventListener('popstate', (event) => {
    const row = rows().find((one) => linkOf(one).pathname === event.state?.beside);
    if (row) show(row);
    else if (!beside.hidden) close();
  });
  // what is sent from there comes back there, and its row shows it
  beside.addEventListener('submit', async (event) => {
    const form = event.target;
    if (form.method !== 'post' || form.dataset.sent) return;
    event.preventDefault();
    const fields = new FormData(form, event.submitter);
    const parts = form.enctype === 'multipart/form-data' ? fields : new URLSearchParams(fields);
    drafts.delete(path);
    const row = rows().find((one) => linkOf(one).pathname === path);
    if (!(await ask(form.getAttribute('action'), { method: 'POST', body: parts }))) delete form.dataset.sent;
    else if (row) refresh([numberOf(row)]);
  });
}
