// The impact statement grows beside the form as it is filled in. Without this the same comes as a
// step of its own.
const form = document.getElementById('report');
const statement = document.getElementById('statement');
let waiting;
let asked = 0;

async function show() {
  if (form.dataset.keptFor || !navigator.onLine) return;
  const mine = ++asked;
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string') fields.append(name, value);
  }
  try {
    const answer = await fetch('/report/statement', { method: 'POST', body: fields });
    if (answer.ok && mine === asked) statement.innerHTML = await answer.text();
  } catch {
    // off line: the statement stays as it was, the form still works
  }
}

form?.addEventListener('input', () => {
  clearTimeout(waiting);
  waiting = setTimeout(show, 250);
});

// said before the upload starts, not after
form?.addEventListener('submit', (event) => {
  const files = form.querySelector('input[type="file"]');
  const most = Number(form.dataset.limit) * 1_000_000;
  const size = [...files.files].reduce((sum, file) => sum + file.size, 0);
  files.setCustomValidity('');
  if (size > most) {
    event.preventDefault();
    files.setCustomValidity(document.getElementById('files-hint').textContent);
    files.reportValidity();
  }
});
