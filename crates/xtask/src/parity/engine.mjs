// The engine in Node.js, for `cargo xtask parity --wasm`: answers command lines.
import { readFileSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { runInThisContext } from 'node:vm';

const folder = process.argv[2];
runInThisContext(`${readFileSync(`${folder}/engine.js`, 'utf8')}; globalThis.engine = hearth_engine;`);
engine.initSync({ module: readFileSync(`${folder}/engine.wasm`) });

// In the words of the program that the answers are compared with.
const WORDS = { ENOENT: 'no such file or directory', EACCES: 'permission denied' };

function read(path) {
  try {
    return readFileSync(path);
  } catch (error) {
    throw new Error(WORDS[error.code] ?? error.message);
  }
}

const host = {
  read,
  currentFolder: () => process.cwd(),
  warn: () => {},
};

function writeAll(bytes) {
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(1, bytes, at);
    } catch (error) {
      if (error.code !== 'EAGAIN') throw error;
    }
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  let status = 0;
  let bytes;
  try {
    bytes = engine.pprof(line.split('\0'), host);
  } catch (error) {
    // A trap is a bug, and ends the engine: the caller sees no answer.
    if (error instanceof WebAssembly.RuntimeError) throw error;
    status = 2;
    bytes = Buffer.from(String(error.message ?? error));
  }
  writeAll(Buffer.from(`${status} ${bytes.length}\n`));
  writeAll(bytes);
}
