// A meeting's page while several people write on it. The page is fetched anew with its reader's own
// rights, and what differs is put in place; where somebody writes or reads a form, nothing moves.
const root = document.querySelector('[data-live-meeting]');
const said = document.getElementById('live-said');
let busy = false;
let isAsked = false;

const isHeld = (part) => {
  const selected = getSelection();
  return (
    part.contains(document.activeElement) ||
    (selected && !selected.isCollapsed && part.contains(selected.anchorNode)) ||
    part.querySelector('textarea')
  );
};

/** Entries with a name stay the same element, wherever they move. */
function merge(here, there) {
  const known = new Map([...here.children].map((one) => [one.id, one]));
  let at = here.firstElementChild;
  let fresh = 0;
  for (const next of there.children) {
    const same = known.get(next.id);
    known.delete(next.id);
    if (!same) {
      here.insertBefore(document.importNode(next, true), at);
      fresh += 1;
      continue;
    }
    if (isHeld(same)) {
      // it stays under the writer's hand; the others go round it
      if (at !== same) while (at && at !== same) at = at.nextElementSibling;
    } else if (!same.isEqualNode(next)) {
      same.innerHTML = next.innerHTML;
    }
    if (at === same) at = at.nextElementSibling;
    else if (!isHeld(same)) here.insertBefore(same, at);
  }
  for (const one of known.values()) if (!isHeld(one)) one.remove();
  return fresh;
}

function put(page) {
  const now = page.querySelector('[data-live-meeting]');
  if (!now || now.dataset.liveMeeting !== root.dataset.liveMeeting) return;
  let fresh = 0;
  for (const part of root.querySelectorAll('[data-live-part]')) {
    const next = now.querySelector(`[data-live-part="${part.dataset.livePart}"]`);
    if (!next || part.isEqualNode(next)) continue;
    if (part.dataset.livePart === 'agenda') fresh += merge(part, next);
    else if (!isHeld(part)) {
      part.innerHTML = next.innerHTML;
      fresh += 1;
    }
  }
  if (fresh && said) said.textContent = root.dataset.liveNew;
}

async function look() {
  if (busy) return (isAsked = true);
  busy = true;
  try {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
    if (answer.ok && !answer.redirected) put(new DOMParser().parseFromString(await answer.text(), 'text/html'));
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

if (root) document.addEventListener('parts-news', look);
