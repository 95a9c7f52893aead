// The rows of the list: which one is meant, which are selected, and new ones in their place. Nothing
// here moves a row: what has left the list says so and stays where it is until the page is loaded
// again.
const list = document.getElementById('lines');
const bulk = document.getElementById('bulk');
let last = '';
let lastPicked = null;

export const query = () => list.dataset.query;
export const rows = () => [...list.querySelectorAll('li.line')];
export const numberOf = (row) => row.id.slice('line-'.length);
export const rowOf = (number) => document.getElementById(`line-${number}`);
export const linkOf = (row) => row?.querySelector('a.q');

/** The row that the person is at: the one with the focus, or the one they were at last. */
export function here() {
  return document.activeElement?.closest('#lines li.line') ?? rowOf(last);
}

/** Puts the focus on a row. */
export function goTo(row) {
  linkOf(row)?.focus();
}

/** Goes so many rows further. */
export function step(by) {
  const all = rows();
  const at = all.indexOf(here());
  goTo(all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)]);
}

const boxOf = (row) => row.querySelector('.pick input');
export const picked = () => rows().filter((row) => boxOf(row).checked).map(numberOf);

function tellPicked() {
  const n = picked().length;
  bulk.classList.toggle('is-on', n > 0);
  document.getElementById('picked').textContent = n ? `${n} ${list.dataset.picked}` : '';
  for (const row of rows()) row.classList.toggle('is-picked', boxOf(row).checked);
}

/** Selects a row, or no longer. */
export function pick(row, isOn = !boxOf(row).checked) {
  boxOf(row).checked = isOn;
  lastPicked = row;
  tellPicked();
}

/** Selects from the row selected last to this one. */
export function pickRange(row) {
  const all = rows();
  const [a, b] = [all.indexOf(lastPicked ?? row), all.indexOf(row)].sort((x, y) => x - y);
  for (const one of all.slice(Math.max(a, 0), b + 1)) boxOf(one).checked = true;
  lastPicked = row;
  tellPicked();
}

/** Selects none. */
export function unpick() {
  for (const row of rows()) boxOf(row).checked = false;
  tellPicked();
}

/**
 * Puts a row, as the server made it, in the place of the one with its number; where there is none,
 * at the end of the list. Focus, selection and what is open beside stay.
 */
export function put(row) {
  const old = document.getElementById(row.id);
  if (!old) {
    list.querySelector('ul:last-of-type')?.append(row);
    return row;
  }
  const hasFocus = old.contains(document.activeElement);
  boxOf(row).checked = boxOf(old).checked;
  if (linkOf(old).hasAttribute('aria-current')) linkOf(row).setAttribute('aria-current', 'true');
  old.replaceWith(row);
  if (lastPicked === old) lastPicked = row;
  if (hasFocus) linkOf(row).focus({ preventScroll: true });
  return row;
}

/** Says of a row that it is no longer in the list; it stays where it is. */
export function leave(number) {
  const row = rowOf(number);
  if (!row || row.classList.contains('is-gone')) return;
  row.classList.add('is-gone');
  const said = document.createElement('span');
  said.className = 'tag gone';
  said.textContent = list.dataset.gone;
  linkOf(row).querySelector('.more').prepend(said, ' ');
}

/** Asks the server how these tickets look in this list now, and shows it. */
export async function refresh(numbers) {
  const wanted = numbers.filter((number) => rowOf(number)).slice(0, 200);
  if (!wanted.length) return;
  const only = wanted.map((number) => `only=${number}`).join('&');
  let page;
  try {
    const answer = await fetch(`/queue/rows?${query()}&${only}`);
    if (!answer.ok) return;
    page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  } catch {
    // off line: the rows stay as they are
    return;
  }
  for (const number of wanted) {
    const row = page.getElementById(`line-${number}`);
    if (row) put(document.adoptNode(row));
    else leave(number);
  }
  tellPicked();
}

export function startRows() {
  list.addEventListener('focusin', (event) => {
    const row = event.target.closest('li.line');
    if (row) last = numberOf(row);
  });
  list.addEventListener('change', (event) => {
    if (!event.target.closest('.pick')) return;
    lastPicked = event.target.closest('li.line');
    tellPicked();
  });
  document.getElementById('unpick')?.addEventListener('click', unpick);
  // the list was brought up to date
  document.addEventListener('lines', tellPicked);
  // boxes that the browser kept ticked
  tellPicked();
  addEventListener('pageshow', tellPicked);
}
