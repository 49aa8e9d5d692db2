// The words of a line of a drawing, each with the column it begins in.
import { Wrong } from "./drawing-amounts.mjs";

const QUOTED = String.raw`"(?:[^"\\]|\\.)*"`;
const TOKEN = new RegExp(String.raw`${QUOTED}|[\p{L}\p{N}_]+=${QUOTED}|[^\s,"]+|,|"`, "gu");

/** A line that is none, and where that shows. */
export class Misread extends Error {
  constructor(message, column) {
    super(message);
    this.column = column;
  }
}

/** The words of a line with the columns they begin in. */
export class Tokens {
  constructor(text, column) {
    this.waiting = [...text.matchAll(TOKEN)].map((found) => ({ text: found[0], column: column + found.index }));
    this.end = column + text.trimEnd().length;
    const open = this.waiting.find((each) => each.text === '"');
    if (open) throw new Misread('a quotation mark is not closed: "like this".', open.column);
  }
  get next() {
    return this.waiting[0];
  }
  take() {
    return this.waiting.shift();
  }
  /** Names separated by commas, until a word that no comma leads to. */
  listed() {
    const found = [];
    let expecting = true;
    while (this.next && (expecting || this.next.text === ",")) {
      const token = this.take();
      expecting = token.text === ",";
      if (!expecting) found.push(token);
    }
    return found;
  }
}

/** Names separated by commas after a word; `hint` is said where there is none. */
export function names(tokens, after, hint) {
  const found = tokens.listed().map(plain);
  if (!found.length) throw new Misread(hint, after.column);
  return found;
}

/** A word without its quotation marks. */
export function plain({ text, column }) {
  try {
    return unquoted(text);
  } catch (wrong) {
    throw new Misread(`${wrong.message}.`, column);
  }
}

export function unquoted(token) {
  if (!token.startsWith('"')) return token;
  try {
    return String(JSON.parse(token));
  } catch {
    throw new Wrong(`${token} cannot be read; write \\" for a quotation mark in a name`);
  }
}
