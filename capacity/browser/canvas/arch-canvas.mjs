// <arch-canvas>: the drawing as a picture in which everything can be done, over a store that the other
// forms share. It draws what the store says and dispatches; what others have to say goes in by
// `setBadges(Map of id to { text, level: "good" | "part" | "bad", title })`.
//
// What can be done stands apart: boxes.mjs, calls.mjs, and what opens over the stage in opening.mjs.
import { Boxes } from "./boxes.mjs";
import { Calls } from "./calls.mjs";
import { Opening } from "./opening.mjs";
import { areasOf, callOf, component, isAreaKey, isCallKey, isRegionKey } from "./model.mjs";
import { describeArea, describeBox, describeCall } from "./described.mjs";
import { Drawing } from "./render.mjs";
import { Inspector } from "./inspector.mjs";
import { Keyboard } from "./keyboard.mjs";
import { Picker } from "./picker.mjs";
import { Pointer } from "./pointer.mjs";
import { Viewport } from "./viewport.mjs";
import { toolbar } from "./toolbar.mjs";
import { html, svg } from "./elements.mjs";

const NARROW = 440; // px; a stage that is less wide is drawn from top to bottom

export class ArchCanvas extends Opening(Calls(Boxes(HTMLElement))) {
  operations = [];
  moving = null; // while a gesture moves things: { leaving: ids that do not hold their area }
  focused = null;
  whole = false;
  copied = null;
  opened = null; // what is open over the stage

  /** Begin: the one truth that this canvas shows. */
  set store(store) {
    this.#store = store;
    this.#build();
    for (const type of ["change", "move"]) store.addEventListener(type, (event) => this.#follow(event));
    store.addEventListener("select", () => this.#marks());
    store.addEventListener("say", ({ detail }) => (this.said.textContent = detail));
    this.#draw();
  }

  get store() {
    return this.#store;
  }

  #store;
  #frame = 0;

  #build() {
    this.drawing = new Drawing();
    this.viewport = new Viewport(this.drawing.svg, this.drawing.root, () => this.stage && this.#ground());
    this.said = html("p", { className: "ac-said small quiet", aria: { role: "status", live: "polite" } });
    this.palette = new Picker({ choose: (kind, how) => this.chose(kind, how), leave: () => this.focusOn(this.focused), label: "Add a component" });
    this.palette.dragsTo((kind, event) => this.dropped(kind, event));
    this.empty = html("div", { className: "ac-empty" });
    this.inspector = new Inspector(this);
    this.stage = html("div", { className: "ac-stage" }, this.drawing.svg, this.empty);
    this.bar = toolbar(this);
    this.classList.add("arch-canvas");
    this.replaceChildren(this.bar.root, html("div", { className: "ac-main" }, html("div", { className: "ac-palette" }, this.palette.root), this.stage, this.inspector.root), this.said);
    this.pointer = new Pointer(this);
    this.keyboard = new Keyboard(this);
    this.drawing.svg.addEventListener("focusin", (event) => {
      const key = event.target.closest("[data-key]")?.dataset.key;
      if (key) this.#rove(key);
    });
    new ResizeObserver(() => this.#resized()).observe(this.stage);
  }

  /** Draw now; while somebody types, at most once a frame. */
  #follow(event) {
    cancelAnimationFrame(this.#frame);
    if (event.detail.from === "text") this.#frame = requestAnimationFrame(() => this.#draw(event));
    else this.#draw(event);
  }

  #draw(event) {
    const { doc } = this.store;
    this.drawing.draw(doc, { moving: this.moving });
    if (!this.moving) {
      const gone = [...this.store.selection].filter((key) => !this.drawing.element(key));
      if (gone.length) this.store.select([...this.store.selection].filter((key) => !gone.includes(key)));
      if (!this.drawing.element(this.focused)) this.#rove(doc.components[0]?.id ?? [...this.drawing.areas.keys()][0] ?? null);
      this.bar.update();
      this.empty.hidden = doc.components.length + doc.zones.length > 0;
      if (["reset", "text"].includes(event?.detail?.from) && !this.viewport.touched) this.fit();
    }
    this.#marks();
  }

  #marks() {
    const { selection } = this.store;
    this.drawing.mark(selection);
    this.#ends([...selection]);
  }

  /** The ends of the one selected call can be taken to other boxes. */
  #ends(keys) {
    this.drawing.above.querySelectorAll(".ac-end").forEach((each) => each.remove());
    const points = keys.length === 1 && this.drawing.calls.get(keys[0])?.points;
    if (!points) return;
    for (const [end, { x, y }] of [["from", points[0]], ["to", points.at(-1)]]) {
      this.drawing.above.append(svg("g", { class: "ac-end", "data-end": end, "data-call": keys[0], transform: `translate(${x} ${y})` }, svg("circle", { class: "ac-handle-room", r: 13 }), svg("circle", { class: "ac-handle-dot", r: 5.5 })));
    }
  }

  #ground() {
    const { x, y, scale } = this.viewport;
    this.drawing.svg.style.backgroundPosition = `${x}px ${y}px`;
    this.drawing.svg.style.backgroundSize = `${20 * scale}px ${20 * scale}px`;
  }

  // --- focus -----------------------------------------------------------------------------------------

  /** The one thing that a Tab into the drawing reaches. */
  #rove(key) {
    if (this.focused !== key) this.drawing.element(this.focused)?.setAttribute("tabindex", -1);
    this.focused = key;
    this.drawing.element(key)?.setAttribute("tabindex", 0);
    this.drawing.svg.setAttribute("tabindex", this.drawing.element(key) ? -1 : 0);
  }

  /** Focus something and select it, unless the selection is to be kept. */
  focusOn(key, { keep = false, quiet = false } = {}) {
    const element = this.drawing.element(key);
    if (!element) return this.drawing.svg.focus({ preventScroll: true });
    this.#rove(key);
    element.focus({ preventScroll: true });
    if (quiet) return;
    if (!keep) this.store.select([key]);
    const rect = this.drawing.targets.get(key) ?? this.drawing.calls.get(key)?.hull;
    if (rect) this.see(rect);
    this.store.say(this.label(key));
  }

  see(rect) {
    this.viewport.show(rect, this.store.doc, this.drawing.places);
  }

  /** The stage has another size: all of it as before, or at least what has the focus. */
  #resized() {
    if (this.pointer.busy) return;
    const direction = this.stage.clientWidth < NARROW ? "down" : "right";
    if (this.drawing.direction !== direction) {
      this.drawing.direction = direction;
      this.#draw();
    }
    const rect = this.store.selection.size ? this.drawing.rect(this.focused) : null;
    if (rect) this.see(rect);
    else if (!this.viewport.touched) this.fit();
  }

  label(key) {
    const { doc } = this.store;
    if (isCallKey(key)) return describeCall(doc, callOf(doc, key));
    if (isAreaKey(key) || isRegionKey(key)) return describeArea(doc, key, areasOf(doc).find((each) => each.key === key)?.members ?? []);
    return describeBox(doc, component(doc, key), this.drawing.badges.get(key));
  }

  /** What an action is about: what has the focus, with all that is selected if it is one of them. */
  get chosen() {
    const { selection } = this.store;
    return selection.has(this.focused) || !this.focused ? [...selection] : [this.focused];
  }

  hint(id = null, fine = true) {
    this.drawing.svg.querySelectorAll(".ac-fine, .ac-refused").forEach((each) => each.classList.remove("ac-fine", "ac-refused"));
    if (id) this.drawing.group(id)?.classList.add(fine ? "ac-fine" : "ac-refused");
  }

  dispatch(action) {
    return this.store.dispatch({ ...action, placed: this.drawing.places }, { from: "canvas" });
  }

  fit() {
    this.viewport.fit(this.store.doc, this.drawing.places);
  }

  toggleWhole() {
    this.whole = !this.whole;
    this.classList.toggle("ac-whole", this.whole);
    document.documentElement.classList.toggle("ac-behind", this.whole);
    this.bar.update();
    requestAnimationFrame(() => this.fit());
  }

  setBadges(badges) {
    this.drawing.setBadges(badges);
    if (!this.moving) this.drawing.describe(this.store.doc);
  }
}

customElements.define("arch-canvas", ArchCanvas);
