// The counter by keyboard: a digit opens what it stands beside, or picks it; Enter sends. Walk-up or
// phone is remembered on this browser.
const CHANNEL = 'footbridge.channel';
const form = document.getElementById('desk-work');

document.addEventListener('keydown', (event) => {
  const typing = event.target.closest('input:not([type="radio"], [type="checkbox"]), textarea, select');
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !/^[1-9]$/.test(event.key)) return;
  const one = document.querySelector(`[data-digit="${event.key}"]`);
  if (!one) return;
  event.preventDefault();
  one.click();
  one.focus();
});

function remembered(value) {
  try {
    if (value) localStorage.setItem(CHANNEL, value);
    return localStorage.getItem(CHANNEL);
  } catch {
    return null; // the browser keeps nothing: it is chosen anew each time
  }
}

if (form) {
  const channel = remembered();
  const chosen = channel && form.querySelector(`[name="channel"][value="${CSS.escape(channel)}"]`);
  if (chosen && !document.getElementById('problems')) chosen.checked = true;
  form.addEventListener('change', (event) => {
    if (event.target.name === 'channel') remembered(event.target.value);
    // one's own words and a picked symptom do not go together
    if (event.target.name === 'symptom') form.elements.own.value = '';
  });
  form.elements.own.addEventListener('input', (event) => {
    if (event.target.value) for (const radio of form.querySelectorAll('[name="symptom"]')) radio.checked = false;
  });
  form.addEventListener('submit', (event) => {
    if (form.dataset.sent && !event.submitter?.formAction.includes('/affected')) event.preventDefault();
    form.dataset.sent = 'yes';
  });
  addEventListener('pageshow', () => delete form.dataset.sent);
}
