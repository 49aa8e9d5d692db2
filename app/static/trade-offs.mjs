// Deep dives: trade-offs as rows of option, option, axis and consequence, and prose below them, kept as one text.
import { cell, element, moves, valueOf } from "./fields.mjs";
import { FIELDS, joined, parted } from "./trade-off-text.mjs";

const SAID = { one: "One option", other: "Another", axis: "They differ in", consequence: "So: what each costs, and what you chose" };
const HINTS = { one: "a random code", other: "a leased range", axis: "write latency", consequence: "a range never tries again, at the price of …" };

export class TradeOffs {
  constructor(root, { changed }) {
    Object.assign(this, { field: root.querySelector("textarea"), table: root.querySelector("table"), changed });
    this.body = this.table.tBodies[0];
    root.querySelector("[data-add]").addEventListener("click", () => this.add().querySelector("input").focus());
    this.#count();
  }

  get value() {
    const rows = [...this.body.rows].map((row) => Object.fromEntries(FIELDS.map((key) => [key, valueOf(row, key)])));
    return joined({ rows, prose: this.field.value });
  }

  set value(text) {
    const { rows, prose } = parted(text);
    this.body.replaceChildren();
    for (const row of rows) this.add(row);
    this.field.value = prose;
    this.#count();
  }

  add(each = {}) {
    const number = this.body.rows.length + 1;
    const cells = FIELDS.map((key) => cell(SAID[key], element("input", { type: "text", value: each[key] ?? "", placeholder: HINTS[key], data: { key }, label: `${SAID[key]}, in trade-off ${number}`, autocomplete: "off" })));
    const row = element("tr", {}, ...cells, element("td", { className: "moves" }));
    row.lastElementChild.append(...moves(row, () => {
      this.#count();
      this.changed();
    }));
    this.body.append(row);
    this.#count();
    return row;
  }

  #count() {
    this.table.hidden = this.body.rows.length === 0;
  }
}
