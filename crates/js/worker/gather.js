// @ts-check
// What was dropped: every file of it, and every entry of archives, is judged by its content.
// Profiles come out as files of their own, source files are kept, and the list says of each
// entry what it was taken for. Nothing stops anything.
//
// Files are read by slices; an archive's entries come as streams, and of each only what is
// needed is kept. What archives say of sizes is never believed.

import { Kept, LARGEST, Sink, Unread, ask, headOf } from "./entry.js";
import * as sources from "./sources.js";
import * as turns from "./turns.js";
import { streamOf } from "./unpack.js";

/** Limits as hearth-core's `bundle` has them. */
const MOST_ENTRIES = 100_000;
const DEEPEST = 3;
const MOST_UNPACKED = 1 << 30;
const MOST_COMPRESSED = 400;
const FREE = 16 << 20;
const MOST_PROFILES = 2000;
/** So many files are looked at together. */
const TOGETHER = 16;
/** Milliseconds between two reports. */
const REPORT = 100;

class Cancelled extends Error {}

/**
 * Goes through `{path, blob}`s. `watch.report` is told how far it is, `watch.isCancelled` is
 * asked between steps, `watch.isFatal` of errors. With `watch.sourcesOnly` profiles are named, and
 * not kept. Answers `{entries, profiles}`; nothing if it was cancelled.
 */
async function gather(files, watch) {
  const walk = new Walk(watch, files.reduce((sum, { blob }) => sum + blob.size, 0));
  try {
    for (let at = 0; at < files.length; at += TOGETHER) {
      const some = files.slice(at, at + TOGETHER);
      const heads = await Promise.all(some.map(({ blob }) => headOf(blob).catch(() => null)));
      for (const [i, { path, blob }] of some.entries()) {
        const before = walk.done;
        await walk.file(path, blob, heads[i]);
        walk.done = before + blob.size;
        await walk.pause();
      }
    }
    return { entries: walk.entries, profiles: named(walk.profiles, files) };
  } catch (error) {
    if (error instanceof Cancelled) return null;
    throw error;
  }
}

/** What was found so far, and how far that is. */
class Walk {
  entries = [];
  profiles = [];
  /** How much may still be unpacked. */
  room = MOST_UNPACKED;
  count = 0;
  done = 0;
  reported = 0;

  constructor(watch, total) {
    this.watch = watch;
    this.total = total;
  }

  async pause() {
    if (this.watch.isCancelled()) throw new Cancelled();
    const now = performance.now();
    if (now - this.reported > REPORT) {
      this.reported = now;
      this.watch.report({ done: this.done, total: this.total, count: this.count });
    }
    await turns.breath();
  }

  tell(path, size, { kind, code, facts = [] }) {
    if (code !== "metadata") this.entries.push({ path, size, kind, code, facts });
  }

  /** Has a step fail for its own entry alone. */
  async guarded(path, size, step) {
    try {
      await step();
    } catch (error) {
      if (error instanceof Cancelled || this.watch.isFatal(error)) throw error;
      // The engine's are `WhatData`; the browser says little of what it can't read or inflate.
      const why = error?.code && error.kind ? error : new Unread("damaged");
      this.tell(path, size, why);
    }
  }

  /** A file that was dropped. */
  async file(path, blob, head) {
    if (!this.counted(path)) return;
    if (!head) return this.tell(path, blob.size, new Unread("gone"));
    await this.guarded(path, blob.size, async () => {
      const what = ask("judge", head, path, blob.size);
      switch (what.kind) {
        case "archive":
          return this.archive(path, blob, what, 0);
        case "source":
          sources.keep(path, { blob });
          break;
        case "text":
          if (await this.holdsDump(blob, what.layers)) return this.profile(path, blob);
          break;
        case "profile":
          return this.profile(path, blob);
      }
      this.tell(path, blob.size, what);
    });
  }

  counted(path) {
    this.count += 1;
    if (this.count === MOST_ENTRIES + 1) this.tell(path, 0, new Unread("entries", MOST_ENTRIES));
    return this.count <= MOST_ENTRIES;
  }

  profile(path, blob) {
    if (this.watch.sourcesOnly) return this.tell(path, blob.size, { kind: "other", code: "aside" });
    if (this.profiles.length >= MOST_PROFILES) {
      return this.tell(path, blob.size, new Unread("profiles", MOST_PROFILES));
    }
    this.profiles.push({ path, blob });
    this.tell(path, blob.size, { kind: "profile", code: "profile" });
  }

  /** Looks through a text. */
  async holdsDump(blob, layers) {
    const bundle = new hearth_engine.Bundle();
    try {
      let found = false;
      await this.pieces(streamOf(blob, layers), largestOf(blob.size), (piece) => (found = bundle.ask("search", piece, "", 0)));
      return found || bundle.ask("search-end", new Uint8Array(), "", 0);
    } finally {
      bundle.free();
    }
  }

  /** Hands on a stream in pieces until that has enough, or has over `largest` bytes. */
  async pieces(stream, largest, take) {
    const reader = stream.getReader();
    try {
      for (let size = 0, seen = 0; ; ) {
        const { done, value } = await reader.read();
        if (done) return;
        size += value.length;
        if (size > largest) throw new Unread(largest < LARGEST ? "proportion" : "large", Math.floor(largest / (1 << 20)));
        if (await take(value)) return;
        if (size - seen > 1 << 20) {
          seen = size;
          await this.pause();
        }
      }
    } finally {
      reader.cancel().catch(() => {});
    }
  }

  async archive(path, blob, { archive, layers }, depth) {
    if (depth >= DEEPEST) throw new Unread("depth", DEEPEST);
    if (archive === "tar") return this.tar(path, blob, layers, depth);
    if (layers.length === 0) return this.zip(path, blob, depth);
    // A list at the end can only be looked for in what is unpacked.
    const kept = new Kept();
    await this.pieces(streamOf(blob, layers), largestOf(blob.size), (piece) => {
      this.spend(piece.length);
      kept.push(piece);
    });
    return this.zip(path, kept.blob(), depth);
  }

  spend(size) {
    this.room -= size;
    if (this.room < 0) throw new Unread("large", MOST_UNPACKED >> 20);
  }

  async zip(path, blob, depth) {
    const bundle = new hearth_engine.Bundle();
    const bytes = async (from, to) => new Uint8Array(await blob.slice(from, to).arrayBuffer());
    let list;
    try {
      const tail = await bytes(bundle.ask("zip-tail", new Uint8Array(), "", blob.size), blob.size);
      const [from, to] = bundle.ask("zip", tail, "", blob.size);
      list = bundle.ask("zip-list", await bytes(from, to), "", 0);
    } finally {
      bundle.free();
    }
    const before = this.done;
    for (const entry of list.entries) {
      const inside = `${path}/${entry.path}`;
      if (!this.counted(path)) return;
      await this.guarded(inside, entry.size, async () => {
        if (entry.why) throw Object.assign(new Unread(entry.why.code), { facts: entry.why.facts });
        const sink = new Sink(this, inside, largestOf(entry.packed), depth + 1, entry.size);
        // Kept where it is: it is read when its lines are asked for.
        sink.lazily = { blob, at: entry.at, packed: entry.packed, unpacked: entry.size, method: entry.is_deflated ? 8 : 0 };
        await this.pieces(await sources.content(sink.lazily), Infinity, (piece) => sink.push(piece));
        await sink.end();
      });
      if (depth === 0) this.done = before + Math.min(entry.at + entry.packed, blob.size);
      await this.pause();
    }
    if (list.has_more) throw new Unread("entries", MOST_ENTRIES);
  }

  async tar(path, blob, layers, depth) {
    const bundle = new hearth_engine.Bundle();
    const before = this.done;
    const count = new TransformStream({
      // Not as a method: `this` is the walk.
      transform: (piece, control) => {
        if (depth === 0) this.done = Math.min(this.done + piece.length, before + blob.size);
        control.enqueue(piece);
      },
    });
    const counting = { stream: () => blob.stream().pipeThrough(count) };
    let sink = null;
    try {
      const take = async (piece) => {
        for (const { path: name, size, from, to } of bundle.ask("tar", piece, "", 0)) {
          const place = name === undefined ? sink?.path : `${path}/${name}`;
          if (name !== undefined) {
            if (!this.counted(path)) return true;
            sink = new Sink(this, place, LARGEST, depth + 1, size);
          } else {
            await this.guarded(place, sink.size, () => (to > 0 ? sink.push(piece.slice(from, to)) : sink.end()));
          }
        }
        return false;
      };
      // What is left out costs time alone.
      const most = Math.max(FREE, blob.size * (layers.length > 0 ? MOST_COMPRESSED : 1));
      await this.pieces(streamOf(counting, layers), most, take);
      bundle.ask("tar-end", new Uint8Array(), "", 0);
    } finally {
      bundle.free();
    }
  }
}

const largestOf = (packed) => Math.min(LARGEST, Math.max(FREE, packed * MOST_COMPRESSED));

/** Profiles as files, named by their paths in what was dropped. */
function named(profiles, files) {
  const roots = new Set(files.map(({ path }) => path.split("/")[0]));
  // If all lies in one folder or archive, that says nothing.
  const within = (path) => (roots.size === 1 && path.includes("/") ? path.slice(path.indexOf("/") + 1) : path);
  return profiles.map(({ path, blob }) => new File([blob], within(path), { lastModified: blob.lastModified }));
}

export { gather };
