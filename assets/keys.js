// From anywhere: g and then a letter goes to a place in the bar. A key that belongs to what somebody
// is typing in stays there.
const AFTER = 1500;
let begun = 0;

document.addEventListener('keydown', (event) => {
  const typing = event.target.closest('input:not([type="radio"], [type="checkbox"]), textarea, select, [contenteditable]');
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const place = event.timeStamp - begun < AFTER && document.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
  begun = event.key === 'g' ? event.timeStamp : 0;
  if (!place) return;
  event.preventDefault();
  place.click();
});
