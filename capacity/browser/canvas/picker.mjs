// Choosing a kind: type its first letters, or look through the groups. One for the palette, one that opens.
import { GLYPHS } from "../drawing-words.mjs";
import { GROUPS, kindTitle, kindsFor } from "./model.mjs";
import { glyph, html } from "./elements.mjs";

const ZONE_SIGN = "M2.5 3.5h3M8 3.500h2.500M13 3.500v3M13 9v3.500M11 12.500H8M5.500 12.500h-3M2.500 10V7.500";
const DRAG = 6; // px before a press on a kind becomes a drag onto the canvas
let count = 0;

export class Picker {
  #active = 0;

  /** `choose(kind, { alone, at })` is told what was chosen; "zone" is one of the kinds. */
  constructor({ choose, leave = () => {}, label }) {
    Object.assign(this, { choose, leave });
    const id = `ac-kinds-${(count += 1)}`;
    this.field = html("input", { type: "text", placeholder: "Type a kind: app, db, cache…", autocomplete: "off", spellcheck: false, aria: { role: "combobox", label, expanded: "true", controls: id, autocomplete: "list" } });
    this.list = html("div", { id, className: "ac-kinds", aria: { role: "listbox", label: "Kinds of component" } });
    this.hint = html("p", { className: "ac-pick-hint small quiet" });
    this.root = html("div", { className: "ac-picker" }, this.field, this.hint, this.list);
    this.field.addEventListener("input", () => this.#show());
    this.field.addEventListener("keydown", (event) => this.#key(event));
    this.list.addEventListener("click", (event) => this.#take(event.target.closest("[data-kind]")?.dataset.kind, event));
    this.#show();
  }

  open({ hint = "" } = {}) {
    this.field.value = "";
    this.hint.textContent = hint;
    this.hint.hidden = !hint;
    this.#show();
    this.field.focus();
  }

  #show() {
    const typed = this.field.value.trim().toLowerCase();
    const zone = !typed || "zone availability area".split(" ").some((word) => word.startsWith(typed));
    const kinds = kindsFor(typed);
    const groups = typed ? [["", [...kinds, ...(zone ? ["zone"] : [])]]] : [...GROUPS, ["Places", ["zone"]]];
    this.options = [];
    this.list.replaceChildren(
      ...groups.map(([title, members]) => html("div", { aria: { role: "group", label: title || "Matches" } }, ...(title ? [html("p", { className: "ac-kinds-title", textContent: title, aria: { hidden: "true" } })] : []), ...members.map((kind) => this.#option(kind)))),
    );
    if (!this.options.length) this.list.append(html("p", { className: "small quiet", textContent: "No kind begins so. A service fits most things." }));
    this.#mark(typed ? 0 : -1);
  }

  #option(kind) {
    const option = html("div", { id: `${this.list.id}-${kind}`, className: "ac-kind", data: { kind }, aria: { role: "option", selected: "false" } }, glyph(kind === "zone" ? ZONE_SIGN : GLYPHS[kind]), kind === "zone" ? "Zone" : kindTitle(kind));
    this.options.push(option);
    return option;
  }

  #mark(at) {
    this.#active = at;
    this.options.forEach((option, number) => option.setAttribute("aria-selected", String(number === at)));
    const option = this.options[at];
    if (option) {
      this.field.setAttribute("aria-activedescendant", option.id);
      if (option.offsetTop < this.list.scrollTop || option.offsetTop + option.offsetHeight > this.list.scrollTop + this.list.clientHeight) this.list.scrollTop = option.offsetTop - 40;
    } else this.field.removeAttribute("aria-activedescendant");
  }

  #key(event) {
    const many = this.options.length;
    if (event.key === "ArrowDown") this.#mark((this.#active + 1) % many);
    else if (event.key === "ArrowUp") this.#mark((this.#active + many - 1) % many);
    else if (event.key === "Enter") this.#take(this.options[Math.max(0, this.#active)]?.dataset.kind, event);
    else if (event.key === "Escape") this.leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  #take(kind, event) {
    if (!kind || event.timeStamp - this.dropped < 50) return;
    this.field.value = "";
    this.#show();
    this.choose(kind, { alone: event.shiftKey, typed: event.type === "keydown" });
  }

  /** Kinds can be dragged out of the list, with a mouse or a finger; `drop(kind, event)` is told where. */
  dragsTo(drop) {
    this.list.addEventListener("pointerdown", (press) => {
      const option = press.target.closest("[data-kind]");
      if (!option || press.button) return;
      let ghost = null;
      const move = (event) => {
        if (!ghost && Math.hypot(event.clientX - press.clientX, event.clientY - press.clientY) > DRAG) {
          ghost = html("div", { className: "ac-drag-ghost", textContent: option.textContent });
          this.root.closest("arch-canvas").append(ghost);
        }
        if (ghost) ghost.style.transform = `translate(${event.clientX - 40}px, ${event.clientY - 18}px)`;
      };
      const end = (event) => {
        for (const [type, listener] of [["pointermove", move], ["pointerup", end], ["pointercancel", end]]) document.removeEventListener(type, listener);
        if (!ghost) return;
        ghost.remove();
        if (event.type === "pointerup") {
          this.dropped = event.timeStamp; // the click that follows is no choice
          drop(option.dataset.kind, event);
        }
      };
      for (const [type, listener] of [["pointermove", move], ["pointerup", end], ["pointercancel", end]]) document.addEventListener(type, listener);
    });
  }
}
