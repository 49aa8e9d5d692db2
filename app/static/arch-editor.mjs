// <arch-editor>: an architecture as a canvas, as tables and as text, over one store and always in step.
//
// `value` is what a draft holds: { text, layout }. A "change" event says that it is another one. The page
// asks the server to read it too, and hands what came back to `show`.
import "../formulas/parts/canvas/arch-canvas.mjs";
import { fromDraft, toDraft } from "../formulas/parts/canvas/draft.mjs";
import { parse } from "../formulas/parts/drawing-text.mjs";
import { Store } from "../formulas/parts/canvas/store.mjs";
import { Table } from "../formulas/parts/canvas/table.mjs";
import { TextPane } from "../formulas/parts/canvas/text-pane.mjs";
import { button, html } from "../formulas/parts/canvas/elements.mjs";

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

class ArchEditor extends HTMLElement {
  store = new Store();

  connectedCallback() {
    if (this.canvas) return;
    this.canvas = Object.assign(document.createElement("arch-canvas"), { convert: (body) => this.convert(body) });
    this.canvas.classList.add("arch-picture");
    this.canvas.store = this.store;
    this.table = new Table(this.store);
    this.text = new TextPane(this.store);
    this.said = html("p", { className: "arch-said small quiet", aria: { role: "status" } });
    this.start = button("Start from a small drawing", () => this.#start());
    this.canvas.empty.append(
      html("p", { className: "ac-empty-title", textContent: "Draw how it works: boxes first, then arrows." }),
      html("p", { className: "ac-empty-how small", textContent: "Choose a kind on the left, or press A and type its first letters: “us” is a user, “app” a service, “db” a database. Drag from a box’s edge to another to connect them." }),
      html("p", { className: "ac-empty-do" }, button("Add the first box", () => this.canvas.openPicker(null, { keyboard: true }), { className: "first" }), this.start),
    );
    this.panes = [this.table.root, this.text.root];
    const tab = (name, at) => button(name, () => this.#show(at), { id: `arch-tab-${at}`, ariaSelected: "false" });
    this.tabs = ["Table", "Text"].map(tab);
    this.panes.forEach((pane, at) => {
      this.tabs[at].setAttribute("role", "tab");
      this.tabs[at].setAttribute("aria-controls", `arch-pane-${at}`);
      Object.assign(pane, { id: `arch-pane-${at}`, role: "tabpanel", ariaLabel: this.tabs[at].textContent });
    });
    this.append(
      this.canvas,
      html("div", { className: "arch-bar" }, html("span", { aria: { role: "tablist", label: "The same drawing as" } }, ...this.tabs), this.said),
      ...this.panes,
    );
    this.tabs.forEach((each, at) => each.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
      this.#show(1 - at);
      this.tabs[1 - at].focus();
    }));
    this.panes.forEach((pane) => pane.addEventListener("keydown", (event) => this.#keys(event)));
    this.store.addEventListener("change", ({ detail }) => this.#changed(detail.from));
    this.#show(0);
    this.#tell([]);
  }

  set operations(operations) {
    this.canvas.operations = operations;
  }

  get value() {
    return toDraft(this.store);
  }

  /** Another draft: what was done here before is over. */
  set value(value) {
    const { doc, typed } = fromDraft(value);
    this.canvas.viewport.touched = false;
    this.store.reset(doc, typed);
  }

  /** What the server found: its problems are the last word. */
  show({ problems }) {
    this.#tell(problems.filter((each) => each.field.startsWith("architecture")));
  }

  unreached() {
    if (!this.text.problems.length) this.#tell([]);
  }

  /** Live numbers of boxes, by id; see <arch-canvas>. */
  setBadges(badges) {
    this.canvas.setBadges(badges);
  }

  #changed(from) {
    this.#tell(this.#unread());
    if (from !== "reset") this.dispatchEvent(new Event("change", { bubbles: true }));
  }

  #unread() {
    const { typed } = this.store;
    if (typed === null) return [];
    return parse(typed).problems.slice(0, 1).map(({ line, column, message }) => ({ field: `architecture.text line ${line}, column ${column}`, message }));
  }

  #tell(wrong) {
    const unread = this.#unread().length > 0;
    this.canvas.classList.toggle("arch-stale", unread);
    this.said.classList.toggle("problem", wrong.length > 0);
    this.said.textContent = wrong.length
      ? `${wrong.map(({ field, message }) => `${field.replace(/^architecture\.?(text )?/, "")}: ${message}`.replace(/^: /, "")).join(" ")}${unread && this.store.doc.components.length ? " The canvas shows the drawing before that." : ""}`
      : this.#count();
    this.text.field.setAttribute("aria-invalid", String(wrong.length > 0));
  }

  #count() {
    const { components, calls } = this.store.doc;
    if (!components.length) return "";
    return `${components.length} component${components.length === 1 ? "" : "s"}, ${calls.length} call${calls.length === 1 ? "" : "s"}`;
  }

  #start() {
    this.store.dispatch({ type: "text", drawing: parse(STARTER).drawing }, { typed: STARTER });
    this.canvas.fit();
    this.canvas.focusOn("browser", { quiet: true });
  }

  #keys(event) {
    if (!(event.ctrlKey || event.metaKey) || event.target.matches("input, textarea")) return; // a field undoes its own typing
    if (event.key === "z" && !event.shiftKey) this.canvas.undo();
    else if (event.key === "y" || (event.key === "z" && event.shiftKey)) this.canvas.redo();
    else return;
    event.preventDefault();
  }

  #show(at) {
    this.tabs.forEach((tab, number) => {
      tab.setAttribute("aria-selected", String(number === at));
      tab.tabIndex = number === at ? 0 : -1;
    });
    this.panes.forEach((pane, number) => (pane.hidden = number !== at));
    if (at === 0) this.table.show();
  }
}

customElements.define("arch-editor", ArchEditor);
