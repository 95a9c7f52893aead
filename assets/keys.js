// From anywhere: g and then a letter goes to a place in the bar or in the list of views. A key that
// belongs to what somebody is typing in stays there. Only for those who want single letters to be
// keys (WCAG 2.1.4): the page leaves this out for everybody else.
/** How long g waits for its second letter, in milliseconds. */
const WAIT = 1500;
let begun = -Infinity;

document.addEventListener('keydown', (event) => {
  const typing = event.target.closest('input:not([type="radio"], [type="checkbox"]), textarea, select, [contenteditable]');
  if (typing || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
  const isSecond = event.timeStamp - begun < WAIT;
  begun = event.key === 'g' && !isSecond ? event.timeStamp : -Infinity;
  if (!isSecond) return;
  // whatever the letter would do alone, it does not do it now
  event.preventDefault();
  event.stopImmediatePropagation();
  document.querySelector(`[data-go="${CSS.escape(event.key)}"]`)?.click();
});
