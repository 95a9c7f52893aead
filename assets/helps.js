// What helps right now: fetched when it is opened, so that the ticket never waits for it. Without this
// it is a link to the same on a page.
async function fill(part) {
  if (part.dataset.asked) return;
  part.dataset.asked = 'yes';
  try {
    const answer = await fetch(part.dataset.part);
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const found = page.querySelector('[data-beside]');
    if (!found) return;
    // it stands below the ticket's own headings
    for (const heading of found.querySelectorAll('h2')) {
      const lower = document.createElement('h3');
      lower.append(...heading.childNodes);
      heading.replaceWith(lower);
    }
    part.querySelector('div').replaceChildren(...found.childNodes);
    part.querySelector('div').className = 'stack gap';
  } catch {
    delete part.dataset.asked;
  }
}

document.addEventListener('toggle', ({ target }) => {
  if (target.matches?.('details[data-part]') && target.open) fill(target);
}, true);
