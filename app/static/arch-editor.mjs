// <arch-editor>: an architecture as a picture, as tables and as text, always in step.
//
// `value` is what a draft holds: {text} or {components, calls, zones}. A "change" event says that it is
// another one. The page asks the server to read it, and hands what came back to `show`. A canvas can
// take this element's place: it needs the same three things and nothing else.

const LINES = ["request", "read", "write", "async", "replicate"];
const STARTER = `# Boxes first, then arrows. Change anything.
client browser "Browser"
load_balancer lb "Load balancer" x2
service app "Application" x2
sql_database store "Store" x2

browser -> lb
lb -> app
app -> store read
app -> store write
`;
const HELP = `zone a "a data centre"                      a place that fails as a whole
service app "Application" x4 in a, b        kind, id, name, how many, in which zones
sql_database links x3 shards=4 holds=links  three copies of each of four shards
cache hot x2 hit=90%                        answers nine of ten
browser -> lb                               a call that waits for its answer
lb -> app for redirect                      for one operation only
app -> hot read : look here first           read, write, async or replicate; a note after the colon`;
const MOST_STEPS = 200;

function element(tag, properties = {}, ...children) {
  const { data = {}, aria = {}, ...rest } = properties;
  const made = Object.assign(document.createElement(tag), rest);
  Object.assign(made.dataset, data);
  for (const [name, value] of Object.entries(aria)) made.setAttribute(name === "role" ? "role" : `aria-${name}`, value);
  made.append(...children);
  return made;
}

const parts = (text) => text.split(",").map((each) => each.trim()).filter(Boolean);

class ArchEditor extends HTMLElement {
  kinds = [];
  operations = [];
  #value = { text: "" };
  #drawing = { components: [], calls: [], zones: [] };
  #past = [];
  #future = [];
  #from = ""; // which view the last change came from: that one is not written over
  #made = false;

  connectedCallback() {
    if (this.#made) return;
    this.#made = true;
    this.picture = element("div", { className: "arch-picture", tabIndex: 0, aria: { label: "The drawing; scrolls" } });
    this.picture.setAttribute("role", "group");
    this.said = element("p", { className: "arch-said small quiet", aria: { role: "status" } });
    this.text = element("textarea", { className: "code", spellcheck: false, rows: 12, aria: { label: "The architecture as text" } });
    this.table = element("div", { className: "arch-table" });
    this.help = element("details", { className: "arch-help small quiet" }, element("summary", { textContent: "How the text is written" }), element("pre", { textContent: HELP, tabIndex: 0 }));
    this.textPane = element("div", { className: "arch-text", id: "arch-text", aria: { role: "tabpanel", label: "Text" } }, this.text, this.help);
    this.tablePane = element("div", { id: "arch-tables", aria: { role: "tabpanel", label: "Table" } }, this.table);
    this.tabs = ["Table", "Text"].map((name, at) => element("button", { type: "button", textContent: name, aria: { role: "tab", controls: at ? "arch-text" : "arch-tables" } }));
    this.undo = element("button", { type: "button", textContent: "Undo" });
    this.redo = element("button", { type: "button", textContent: "Redo" });
    this.start = element("button", { type: "button", textContent: "Start from a small drawing" });
    this.append(
      this.picture,
      element("div", { className: "arch-bar" }, element("span", { aria: { role: "tablist", label: "Ways to edit" } }, ...this.tabs), this.undo, this.redo, this.start, this.said),
      this.tablePane,
      this.textPane,
    );
    this.tabs.forEach((tab, at) => {
      tab.addEventListener("click", () => this.#open(at));
      tab.addEventListener("keydown", (event) => {
        if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
        this.#open(1 - at);
        this.tabs[1 - at].focus();
      });
    });
    this.text.addEventListener("input", () => this.#change({ text: this.text.value }, "text"));
    this.table.addEventListener("change", () => this.#change(this.#gathered(), "table"));
    this.table.addEventListener("keydown", (event) => this.#keys(event));
    this.undo.addEventListener("click", () => this.#step(this.#past, this.#future));
    this.redo.addEventListener("click", () => this.#step(this.#future, this.#past));
    this.start.addEventListener("click", () => this.#change({ text: STARTER }, ""));
    this.#open(0);
    this.#paint();
  }

  get value() {
    return this.#value;
  }

  /** Another draft: what was done here before is over. */
  set value(value) {
    this.#value = typeof value === "string" ? { text: value } : (value ?? { text: "" });
    this.#past = [];
    this.#future = [];
    this.#from = "";
    if (this.#made && "text" in this.#value) this.text.value = this.#value.text;
    this.#paint();
  }

  /** What the server read: {architecture, text, svg, problems}. A part that cannot be read stays as typed. */
  show({ architecture, text, svg, problems }) {
    if (architecture) {
      this.#drawing = architecture;
      if (this.#from !== "table") this.#tables();
      if (this.#from !== "text") this.text.value = text;
      if (!("text" in this.#value)) this.#value = { text };
      this.picture.innerHTML = svg; // drawn by our own server from ids and names, which it escapes
    } else if (this.#from !== "text" && text && !this.text.value) {
      this.text.value = text;
    }
    const wrong = problems.filter((each) => each.field.startsWith("architecture"));
    this.picture.classList.toggle("arch-stale", wrong.length > 0);
    this.said.classList.toggle("problem", wrong.length > 0);
    this.said.textContent = wrong.length ? wrong.map((each) => `${each.field.replace(/^architecture\.?(text )?/, "")}: ${each.message}`.replace(/^: /, "")).join(" ") : this.#count();
    this.text.setAttribute("aria-invalid", String(wrong.length > 0));
    this.#paint();
  }

  /** The server cannot be asked: the picture is the last one. */
  unreached() {
    this.picture.classList.add("arch-stale");
    this.said.textContent = "The drawing will follow when the connection is back.";
  }

  #count() {
    const { components, calls } = this.#drawing;
    if (!components.length) return "";
    return `${components.length} component${components.length === 1 ? "" : "s"}, ${calls.length} call${calls.length === 1 ? "" : "s"}`;
  }

  #change(value, from) {
    // Typing in the text is one step here; the text area itself undoes letter by letter.
    if (from !== "text" || this.#from !== "text") this.#past.push(this.#value);
    if (this.#past.length > MOST_STEPS) this.#past.shift();
    this.#future = [];
    this.#value = value;
    this.#from = from;
    if (!from && "text" in value) this.text.value = value.text;
    this.#paint();
    this.dispatchEvent(new Event("change", { bubbles: true }));
  }

  #step(from, to) {
    if (!from.length) return;
    to.push(this.#value);
    this.#value = from.pop();
    this.#from = "";
    if ("text" in this.#value) this.text.value = this.#value.text;
    this.#paint();
    this.dispatchEvent(new Event("change", { bubbles: true }));
    this.said.textContent = from === this.#past ? "Undone." : "Done again.";
  }

  #keys(event) {
    if (!(event.ctrlKey || event.metaKey) || event.target.matches("input")) return; // a field undoes its own typing
    if (event.key === "z" && !event.shiftKey) this.undo.click();
    else if (event.key === "y" || (event.key === "z" && event.shiftKey)) this.redo.click();
    else return;
    event.preventDefault();
  }

  #open(at) {
    this.tabs.forEach((tab, number) => {
      tab.setAttribute("aria-selected", String(number === at));
      tab.tabIndex = number === at ? 0 : -1;
    });
    this.tablePane.hidden = at !== 0;
    this.textPane.hidden = at !== 1;
    this.#from = "";
    if (at === 0) this.#tables();
  }

  #paint() {
    if (!this.#made) return;
    this.undo.disabled = !this.#past.length;
    this.redo.disabled = !this.#future.length;
    const empty = !this.#drawing.components.length && !("text" in this.#value ? this.#value.text.trim() : true);
    this.start.hidden = !empty;
  }

  // --- the tables ---------------------------------------------------------------------------------

  #tables() {
    const { components, calls } = this.#drawing;
    const focus = this.#focused();
    const boxes = this.#rows("components", ["Id", "Kind", "Name", "How many", "Zones", "Shards", "Hit ratio", ""], components.map((each) => this.#component(each)));
    const arrows = this.#rows("calls", ["From", "To", "Kind", "Operations", "Note", ""], calls.map((each) => this.#call(each)));
    const addBox = element("button", { type: "button", textContent: "Add a component" });
    const addArrow = element("button", { type: "button", textContent: "Add a call", disabled: components.length < 2 });
    addBox.addEventListener("click", () => this.#addBox());
    addArrow.addEventListener("click", () => this.#addArrow());
    this.table.replaceChildren(
      element("h3", { textContent: "Components" }),
      element("div", { className: "scroll" }, boxes),
      element("p", { className: "under" }, addBox),
      element("h3", { textContent: "Calls" }),
      element("div", { className: "scroll" }, arrows),
      element("p", { className: "under" }, addArrow),
    );
    if (focus) this.table.querySelector(focus)?.focus();
  }

  #focused() {
    const active = document.activeElement;
    if (!this.table.contains(active) || !active.dataset.key) return "";
    const row = active.closest("tr");
    return `[data-rows="${row.closest("table").dataset.rows}"] tbody tr:nth-child(${[...row.parentNode.children].indexOf(row) + 1}) [data-key="${active.dataset.key}"]`;
  }

  #rows(name, heads, rows) {
    const head = element("tr", {}, ...heads.map((text) => element("th", { scope: "col" }, text || element("span", { className: "unseen", textContent: "Remove" }))));
    const body = rows.map((cells) => element("tr", {}, ...cells.map((cell, at) => element("td", { data: { label: heads[at] } }, cell)), element("td", {}, this.#remove(name))));
    return element("table", { className: "rows", data: { rows: name } }, element("thead", {}, head), element("tbody", {}, ...body));
  }

  #field(key, label, value, className = "", placeholder = "") {
    return element("input", { type: "text", value: value ?? "", className, placeholder, data: { key }, autocomplete: "off", spellcheck: false, aria: { label } });
  }

  #select(key, label, value, options) {
    const made = element("select", { data: { key }, aria: { label } }, ...options.map(([each, text]) => element("option", { value: each, textContent: text })));
    made.value = value;
    return made;
  }

  #component(each) {
    const of = each.name || each.id;
    return [
      this.#field("id", `Id of ${of}`, each.id, "some"),
      this.#select("kind", `Kind of ${of}`, each.kind, this.kinds.map((kind) => [kind, kind.replaceAll("_", " ")])),
      this.#field("name", `Name of ${of}`, each.name, "", each.id),
      this.#field("instances", `How many of ${of}`, each.instances, "few"),
      this.#field("zones", `Zones of ${of}, separated by commas`, each.zones.join(", "), "few"),
      this.#field("shards", `Shards of ${of}`, each.shards, "few"),
      this.#field("hit_ratio", `Hit ratio of ${of}`, each.hit_ratio == null ? "" : `${+(each.hit_ratio * 100).toPrecision(6)} %`, "few"),
    ];
  }

  #call(each) {
    const of = `${each.from} to ${each.to}`;
    const ids = this.#drawing.components.map((one) => [one.id, one.name || one.id]);
    return [
      this.#select("from", `From, of the call ${of}`, each.from, ids),
      this.#select("to", `To, of the call ${of}`, each.to, ids),
      this.#select("kind", `Kind of the call ${of}`, each.kind, LINES.map((kind) => [kind, kind === "request" ? "request (waits)" : kind === "async" ? "async (goes on)" : kind])),
      this.#field("operations", `Operations of the call ${of}, separated by commas; empty for all`, each.operations.join(", ")),
      this.#field("label", `Note on the call ${of}`, each.label),
    ];
  }

  #remove(rows) {
    const button = element("button", { type: "button", textContent: "Remove", className: "link small" });
    button.addEventListener("click", () => {
      const row = button.closest("tr");
      const id = rows === "components" && row.querySelector('[data-key="id"]').value;
      row.remove();
      const gathered = this.#gathered();
      if (id) gathered.calls = gathered.calls.filter((call) => call.from !== id && call.to !== id);
      this.#drawing = gathered;
      this.#change(gathered, "table");
      this.#tables();
    });
    return button;
  }

  #addBox() {
    const drawing = this.#gathered();
    const ids = drawing.components.map((each) => each.id);
    let number = ids.length + 1;
    while (ids.includes(`box${number}`)) number += 1;
    drawing.components.push({ id: `box${number}`, kind: ids.length ? "service" : "client", name: "", instances: 1, zones: [], shards: 1, hit_ratio: null });
    this.#add(drawing, "components", "kind");
  }

  #addArrow() {
    const drawing = this.#gathered();
    const [first, second] = drawing.components.slice(-2);
    drawing.calls.push({ from: first.id, to: second.id, kind: "request", operations: [], label: "" });
    this.#add(drawing, "calls", "from");
  }

  #add(drawing, rows, key) {
    this.#drawing = drawing;
    this.#change(drawing, "table");
    this.#tables();
    this.table.querySelector(`[data-rows="${rows}"] tbody tr:last-child [data-key="${key}"]`).focus();
  }

  /** The tables as an architecture. What no column shows is taken over from the drawing by id. */
  #gathered() {
    const before = new Map(this.#drawing.components.map((each) => [each.id, each]));
    const cells = (row) => Object.fromEntries([...row.querySelectorAll("[data-key]")].map((each) => [each.dataset.key, each.value.trim()]));
    const rows = (name) => [...this.table.querySelectorAll(`[data-rows="${name}"] tbody tr`)];
    const renamed = new Map();
    const components = rows("components").map((row, at) => {
      const { id, kind, name, instances, zones, shards, hit_ratio: hit } = cells(row);
      const old = this.#drawing.components[at]?.id;
      if (old && old !== id && !before.has(id)) renamed.set(old, id);
      const ratio = Number.parseFloat(hit.replace(",", "."));
      return {
        ...(before.get(id) ?? before.get(old) ?? {}),
        id, kind, name,
        instances: number(instances), shards: number(shards), zones: parts(zones),
        hit_ratio: hit === "" ? null : Number.isNaN(ratio) ? hit : ratio > 1 || hit.includes("%") ? ratio / 100 : ratio,
      };
    });
    const call = (row, at) => {
      const { from, to, kind, operations, label } = cells(row);
      const old = this.#drawing.calls[at];
      const kept = old && old.from === from && old.to === to ? old : {};
      return { ...kept, from: renamed.get(from) ?? from, to: renamed.get(to) ?? to, kind, operations: parts(operations), label };
    };
    const known = new Set(this.#drawing.zones.map((each) => each.id));
    const typed = new Set(components.flatMap((each) => each.zones));
    const zones = known.size ? [...this.#drawing.zones, ...[...typed].filter((id) => !known.has(id)).map((id) => ({ id, name: "" }))] : [];
    return { components, calls: rows("calls").map(call), zones };
  }
}

/** A whole number where one was typed; what else was typed stays, and the server names it. */
const number = (text) => (text === "" ? 1 : /^[x×]?\d+$/.test(text) ? Number(text.replace(/^[x×]/, "")) : text);

customElements.define("arch-editor", ArchEditor);
