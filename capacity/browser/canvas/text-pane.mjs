// The drawing as text: typed and read at once; written again when another form changed the drawing.
import { write } from "../drawing-lines.mjs";
import { parse } from "../drawing-text.mjs";
import { drawingOf } from "./model.mjs";
import { html } from "./elements.mjs";

const HELP = `zone a "a data centre"                      a place that fails as a whole
service app "Application" x4 in a, b        kind, id, name, how many, in which zones
service app time=5ms at_once=8 retries=2    what one of them does
sql_database links x3 shards=4 holds=links  three copies of each of four shards
cache hot x2 hit=90%                        answers nine of ten
browser -> lb                               a call that waits for its answer
lb -> app for redirect                      for one operation only
app -> hot read : look here first           read, write, async or replicate; a note after the colon
app -> links read on_miss n=1.5             when the cache had nothing; calls a request`;

export class TextPane {
  problems = [];

  constructor(store) {
    this.store = store;
    this.field = html("textarea", { className: "code", spellcheck: false, rows: 12, aria: { label: "The architecture as text" } });
    this.root = html("div", { className: "arch-text" }, this.field, html("details", { className: "arch-help small quiet" }, html("summary", { textContent: "How the text is written" }), html("pre", { textContent: HELP, tabIndex: 0 })));
    this.field.addEventListener("input", () => this.#read());
    store.addEventListener("change", ({ detail }) => this.#show(detail.from));
  }

  #read() {
    const typed = this.field.value;
    const { drawing, problems } = parse(typed);
    this.problems = problems;
    if (drawing) this.store.dispatch({ type: "text", drawing }, { from: "text", typed });
    else this.store.unread(typed);
  }

  #show(from) {
    if (from === "text") return;
    const { doc, typed } = this.store;
    const text = typed ?? write(drawingOf(doc));
    if (this.field.value !== text) this.field.value = text;
    this.problems = typed === null ? [] : parse(typed).problems;
  }
}
