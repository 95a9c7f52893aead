// Notes below a box while somebody writes: words the reader may not know, and wording that could sound like blame.
// They are for the writer alone, and nothing of them is kept. Without this file a button shows the same.
const waiting = new WeakMap();
let isOff = false;

function noteOf(box) {
  const made = document.querySelector(`[data-wording-for="${CSS.escape(box.id)}"]`);
  if (made || !box.hasAttribute('data-wording')) return made;
  const note = document.createElement('div');
  note.className = 'wording';
  note.dataset.wordingFor = box.id;
  note.setAttribute('aria-live', 'polite');
  box.after(note);
  return note;
}

async function look(box, note) {
  const words = box.value;
  if (!words.trim()) return note.replaceChildren();
  const fields = new URLSearchParams({ words });
  if (note.dataset.ticket) fields.set('ticket', note.dataset.ticket);
  const answer = await fetch('/wording/notes', { method: 'POST', body: fields }).catch(() => null);
  if (answer?.status === 204) isOff = true;
  if (!answer?.ok || isOff) return isOff && note.replaceChildren();
  const html = (await answer.text()).trim();
  // what is read out is read out once
  if (box.value !== words || html === note.dataset.shown) return;
  note.dataset.shown = html;
  note.innerHTML = html;
}

function soon(box, after) {
  const note = !isOff && box.matches?.('textarea, input') && box.id ? noteOf(box) : null;
  if (!note) return;
  clearTimeout(waiting.get(box));
  waiting.set(box, setTimeout(() => look(box, note), after));
}

document.addEventListener('input', (event) => soon(event.target, 700));
document.querySelectorAll('textarea').forEach((box) => box.value.trim() && soon(box, 0));

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-explain]');
  const note = button?.closest('[data-wording-for]');
  const box = note && document.getElementById(note.dataset.wordingFor);
  if (!box) return;
  event.preventDefault();
  const at = box.value.indexOf(button.dataset.explain);
  if (at < 0) return;
  const end = at + button.dataset.explain.length;
  box.focus();
  box.setRangeText(` (${button.dataset.short})`, end, end, 'end');
  box.dispatchEvent(new Event('input', { bubbles: true }));
});
