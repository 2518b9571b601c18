/** Gives columns the rows that `for … of` goes over. What is cloned has columns only. */
export function iterable(columns, rows) {
  return Object.defineProperty(columns, Symbol.iterator, { value: () => rows(columns) });
}
