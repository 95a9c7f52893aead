// Keys on a ticket: r replies, n notes, Escape leaves the box. What was typed into one box never
// moves to the other.
const open = { r: ['tab-reply', 'body'], n: ['tab-note', 'note-body'] };

document.addEventListener('keydown', (event) => {
  const typing = event.target.closest('input:not(.tab-switch), textarea, select');
  if (typing && event.key === 'Escape') return event.target.blur();
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !(event.key in open)) return;
  const [tab, box] = open[event.key];
  document.getElementById(tab)?.click();
  document.getElementById(box)?.focus();
  event.preventDefault();
});

// a form is sent once
for (const form of document.querySelectorAll('form[method="post"]')) {
  form.addEventListener('submit', (event) => {
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = 'yes';
  });
}
// coming back to the page must not leave its forms dead
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent;
});
