// The drawing as two tables: every field of a row is an action on the same store.
import { COUNT, KINDS, OF_COMPONENTS } from "../drawing-words.mjs";
import { Wrong, readValue, writeValue } from "../drawing-amounts.mjs";
import { beyond, doNotFit, isId } from "../drawing-checks.mjs";
import { component, idFor, keyedCalls, kindTitle, nameFor, titleOf } from "./model.mjs";
import { button, html } from "./elements.mjs";
import { CALL_WORDS, refused } from "./rules.mjs";

const OF = Object.fromEntries(OF_COMPONENTS.map((each) => [each.field, each]));
const parts = (text) => text.split(",").map((each) => each.trim()).filter(Boolean);

export class Table {
  constructor(store) {
    this.store = store;
    this.root = html("div", { className: "arch-table" });
    this.problem = html("p", { className: "problem under", aria: { role: "status" } });
    this.root.addEventListener("change", (event) => this.#change(event.target));
    store.addEventListener("change", () => this.show());
  }

  show() {
    if (this.root.closest("[hidden]")) return;
    const { doc } = this.store;
    const focus = this.#focused();
    const addCall = button("Add a call", () => this.#addCall(), { disabled: doc.components.length < 2 });
    this.root.replaceChildren(
      html("h3", { textContent: "Components" }),
      html("div", { className: "scroll" }, this.#rows("components", ["Id", "Kind", "Name", "How many", "Zones", "Shards", "Hit ratio", ""], doc.components.map((each) => this.#component(each)))),
      html("p", { className: "under" }, button("Add a component", () => this.#addBox())),
      html("h3", { textContent: "Calls" }),
      html("div", { className: "scroll" }, this.#rows("calls", ["From", "To", "Kind", "Operations", "Note", ""], keyedCalls(doc).map((each) => this.#call(each)))),
      html("p", { className: "under" }, addCall),
      this.problem,
    );
    if (focus) this.root.querySelector(focus)?.focus();
  }

  #focused() {
    const active = document.activeElement;
    if (!this.root.contains(active) || !active.dataset.key) return "";
    const row = active.closest("tr");
    return `[data-rows="${row.closest("table").dataset.rows}"] tbody tr:nth-child(${[...row.parentNode.children].indexOf(row) + 1}) [data-key="${active.dataset.key}"]`;
  }

  #rows(name, heads, rows) {
    const head = html("tr", {}, ...heads.map((text) => html("th", { scope: "col" }, text || html("span", { className: "unseen", textContent: "Remove" }))));
    const body = rows.map(({ key, cells }) => html("tr", { data: { of: key } }, ...cells.map((cell, at) => html("td", { data: { label: heads[at] } }, cell)), html("td", {}, button("Remove", () => this.#remove(key), { className: "link small" }))));
    return html("table", { className: "rows", data: { rows: name } }, html("thead", {}, head), html("tbody", {}, ...body));
  }

  #field(key, label, value, className = "", placeholder = "") {
    return html("input", { type: "text", value: value ?? "", className, placeholder, data: { key }, autocomplete: "off", spellcheck: false, aria: { label } });
  }

  #select(key, label, value, options) {
    return html("select", { data: { key }, aria: { label } }, ...options.map(([each, text]) => html("option", { value: each, textContent: text, selected: each === value })));
  }

  #component(each) {
    const of = titleOf(each);
    return {
      key: each.id,
      cells: [
        this.#field("id", `Id of ${of}`, each.id, "some"),
        this.#select("kind", `Kind of ${of}`, each.kind, KINDS.map((kind) => [kind, kindTitle(kind)])),
        this.#field("name", `Name of ${of}`, each.name, "", each.id),
        this.#field("instances", `How many of ${of}`, each.instances ?? 1, "few"),
        this.#field("zones", `Zones of ${of}, separated by commas`, (each.zones ?? []).join(", "), "few"),
        this.#field("shards", `Shards of ${of}`, each.shards ?? 1, "few"),
        this.#field("hit_ratio", `Hit ratio of ${of}`, each.hit_ratio == null ? "" : writeValue("share", each.hit_ratio), "few"),
      ],
    };
  }

  #call({ key, call }) {
    const of = `${call.from} to ${call.to}`;
    const ids = this.store.doc.components.map((one) => [one.id, titleOf(one)]);
    return {
      key,
      cells: [
        this.#select("from", `From, of the call ${of}`, call.from, ids),
        this.#select("to", `To, of the call ${of}`, call.to, ids),
        this.#select("kind", `Kind of the call ${of}`, call.kind, Object.entries(CALL_WORDS).map(([kind, [text, what]]) => [kind, `${text} (${what})`])),
        this.#field("operations", `Operations of the call ${of}, separated by commas; empty for all`, (call.operations ?? []).join(", ")),
        this.#field("label", `Note on the call ${of}`, call.label),
      ],
    };
  }

  #change(control) {
    const of = control.closest("tr")?.dataset.of;
    const field = control.dataset.key;
    if (!field) return;
    let wrong = "";
    try {
      wrong = control.closest("table").dataset.rows === "calls" ? this.#editCall(of, field, control.value.trim()) : this.#editBox(of, field, control.value.trim());
    } catch (error) {
      if (!(error instanceof Wrong)) throw error;
      wrong = `${error.message}.`;
    }
    this.problem.textContent = wrong;
    control.setAttribute("aria-invalid", String(Boolean(wrong)));
  }

  #editBox(id, field, text) {
    const patch = { [field]: valueOf(field, text) };
    if (field === "id") {
      if (!isId(text)) return "An id begins with a letter and has letters, digits, - and _.";
      if (text !== id && component(this.store.doc, text)) return `There is already a component '${text}'.`;
    }
    const bad = field === "zones" && patch.zones.find((each) => !isId(each));
    if (bad) return `'${bad}' is no id of a zone: letters, digits, - and _.`;
    const limits = field === "instances" ? COUNT : OF[field];
    const wrong = (limits && beyond(limits, patch[field])) || doNotFit({ ...component(this.store.doc, id), ...patch });
    if (wrong) return `${field.replace("_", " ")} ${wrong}`;
    this.store.dispatch({ type: "edit", id, patch }, { from: "table" });
    return "";
  }

  #editCall(key, field, text) {
    const call = keyedCalls(this.store.doc).find((each) => each.key === key).call;
    const patch = { [field]: field === "operations" ? parts(text) : text };
    const next = { ...call, ...patch };
    const wrong = next.from === next.to ? `'${next.from}' cannot call itself.` : (field === "from" || field === "to") ? refused(this.store.doc, next.from, next.to) : doNotFit(next);
    if (!wrong) this.store.dispatch({ type: "editCall", key, patch }, { from: "table" });
    return wrong;
  }

  #remove(key) {
    this.store.dispatch({ type: "remove", keys: [key] }, { from: "table" });
  }

  #addBox() {
    const { doc } = this.store;
    const kind = doc.components.length ? "service" : "client";
    this.store.dispatch({ type: "add", kind, id: idFor(doc, kind), name: nameFor(doc, kind) }, { from: "table" });
    this.root.querySelector('[data-rows="components"] tbody tr:last-child [data-key="kind"]').focus();
  }

  #addCall() {
    const { doc } = this.store;
    const joined = ({ id: from }, { id: to }) => doc.calls.some((each) => each.from === from && each.to === to && each.kind === "request");
    const pairs = doc.components.toReversed().flatMap((to) => doc.components.toReversed().filter((from) => from !== to).map((from) => [from, to]));
    const [from, to] = pairs.find(([one, other]) => !joined(one, other) && !refused(doc, one.id, other.id)) ?? pairs[0];
    this.store.dispatch({ type: "connect", from: from.id, to: to.id }, { from: "table" });
    this.root.querySelector('[data-rows="calls"] tbody tr:last-child [data-key="from"]').focus();
  }
}

/** What was typed into a cell, as the schema keeps it. Throws Wrong. */
function valueOf(field, text) {
  if (field === "zones") return parts(text);
  if (field === "instances" || field === "shards") return readValue("whole", text.replace(/^[x×]/, "") || "1");
  if (field !== "hit_ratio") return text;
  if (!text) return null;
  const value = readValue("share", text.replace(",", ".").replace(/\s*%$/, "%"));
  return value > 1 && !text.includes("%") ? value / 100 : value;
}
