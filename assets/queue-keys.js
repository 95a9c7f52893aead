// The keys of the queue. Single letters are keys only for those who want them (WCAG 2.1.4).
import { isOpen, open } from './queue-beside.js';
import { act, ask, hush, undo } from './queue-deeds.js';
import { here, linkOf, pick, pickRange, step, unpick } from './queue-rows.js';

const isUsingKeys = document.documentElement.dataset.keys !== 'off';
const take = () => act({ deed: 'assign', take: 'yes' });
const at = (does) => () => {
  const row = here();
  if (row) does(row);
};
const write = (tab, box) =>
  at((row) => {
    hush();
    open(row, tab, box);
  });
const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  o: at((row) => linkOf(row).click()),
  a: () => ask('assign'),
  i: take,
  m: take,
  l: () => ask('tag'),
  s: () => ask('snooze'),
  r: write('tab-reply', 'body'),
  n: write('tab-note', 'note-body'),
  e: write('tab-resolve', 'resolve-words'),
  x: at((row) => {
    hush();
    pick(row);
  }),
  X: at(pickRange),
  u: undo,
  '/': () => document.getElementById('find')?.focus(),
  '?': () => document.getElementById('ask-keys')?.showModal(),
};

export function startKeys() {
  document.getElementById('show-keys')?.addEventListener('click', KEYS['?']);
  document.addEventListener('keydown', (event) => {
    const isTyping = event.target.closest('input:not([type="checkbox"], [type="radio"]), textarea, select, [contenteditable]');
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
    if (event.key === 'Escape') {
      if (isOpen()) history.back();
      else unpick();
      hush();
      return;
    }
    if (!isUsingKeys) return;
    // a ticket that is open beside has keys of its own
    if (['r', 'n', 'e'].includes(event.key) && event.target.closest('#beside')) return;
    const does = KEYS[event.key];
    if (!does) return;
    event.preventDefault();
    does();
  });
}
