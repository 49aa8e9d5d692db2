// The rows of estimates and of endpoints: made from a draft, read back into one.

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "WS", "RPC"];

function element(tag, properties = {}, ...children) {
  const { data = {}, label, ...rest } = properties;
  const made = Object.assign(document.createElement(tag), rest);
  Object.assign(made.dataset, data);
  if (label) made.setAttribute("aria-label", label);
  made.append(...children);
  return made;
}

const cell = (label, ...inside) => element("td", { data: { label } }, ...inside);

export class Estimates {
  constructor(table, changed) {
    this.body = table.tBodies[0];
    this.changed = changed;
    this.asked = [...this.body.rows].map((row) => row.dataset.asked);
    for (const row of this.body.rows) this.#cells(row, row.querySelector("th span").textContent);
  }

  set value(list) {
    for (const row of [...this.body.rows]) if (!row.dataset.asked) row.remove();
    const rows = Array.isArray(list) ? list : [];
    for (const row of this.body.rows) this.#fill(row, rows.find((each) => each.name === row.dataset.asked) ?? {});
    for (const each of rows) if (!this.asked.includes(each.name)) this.add(each);
  }

  get value() {
    return [...this.body.rows]
      .map((row) => ({ name: row.dataset.asked ?? row.querySelector('[data-key="name"]').value, value: this.#of(row, "value"), working: this.#of(row, "working") }))
      .filter((each) => each.value.trim() || each.working.trim() || (each.name.trim() && !this.asked.includes(each.name)));
  }

  /** The row of the n-th estimate of `value`, to show what was read. */
  row(number) {
    const name = this.value[number]?.name;
    return [...this.body.rows].find((row) => (row.dataset.asked ?? row.querySelector('[data-key="name"]').value) === name);
  }

  add(each = {}) {
    const name = element("input", { type: "text", value: each.name ?? "", data: { key: "name" }, label: "What this number is", placeholder: "What is it?" });
    const row = element("tr", {}, element("th", { scope: "row" }, name));
    this.#cells(row, "your own number");
    this.#fill(row, each);
    const remove = element("button", { type: "button", textContent: "×", label: "Remove this number", title: "Remove" });
    remove.addEventListener("click", () => {
      row.remove();
      this.changed();
    });
    row.lastElementChild.append(remove);
    this.body.append(row);
    return row;
  }

  #cells(row, label) {
    const value = element("input", { type: "text", data: { key: "value" }, label: `${label}: value with unit`, autocomplete: "off", spellcheck: false });
    const read = element("span", { className: "reading", id: `reading-${crypto.randomUUID?.() ?? Math.random()}` });
    value.setAttribute("aria-describedby", read.id);
    const working = element("input", { type: "text", data: { key: "working" }, label: `${label}: how you found it`, autocomplete: "off" });
    row.append(cell("Value with unit", value, read), cell("How you found it", working), element("td", { className: "moves" }));
  }

  #fill(row, each) {
    row.querySelector('[data-key="value"]').value = each.value ?? "";
    row.querySelector('[data-key="working"]').value = each.working ?? "";
  }

  #of = (row, key) => row.querySelector(`[data-key="${key}"]`).value;
}

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
    const row = element("tr", {}, cell("Method", method), ...fields, element("td", { className: "moves" }, ...this.#moves(() => row)));
    this.body.append(row);
    this.#count();
    return row;
  }

  #moves(row) {
    const button = (text, label, act) => {
      const made = element("button", { type: "button", textContent: text, label, title: label });
      made.addEventListener("click", () => {
        act(row());
        this.#count();
        this.changed();
        if (made.isConnected) made.focus();
      });
      return made;
    };
    return [
      button("↑", "Move up", (each) => each.previousElementSibling?.before(each)),
      button("↓", "Move down", (each) => each.nextElementSibling?.after(each)),
      button("×", "Remove", (each) => each.remove()),
    ];
  }

  #count() {
    this.empty.hidden = this.body.rows.length > 0;
  }
}
