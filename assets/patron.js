// Patron details: when something is selected in a box, a button under it marks it, and digits that look like a card
// number are asked about before they are sent. The server does the same without this file.
const said = document.querySelector('script[data-patron-mark]').dataset;
const notWritten = ['tags', 'lost_minutes', 'next', 'key'];
const tools = new WeakMap();
const refused = new WeakMap();
let patterns;

function isOurs(box) {
  if (!box.matches?.('textarea, input:not([type]), input[type="text"]') || box.readOnly) return false;
  if (!box.form || box.form.method !== 'post' || !box.name) return false;
  // a form may have a box that is called action
  const path = new URL(box.form.getAttribute('action') ?? '', location.href).pathname;
  const isElsewhere = /^\/(administration|account|sign-)/.test(path);
  return !isElsewhere && !box.name.startsWith('patron_') && !notWritten.includes(box.name);
}

function button(words, press) {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'button small';
  made.textContent = words;
  made.addEventListener('click', press);
  return made;
}

// what stands under a box, made when somebody goes into it
function toolsOf(box) {
  if (tools.has(box)) return tools.get(box);
  const row = document.createElement('div');
  row.className = 'patron-tools';
  const mark = button(said.patronMark, () => wrap(box, box.selectionStart, box.selectionEnd));
  const line = document.createElement('span');
  line.setAttribute('role', 'status');
  row.append(line, mark);
  box.after(row);
  tools.set(box, { mark, line });
  offer(box);
  return tools.get(box);
}

// only while something is selected: nobody who just writes tabs through one more button
function offer(box) {
  tools.get(box)?.mark.classList.toggle('idle', box.selectionStart === box.selectionEnd);
}

function wrap(box, from, to) {
  const inside = box.value.slice(from, to).replaceAll('||', '');
  const [, before, words, after] = /^(\s*)([^]*?)(\s*)$/.exec(inside);
  if (!words) return false;
  const isWord = (c) => /[\p{L}\p{N}_]/u.test(c ?? '');
  // bars inside a word would be taken for a program's
  const isInWord = isWord(box.value[from - 1]) && isWord(box.value[to]);
  const gap = isInWord && !before && !after ? ' ' : '';
  box.setRangeText(`${before}${gap}||${words}||${gap}${after}`, from, to, 'end');
  box.dispatchEvent(new Event('input', { bubbles: true }));
  box.focus();
  offer(box);
  return true;
}

// the library's own patterns, asked for once, and only by somebody who types many digits
function known() {
  patterns ??= fetch('/patron-cards')
    .then((answer) => (answer.ok ? answer.text() : ''))
    .then((text) => text.split('\n').map((one) => one.replace(/[ -]/g, '')).filter(Boolean))
    .then((lines) => lines.map((one) => new RegExp(`^${one.replaceAll('#', '\\d')}$`)))
    .catch(() => []);
  return patterns;
}

function cardsIn(text, fitting) {
  const isMarked = (at) => [...text.matchAll(/\|\|[^|]+\|\|/g)].some((m) => m.index < at && at < m.index + m[0].length);
  const found = [];
  for (const match of text.matchAll(/(?<![\p{L}\p{N}_+@/\\#=%&-]|\d[.,:])\d(?:[ -]?\d){7,15}(?![\p{L}\p{N}_@\\#=%&]|[.,:-]\d)/gu)) {
    const digits = match[0].replace(/[ -]/g, '');
    if (fitting.some((one) => one.test(digits)) && !isMarked(match.index)) found.push(match);
  }
  return found;
}

async function look(box) {
  if ((box.value.match(/\d/g) ?? []).length < 8) return clear(box);
  const fitting = await known();
  const isNot = refused.get(box.form) ?? new Set();
  const card = cardsIn(box.value, fitting).find((one) => !isNot.has(one[0]));
  if (!card) return clear(box);
  const { line } = toolsOf(box);
  if (line.dataset.card === card[0]) return;
  line.dataset.card = card[0];
  line.replaceChildren(
    said.patronOffer.replace('…', card[0]),
    ' ',
    button(said.patronKeep, () => {
      clear(box);
      const now = box.value.indexOf(card[0]);
      if (now >= 0) wrap(box, now, now + card[0].length);
    }),
    ' ',
    button(said.patronNot, () => {
      clear(box);
      refused.set(box.form, isNot.add(card[0]));
      box.focus();
      look(box);
    }),
  );
}

function clear(box) {
  const line = tools.get(box)?.line;
  if (!line?.dataset.card) return;
  delete line.dataset.card;
  line.replaceChildren();
}

const waiting = new WeakMap();
for (const kind of ['select', 'selectionchange', 'keyup', 'pointerup']) {
  document.addEventListener(kind, () => isOurs(document.activeElement) && offer(document.activeElement));
}
document.addEventListener('focusin', (event) => isOurs(event.target) && toolsOf(event.target));
document.addEventListener('input', (event) => {
  const box = event.target;
  if (!isOurs(box)) return;
  clearTimeout(waiting.get(box));
  waiting.set(box, setTimeout(() => look(box), 250));
});

// what was answered here is not asked again; what was not, is
document.addEventListener('submit', (event) => {
  const form = event.target;
  form.querySelector('input[type="hidden"][name="patron_card"]')?.remove();
  const isOpen = [...form.elements].some((box) => tools.get(box)?.line.dataset.card);
  if (!refused.has(form) || isOpen) return;
  const answer = document.createElement('input');
  Object.assign(answer, { type: 'hidden', name: 'patron_card', value: 'not' });
  form.append(answer);
}, true);

// a box that somebody was in before this file came
if (document.activeElement && isOurs(document.activeElement)) toolsOf(document.activeElement);
