// Keys on a ticket: r replies, n notes, e puts right, h opens what helps, u takes back an answer that
// has not left, Escape leaves the box, Ctrl and Enter send what it has. What was typed into one box
// never moves to the other. Everything listens on the document, so that it holds for a ticket that
// came later, beside the queue.
const open = { r: ['tab-reply', 'body'], n: ['tab-note', 'note-body'], e: ['tab-resolve', 'resolve-words'] };
const isUsingKeys = document.documentElement.dataset.keys !== 'off';

document.addEventListener('keydown', (event) => {
  const typing = event.target.closest('input:not(.tab-switch), textarea, select');
  if (typing && event.key === 'Escape') {
    event.preventDefault();
    return event.target.blur();
  }
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && event.target.matches('.compose textarea')) {
    event.preventDefault();
    return event.target.form.requestSubmit();
  }
  if (typing || document.querySelector('dialog[open]') || event.ctrlKey || event.metaKey || event.altKey || !isUsingKeys) return;
  // an answer that has not left yet is taken back, unless u undoes something in the list
  const leaving = event.key === 'u' && document.querySelector('.leaving form button');
  if (leaving) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return leaving.click();
  }
  const helps = event.key === 'h' && document.querySelector('details.helps');
  if (helps) {
    helps.open = !helps.open;
    helps.querySelector('summary').focus();
    return event.preventDefault();
  }
  const list = document.getElementById('lines');
  if (event.key === '?' && !list) return document.getElementById('ask-keys')?.showModal();
  // beside a list, the keys are the list's own until somebody goes over to the ticket
  if (!(event.key in open) || (list && !event.target.closest('#beside'))) return;
  const [tab, box] = open[event.key];
  if (!document.getElementById(box)) return;
  document.getElementById(tab)?.click();
  document.getElementById(box).focus();
  event.preventDefault();
});

// the composer is small until somebody writes, and stays open from then on; a link in it that is pressed must not move
document.addEventListener('focusin', (event) => {
  if (event.target.matches('textarea')) event.target.closest('.compose')?.classList.add('is-open');
});

// also with what the browser kept in it, or when somebody was faster than this file
const openIfUsed = () => {
  for (const one of document.querySelectorAll('.compose')) {
    const isUsed = [...one.querySelectorAll('textarea')].some((box) => box.value);
    if (isUsed || one.contains(document.activeElement?.closest('textarea'))) one.classList.add('is-open');
  }
};
openIfUsed();
// from the queue, straight into a box
const [tab, box] = Object.values(open).find(([, id]) => `#${id}` === location.hash) ?? [];
if (box && document.getElementById(box)) {
  document.getElementById(tab)?.click();
  document.getElementById(box).focus();
}

// a form is sent once
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.method !== 'post') return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = 'yes';
});
// coming back to the page must not leave its forms dead
addEventListener('pageshow', () => {
  openIfUsed();
  for (const form of document.querySelectorAll('form[data-sent]')) delete form.dataset.sent;
});
