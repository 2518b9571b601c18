// Makes small profiles whose figures a test knows by heart.

function varint(value) {
  const bytes = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  do {
    const low = Number(rest & 0x7fn);
    rest >>= 7n;
    bytes.push(rest > 0n ? low | 0x80 : low);
  } while (rest > 0n);
  return bytes;
}

const number = (field, value) => [...varint(field << 3), ...varint(value)];
const message = (field, bytes) => [...varint((field << 3) | 2), ...varint(bytes.length), ...bytes];

/** Numbers for texts, from `first` on, in the order in which they are asked for. */
function numbers(first) {
  const known = new Map();
  const of = (text) => known.get(text) ?? known.set(text, known.size + first).get(text);
  return { of, all: () => [...known.keys()] };
}

/**
 * A profile.proto message, not compressed. `types` are `[name, unit]`; `samples`
 * are `[stack, ...values]`, the stack as `root;…;leaf`. A frame with a line is
 * `name@line`; an object at a sample's end has its labels, texts or numbers. `files`
 * says where functions are: `{ name: [path, first line] }`; `said` what the file says of
 * itself: `{ comments, url, binary, build }`.
 */
export function profile(types, samples, files = {}, said = {}) {
  const strings = numbers(0);
  const string = strings.of;
  string("");
  const [functions, locations] = [numbers(1), numbers(1)];
  const label = ([key, value]) =>
    message(3, [
      ...number(1, string(key)),
      ...(typeof value === "string" ? number(2, string(value)) : number(3, value)),
    ]);
  const sample = ([stack, ...values]) => {
    const labels = typeof values.at(-1) === "object" ? values.pop() : {};
    const frames = stack.split(";").filter(Boolean).reverse();
    return message(2, [
      ...frames.flatMap((frame) => number(1, locations.of(frame))),
      ...values.flatMap((value) => number(2, value)),
      ...Object.entries(labels).flatMap(label),
    ]);
  };
  const location = (frame) => {
    const [name, line = 0] = frame.split("@");
    const at = [...number(1, functions.of(name)), ...number(2, Number(line))];
    return message(4, [...number(1, locations.of(frame)), ...message(4, at)]);
  };
  const func = (name) => {
    const [path = "", start = 0] = files[name] ?? [];
    const where = [...number(4, string(path)), ...number(5, start)];
    const own = [...number(1, functions.of(name)), ...number(2, string(name))];
    return message(5, path ? [...own, ...where] : own);
  };
  const body = [
    ...types.flatMap(([name, unit]) =>
      message(1, [...number(1, string(name)), ...number(2, string(unit))]),
    ),
    ...samples.flatMap(sample),
    ...locations.all().flatMap(location),
    ...functions.all().flatMap(func),
    ...(said.comments ?? []).flatMap((text) => number(13, string(text))),
    ...(said.url ? number(15, string(said.url)) : []),
    ...(said.binary
      ? message(3, [...number(1, 1), ...number(5, string(said.binary)), ...number(6, string(said.build ?? ""))])
      : []),
  ];
  const table = strings.all().flatMap((text) => message(6, [...Buffer.from(text)]));
  return Buffer.from([...body, ...table]);
}

/** work costs 700: 600 called by a, 100 by b; rec calls itself for 200. */
export const calls = {
  name: "calls.pb",
  bytes: profile(
    [["cpu", "nanoseconds"]],
    [["main;a;work", 600], ["main;b;work;leaf", 100], ["main;rec;rec;rec", 200], ["main", 100]],
  ),
};

/**
 * A profile in which nothing has a name: samples are `[addresses root first, value]`, all of
 * them in one binary.
 */
export function nameless(samples, binary = "/opt/stripped") {
  const strings = numbers(0);
  const string = strings.of;
  string("");
  const locations = numbers(1);
  const body = [
    ...message(1, [...number(1, string("cpu")), ...number(2, string("nanoseconds"))]),
    ...samples.flatMap(([stack, value]) =>
      message(2, [
        ...[...stack].reverse().flatMap((address) => number(1, locations.of(address))),
        ...number(2, value),
      ]),
    ),
    ...message(3, [...number(1, 1), ...number(2, 0x1000), ...number(3, 0x9000), ...number(5, string(binary))]),
    ...locations.all().flatMap((address) =>
      message(4, [...number(1, locations.of(address)), ...number(2, 1), ...number(3, address)]),
    ),
  ];
  const table = strings.all().flatMap((text) => message(6, [...Buffer.from(text)]));
  return Buffer.from([...body, ...table]);
}
