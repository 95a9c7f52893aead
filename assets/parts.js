// A page that several people write: its parts are looked at now and then, and put in place where
// they differ. Nothing moves that somebody is in.
const EVERY = 8000;
const page = document.querySelector('[data-parts]');

const isHeld = (part) => {
  const selected = getSelection();
  return (
    part.contains(document.activeElement) ||
    (selected && !selected.isCollapsed && part.contains(selected.anchorNode))
  );
};

async function look() {
  if (document.visibilityState === 'hidden' || !navigator.onLine) return;
  try {
    const answer = await fetch(page.dataset.parts, { headers: { accept: 'text/html' } });
    // signed out, or not for this reader any more: what is on the page stays
    if (!answer.ok || answer.redirected) return;
    const now = new DOMParser().parseFromString(await answer.text(), 'text/html');
    for (const part of page.querySelectorAll('[data-part]')) {
      const next = now.querySelector(`[data-part="${part.dataset.part}"]`);
      if (next && !isHeld(part) && !part.isEqualNode(next)) part.replaceWith(document.importNode(next, true));
    }
  } catch {
    // off line: the page stays as it is
  }
}

if (page) setInterval(look, EVERY);
