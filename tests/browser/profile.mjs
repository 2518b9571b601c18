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

/**
 * A profile.proto message, not compressed. `types` are `[name, unit]`; `samples`
 * are `[stack, ...values]`, the stack as `root;…;leaf`.
 */
export function profile(types, samples) {
  const strings = [""];
  const string = (text) => {
    if (!strings.includes(text)) strings.push(text);
    return strings.indexOf(text);
  };
  const functions = [...new Set(samples.flatMap(([stack]) => stack.split(";")))].filter(Boolean);
  const id = (name) => functions.indexOf(name) + 1;
  const body = [
    ...types.flatMap(([name, unit]) =>
      message(1, [...number(1, string(name)), ...number(2, string(unit))]),
    ),
    ...samples.flatMap(([stack, ...values]) =>
      message(2, [
        ...stack.split(";").filter(Boolean).reverse().flatMap((name) => number(1, id(name))),
        ...values.flatMap((value) => number(2, value)),
      ]),
    ),
    ...functions.flatMap((name) => [
      ...message(4, [...number(1, id(name)), ...message(4, number(1, id(name)))]),
      ...message(5, [...number(1, id(name)), ...number(2, string(name))]),
    ]),
  ];
  const table = strings.flatMap((text) => message(6, [...Buffer.from(text)]));
  return Buffer.from([...body, ...table]);
}
