// @ts-check
// An entry of an archive, which comes as a stream: it is judged by its beginning, and what is
// needed of it is kept.

import * as sources from "./sources.js";

/** So much of a file is looked at: hearth-core's `judge::HEAD`. */
const HEAD = 160 << 10;
/** The largest profile that is unpacked: hearth-core's `bundle::LARGEST`. */
const LARGEST = 512 << 20;
/** So much of a stream is kept as pieces, before the browser may write it to the disk. */
const PIECES = 16 << 20;

/** Why something is not read. */
class Unread extends Error {
  constructor(code, ...facts) {
    super(code);
    this.kind = "unread";
    this.code = code;
    this.facts = facts.map(String);
  }
}

/** Asks the engine something that needs no memory. */
function ask(what, bytes, path, number) {
  const bundle = new hearth_engine.Bundle();
  try {
    return bundle.ask(what, bytes, path, number);
  } finally {
    bundle.free();
  }
}

const headOf = async (blob) => new Uint8Array(await blob.slice(0, HEAD).arrayBuffer());

/** What a single file is: `WhatData`. */
async function judge(blob) {
  return ask("judge", await headOf(blob), blob.name, blob.size);
}

/** Pieces of a file, which the browser may write to the disk. */
class Kept {
  parts = [];
  loose = 0;
  size = 0;

  push(piece) {
    this.parts.push(piece);
    this.size += piece.length;
    this.loose += piece.length;
    if (this.loose > PIECES) {
      this.parts = [new Blob(this.parts)];
      this.loose = 0;
    }
  }

  blob() {
    return new Blob(this.parts);
  }
}

/** Takes an entry of an archive in pieces, judges it, and keeps what is needed of it. */
class Sink {
  /** What came before it was judged. */
  early = [];
  earlySize = 0;
  what = null;
  kept = new Kept();
  /** Where a source file can be read again. */
  lazily = null;
  /** Looks for goroutines, and found some. */
  searching = null;
  found = false;
  failed = false;

  constructor(walk, path, largest, depth, size) {
    this.walk = walk;
    this.path = path;
    this.largest = largest;
    this.depth = depth;
    this.size = size;
  }

  /** Says whether it has enough. */
  push(piece) {
    if (this.failed) return true;
    if (this.what) {
      this.keep(piece);
    } else {
      this.early.push(piece);
      this.earlySize += piece.length;
      if (this.earlySize < HEAD) return false;
      this.judge(Infinity);
    }
    return !this.isWanted();
  }

  judge(size) {
    const bytes = new Uint8Array(this.earlySize);
    let at = 0;
    for (const piece of this.early) {
      bytes.set(piece, at);
      at += piece.length;
    }
    this.early = [];
    this.what = ask("judge", bytes, this.path, size);
    this.keep(bytes);
  }

  /** Whether more than the beginning is needed. */
  isWanted() {
    return this.what.kind !== "other" && !(this.what.kind === "source" && this.lazily);
  }

  keep(piece) {
    if (!this.isWanted()) return;
    try {
      if (this.kept.size + piece.length > this.largest) {
        throw new Unread(this.largest < LARGEST ? "proportion" : "large", this.largest >> 20);
      }
      this.walk.spend(piece.length);
    } catch (error) {
      this.failed = true;
      this.drop();
      throw error;
    }
    this.kept.push(piece);
    if (this.what.kind === "text" && this.what.layers.length === 0 && !this.found) {
      this.searching ??= new hearth_engine.Bundle();
      this.found = this.searching.ask("search", piece, "", 0);
    }
  }

  /** Only what is kept counts. */
  drop() {
    this.walk.room += this.kept.size;
    this.kept = new Kept();
    this.searching?.free();
    this.searching = null;
  }

  async end() {
    if (this.failed) return;
    if (!this.what) this.judge(this.earlySize);
    const { walk, path, size, what, depth } = this;
    switch (what.kind) {
      case "archive": {
        const blob = this.kept.blob();
        try {
          return await walk.archive(path, blob, what, depth);
        } finally {
          this.drop();
        }
      }
      case "profile":
        return walk.profile(path, this.kept.blob());
      case "source":
        sources.keep(path, this.lazily ?? { blob: this.kept.blob() });
        break;
      case "text":
        if (what.layers.length > 0) this.found = await walk.holdsDump(this.kept.blob(), what.layers);
        else if (!this.found) this.found = this.searching?.ask("search-end", new Uint8Array(), "", 0) ?? false;
        if (this.found) return walk.profile(path, this.kept.blob());
    }
    this.drop();
    walk.tell(path, size, what);
  }
}

export { LARGEST, Unread, Kept, Sink, ask, headOf, judge };
