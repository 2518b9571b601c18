// Source files that the user dropped: single ones, folders and zips. They are kept as
// they are, and read when one of them is asked for: of a zip only its list of entries
// is read at first, and then the entry that is meant. Profiles in a zip are handed back
// as files, as if they had been dropped.

const hearth_sources = (() => {
  "use strict";

  const MOST_FILES = 100_000;
  const LARGEST = 8 << 20;
  /** The longest list of entries of a zip that is read. */
  const LARGEST_LIST = 64 << 20;
  const MOST_CANDIDATES = 20;
  const MOST_PROBLEMS = 20;
  /** So many different ones are told apart. */
  const COUNTED = 1000;
  /** Entries of a zip that are profiles: by their ending, or as Go names its text forms. */
  const PROFILE = /\.(pb|pb\.gz|pprof|prof)$|(goroutine|heap|allocs|mutex|block|threadcreate|pprof|profile)[^/]*\.txt$/i;
  const MOST_PROFILES = 2000;
  const LARGEST_PROFILE = 512 << 20;
  /** So much is unpacked of all profiles in a zip: browsers write it to the disk. */
  const MOST_UNPACKED = 1 << 30;
  /** Profiles are compressed by 3 to 50; deflate's best, for zeros, is 1032. */
  const MOST_COMPRESSED = 400;
  /** So much an entry may have, however small it is in the zip. */
  const FREE = 16 << 20;

  /** By path: `{elements, blob}`, and for an entry of a zip `{at, packed, method}`. */
  const files = new Map();
  /** The paths of all files of one name, by that name in lower case. */
  const byName = new Map();
  const problems = [];
  /** The profiles that the zips had. */
  let profiles = [];

  /** Takes `{path, blob}`s; answers with `SourceFiles`. */
  async function add(given) {
    for (const { path, blob } of given) {
      try {
        if (/\.zip$/i.test(path)) await addZip(path, blob);
        else keep(path, { blob });
      } catch (error) {
        complain(path, error.message);
      }
    }
    const found = profiles;
    profiles = [];
    return { ...state(), profiles: found };
  }

  function state() {
    const more = problems.length - MOST_PROBLEMS;
    const said = problems.slice(0, MOST_PROBLEMS);
    if (more > 0) said.push(`and ${more} more`);
    return { count: files.size, problems: said, profiles: [] };
  }

  function complain(path, why) {
    const words = `${path}: ${why}`;
    if (problems.length < COUNTED && !problems.includes(words)) problems.push(words);
  }

  function keep(path, file) {
    if (!files.has(path)) {
      if (files.size >= MOST_FILES) {
        const why = `no more than ${MOST_FILES} source files are taken; drop the folder that matters`;
        if (!problems.includes(why)) problems.push(why);
        return;
      }
      const name = last(split(path)).toLowerCase();
      if (byName.has(name)) byName.get(name).push(path);
      else byName.set(name, [path]);
    }
    files.set(path, { ...file, elements: split(path) });
  }

  function forget(path) {
    files.delete(path);
    const name = last(split(path)).toLowerCase();
    byName.set(name, byName.get(name).filter((other) => other !== path));
  }

  /** Keeps where the entries of a zip are. Its layout: PKWARE's APPNOTE, 4.3. */
  async function addZip(path, blob) {
    const bytes = async (from, to) => new DataView(await blob.slice(from, to).arrayBuffer());
    const tailAt = Math.max(0, blob.size - 22 - 0xffff);
    const tail = await bytes(tailAt, blob.size);
    let end = tail.byteLength - 22;
    while (end >= 0 && tail.getUint32(end, true) !== 0x06054b50) end -= 1;
    if (end < 0) throw new Error("this is no zip, or its end is missing");
    const count = tail.getUint16(end + 10, true);
    const [size, offset] = [12, 16].map((field) => tail.getUint32(end + field, true));
    if (count === 0xffff || size === 0xffffffff || offset === 0xffffffff) {
      throw new Error("zip64 is not read; unpack it, and drop the folder");
    }
    // Offsets count from where the zip begins, which may be behind something else.
    const listAt = tailAt + end - size;
    const begin = listAt - offset;
    if (begin < 0 || size > LARGEST_LIST) throw new Error("its list of entries is damaged");
    const list = await bytes(listAt, listAt + size);
    const utf8 = new TextDecoder();
    const entries = [];
    /** Where entries begin, and at least as far as they reach. */
    const spans = [];
    const sources = [];
    for (let at = 0, i = 0; i < count; i++) {
      if (at + 46 > size || list.getUint32(at, true) !== 0x02014b50) {
        throw new Error(`its list of entries is damaged (entry ${i})`);
      }
      const [flags, method] = [8, 10].map((field) => list.getUint16(at + field, true));
      const [nameSize, ...others] = [28, 30, 32].map((field) => list.getUint16(at + field, true));
      const [packed, unpacked] = [20, 24].map((field) => list.getUint32(at + field, true));
      if (at + 46 + nameSize > size) throw new Error(`its list of entries is damaged (entry ${i})`);
      const name = utf8.decode(new Uint8Array(list.buffer, at + 46, nameSize)).replaceAll("\\", "/");
      const entry = { blob, at: begin + list.getUint32(at + 42, true), packed, unpacked, method };
      at += 46 + nameSize + others[0] + others[1];
      spans.push([entry.at, entry.at + 30 + packed]);
      if (name.endsWith("/")) continue;
      if (flags & 1) complain(`${path}/${name}`, "it is encrypted");
      else if (method !== 0 && method !== 8) complain(`${path}/${name}`, `compression ${method} is not read`);
      else if (PROFILE.test(name)) entries.push({ ...entry, name: last(split(name)) });
      else sources.push([`${path}/${name}`, entry]);
    }
    spans.sort(([a], [b]) => a - b);
    if (spans.some(([, reach], i) => reach > (spans[i + 1]?.[0] ?? listAt))) {
      throw new Error("its entries overlap: it was made to become larger than it is; it is not read");
    }
    sources.forEach(([name, entry]) => keep(name, entry));
    if (entries.length > MOST_PROFILES) {
      complain(path, `only the first ${MOST_PROFILES} of its ${entries.length} profiles are read`);
    }
    // What comes to nothing counts as well.
    const all = { room: MOST_UNPACKED };
    for (const entry of entries.slice(0, MOST_PROFILES)) {
      try {
        profiles.push(await profileOf(entry, all));
      } catch (error) {
        complain(`${path}/${entry.name}`, error.message);
      }
    }
  }

  /** An entry as a file of its own, if there is room for it. */
  async function profileOf(entry, all) {
    const parts = [];
    const largest = Math.min(LARGEST_PROFILE, Math.max(FREE, entry.packed * MOST_COMPRESSED));
    await inflate(entry, largest, (piece) => {
      all.room -= piece.length;
      if (all.room < 0) throw new Error(`the profiles of a zip are read up to ${MOST_UNPACKED >> 20} MB in all`);
      parts.push(piece);
    });
    return new File(parts, entry.name);
  }

  /**
   * The file that a profile's path means; the path may have several spellings, one a
   * line. `{candidates, text}`; `null` if the file could not be read: then it was
   * forgotten, and `state()` says why.
   */
  async function read(path, choice) {
    const candidates = find(path.split("\n"));
    const chosen = candidates.indexOf(choice);
    if (chosen > 0) candidates.unshift(...candidates.splice(chosen, 1));
    if (candidates.length === 0) return { candidates, text: "" };
    try {
      return { candidates, text: await textOf(files.get(candidates[0])) };
    } catch (error) {
      complain(candidates[0], error.message);
      if (files.has(candidates[0])) forget(candidates[0]);
      return null;
    }
  }

  /** The paths that end as one of these does, those with the longest common end. */
  function find(paths) {
    const best = { score: [0], found: new Set() };
    for (const path of paths) {
      const wanted = split(path);
      if (wanted.length === 0) continue;
      for (const candidate of byName.get(last(wanted).toLowerCase()) ?? []) {
        const { elements } = files.get(candidate);
        const score = LIKENESS.map((same) => common(wanted, elements, same));
        const order = compare(score, best.score);
        if (order > 0) [best.score, best.found] = [score, new Set()];
        if (order >= 0) best.found.add(candidate);
      }
    }
    return [...best.found].slice(0, MOST_CANDIDATES);
  }

  /** Path elements are alike without their versions; then exactly; then in any case. */
  const LIKENESS = [
    (a, b) => version(a) === version(b),
    (a, b) => a === b,
    (a, b) => version(a).toLowerCase() === version(b).toLowerCase(),
  ];

  /** `b@v1.2.3` as `b`. */
  function version(element) {
    const at = element.indexOf("@", 1);
    return at < 0 ? element : element.slice(0, at);
  }

  /** How many elements two paths have in common, from the end. */
  function common(a, b, same) {
    let n = 0;
    while (n < a.length && n < b.length && same(a[a.length - 1 - n], b[b.length - 1 - n])) n += 1;
    return n;
  }

  function compare(a, b) {
    for (let i = 0; i < a.length; i++) if (a[i] !== (b[i] ?? 0)) return a[i] - (b[i] ?? 0);
    return 0;
  }

  function split(path) {
    return path.split(/[/\\]/).filter((element) => element !== "" && element !== ".");
  }

  function last(list) {
    return list[list.length - 1] ?? "";
  }

  async function textOf(file) {
    const utf8 = new TextDecoder();
    let text = "";
    await inflate(file, LARGEST, (piece) => (text += utf8.decode(piece, { stream: true })));
    return text + utf8.decode();
  }

  /** Hands on the content of a file or of an entry of a zip in pieces. */
  async function inflate(file, largest, take) {
    const large = () =>
      new Error(
        largest < file.unpacked && largest < LARGEST_PROFILE && largest > LARGEST
          ? `it would have over ${largest >> 20} MB, out of ${file.packed} bytes: it is not read`
          : `files over ${largest >> 20} MB are not shown`,
      );
    if ((file.unpacked ?? file.blob.size) > largest) throw large();
    let content = file.blob;
    if (file.method !== undefined) {
      const head = new DataView(await file.blob.slice(file.at, file.at + 30).arrayBuffer());
      if (head.byteLength < 30 || head.getUint32(0, true) !== 0x04034b50) {
        throw new Error("it is not where the zip says");
      }
      const from = file.at + 30 + head.getUint16(26, true) + head.getUint16(28, true);
      content = file.blob.slice(from, from + file.packed);
    }
    let stream = content.stream();
    if (file.method === 8) stream = stream.pipeThrough(new DecompressionStream("deflate-raw"));
    const reader = stream.getReader();
    try {
      // What a zip says of sizes need not be true.
      for (let size = 0; ; ) {
        const { done, value } = await reader.read();
        if (done) return;
        size += value.length;
        if (size > largest) throw large();
        take(value);
      }
    } finally {
      reader.cancel().catch(() => {});
    }
  }

  return { add, read, state };
})();
