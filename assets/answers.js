// Answers in the reply composer: the list follows what is typed, and the words go to where the
// cursor stands. Without this the page goes to the server and back with the same.
let waiting;
let asked = 0;

const partsOf = (inside) => {
  const box = inside.closest('details.answers');
  const button = box?.querySelector('button[name="insert"]');
  return { box, button, list: box?.querySelector('select'), said: box?.querySelector('[role="status"]') };
};

document.addEventListener('input', (event) => {
  if (event.target.name !== 'find_answer') return;
  const { button, list, said } = partsOf(event.target);
  clearTimeout(waiting);
  waiting = setTimeout(async () => {
    const mine = ++asked;
    const query = new URLSearchParams({ find_answer: event.target.value });
    try {
      const found = await fetch(`${button.formAction}?${query}`);
      if (!found.ok || mine !== asked) return;
      list.innerHTML = await found.text();
      if (list.options.length > 1) list.selectedIndex = 1;
      said.textContent = list.options.length > 1 ? '' : said.dataset.none.split('.')[0] + '.';
    } catch {
      // off line: the list stays as it was
    }
  }, 200);
});

document.addEventListener('keydown', (event) => {
  if (event.target.name !== 'find_answer' || event.key !== 'Enter') return;
  event.preventDefault();
  partsOf(event.target).button.click();
});

document.addEventListener('click', async (event) => {
  const button = event.target.closest('details.answers button[name="insert"]');
  if (!button) return;
  const { list, box } = partsOf(button);
  if (!list.value) return;
  event.preventDefault();
  const body = button.form.elements.body;
  const fields = new URLSearchParams({ answer: list.value, part: 'yes' });
  const answer = await fetch(button.formAction, { method: 'POST', body: fields });
  if (!answer.ok) return button.form.requestSubmit(button);
  const before = body.value.slice(0, body.selectionStart).trimEnd();
  const behind = body.value.slice(body.selectionEnd);
  const words = (before && `${before}\n\n`) + (await answer.text());
  body.value = words + behind;
  box.open = false;
  body.focus();
  // the first gap is where to go on writing
  const gap = /\[\[[^\]\n]*\?\]\]/.exec(body.value);
  if (gap) body.setSelectionRange(gap.index, gap.index + gap[0].length);
  else body.setSelectionRange(words.length, words.length);
  body.dispatchEvent(new Event('input', { bubbles: true }));
});
