// What is known already stands below the box while somebody types. Without this it comes with the
// next step. Nothing that is asked for late replaces what came for later words.
const box = document.getElementById('known');
const form = box?.closest('form');
const COUNT = ['words', 'symptom', 'service', 'location', 'device'];
let waiting;
let asked = 0;
let before = '';

async function show() {
  if (form.dataset.keptFor || !navigator.onLine) return;
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (COUNT.includes(name)) fields.append(name, value);
  if (fields.toString() === before) return;
  before = fields.toString();
  const mine = ++asked;
  try {
    const answer = await fetch('/report/known', { method: 'POST', body: fields });
    // a button that somebody is on must not go away below them
    if (answer.ok && mine === asked && !box.contains(document.activeElement)) box.innerHTML = await answer.text();
  } catch {
    // off line: what is there stays
  }
}

form?.addEventListener('input', () => {
  clearTimeout(waiting);
  waiting = setTimeout(show, 250);
});
