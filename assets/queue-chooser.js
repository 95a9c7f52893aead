// A box with names to choose from: type, arrow keys, Enter. What was typed is sent even where the
// names have not come yet; the server knows them, too.
let names = null;

async function fetchNames() {
  names ??= fetch('/bulk/names').then((answer) => (answer.ok ? answer.json() : { agents: [], tags: [] }));
  try {
    return await names;
  } catch {
    names = null;
    return { agents: [], tags: [] };
  }
}

const nameOf = (one) => one.name ?? one;
const listOf = (box) => document.getElementById(box.getAttribute('aria-controls'));
const optionsOf = (box) => [...listOf(box).children];
const markedOf = (box) => optionsOf(box).find((one) => one.getAttribute('aria-selected') === 'true');

function mark(box, option) {
  for (const one of optionsOf(box)) one.setAttribute('aria-selected', String(one === option));
  if (option) {
    box.setAttribute('aria-activedescendant', option.id);
    option.scrollIntoView({ block: 'nearest' });
  } else box.removeAttribute('aria-activedescendant');
}

/** Shows the names that fit what was typed. */
export async function fill(box) {
  const all = (await fetchNames())[box.dataset.names];
  const typed = box.value.trim().toLowerCase();
  const fits = (one) => {
    const name = nameOf(one).toLowerCase();
    return name.startsWith(typed) || name.split(/[\s-]+/).some((word) => word.startsWith(typed));
  };
  const found = all.filter(fits).slice(0, 8);
  listOf(box).replaceChildren(
    ...found.map((one, at) => {
      const option = document.createElement('li');
      option.id = `${box.id}-${at}`;
      option.setAttribute('role', 'option');
      option.setAttribute('aria-selected', 'false');
      option.dataset.value = one.id ?? one;
      option.textContent = nameOf(one);
      return option;
    }),
  );
  box.setAttribute('aria-expanded', String(found.length > 0));
  // a person is one of these; a tag may be new
  mark(box, typed && box.dataset.names === 'agents' ? optionsOf(box)[0] : undefined);
}

function choose(box, option) {
  box.value = option.textContent;
  const hidden = box.form.elements.assignee;
  if (hidden) hidden.value = option.dataset.value;
}

export function startChooser() {
  for (const box of document.querySelectorAll('[role="combobox"]')) {
    box.addEventListener('input', () => {
      if (box.form.elements.assignee) box.form.elements.assignee.value = '';
      fill(box);
    });
    box.addEventListener('keydown', (event) => {
      const options = optionsOf(box);
      const at = options.indexOf(markedOf(box));
      if (event.key === 'ArrowDown') mark(box, options[Math.min(at + 1, options.length - 1)]);
      else if (event.key === 'ArrowUp') mark(box, options[at - 1]);
      else if (event.key === 'Enter') {
        if (at >= 0) choose(box, options[at]);
        return;
      } else return;
      event.preventDefault();
    });
    listOf(box).addEventListener('mousedown', (event) => {
      const option = event.target.closest('[role="option"]');
      if (!option) return;
      event.preventDefault();
      choose(box, option);
      box.form.requestSubmit();
    });
  }
}
