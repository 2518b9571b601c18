// Calls of a program that wait for their answers.

export class Calls {
  #waiting = new Map();
  #last = 0;
  #failure = null;

  /** Resolves with the answer to what `send` sends under a number. */
  ask(send) {
    if (this.#failure) return Promise.reject(this.#failure);
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      send(id);
    });
  }

  /** Answers a call, with a value or with what went wrong; says whether it waited. */
  answer(id, error, value) {
    const call = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) call?.reject(typed(error));
    else call?.resolve(value);
    return call !== undefined;
  }

  /** Refuses what was asked and what will be. */
  fail(error) {
    this.#failure ??= error;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

/** An error as the page and messages say it. */
export const typed = ({ code, message, file, directive }) =>
  new HearthError(message, code, { file, directive });
