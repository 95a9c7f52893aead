// Keeps the report form for when the network is away, and nothing else. What comes from the network
// is never kept back for it: on line, every page and file is asked for anew.
const KEPT = 'report-form';

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('message', (event) => event.data === 'claim' && event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (request.mode === 'navigate' && request.method === 'GET') event.respondWith(page(request));
  else if (request.mode === 'navigate' && request.method === 'POST' && pathname === '/report') event.respondWith(send(request));
  else if (request.method === 'GET' && pathname.startsWith('/assets/')) event.respondWith(file(request));
});

async function page(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match('/report/kept');
    if (!kept) throw error;
    return kept;
  }
}

async function file(request) {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match(request);
    if (!kept) throw error;
    return kept;
  }
}

// A report whose answer does not come may have arrived or not: it waits, and its key makes it one.
async function send(request) {
  const copy = request.clone();
  try {
    return await fetch(request);
  } catch {
    const data = await copy.formData();
    const person = data.get('by') ?? '';
    await self.reports.put(self.reports.fromForm(data, person));
    await self.registration.sync?.register('reports').catch(() => {});
    return Response.redirect('/report/waiting', 303);
  }
}

self.addEventListener('sync', (event) => {
  if (event.tag === 'reports') event.waitUntil(self.reports.sendAll());
});
