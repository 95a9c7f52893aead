// A page that several people write: when the stream says that somebody did, it is fetched anew with
// its reader's own rights, and the parts that differ are put in place. Nothing moves that somebody is in.
const page = document.querySelector('[data-parts]');
let busy = false;
let isAsked = false;

const isHeld = (part) => {
  const selected = getSelection();
  return (
    part.contains(document.activeElement) ||
    (selected && !selected.isCollapsed && part.contains(selected.anchorNode))
  );
};

async function look() {
  if (busy) return (isAsked = true);
  busy = true;
  try {
    const answer = await fetch(page.dataset.parts, { headers: { accept: 'text/html' } });
    // signed out, or not for this reader any more: what is on the page stays
    if (answer.ok && !answer.redirected) {
      const now = new DOMParser().parseFromString(await answer.text(), 'text/html');
      for (const part of page.querySelectorAll('[data-part]')) {
        const next = now.querySelector(`[data-part="${part.dataset.part}"]`);
        if (next && !isHeld(part) && !part.isEqualNode(next)) part.replaceWith(document.importNode(next, true));
      }
    }
  } catch {
    // off line: the page stays as it is, and the stream says when there is more
  } finally {
    busy = false;
  }
  if (isAsked) {
    isAsked = false;
    await look();
  }
}

if (page) document.addEventListener('parts-news', look);
