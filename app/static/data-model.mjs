// The data model: SQL as it would be run, entities for those who do not write SQL, or both, and a picture of the tables.
//
// `value` is what a draft holds: { ddl, entities }. What no field shows is kept as it is.
import { Tabs, element, moves, valueOf } from "./fields.mjs";

const FIELDS = [
  ["name", "Name", "links"],
  ["fields", "Fields", "code varchar(7), long_url, created_at"],
  ["key", "Key", "code"],
  ["partition_key", "Lives by", "the partition key, if another"],
  ["indexes", "Indexes", "owner_id, created_at; unique alias"],
  ["notes", "Notes", "how it is spread, what it is read by"],
];

export class DataModel {
  constructor(root, { changed }) {
    Object.assign(this, { changed, rest: {} });
    this.ddl = root.querySelector("[data-ddl]");
    this.list = root.querySelector("[data-entities]");
    this.empty = root.querySelector("[data-empty]");
    this.problem = root.querySelector("[data-problem]");
    this.figure = root.querySelector("[data-tables]");
    const panes = root.querySelectorAll("[data-pane]");
    this.tabs = new Tabs("Data model as", { SQL: panes[0], Entities: panes[1] });
    root.querySelector("[data-tabs]").append(this.tabs.root);
    root.querySelector("[data-add]").addEventListener("click", () => {
      this.add().querySelector("input").focus();
      this.#count();
    });
  }

  get value() {
    const entities = [...this.list.children].map((each) => ({ ...each.rest, ...Object.fromEntries(FIELDS.map(([key]) => [key, valueOf(each, key)])) })).filter((each) => FIELDS.some(([key]) => each[key].trim()));
    return { ...this.rest, ddl: this.ddl.value, ...(entities.length ? { entities } : {}) };
  }

  set value(value) {
    const { ddl = "", entities = [], ...rest } = typeof value === "string" ? { ddl: value } : (value ?? {});
    this.rest = rest;
    this.ddl.value = ddl;
    this.list.replaceChildren();
    for (const each of entities) this.add(each);
    this.#count();
    this.tabs.show(!ddl.trim() && entities.length ? 1 : 0);
  }

  seen(problems, tables) {
    const wrong = problems.filter(({ field }) => field.startsWith("data_model"));
    this.problem.textContent = wrong.map(({ message }) => message).join(" ");
    this.ddl.setAttribute("aria-invalid", String(wrong.some(({ field }) => field.startsWith("data_model.ddl"))));
    if (tables === undefined) return;
    this.figure.hidden = !tables;
    const scroll = this.figure.querySelector(".tables-scroll");
    if (tables) scroll.replaceChildren(document.importNode(new DOMParser().parseFromString(tables, "image/svg+xml").documentElement, true));
  }

  add(each = {}) {
    const number = this.list.children.length + 1;
    const fields = FIELDS.map(([key, title, hint]) => element("label", { className: `entity-${key}` }, element("span", { className: "small quiet", textContent: title }), element("input", { type: "text", value: written(each[key]), placeholder: hint, data: { key }, label: `${title} of entity ${number}`, autocomplete: "off", spellcheck: key === "notes" })));
    const made = element("li", { className: "entity" }, ...fields, element("span", { className: "moves" }));
    made.rest = Object.fromEntries(Object.entries(each).filter(([key]) => !FIELDS.some(([known]) => known === key)));
    made.lastElementChild.append(...moves(made, () => {
      this.#count();
      this.changed();
    }));
    this.list.append(made);
    this.#count();
    return made;
  }

  #count() {
    const many = this.list.children.length;
    this.empty.hidden = many > 0;
    this.tabs.tabs[1].textContent = many ? `Entities (${many})` : "Entities";
  }
}

/** A list as one writes it in a line; indexes with what makes them unique. */
function written(value) {
  if (!Array.isArray(value)) return value ?? "";
  return value.some((each) => typeof each === "object") ? value.map((each) => `${each.unique ? "unique " : ""}${(each.fields ?? []).join(", ")}`).join("; ") : value.join(", ");
}
