// Makes zips, also such as no program would.

import { crc32, deflateRawSync } from "node:zlib";

/**
 * A zip of `{ name, bytes }`. They are stored as they are, or deflated with `deflated`; one with
 * `at` has no place of its own, but shares that of the entry of this number. `claims` is the size
 * that the zip says an entry has.
 */
export function zip(entries, { deflated = false } = {}) {
  const [locals, centrals, places] = [[], [], []];
  let at = 0;
  for (const { name, bytes, at: shared, claims } of entries) {
    const content = Buffer.from(bytes);
    const packed = deflated ? deflateRawSync(content, { level: 9 }) : content;
    // From the version to the length of the extra field: the same in both headers.
    const common = Buffer.alloc(26);
    common.writeUInt16LE(10, 0);
    common.writeUInt16LE(deflated ? 8 : 0, 4);
    common.writeUInt32LE(crc32(content), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(claims ?? content.length, 18);
    common.writeUInt16LE(Buffer.byteLength(name), 22);
    const rest = Buffer.alloc(14);
    places.push(shared === undefined ? at : places[shared]);
    rest.writeUInt32LE(places.at(-1), 10);
    centrals.push(Buffer.concat([Buffer.from("PK\x01\x02\x0a\x00"), common, rest, Buffer.from(name)]));
    if (shared !== undefined) continue;
    const local = Buffer.concat([Buffer.from("PK\x03\x04"), common, Buffer.from(name), packed]);
    locals.push(local);
    at += local.length;
  }
  const central = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06");
  end.writeUInt16LE(centrals.length, 8);
  end.writeUInt16LE(centrals.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, central, end]);
}
