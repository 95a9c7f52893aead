// A small chooser of people: while somebody writes @ and the beginning of a name in a message, or
// the beginning of a name in a field for one. Without this, @first.last and whole names do the same.
let list;
let box;
let asked = 0;
let waiting;

const named = (element) => element.closest?.('textarea[name="body"], input[data-people]');

function close() {
  list?.remove();
  list = undefined;
  box?.removeAttribute('aria-activedescendant');
  box?.removeAttribute('aria-controls');
  if (box?.matches('input')) box.setAttribute('aria-expanded', 'false');
}

/** What is being named: where it begins, and the letters so far. */
function wanted(element) {
  const before = element.value.slice(0, element.selectionStart);
  if (element.matches('input')) return before.trim().length > 1 ? { from: 0, word: before.trim() } : null;
  const found = /(?:^|[\s(\["',;:])@\[?([\p{L}\p{N}][\p{L}\p{N}.' -]{1,30})$/u.exec(before);
  return found ? { from: before.lastIndexOf('@'), word: found[1].replaceAll('.', ' ') } : null;
}

function choose(name) {
  const { from } = wanted(box) ?? { from: box.selectionStart };
  const end = box.selectionStart;
  const text = box.matches('input') ? name : `@[${name}] `;
  box.setRangeText(text, box.matches('input') ? 0 : from, box.matches('input') ? box.value.length : end, 'end');
  close();
  box.focus();
  box.dispatchEvent(new Event('input', { bubbles: true }));
}

function mark(step) {
  const all = [...list.children];
  const at = all.findIndex((one) => one.getAttribute('aria-selected') === 'true');
  const next = all[(at + step + all.length) % all.length];
  all.forEach((one) => one.setAttribute('aria-selected', String(one === next)));
  box.setAttribute('aria-activedescendant', next.id);
}

function show(people) {
  close();
  if (!people.length) return;
  list = document.createElement('ul');
  list.className = 'plain people-list';
  list.id = 'people-list';
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', box.labels?.[0]?.textContent ?? '');
  people.forEach((person, at) => {
    const one = document.createElement('li');
    one.id = `people-${at}`;
    one.setAttribute('role', 'option');
    one.setAttribute('aria-selected', 'false');
    one.dataset.name = person.name;
    one.textContent = person.department ? `${person.name} (${person.department.name})` : person.name;
    // before the box loses the focus
    one.addEventListener('mousedown', (event) => {
      event.preventDefault();
      choose(person.name);
    });
    list.append(one);
  });
  box.after(list);
  mark(1);
  box.setAttribute('aria-autocomplete', 'list');
  box.setAttribute('aria-controls', list.id);
  // a box of several lines is no combobox, and has no such state
  if (!box.matches('input')) return;
  box.setAttribute('role', 'combobox');
  box.setAttribute('aria-expanded', 'true');
}

async function ask(word) {
  const mine = ++asked;
  try {
    const answer = await fetch(`/api/v1/people?limit=6&q=${encodeURIComponent(word)}`);
    if (answer.ok && mine === asked) show(await answer.json());
  } catch {
    // off line: names can be written whole
  }
}

document.addEventListener('input', (event) => {
  const element = named(event.target);
  if (!element) return;
  box = element;
  clearTimeout(waiting);
  asked += 1;
  const now = wanted(element);
  if (!now) return close();
  waiting = setTimeout(() => ask(now.word), 150);
});

document.addEventListener(
  'keydown',
  (event) => {
    if (!list || event.target !== box) return;
    const chosen = list.querySelector('[aria-selected="true"]');
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') mark(event.key === 'ArrowDown' ? 1 : -1);
    else if (event.key === 'Enter' && chosen) choose(chosen.dataset.name);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  },
  true,
);

document.addEventListener('focusout', (event) => event.target === box && close());
