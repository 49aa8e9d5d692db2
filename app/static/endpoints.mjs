// The rows of endpoints: made from a draft, read back into one.
import { cell, element, moves } from "./fields.mjs";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "WS", "RPC"];
const FIELDS = ["path", "request", "response", "statuses", "notes"];
const HINTS = { path: "/v1/things/{id}", request: "body, headers", response: "what comes back", statuses: "200, 404", notes: "retries, limits, who may" };

export class Endpoints {
  constructor(table, empty, changed) {
    Object.assign(this, { body: table.tBodies[0], empty, changed });
  }

  set value(list) {
    this.body.replaceChildren();
    for (const each of Array.isArray(list) ? list : []) this.add(each);
    this.#count();
  }

  get value() {
    return [...this.body.rows].map((row) => Object.fromEntries([...row.querySelectorAll("[data-key]")].map((each) => [each.dataset.key, each.value])));
  }

  row(number) {
    return this.body.rows[number];
  }

  add(each = {}) {
    const number = this.body.rows.length + 1;
    const method = element("select", { data: { key: "method" }, label: `Method of endpoint ${number}` }, ...METHODS.map((name) => element("option", { textContent: name })));
    method.value = METHODS.includes(each.method) ? each.method : "GET";
    const fields = FIELDS.map((key) => {
      const value = Array.isArray(each[key]) ? each[key].join(", ") : (each[key] ?? "");
      const field = element("input", { type: "text", value, data: { key }, label: `${key[0].toUpperCase()}${key.slice(1)} of endpoint ${number}`, placeholder: HINTS[key], autocomplete: "off", spellcheck: key === "notes" });
      return cell(key[0].toUpperCase() + key.slice(1), field);
    });
    const row = element("tr", {}, cell("Method", method), ...fields, element("td", { className: "moves" }));
    row.lastElementChild.append(...moves(row, () => {
      this.#count();
      this.changed();
    }));
    this.body.append(row);
    this.#count();
    return row;
  }

  #count() {
    this.empty.hidden = this.body.rows.length > 0;
  }
}
