// Texts for terminals, which take some characters for commands: the same rule as the
// core's `harmless::visible`.

/** Control and format characters, what is drawn as nothing, and odd blanks. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{DI}\p{Zl}\p{Zp}\u2800]|(?![ \u3000])\p{Zs}/gu;
/** Blanks that nobody sees: at both ends, and after another. */
const BLANKS = /^[ \u3000]|[ \u3000]$|(?<= ) /gu;
const SHORT = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function escaped(c) {
  const code = c.codePointAt(0);
  const digits = (width) => code.toString(16).padStart(width, "0");
  if (code < 0x80) return SHORT[c] ?? `\\x${digits(2)}`;
  return code > 0xffff ? `\\u{${digits(0)}}` : `\\u${digits(4)}`;
}

/** A text in which nothing is hidden; blanks stay where they are meant for columns. */
export function visible(text, blanks = true) {
  const shown = String(text).replace(HIDDEN, escaped);
  return blanks ? shown.replace(BLANKS, escaped) : shown;
}

/** A value as JSON in which nothing is hidden: what reads it sees the same value. */
export function visibleJson(value, replacer = null) {
  const units = (c) =>
    Array.from({ length: c.length }, (_, i) => `\\u${c.charCodeAt(i).toString(16).padStart(4, "0")}`);
  const json = JSON.stringify(value, replacer, 2);
  return json.replace(HIDDEN, (c) => (c === "\n" ? c : units(c).join("")));
}
