// Starting and stopping the program whose pages the stories visit.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** How long starting and stopping may take, in milliseconds. */
const START = 60_000;
const STOP = 20_000;

export const programExists = existsSync;

/** The demo organisation in a folder of its own, or the reason why there is none yet. */
export function demoCommand(...further) {
  const program = process.env.FOOTBRIDGE_TEST_BIN || defaultBinary();
  const args = (folder) => ['demo', '--listen', '127.0.0.1:0', '--data', join(folder, 'data'), ...further];
  return { program, args, missing: whyMissing(program) };
}

function defaultBinary() {
  const target = process.env.CARGO_TARGET_DIR || new URL('../../target', import.meta.url).pathname;
  return join(target, 'debug', 'footbridge');
}

function whyMissing(program) {
  return existsSync(program) ? undefined : `no binary at ${program}: cargo build -p footbridge`;
}

/**
 * Starts a program and returns once it has said where it listens and who can sign in:
 * `{ url, people: [{ email, name }], password, lastWords(), stop() }`. `args` makes the
 * arguments from a folder that is there as long as the server.
 */
export async function startServer({ program, args, environment = {} }) {
  const folder = mkdtempSync(join(tmpdir(), 'footbridge-story-'));
  const child = spawn(program, args(folder), {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
  const ended = once(child, 'exit');
  // Reported by whoever waits for the program next.
  ended.catch(() => {});
  const said = [];
  const keep = (line) => {
    said.push(line);
    if (said.length > 200) said.shift();
  };
  createInterface({ input: child.stderr }).on('line', keep);
  const lastWords = () => (said.length ? `\n--- last words of the server\n${said.slice(-20).join('\n')}` : '');
  const output = createInterface({ input: child.stdout });
  output.on('line', keep);
  try {
    const greeting = await readGreeting(output, ended);
    return { ...greeting, lastWords, stop: () => stop(child, ended, folder, lastWords) };
  } catch (error) {
    child.kill('SIGKILL');
    remove(folder);
    error.message += lastWords();
    throw error;
  }
}

/** The first line says where, those that follow who; the one with the password closes them. */
function readGreeting(output, ended) {
  return new Promise((resolve, reject) => {
    const greeting = { url: undefined, people: [], password: undefined };
    const limit = setTimeout(() => fail(`said nothing complete within ${START} ms`), START);
    const finish = (settle, value) => {
      clearTimeout(limit);
      output.off('line', read);
      settle(value);
    };
    const fail = (why) => finish(reject, new Error(`the server ${why}; heard: ${JSON.stringify(greeting)}`));
    const read = (line) => {
      if (greeting.url === undefined) {
        greeting.url = /^listening on (http:\/\/\S+?)\/?$/.exec(line)?.[1];
        if (greeting.url === undefined) fail(`began with "${line}" instead of "listening on http://..."`);
        return;
      }
      const person = /^\s*(\S+@\S+)(?:\s+(.*))?$/.exec(line);
      if (person) greeting.people.push({ email: person[1], name: (person[2] ?? '').trim() });
      greeting.password = /password[^:]*: (\S+)/i.exec(line)?.[1];
      if (greeting.password !== undefined) finish(resolve, greeting);
    };
    output.on('line', read);
    ended.then(
      ([code, signal]) => fail(`ended with ${code ?? signal} before it was ready`),
      (error) => fail(`did not start: ${error.message}`),
    );
  });
}

/** SIGTERM has to end the server cleanly, and soon. */
async function stop(child, ended, folder, lastWords) {
  const limit = setTimeout(() => child.kill('SIGKILL'), STOP);
  child.kill('SIGTERM');
  const [code, signal] = await ended;
  clearTimeout(limit);
  remove(folder);
  assert.equal(code ?? signal, 0, `SIGTERM should end the server with 0 within ${STOP} ms${lastWords()}`);
}

function remove(folder) {
  rmSync(folder, { recursive: true, force: true });
}
