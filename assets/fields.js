// Fields that hang on the service, the kind or on each other come and go while a form is filled in.
// Without this they come with the next page.
const holder = () => document.getElementById('custom-fields');
let asked = 0;

document.addEventListener('change', async (event) => {
  const box = holder();
  const form = box?.closest('form');
  if (!form || event.target.form !== form) return;
  const { name } = event.target;
  if (name !== 'service' && name !== 'kind' && !name.startsWith('field_')) return;
  const mine = ++asked;
  const fields = new URLSearchParams();
  for (const [key, value] of new FormData(form)) {
    if (typeof value === 'string') fields.append(key, value);
  }
  try {
    const answer = await fetch(box.dataset.from, { method: 'POST', body: fields });
    if (!answer.ok || mine !== asked) return;
    const next = document.createElement('div');
    next.innerHTML = await answer.text();
    const names = (one) => [...one.querySelectorAll('[name]')].map((field) => field.name).join();
    if (names(next) === names(box)) return;
    const focused = document.activeElement?.id;
    box.replaceChildren(...next.childNodes);
    if (focused && document.activeElement?.id !== focused) document.getElementById(focused)?.focus();
  } catch {
    // off line: the form stays as it was
  }
});
