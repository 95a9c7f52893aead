// Keys for the queue: j and k move, Enter opens (the link has the focus), / searches.
const lines = [...document.querySelectorAll('#lines a')];

document.addEventListener('keydown', (event) => {
  const typing = event.target.closest('input, textarea, select, [contenteditable]');
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const at = lines.indexOf(document.activeElement);
  if (event.key === 'j') lines[Math.min(at + 1, lines.length - 1)]?.focus();
  else if (event.key === 'k') lines[Math.max(at - 1, 0)]?.focus();
  else if (event.key === '/') document.getElementById('find')?.focus();
  else return;
  event.preventDefault();
});

// choosing is enough
const filters = document.querySelector('form.say');
filters?.querySelector('button')?.classList.add('hidden');
filters?.addEventListener('change', () => filters.requestSubmit());
