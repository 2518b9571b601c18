// Columns as rows. Each function takes what a view returns and goes over it once; texts are
// decoded as they are reached. Figures become numbers here, exact up to 2^53; the columns
// have every digit.

import { ARROW_DOTTED, ARROW_INLINED, FRAME_MANY, NO_OWNER } from "./constants.js";

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** The text at a place of a column of texts. */
function textAt({ ends, utf8 }, index) {
  return decoder.decode(utf8.subarray(index === 0 ? 0 : ends[index - 1], ends[index]));
}

/** All texts of a column. */
export function texts(names) {
  return Array.from(names.ends, (_, index) => textAt(names, index));
}

/** Texts that are used by several rows are decoded once. */
function shared(names) {
  const known = [];
  return (index) => (known[index] ??= textAt(names, index));
}

const INLINED = ["no", "partly", "yes"];

/** The functions of `top`, in its order. */
export function* topRows(data) {
  const [pkg, file, binary] = [data.packages, data.files, data.binaries].map(shared);
  for (let at = 0; at < data.flat.length; at++) {
    yield {
      name: textAt(data.names, at),
      flat: Number(data.flat[at]),
      cum: Number(data.cum[at]),
      inlined: INLINED[data.inlined[at]],
      package: pkg(data.package[at]),
      file: file(data.file[at]),
      binary: binary(data.binary[at]),
    };
  }
}

/** The boxes of `flame`, row by row from the root on. */
export function* flameRows(data) {
  const [name, file] = [data.names, data.files].map(shared);
  for (let depth = 0; depth + 1 < data.levels.length; depth++) {
    for (let at = data.levels[depth]; at < data.levels[depth + 1]; at++) {
      const frame = data.frame[at];
      yield {
        depth,
        left: data.left[at],
        width: data.widths[at],
        name: frame === FRAME_MANY ? "" : name(frame),
        file: frame === FRAME_MANY ? "" : file(frame),
        flat: Number(data.flat[at]),
        cum: Number(data.cum[at]),
        inlined: data.inlined[at] === 1,
        count: data.count[at],
        matches: data.matches[frame] === 1,
      };
    }
  }
}

/** The boxes of `graph`. */
export function* graphNodes(data) {
  for (let at = 0; at < data.owners.length; at++) {
    const [left, top, width, height] = data.places.subarray(4 * at);
    yield {
      name: textAt(data.names, at),
      text: textAt(data.texts, at),
      flat: Number(data.values[2 * at]),
      cum: Number(data.values[2 * at + 1]),
      owner: data.owners[at] === NO_OWNER ? undefined : data.owners[at],
      left,
      top,
      width,
      height,
    };
  }
}

/** The arrows of `graph`; `from` and `to` are places in the list of boxes. */
export function* graphEdges(data) {
  for (let at = 0; at < data.weights.length; at++) {
    const style = data.styles[at];
    yield {
      from: data.ends[2 * at],
      to: data.ends[2 * at + 1],
      weight: Number(data.weights[at]),
      label: textAt(data.labels, at),
      inlined: (style & ARROW_INLINED) !== 0,
      dotted: (style & ARROW_DOTTED) !== 0,
      points: data.points.subarray(2 * (at === 0 ? 0 : data.curves[at - 1]), 2 * data.curves[at]),
    };
  }
}

/** The callers or the callees of `peek`. */
export function* neighbourRows(data) {
  for (let at = 0; at < data.weight.length; at++) {
    const weight = Number(data.weight[at]);
    yield { name: textAt(data.names, at), weight, inlined: data.inlined[at] === 1 };
  }
}

/** The lines of one part of `source`. */
export function* lineRows(part) {
  for (let at = 0; at < part.lines.length; at++) {
    const [flat, cum] = [Number(part.line_flat[at]), Number(part.line_cum[at])];
    yield { line: part.lines[at], flat, cum };
  }
}

/** The stacks of `traces`. */
export function* traceRows(data) {
  const name = shared(data.names);
  for (let at = 0, start = 0; at < data.ends.length; start = data.ends[at++]) {
    const frames = data.frame.subarray(start, data.ends[at]);
    yield {
      weight: Number(data.weight[at]),
      samples: data.samples[at],
      frames: Array.from(frames, name),
      inlined: Array.from(data.inlined.subarray(start, data.ends[at]), (flag) => flag === 1),
      labels: textAt(data.labels, at),
    };
  }
}

/** The values of one key of `tags`. */
export function* tagRows(key) {
  for (let at = 0; at < key.weight.length; at++) {
    yield { value: textAt(key.values, at), weight: Number(key.weight[at]) };
  }
}

/** The groups of `goroutines`; of one dump among others, also what is said of them there. */
export function* goroutineRows(data) {
  const text = shared(data.texts);
  for (let at = 0; at < data.count.length; at++) {
    const blocked = data.waiting[data.blocked[at]][0];
    const name = text(data.functions[at]);
    const [there, since] = data.oldest.subarray(2 * at);
    yield {
      key: data.keys[at],
      count: data.count[at],
      blocked,
      minutes: [data.minutes[2 * at], data.minutes[2 * at + 1]],
      function: name,
      place: text(data.places[at]),
      created: text(data.created[at]),
      labels: text(data.labelled[at]),
      was: data.was.length > 0 ? data.was[at] : undefined,
      oldest: there > 0 ? { count: there, dump: since } : undefined,
      suspect: data.suspects?.find((one) => one.function === name && one.blocked === blocked),
    };
  }
}

const VERDICTS = ["same", "noise", "grew", "shrank", "new", "gone"];

/** Both sides of a figure. */
function difference(columns, at) {
  const [change, half] = [columns.change[at], columns.half[at]];
  return {
    base: Number(columns.old[at]),
    current: Number(columns.new[at]),
    change,
    low: Number.isNaN(half) ? undefined : change - half,
    high: Number.isNaN(half) ? undefined : change + half,
    verdict: VERDICTS[columns.verdict[at]],
  };
}

/** All figures of columns of a difference. */
export function differences(columns) {
  return Array.from(columns.verdict, (_, at) => difference(columns, at));
}

/** The functions of `diff(…).top`, what is real first. */
export function* diffRows(data) {
  for (let at = 0; at < data.names.ends.length; at++) {
    const name = textAt(data.names, at);
    const [flat, cum, own] = [data.flat, data.cum, data.own].map((of) => difference(of, at));
    yield { name, flat, cum, own };
  }
}

/** The boxes of a flame graph of both sides, row by row from the root on. */
export function* flameDiffRows({ flame, boxes }) {
  let at = 0;
  for (const { flat, cum, ...box } of flameRows(flame)) {
    yield { ...box, cum: difference(boxes, at++) };
  }
}

/** The boxes of the call graph of what changed. */
export function* graphDiffNodes({ graph, flat, cum }) {
  let at = 0;
  for (const node of graphNodes(graph)) {
    yield { ...node, flat: difference(flat, at), cum: difference(cum, at++) };
  }
}

/** Its arrows; `from` and `to` are places in the list of boxes. */
export function* graphDiffEdges({ graph, arrows }) {
  let at = 0;
  for (const edge of graphEdges(graph)) {
    yield { ...edge, weight: difference(arrows, at++) };
  }
}

/** The callers or the callees of `diff(…).peek`. */
export function* neighbourDiffRows({ names, change }) {
  for (let at = 0; at < names.ends.length; at++) {
    yield { name: textAt(names, at), weight: difference(change, at) };
  }
}

/** The lines of one part of `diff(…).source`, each with what was inlined into it after it. */
export function* lineDiffRows(part) {
  for (let at = 0; at < part.lines.length; at++) {
    yield {
      line: part.lines[at],
      depth: part.depths[at],
      name: textAt(part.names, at),
      flat: difference(part.flat, at),
      cum: difference(part.cum, at),
    };
  }
}
