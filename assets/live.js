// Pages that stay up to date by themselves. The server only says that something happened; the page
// is fetched anew with its reader's own rights, and what differs is put in place. What is being
// typed, the focus, the selection and the place on the screen stay as they are.
const QUIET = 60_000;
const status = document.getElementById('live-said');
let source = null;
let slow = 0;
let again = 0;
let busy = false;
let isAsked = false;
let isFirst = true;
/** A page that shows nothing else that changes opens its stream when somebody stays on it. */
const STAY = 2000;

/** What this page shows, and the last event it knows of. */
function wanted() {
  const ticket = document.querySelector('[data-live-ticket]');
  const query = new URLSearchParams();
  if (ticket) query.set('ticket', ticket.dataset.liveTicket);
  if (document.querySelector('[data-live-list="queue"]')) query.set('queue', 'yes');
  if (document.querySelector('[data-live-list="requests"]')) query.set('requests', 'yes');
  const meeting = document.querySelector('[data-live-meeting]');
  if (meeting) query.set('meeting', meeting.dataset.liveMeeting);
  const review = document.querySelector('[data-live-review]');
  if (review) query.set('review', review.dataset.liveReview);
  const bar = document.querySelector('[data-live-bar]');
  if (bar) query.set('told', bar.dataset.liveBar);
  return { query, ticket, isShown: query.size > (bar ? 1 : 0) };
}

function say(text) {
  if (status) status.textContent = text;
}

/** Where somebody is reading or writing, so that it can stay there. */
function anchor() {
  const active = document.activeElement;
  if (active && active !== document.body && active.isConnected) return active;
  return [...document.querySelectorAll('.msg, .event, #compose, .rows > li')].find(
    (one) => one.getBoundingClientRect().bottom > 80,
  );
}

/** Changes something without moving what is looked at. */
function still(change) {
  const held = anchor();
  const before = held?.getBoundingClientRect().top;
  change();
  if (held?.isConnected) {
    const moved = held.getBoundingClientRect().top - before;
    if (Math.abs(moved) >= 1) scrollBy({ top: moved, behavior: 'instant' });
  }
}

const isHeld = (part) => {
  const selected = getSelection();
  return (
    part.contains(document.activeElement) ||
    (selected && !selected.isCollapsed && part.contains(selected.anchorNode)) ||
    part.querySelector('form details[open], details[open] form')
  );
};

/** Puts the new entries of a conversation behind the old ones; gives those that are new. */
function merge(here, there) {
  const old = [...here.children];
  const fresh = [];
  const known = new Map(old.filter((one) => one.id).map((one) => [one.id, one]));
  [...there.children].forEach((entry, at) => {
    const same = entry.id ? known.get(entry.id) : old[at];
    if (same?.isConnected && (entry.id || !same.id)) {
      if (!same.isEqualNode(entry) && !isHeld(same)) same.innerHTML = entry.innerHTML;
      known.delete(entry.id);
    } else {
      const copy = document.importNode(entry, true);
      here.append(copy);
      fresh.push(copy);
    }
  });
  // what was taken back, or left and is a message now
  for (const one of known.values()) if (!isHeld(one) || one.classList.contains('leaving')) one.remove();
  return fresh;
}

/** The ticket as it is now. */
function putTicket(page) {
  const now = page.querySelector('[data-live-ticket]');
  const here = document.querySelector('[data-live-ticket]');
  if (!now || !here || now.dataset.liveTicket !== here.dataset.liveTicket) return;
  let fresh = [];
  still(() => {
    for (const part of here.querySelectorAll('[data-live-part]')) {
      const next = now.querySelector(`[data-live-part="${part.dataset.livePart}"]`);
      if (!next || part.isEqualNode(next)) continue;
      if (part.dataset.livePart === 'talk') fresh = merge(part, next);
      else if (!isHeld(part)) part.replaceWith(document.importNode(next, true));
    }
    // what is on the page now has been seen
    const seen = now.querySelector('input[name="seen"]')?.value;
    if (seen) for (const input of here.querySelectorAll('input[name="seen"]')) input.value = seen;
    here.dataset.liveSeen = now.dataset.liveSeen;
  });
  countDown();
  const last = fresh.filter((one) => !one.classList.contains('leaving')).at(-1);
  if (!last) return;
  const words = last.querySelector('header strong')?.textContent ?? last.textContent;
  say(`${here.dataset.liveNew} ${words.trim()}`);
  bar(`${here.dataset.liveNew} ${words.trim()}`, last);
}

/** A quiet line that leads to what is new, where that is not on the screen. */
function bar(text, entry) {
  const place = entry.getBoundingClientRect();
  const compose = document.getElementById('compose')?.getBoundingClientRect().top ?? innerHeight;
  if (place.top >= 0 && place.bottom <= Math.min(innerHeight, compose)) return;
  let line = document.getElementById('live-bar');
  if (!line) {
    line = document.createElement('a');
    line.id = 'live-bar';
    line.className = 'live-bar';
    document.body.append(line);
  }
  if (!entry.id) entry.id = 'live-new';
  line.href = `#${entry.id}`;
  line.textContent = text;
  line.onclick = () => line.remove();
}

/** A line as it is now; one's own request says that it has news. */
function putLine(here, from, to) {
  const isNews = here.dataset.liveMark && from.dataset.at !== to.dataset.at;
  const mark = to.querySelector('.new-mark');
  mark?.remove();
  if (from.innerHTML !== to.innerHTML) to.innerHTML = from.innerHTML;
  if (!isNews && !mark) return;
  const word = document.createElement('strong');
  word.className = 'new-mark';
  word.textContent = `${here.dataset.liveMark} · `;
  to.querySelector('.more')?.prepend(word);
  if (isNews) say(`${here.dataset.liveMark}: ${to.querySelector('.what')?.textContent ?? ''}`);
  to.dataset.at = from.dataset.at;
}

/** The list as it is now. Lines that stay are changed where they are; what came or went waits for
 * its reader. */
function putList(page) {
  const here = document.querySelector('[data-live-list]');
  const now = page.querySelector('[data-live-list]');
  if (!here || !now) return;
  const key = (line) => line.querySelector('a')?.getAttribute('href');
  const lines = (list) => [...list.querySelectorAll('li')];
  const known = new Map(lines(here).map((line) => [key(line), line]));
  let isOther = lines(here).length !== lines(now).length;
  lines(now).forEach((next, at) => {
    const line = known.get(key(next));
    if (!line) return (isOther = true);
    if (lines(here)[at] !== line) isOther = true;
    const [from, to] = [next.querySelector('a'), line.querySelector('a')];
    if (from && to) putLine(here, from, to);
  });
  let line = document.getElementById('live-list');
  if (!isOther) return line?.remove();
  if (!line) {
    line = document.createElement('button');
    line.id = 'live-list';
    line.type = 'button';
    line.className = 'button live-list';
    line.textContent = here.dataset.liveNew;
    here.before(line);
    say(here.dataset.liveNew);
  }
  line.onclick = () => {
    const newest = document.importNode(now, true);
    here.replaceChildren(...newest.childNodes);
    line.remove();
    for (const part of ['.views']) {
      const [old, next] = [document.querySelector(part), page.querySelector(part)];
      if (old && next) old.innerHTML = next.innerHTML;
    }
    document.dispatchEvent(new CustomEvent('lines'));
    here.querySelector('a')?.focus();
  };
}

/** Fetches this page, or the ticket beside a list, once at a time. */
async function look(address, put) {
  if (busy) return (isAsked = true);
  busy = true;
  try {
    const answer = await fetch(address, { headers: { accept: 'text/html' } });
    if (answer.ok && !answer.redirected) put(new DOMParser().parseFromString(await answer.text(), 'text/html'));
  } catch {
    // off line: the page stays as it is, and the stream says when there is more
  } finally {
    busy = false;
  }
  if (isAsked) {
    isAsked = false;
    await look(address, put);
  }
}

const lookAtTicket = () => {
  const { ticket } = wanted();
  if (ticket) return look(`/tickets/${ticket.dataset.liveTicket}`, putTicket);
};
let later = 0;
/** Lists are long, and change often: not more than once in some seconds, and not all at once. */
const lookAtList = () => {
  if (later || !document.querySelector('[data-live-list]')) return;
  later = setTimeout(async () => {
    later = 0;
    await look(document.querySelector('[data-live-list]').dataset.liveFrom || location.href, putList);
  }, 1000 + Math.random() * 2000);
};

/** What waits for the reader, in the bar. */
async function lookAtBar() {
  const bar = document.querySelector('[data-live-bar]');
  if (!bar) return;
  try {
    const answer = await fetch('/notifications/waiting', { headers: { accept: 'text/html' } });
    if (!answer.ok || answer.redirected) return;
    const part = document.createElement('template');
    part.innerHTML = await answer.text();
    still(() => putBar(bar, [...part.content.querySelectorAll('[data-waiting]')]));
  } catch {
    // off line: the bar stays as it is
  }
}

function putBar(bar, items) {
  const find = (href) => bar.querySelector(`[data-waiting="${href}"]`);
  const list = bar.querySelector('ul');
  for (const old of bar.querySelectorAll('[data-waiting]'))
    if (!items.some((one) => one.dataset.waiting === old.dataset.waiting) && !old.contains(document.activeElement)) old.remove();
  for (const one of items) {
    const here = find(one.dataset.waiting)?.querySelector('a');
    const text = one.textContent.trim();
    if (!here) list.insertBefore(one, list.querySelector('a[href="/administration"]')?.closest('li') ?? null);
    if (here && here.textContent.trim() === text) continue;
    if (here) here.textContent = text;
    if (one.dataset.waiting !== '/notifications') continue;
    const [before, count] = [Number(bar.dataset.liveBar), Number(one.dataset.count)];
    bar.dataset.liveBar = one.dataset.count;
    if (count > before) say(text);
  }
}

let fading = 0;
async function lookAtWriters() {
  const { ticket } = wanted();
  const here = document.getElementById('writing');
  if (!ticket || !here) return;
  clearTimeout(fading);
  try {
    const answer = await fetch(`/tickets/${ticket.dataset.liveTicket}/writers`);
    if (!answer.ok) return;
    const next = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('writing');
    still(() => (here.textContent = next.textContent));
    if (next.textContent.trim()) fading = setTimeout(lookAtWriters, 8000);
  } catch {
    // nobody misses this line
  }
}

/** The pages of a meeting and a review have a module of their own, which knows their parts. */
const lookAtParts = () => document.dispatchEvent(new CustomEvent('parts-news'));
let hasBeen = false;

function close() {
  source?.close();
  source = null;
  clearInterval(slow);
  clearTimeout(again);
  slow = 0;
}

/** Without a stream the page looks for itself, now and then. */
function lookSlowly() {
  slow ||= setInterval(() => {
    lookAtTicket();
    lookAtList();
    lookAtBar();
    lookAtParts();
  }, QUIET);
  again = setTimeout(() => open(), QUIET);
}

function open() {
  close();
  const { query, ticket } = wanted();
  if (!query.size || document.visibilityState === 'hidden' || !navigator.onLine) return;
  query.set('since', ticket?.dataset.liveSeen ?? document.querySelector('[data-live-list]')?.dataset.liveSeen ?? 0);
  source = new EventSource(`/live?${query}`);
  // what a list missed while nobody looked at it costs more to say than the list
  if (!isFirst) lookAtList();
  isFirst = false;
  source.addEventListener('ticket', lookAtTicket);
  source.addEventListener('list', lookAtList);
  source.addEventListener('writing', lookAtWriters);
  source.addEventListener('told', lookAtBar);
  source.addEventListener('meeting', lookAtParts);
  source.addEventListener('review', lookAtParts);
  // what happened while the stream was away
  let isAway = hasBeen;
  hasBeen = true;
  source.addEventListener('open', () => {
    if (isAway) lookAtParts();
    isAway = true;
  });
  // signed out, or the ticket is somebody else's now: what is typed stays, and nothing more comes
  source.addEventListener('over', close);
  source.addEventListener('error', () => {
    if (source?.readyState !== EventSource.CLOSED) return;
    close();
    lookSlowly();
  });
}

/** Counts down to the moment an answer leaves, for the eye alone. */
let counting = 0;
function countDown() {
  clearInterval(counting);
  const parts = [...document.querySelectorAll('[data-leaving]')];
  if (!parts.length) return;
  const ends = parts.map((part) => [part, part.textContent, Number(part.dataset.leaving), performance.now()]);
  const step = () => {
    let isLeft = false;
    for (const [part, text, seconds, from] of ends) {
      const left = Math.max(0, Math.ceil(seconds - (performance.now() - from) / 1000));
      part.textContent = text.replace(/\d+/, left);
      isLeft ||= left > 0;
    }
    if (isLeft) return;
    clearInterval(counting);
    // it leaves with the next look of the server's own worker
    setTimeout(lookAtTicket, 1500);
  };
  counting = setInterval(step, 1000);
}

// a page that nobody looks at needs no stream, and a browser has few to give away
document.addEventListener('visibilitychange', () => (document.visibilityState === 'hidden' ? close() : open()));
addEventListener('pagehide', close);
addEventListener('pageshow', (event) => event.persisted && open());
addEventListener('online', () => source || open());
// a ticket that was opened beside its list, or closed there
document.addEventListener('beside', () => {
  open();
  countDown();
});
if (wanted().isShown) open();
else again = setTimeout(open, STAY);
countDown();
