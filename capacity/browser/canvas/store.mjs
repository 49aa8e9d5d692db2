// The one truth of a drawing: every form reads it and dispatches to it. A gesture (a drag, a line of
// typing) is one step of undo, however many actions it takes.
import { EMPTY } from "./model.mjs";
import { reduce } from "./actions.mjs";

const MOST_STEPS = 200;

export class Store extends EventTarget {
  doc = EMPTY;
  typed = null; // the text as somebody typed it, while it says what the drawing is, or cannot be read
  selection = new Set();
  #past = [];
  #future = [];
  #gesture = null;

  get canUndo() {
    return this.#past.length > 0;
  }

  get canRedo() {
    return this.#future.length > 0;
  }

  /** One change. `from` says which form it comes from, so that this form is not written over. */
  dispatch(action, { from = "", typed = null } = {}) {
    const next = reduce(this.doc, action);
    if (next === this.doc && typed === this.typed) return false;
    const moves = action.type === "move" || action.type === "arrange" || action.type === "sizeArea";
    this.#remember(from);
    [this.doc, this.typed] = [next, moves && typed === null ? this.typed : typed];
    this.#tell(this.#gesture && from !== "text" ? "move" : "change", from);
    return true;
  }

  /** What was typed cannot be read: the drawing stays as it was, and the text as it is. */
  unread(typed) {
    this.#remember("text");
    this.typed = typed;
    this.#tell("change", "text");
  }

  #remember(from) {
    if (this.#gesture) {
      if (!this.#gesture.kept) this.#push(this.#gesture.before);
      this.#gesture.kept = true;
    } else if (from !== "text" || this.lastFrom !== "text") this.#push({ doc: this.doc, typed: this.typed });
    this.#future = [];
    this.lastFrom = from;
  }

  #push(state) {
    this.#past.push(state);
    if (this.#past.length > MOST_STEPS) this.#past.shift();
  }

  /** From here to `end` or `cancel` is one step. */
  begin() {
    this.end();
    this.#gesture = { before: { doc: this.doc, typed: this.typed }, kept: false };
    this.lastFrom = "";
  }

  end() {
    const gesture = this.#gesture;
    this.#gesture = null;
    if (gesture?.kept) this.#tell("change", "canvas");
  }

  /** As if it had never begun. */
  cancel() {
    const gesture = this.#gesture;
    this.#gesture = null;
    if (!gesture?.kept) return;
    Object.assign(this, this.#past.pop());
    this.#tell("change", "canvas");
  }

  undo() {
    return this.#step(this.#past, this.#future);
  }

  redo() {
    return this.#step(this.#future, this.#past);
  }

  #step(from, to) {
    this.end();
    if (!from.length) return false;
    to.push({ doc: this.doc, typed: this.typed });
    Object.assign(this, from.pop());
    this.lastFrom = "";
    this.#tell("change", "undo");
    return true;
  }

  /** Another drawing: what was done before is over. */
  reset(doc, typed = null) {
    [this.doc, this.typed, this.#past, this.#future, this.#gesture, this.lastFrom] = [doc, typed, [], [], null, ""];
    this.selection = new Set();
    this.#tell("change", "reset");
  }

  select(keys) {
    const wanted = new Set(keys);
    if (wanted.size === this.selection.size && [...wanted].every((key) => this.selection.has(key))) return;
    this.selection = wanted;
    this.dispatchEvent(new Event("select"));
  }

  /** A sentence for the live region. */
  say(sentence) {
    this.dispatchEvent(new CustomEvent("say", { detail: sentence }));
  }

  #tell(type, from) {
    this.dispatchEvent(new CustomEvent(type, { detail: { from } }));
  }
}
