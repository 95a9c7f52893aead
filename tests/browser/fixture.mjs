// A tiny server that speaks as `footbridge demo` does, so that the harness is tested without the
// product: good pages, and one bad page for each thing the harness has to notice.

import { createServer } from 'node:http';

const page = (body, head = '') => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Fixture</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,"><link rel="stylesheet" href="/fixture.css">${head}</head>
<body><main>${body}</main></body></html>`;

const FORM = `<h1>Sign in</h1><form method="post" action="/sign-in">
<p><label>E-mail <input type="email" name="email" autocomplete="username"></label></p>
<p><label>Password <input type="password" name="password" autocomplete="current-password"></label></p>
<button>Sign in</button></form><form action="/good"><button>Another form</button></form>`;

const STYLE = `:root { color-scheme: light dark } body { font: 1rem system-ui; transition: color 9s }
button { min-height: 2rem } .wide { width: 500px } .faint { color: #eee; background: #fff } .spin { animation: a 1s infinite }
.dark-faint { color: light-dark(#111, #222); background: light-dark(#fff, #111) } @keyframes a {}`;

const PAGES = {
  '/good': page('<h1 class="spin">Good</h1><p id="said">nothing</p><button>Say</button>',
    '<script type="module" src="/fixture.js"></script>'),
  '/sign-in': page(FORM),
  '/two-headings': page('<h1>One</h1><h1>Two</h1>'),
  '/wide': page('<h1>Wide</h1><div class="wide">wide</div>'),
  '/unlabelled': page('<h1>Unlabelled</h1><input name="a">'),
  '/faint': page('<h1>Faint</h1><p class="faint">hard to read</p>'),
  '/dark-faint': page('<h1>Dark</h1><p class="dark-faint">hard to read at night</p>'),
  '/throws': page('<h1>Throws</h1>', '<script src="/throws.js"></script>'),
  '/logs': page('<h1>Logs</h1>', '<script src="/logs.js"></script>'),
  '/broken-part': page('<h1>Part</h1><img src="/broken" alt="">'),
  '/missing-part': page('<h1>Part</h1><img src="/nowhere.png" alt="">'),
};
const FILES = {
  '/fixture.css': ['text/css', STYLE],
  '/fixture.js': ['text/javascript',
    "document.querySelector('button').onclick = () => { said.textContent = 'something'; console.error('clicked') }"],
  '/throws.js': ['text/javascript', "throw new Error('thrown on purpose')"],
  '/logs.js': ['text/javascript', "console.error('logged on purpose')"],
};

function answer(request, response) {
  const { pathname } = new URL(request.url, 'http://fixture');
  const send = (status, type, body, headers = {}) => {
    // As strict as the product's own policy: the harness has to work under it.
    const policy = "default-src 'self'; img-src 'self' data:; script-src 'self'; style-src 'self'";
    response.writeHead(status, { 'content-type': type, 'content-security-policy': policy, ...headers });
    response.end(body);
  };
  if (request.method === 'POST') return signIn(request, send);
  if (PAGES[pathname]) return send(200, 'text/html', PAGES[pathname]);
  if (FILES[pathname]) return send(200, ...FILES[pathname]);
  if (pathname === '/who') return send(200, 'text/html', page(`<h1>${request.headers.cookie ?? 'nobody'}</h1>`));
  if (pathname === '/broken') return send(500, 'text/html', page('<h1>Broken</h1>'));
  if (pathname === '/refused') return send(422, 'text/html', page('<h1>Refused</h1>'));
  return send(404, 'text/html', page('<h1>Not found</h1>'));
}

function signIn(request, send) {
  let body = '';
  request.on('data', (part) => (body += part));
  request.on('end', () => {
    const form = new URLSearchParams(body);
    const isRight = form.get('email') === 'ann@library.example' && form.get('password') === 'demo-1234';
    const headers = isRight ? { location: '/who', 'set-cookie': 'who=ann' } : { location: '/sign-in' };
    send(303, 'text/plain', '', headers);
  });
}

const server = createServer(answer);
server.listen(0, '127.0.0.1', () => {
  console.log(`${process.env.FIXTURE_GREETING ?? 'listening on'} http://127.0.0.1:${server.address().port}`);
  console.log('  ann@library.example   Ann Example, branch library\n  ben@it.example  Ben');
  console.log('password for everyone: demo-1234');
});
process.on('SIGTERM', () => process.exit(Number(process.env.FIXTURE_EXIT ?? 0)));
