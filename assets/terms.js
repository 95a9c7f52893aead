// Words of the other side: the card of an underlined word, and a way to ask about any other word on the page. Without
// this file a word is a link to its page, and /glossary has the form.
const said = document.querySelector('script[data-ask]').dataset;
const places = '.msg .body, .card .body, .notice, [data-words]';
const cards = new Map();
let card;
let term = null;
let timer;
let touch = false;

function parts() {
  if (card) return card;
  card = document.createElement('div');
  card.id = 'term-card';
  card.className = 'term-card';
  card.popover = 'manual';
  card.setAttribute('aria-live', 'polite');
  card.addEventListener('pointerenter', () => clearTimeout(timer));
  card.addEventListener('pointerleave', () => later(hide, 250));
  document.body.append(card);
  return card;
}

function later(what, after) {
  clearTimeout(timer);
  timer = setTimeout(what, after);
}

// below the word, or above where there is no room; never beyond the edge of the window
function place() {
  const at = term.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = card;
  const isBelow = at.bottom + height + 6 < innerHeight || at.top < height + 6;
  card.style.top = `${isBelow ? at.bottom + 2 : at.top - height - 2}px`;
  card.style.left = `${Math.max(8, Math.min(at.left, innerWidth - width - 8))}px`;
}

async function show(link) {
  clearTimeout(timer);
  if (term === link) return;
  hide();
  term = link;
  const id = link.dataset.term;
  if (!cards.has(id)) {
    const answer = await fetch(`/glossary/${id}/opens`, { method: 'POST' }).catch(() => null);
    if (!answer?.ok) return hide();
    cards.set(id, await answer.text());
  }
  if (term !== link || !link.isConnected) return;
  parts().showPopover();
  card.innerHTML = cards.get(id);
  link.setAttribute('aria-describedby', card.id);
  place();
}

function hide() {
  clearTimeout(timer);
  term?.removeAttribute('aria-describedby');
  term = null;
  if (card?.matches(':popover-open')) card.hidePopover();
}

const wordAt = (event) => event.target.closest?.('a.term');

if ('popover' in HTMLElement.prototype) {
  document.addEventListener('pointerover', (event) => {
    const link = wordAt(event);
    if (link && event.pointerType === 'mouse') later(() => show(link), 200);
  });
  document.addEventListener('pointerout', (event) => {
    if (wordAt(event) && event.pointerType === 'mouse' && !card?.contains(event.relatedTarget)) later(hide, 250);
  });
  document.addEventListener('pointerdown', (event) => {
    touch = event.pointerType !== 'mouse';
    if (term && !wordAt(event) && !card?.contains(event.target)) hide();
  });
  document.addEventListener('focusin', (event) => {
    const link = wordAt(event);
    if (link?.matches(':focus-visible')) show(link);
    else if (term && !link && !card?.contains(event.target)) hide();
  });
  document.addEventListener('focusout', (event) => {
    if (wordAt(event) && !card?.contains(event.relatedTarget)) later(hide, 100);
  });
  // the first tap shows the card, the second follows the link
  document.addEventListener('click', (event) => {
    const link = wordAt(event);
    if (!link || !touch || event.detail === 0 || (term === link && card?.matches(':popover-open'))) return;
    event.preventDefault();
    show(link);
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !term) return;
    event.stopPropagation();
    hide();
  }, true);
  addEventListener('scroll', () => term && card?.matches(':popover-open') && place(), { capture: true, passive: true });
}

// a word that is selected can be asked about
let ask;
let chosen = null;

function sentenceOf(range, word) {
  const block = range.startContainer.parentElement?.closest('p, li, td, div');
  const sentences = (block?.textContent ?? '').replace(/\s+/g, ' ').split(/(?<=[.!?]) /);
  const found = sentences.find((one) => one.includes(word)) ?? '';
  return /patron detail|\|\|/.test(found) || found.length > 400 ? '' : found.trim();
}

function offer() {
  const selected = getSelection();
  const word = String(selected).trim();
  const range = selected.rangeCount ? selected.getRangeAt(0) : null;
  const inside = range?.commonAncestorContainer;
  const place = (inside?.nodeType === 1 ? inside : inside?.parentElement)?.closest(places);
  const isWord = word.length > 1 && word.length <= 60 && !/\n/.test(word) && word.split(/\s+/).length <= 4;
  if (!place || !isWord || /patron detail/.test(word)) {
    if (ask?.matches(':popover-open') && !ask.contains(document.activeElement)) ask.hidePopover();
    return;
  }
  chosen = { word, sentence: sentenceOf(range, word) };
  if (!ask) {
    ask = document.createElement('button');
    ask.type = 'button';
    ask.className = 'button small ask-selected';
    ask.popover = 'manual';
    ask.textContent = said.ask;
    // the selection stays while the button is pressed
    ask.addEventListener('pointerdown', (event) => event.preventDefault());
    ask.addEventListener('click', open);
    document.body.append(ask);
  }
  const at = range.getBoundingClientRect();
  ask.showPopover();
  ask.style.top = `${Math.min(at.bottom + 6, innerHeight - ask.offsetHeight - 8)}px`;
  ask.style.left = `${Math.max(8, Math.min(at.left, innerWidth - ask.offsetWidth - 8))}px`;
}

async function open() {
  const { word, sentence } = chosen;
  ask.hidePopover();
  const answer = await fetch('/glossary/asked/form').catch(() => null);
  if (!answer?.ok) return;
  const dialog = document.createElement('dialog');
  dialog.className = 'ask-dialog stack';
  dialog.setAttribute('aria-label', said.ask);
  dialog.innerHTML = await answer.text();
  const form = dialog.querySelector('form');
  form.elements.word.value = word;
  form.elements.sentence.value = sentence;
  form.querySelector('.ask-quote').textContent = sentence;
  form.elements.agreed.closest('label').hidden = !sentence;
  dialog.addEventListener('click', (event) => event.target.closest('[data-close]') && dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    send(dialog, form);
  });
  document.body.append(dialog);
  dialog.showModal();
}

async function send(dialog, form) {
  const fields = new URLSearchParams(new FormData(form));
  fields.set('part', 'yes');
  if (!fields.has('agreed')) fields.delete('sentence');
  const answer = await fetch(form.getAttribute('action'), { method: 'POST', body: fields }).catch(() => null);
  if (!answer) return;
  if (!answer.ok) return form.submit();
  const close = form.querySelector('[data-close]');
  close.classList.add('main');
  close.textContent = said.done;
  const told = document.createElement('div');
  told.setAttribute('role', 'status');
  dialog.replaceChildren(told, close);
  told.innerHTML = await answer.text();
  close.focus();
}

let settling;
document.addEventListener('selectionchange', () => {
  clearTimeout(settling);
  settling = setTimeout(offer, 250);
});
