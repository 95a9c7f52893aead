// The part of every page that knows of reports waiting for the network: the strip that counts them,
// sending them when the network is back, and keeping the form for when it is away.
const root = document.documentElement;
const form = document.getElementById('report');
const isKept = form?.dataset.keptFor;
const person = root.dataset.person || isKept || '';
const strip = document.getElementById('reports-strip');
const list = document.getElementById('reports-list');
const { reports } = self;
const KEPT = 'report-form';

// ---- the strip and the list

const fill = (text, values) => Object.entries(values).reduce((said, [name, value]) => said.replace(`{${name}}`, value), text);

async function show() {
  const all = await reports.all();
  const mine = all.filter((report) => report.person === person);
  const waiting = mine.filter((report) => report.state !== 'sent');
  const sent = mine.filter((report) => report.state === 'sent');
  if (strip) showStrip(waiting, sent, all.length - mine.length);
  if (list) showList(waiting);
}

function showStrip(waiting, sent, others) {
  const words = strip.dataset;
  const parts = [];
  const link = (text, href) => Object.assign(document.createElement('a'), { textContent: text, href });
  for (const report of sent) parts.push(link(fill(words.sent, { number: report.number }), `/tickets/${report.number}`));
  const asks = waiting.filter((report) => report.state === 'refused').length;
  const needs = waiting.filter((report) => report.state === 'sign-in').length;
  if (waiting.length) {
    const key = asks ? 'refused' : needs ? 'signIn' : waiting.length === 1 ? 'one' : 'many';
    parts.push(fill(words[key], { n: waiting.length }), ' ', link(words.look, '/report/waiting'));
  }
  if (others) parts.push(` ${words.others}`);
  strip.replaceChildren(...parts.flatMap((part) => [part, ' ']));
  strip.hidden = parts.length === 0;
}

function showList(waiting) {
  const words = list.dataset;
  list.querySelector('.empty').hidden = waiting.length > 0 || Boolean(isKept);
  list.hidden = Boolean(isKept) && !waiting.length;
  const items = waiting.map((report) => {
    const item = document.getElementById('report-waiting').content.firstElementChild.cloneNode(true);
    const field = (name) => report.fields.find(([one]) => one === name)?.[1] ?? '';
    item.querySelector('.what').textContent = field('words') || words.empty;
    const when = new Date(report.at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
    const files = report.files.map((file) => file.name).join(', ');
    item.querySelector('.more').textContent = [when, files].filter(Boolean).join(' · ');
    const said = item.querySelector('.problem');
    said.textContent = report.state === 'sign-in' ? words.signIn
      : report.state === 'refused' ? report.problems.join(' ') || (report.status === 413 ? words.large : words.refused) : '';
    said.hidden = !said.textContent;
    const edit = item.querySelector('[data-edit]');
    edit.href = `/report?waiting=${encodeURIComponent(report.key)}`;
    edit.addEventListener('click', (event) => {
      if (!isKept) return;
      event.preventDefault();
      edited(report);
    });
    item.querySelector('[data-discard]').addEventListener('click', async () => {
      if (window.confirm(words.sure)) await reports.remove(report.key);
      await show();
    });
    return item;
  });
  list.querySelector('ul').replaceChildren(...items);
}

// ---- the form

async function edited(report) {
  for (const [name, value] of report.fields) {
    if (['key', 'send', 'preview', 'by', 'attachment'].includes(name)) continue;
    for (const one of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (one.type === 'radio' || one.type === 'checkbox') one.checked = one.value === value || (one.type === 'checkbox' && one.checked);
      else if (one.type !== 'file') one.value = value;
    }
  }
  const files = new DataTransfer();
  for (const file of report.files) files.items.add(new File([file.blob], file.name, { type: file.blob.type }));
  form.elements.files.files = files.files;
  form.elements.key.value = report.key;
  form.dataset.waits = report.key;
  form.classList.remove('step');
  const note = document.querySelector('[data-problems-of-report]');
  if (note && report.problems.length) {
    note.textContent = report.problems.join(' ');
    note.hidden = false;
  }
  form.dispatchEvent(new Event('input', { bubbles: true }));
  form.elements.words.focus();
}

// A photo straight from a phone is larger than a browser should keep; what is on it stays readable.
const LARGE = 1_500_000;
async function smaller(file) {
  if (file.size < LARGE || !/^image\/(jpeg|png|webp)$/.test(file.type) || !self.OffscreenCanvas) return file;
  try {
    const picture = await createImageBitmap(file);
    const share = Math.min(1, 2400 / Math.max(picture.width, picture.height));
    const canvas = new OffscreenCanvas(Math.round(picture.width * share), Math.round(picture.height * share));
    canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 });
    return blob.size < file.size ? new File([blob], file.name.replace(/\.\w+$/, '.jpg'), { type: blob.type }) : file;
  } catch {
    return file;
  }
}

async function keep() {
  const data = new FormData(form);
  const report = reports.fromForm(data, person);
  for (const file of report.files) {
    const less = await smaller(file.blob);
    Object.assign(file, { name: less.name, blob: less });
  }
  await reports.put(report);
  const worker = await navigator.serviceWorker?.getRegistration();
  await worker?.sync?.register('reports').catch(() => {});
}

function size(input) {
  return [...input.files].reduce((sum, file) => sum + file.size, 0);
}

// said as soon as the file is chosen, not after a minute of sending it
function refuseLarge(input) {
  const most = Number(form.dataset.limit) * 1_000_000;
  const note = form.querySelector('[data-too-large]');
  const isLarge = size(input) > most;
  note.hidden = !isLarge;
  input.toggleAttribute('aria-invalid', isLarge);
  if (isLarge) input.value = '';
  return isLarge;
}

// The form that is kept knows nothing about anybody: the place is the one this browser reported
// about last, or was offered first.
function rememberPlace() {
  const place = form.elements.location;
  if (!place) return;
  const name = `report-place-${person}`;
  if (isKept && !place.value) place.value = localStorage.getItem(name) ?? '';
  if (place.selectedIndex < 0) place.value = '';
  if (place.value) localStorage.setItem(name, place.value);
  place.addEventListener('change', () => localStorage.setItem(name, place.value));
}

async function prepareForm() {
  rememberPlace();
  if (!form.elements.key.value) form.elements.key.value = crypto.randomUUID();
  form.elements.files?.addEventListener('change', (event) => refuseLarge(event.target));
  form.addEventListener('submit', onSend);
  // a report that waits and came back in the form, refused
  if (await reports.get(form.elements.key.value)) form.dataset.waits = form.elements.key.value;
  const wanted = new URLSearchParams(location.search).get('waiting');
  const report = wanted && (await reports.get(wanted));
  if (report?.person === person) await edited(report);
}

let isSending = false;
async function onSend(event) {
  if (event.defaultPrevented || isSending || event.submitter?.name === 'preview') return;
  const isAway = isKept || !navigator.onLine;
  // a report that waits already is replaced by what the form says now, whatever comes of sending it
  const waits = form.dataset.waits === form.elements.key.value;
  if (!isAway && !waits) return;
  event.preventDefault();
  isSending = true;
  try {
    await keep();
  } finally {
    isSending = false;
  }
  if (isAway) {
    const place = form.elements.location?.value;
    form.reset();
    if (place) form.elements.location.value = place;
    form.elements.key.value = crypto.randomUUID();
    document.querySelector('[data-kept]').hidden = false;
    document.querySelector('[data-kept]').focus();
    await show();
    if (navigator.onLine) await reports.sendAll(person);
    return;
  }
  const send = Object.assign(document.createElement('input'), { type: 'hidden', name: 'send', value: 'yes' });
  form.append(send);
  form.submit();
}

// ---- the form that is kept for later

// fetched again after ten minutes, and whenever the styles are others than those that are kept
async function isFresh(cache) {
  const kept = await cache.match('/report/kept');
  const style = document.querySelector('link[rel="stylesheet"]').href;
  const age = Date.now() - Date.parse(kept?.headers.get('date') ?? 0);
  return age < 600_000 && Boolean(await cache.match(style));
}

async function keepForm() {
  if (!navigator.serviceWorker || !self.caches) return;
  await navigator.serviceWorker.register('/sw.js');
  const worker = await navigator.serviceWorker.ready;
  // this page was asked for before the worker was there
  if (!navigator.serviceWorker.controller) worker.active.postMessage('claim');
  const cache = await caches.open(KEPT);
  if (await isFresh(cache)) return;
  const answer = await fetch('/report/kept');
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.clone().text(), 'text/html');
  const parts = [...page.querySelectorAll('link[rel="stylesheet"], link[rel="icon"], script[src]')];
  const files = parts.map((part) => part.getAttribute('href') ?? part.getAttribute('src'));
  await cache.addAll(files);
  await cache.put('/report/kept', answer);
  // what an older form needed goes last: at no moment is there less than one whole form
  const needed = ['/report/kept', ...files];
  for (const old of await cache.keys()) if (!needed.includes(new URL(old.url).pathname)) await cache.delete(old);
}

async function forgetForm() {
  for (const worker of (await navigator.serviceWorker?.getRegistrations()) ?? []) await worker.unregister();
  await self.caches?.delete(KEPT);
}

// ---- what happens when

const countWaiting = async () => (await reports.all()).filter((one) => one.person === person && one.state !== 'sent').length;

async function send() {
  const before = await countWaiting();
  if (person && navigator.onLine) await reports.sendAll(person);
  await show();
  // the network is back where something went through, whatever the browser thinks of itself
  if (!before || (await countWaiting())) return;
  for (const note of document.querySelectorAll('[data-away], [data-kept]')) note.hidden = true;
}

async function begin() {
  if (form) await prepareForm();
  reports.changes.addEventListener('message', show);
  addEventListener('online', send);
  if (!person) {
    await forgetForm();
    root.dataset.reportForm = 'gone';
    return;
  }
  const told = (await reports.all()).filter((report) => report.state === 'sent' && report.person === person);
  await send();
  // said on this page, and not on the next
  for (const report of told) await reports.remove(report.key);
  if (!isKept) await keepForm();
  root.dataset.reportForm = 'kept';
}

if (self.indexedDB && navigator.locks) begin().catch(() => {});
