// Reports that wait for the network, kept in this browser: stored, sent once, counted. The pages and
// the service worker both read this file, so it is no module and touches no page.
self.reports = (() => {
  const names = new BroadcastChannel('reports');

  const open = () =>
    new Promise((done, fail) => {
      const asked = indexedDB.open('footbridge', 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore('reports', { keyPath: 'key' });
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => fail(asked.error);
    });

  const within = async (mode, body) => {
    const db = await open();
    try {
      return await new Promise((done, fail) => {
        const work = db.transaction('reports', mode);
        const asked = body(work.objectStore('reports'));
        work.oncomplete = () => done(asked.result);
        work.onabort = work.onerror = () => fail(work.error);
      });
    } finally {
      db.close();
    }
  };

  const all = async () => (await within('readonly', (store) => store.getAll())).sort((a, b) => a.at - b.at);
  const get = (key) => within('readonly', (store) => store.get(key));
  const put = async (report) => {
    await within('readwrite', (store) => store.put(report));
    names.postMessage('changed');
  };
  const remove = async (key) => {
    await within('readwrite', (store) => store.delete(key));
    names.postMessage('changed');
  };

  // what a form holds, as it can be stored; files keep their names
  const fromForm = (data, person) => {
    const report = { key: data.get('key'), person, at: Date.now(), state: 'waiting', problems: [], fields: [], files: [] };
    for (const [name, value] of data) {
      if (typeof value === 'string') report.fields.push([name, value]);
      else if (value.size) report.files.push({ name: value.name, blob: value });
    }
    return report;
  };

  const sendOne = async (report) => {
    const body = new FormData();
    for (const [name, value] of report.fields) if (!['send', 'preview', 'by'].includes(name)) body.append(name, value);
    body.append('by', report.person);
    body.append('send', 'yes');
    for (const file of report.files) body.append('files', file.blob, file.name);
    const headers = { 'Idempotency-Key': report.key };
    const answer = await fetch('/report', { method: 'POST', body, headers, redirect: 'error' });
    // changed in the form meanwhile: what was sent is not what waits now
    const now = await get(report.key);
    if (now?.at !== report.at) return;
    if (answer.status === 201) {
      const { number } = await answer.json();
      return put({ key: report.key, person: report.person, at: report.at, state: 'sent', number, fields: [], files: [] });
    }
    if (answer.status === 401 || answer.status === 403) return put({ ...report, state: 'sign-in' });
    // nothing is wrong with the report: later
    if (answer.status === 429 || answer.status >= 500) return;
    const kind = answer.headers.get('content-type') ?? '';
    const said = kind.includes('json') ? await answer.json() : {};
    const problems = (said.errors ?? []).map((one) => one.message);
    return put({ ...report, state: 'refused', problems, status: answer.status });
  };

  // Each report once, by whichever tab or worker comes first. Where nobody knows who is signed in
  // (the worker), the server says whether it is the one who wrote it.
  const sendAll = (person) =>
    navigator.locks.request('reports', { ifAvailable: true }, async (lock) => {
      if (!lock) return;
      for (const report of await all()) {
        const isTheirs = !person || report.person === person;
        const isDue = report.state === 'waiting' || (report.state === 'sign-in' && person);
        if (!isTheirs || !isDue) continue;
        try {
          await sendOne(report);
        } catch {
          // still no network
          return;
        }
      }
    });

  return { all, get, put, remove, fromForm, sendAll, changes: names };
})();
