// <arch-canvas>: the drawing as a picture in which everything can be done, over a store that the other
// forms share. It draws what the store says and dispatches; what others have to say goes in by
// `setBadges(Map of id to { text, level: "good" | "part" | "bad", title })`.
import { aligned, boxAt, freeSpot, middle, spread, WIDTH, HEIGHT } from "./geometry.mjs";
import { areaKey, areasOf, callOf, component, idFor, isAreaKey, isCallKey, isRegionKey, keyedCalls, titleOf, zoneIdFor, zoneIdsOf } from "./model.mjs";
import { describeArea, describeBox, describeCall, nameOf } from "./described.mjs";
import { arranged } from "./layout.mjs";
import { likelyCalls, refused } from "./rules.mjs";
import { picked } from "./actions.mjs";
import { parse, write } from "../drawing-text.mjs";
import { choices, place, renameField } from "./menu.mjs";
import { Drawing } from "./render.mjs";
import { Inspector } from "./inspector.mjs";
import { Keyboard } from "./keyboard.mjs";
import { Picker } from "./picker.mjs";
import { Pointer } from "./pointer.mjs";
import { Viewport } from "./viewport.mjs";
import { toolbar } from "./toolbar.mjs";
import { html, svg } from "./elements.mjs";
import { resting } from "./router.mjs";

const AREA = [320, 180]; // of a new zone
const NARROW = 440; // px; a stage that is less wide is drawn from top to bottom

export class ArchCanvas extends HTMLElement {
  operations = [];
  moving = null; // while a gesture moves things: { leaving: ids that do not hold their area }
  focused = null;
  whole = false;
  copied = null;
  #open = null; // what is open over the stage

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
    this.palette = new Picker({ choose: (kind, how) => this.#chosen(kind, how), leave: () => this.focusOn(this.focused), label: "Add a component" });
    this.palette.dragsTo((kind, event) => this.#dropped(kind, event));
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

  // --- what can be done ------------------------------------------------------------------------------

  dispatch(action) {
    return this.store.dispatch({ ...action, placed: this.drawing.places }, { from: "canvas" });
  }

  /** A new box; from another one it stands to its right and is called. */
  add(kind, { at = null, from = null, keyboard = false } = {}) {
    if (kind === "zone") return this.#addZone(at);
    const { store } = this;
    const id = idFor(store.doc, kind);
    const wish = at ?? (from ? this.#beside(from) : this.#inSight());
    const spot = freeSpot(this.drawing.places, wish);
    const zone = at ? this.#areaUnder(spot) : null;
    this.dispatch({ type: "add", kind, id, at: spot, ...(zone ? { zones: zoneIdsOf(zone) } : {}) });
    store.say(`${titleOf(component(store.doc, id))} added${zone ? ` in ${nameOf(store.doc, zone)}` : ""}.`);
    this.see(this.drawing.rect(id));
    const connected = from && !refused(store.doc, from, id) && this.connect(from, id, { keyboard });
    if (!connected) {
      this.focusOn(id, { quiet: true });
      store.select([id]);
    }
    return id;
  }

  #addZone(at) {
    const { store } = this;
    const id = zoneIdFor(store.doc);
    const boxes = [...store.selection].filter((key) => component(store.doc, key));
    store.begin();
    const spot = at ?? freeSpot(this.drawing.places, this.#inSight());
    this.dispatch({ type: "addZone", id, ...(boxes.length ? {} : { area: [spot[0] - 20, spot[1] - 30, ...AREA] }) });
    if (boxes.length) this.dispatch({ type: "toZones", ids: boxes, zones: [id] });
    store.end();
    const key = areaKey([id]);
    this.see(this.drawing.rects.get(key));
    this.focusOn(key, { quiet: true });
    store.select([key]);
    store.say(`Zone ${id} added${boxes.length ? ` around ${boxes.length === 1 ? "the selected box" : `${boxes.length} boxes`}` : ". Drag boxes into it, or press Z on a box"}.`);
    return key;
  }

  #areaUnder([x, y]) {
    const { x: cx, y: cy } = middle(boxAt([x, y]));
    return [...this.drawing.rects].find(([key, rect]) => isAreaKey(key) && cx > rect.x && cx < rect.x + rect.w && cy > rect.y && cy < rect.y + rect.h)?.[0] ?? null;
  }

  #beside(id) {
    const [x, y] = this.drawing.places[id];
    return this.drawing.direction === "down" ? [x, y + HEIGHT + 44] : [x + WIDTH + 84, y];
  }

  /** A wish for a new box: right of the last, else in the middle of what is seen. */
  #inSight() {
    const last = this.store.doc.components.at(-1)?.id;
    if (last && this.drawing.places[last]) return this.#beside(last);
    const { svg: picture } = this.drawing;
    const at = { x: Math.min(90, picture.clientWidth / 4), y: picture.clientHeight / 2 };
    return [(at.x - this.viewport.x) / this.viewport.scale, (at.y - this.viewport.y) / this.viewport.scale - HEIGHT / 2];
  }

  /** A call from one box to another; where it is not plain what kind, the likely ones are offered. */
  connect(from, to, { keyboard = false } = {}) {
    const { store } = this;
    const why = refused(store.doc, from, to);
    if (why) {
      store.say(why);
      return false;
    }
    const [source, target] = [component(store.doc, from), component(store.doc, to)];
    const offered = likelyCalls(source, target);
    const had = new Set(store.doc.calls.filter((each) => each.from === from && each.to === to).map((each) => each.kind));
    const first = offered.find((kinds) => kinds.some((kind) => !had.has(kind)));
    if (!first || !this.dispatch({ type: "connect", from, to, kinds: first })) {
      store.say(`${titleOf(source)} already calls ${titleOf(target)}.`);
      return false;
    }
    const key = keyedCalls(store.doc).findLast(({ call }) => call.from === from && call.to === to).key;
    store.say(`${titleOf(source)} now calls ${titleOf(target)}: ${first.join(" and ")}.`);
    if (keyboard) this.focusOn(to, { quiet: true });
    else this.focusOn(key, { quiet: true });
    store.select(keyboard ? [to] : [key]);
    if (offered.length > 1 && !had.size) this.#askKind(key, from, to, offered, keyboard);
    return true;
  }

  #askKind(key, from, to, offered, keyboard) {
    const { store } = this;
    const { x, y } = resting(this.drawing.calls.get(key).points, this.drawing.calls.get(key).late);
    const at = this.viewport.onStage({ x, y });
    const names = offered.map((kinds) => [kinds, kinds.length > 1 ? "Both" : kinds[0][0].toUpperCase() + kinds[0].slice(1)]);
    const { close } = choices({
      stage: this.stage, at: { x: at.x - 110, y: at.y + (HEIGHT / 2) * this.viewport.scale + 16 }, focus: keyboard, options: names,
      title: `${titleOf(component(store.doc, from))} → ${titleOf(component(store.doc, to))}`,
      take: (kinds) => {
        this.#open = null;
        this.dispatch({ type: "editCall", key, patch: { kind: kinds[0] } });
        if (kinds.length > 1) this.dispatch({ type: "connect", from, to, kinds });
        store.say(`${titleOf(component(store.doc, from))} now calls ${titleOf(component(store.doc, to))}: ${kinds.join(" and ")}.`);
        if (keyboard) this.focusOn(to, { quiet: true });
      },
      leave: () => this.focusOn(to, { quiet: true }),
    });
    this.#open = { close };
  }

  reconnect(key, end, id) {
    const { store } = this;
    const call = callOf(store.doc, key);
    const ends = end === "to" ? [call.from, id] : [id, call.to];
    const why = refused(store.doc, ...ends);
    if (why) {
      store.say(why);
      return why;
    }
    this.dispatch({ type: "reconnect", key, [end]: id });
    this.#followCall(ends);
    store.say(`The call now goes from ${titleOf(component(store.doc, ends[0]))} to ${titleOf(component(store.doc, ends[1]))}.`);
    return "";
  }

  turnAround(key) {
    const call = callOf(this.store.doc, key);
    const why = refused(this.store.doc, call.to, call.from);
    if (why) return this.store.say(why);
    this.dispatch({ type: "reconnect", key, from: call.to, to: call.from });
    this.#followCall([call.to, call.from]);
    return this.store.say("Turned around.");
  }

  #followCall([from, to]) {
    const now = keyedCalls(this.store.doc).findLast(({ call }) => call.from === from && call.to === to)?.key;
    if (!now) return;
    this.store.select([now]);
    this.focusOn(now, { quiet: true });
  }

  toZones(ids, zones) {
    this.dispatch({ type: "toZones", ids, zones });
    for (const id of ids) this.intoArea(id, zones);
  }

  /** A box that was put into zones by name goes to where they are drawn, if they are drawn elsewhere. */
  intoArea(id, zones) {
    const area = zones.length && this.store.doc.areas[areaKey(zones)];
    const here = middle(this.drawing.rect(id));
    if (!area || (here.x > area[0] && here.x < area[0] + area[2] && here.y > area[1] && here.y < area[1] + area[3])) return;
    const others = Object.fromEntries(Object.entries(this.drawing.places).filter(([other]) => other !== id));
    this.dispatch({ type: "move", places: { [id]: freeSpot(others, [area[0] + 20, area[1] + 34]) } });
  }

  remove() {
    const { store } = this;
    const keys = this.chosen;
    if (!keys.length) return;
    const said = keys.length === 1 ? nameOf(store.doc, keys[0]) : `${keys.length} things`;
    const near = store.doc.calls.find((each) => keys.includes(each.to) && !keys.includes(each.from))?.from;
    this.dispatch({ type: "remove", keys });
    store.select([]);
    this.focusOn(near ?? this.focused, { quiet: true });
    store.say(`Removed ${said}.`);
  }

  duplicate() {
    const taken = picked(this.store.doc, this.chosen);
    if (taken.components.length) this.#insert({ ...taken, places: Object.fromEntries(taken.components.map(({ id }) => [id, this.drawing.places[id]])) }, [24, HEIGHT + 24]);
  }

  paste(json, text) {
    let taken = null;
    try {
      taken = JSON.parse(json);
    } catch {
      const { drawing } = parse(text);
      taken = drawing?.components.length ? drawing : this.copied;
    }
    if (taken?.components?.length) this.#insert({ calls: [], ...taken }, [32, 32]);
    else this.store.say("What was copied is no part of a drawing.");
  }

  #insert(taken, by) {
    const had = new Set(this.store.doc.components.map((each) => each.id));
    this.dispatch({ type: "insert", ...taken, by });
    const made = this.store.doc.components.filter((each) => !had.has(each.id)).map((each) => each.id);
    this.store.select(made);
    this.focusOn(made[0], { quiet: true });
    this.store.say(`${made.length} component${made.length === 1 ? "" : "s"} added.`);
  }

  asText({ components, calls }) {
    return write({ components, calls });
  }

  align(how) {
    const ids = [...this.store.selection].filter((key) => component(this.store.doc, key));
    if (ids.length < 2) return;
    this.dispatch({ type: "move", places: how === "spread" ? spread(this.drawing.places, ids) : aligned(this.drawing.places, ids, how) });
    this.store.say("Lined up.");
  }

  arrange(direction) {
    this.store.dispatch({ type: "arrange", places: arranged(this.store.doc, direction) }, { from: "canvas" });
    this.fit();
    this.store.say(`Laid out ${direction === "down" ? "from top to bottom" : "from left to right"}.`);
  }

  undo() {
    this.store.say(this.store.undo() ? "Undone." : "There is nothing to undo.");
  }

  redo() {
    this.store.say(this.store.redo() ? "Done again." : "There is nothing to do again.");
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

  // --- what opens over the stage ---------------------------------------------------------------------

  #chosen(kind, { alone = false, typed = false } = {}) {
    const from = this.connectFrom ?? null;
    this.connectFrom = null;
    this.palette.hint.hidden = true;
    this.add(kind, { from: alone ? null : from, keyboard: typed });
  }

  #dropped(kind, event) {
    const { left, right, top, bottom } = this.stage.getBoundingClientRect();
    if (event.clientX < left || event.clientX > right || event.clientY < top || event.clientY > bottom) return;
    const { x, y } = this.viewport.point(event);
    this.add(kind, { at: [x - WIDTH / 2, y - HEIGHT / 2] });
  }

  /** The list of kinds: the palette's own, or one at a point of the drawing. */
  openPicker(point, { from = null } = {}) {
    this.closeMenus();
    const hint = from ? `Enter adds it and connects it from ${titleOf(component(this.store.doc, from))}; Shift+Enter adds it alone.` : "";
    if (!point && this.palette.root.offsetParent) {
      this.connectFrom = from;
      return this.palette.open({ hint });
    }
    const picker = new Picker({
      label: "Add a component here",
      choose: (kind, { alone, typed }) => {
        this.closeMenus();
        this.add(kind, { at: point ? [point.x, point.y] : null, from: alone ? null : from, keyboard: typed });
      },
      leave: () => {
        this.closeMenus();
        this.focusOn(this.focused);
      },
    });
    const root = html("div", { className: "ac-menu ac-popup" }, picker.root);
    this.#open = { close: () => root.remove() };
    place(root, this.stage, point ? this.viewport.onStage(point) : { x: 8, y: 8 });
    return picker.open({ hint });
  }

  closeMenus() {
    const open = this.#open;
    this.#open = null;
    open?.close();
    return Boolean(open);
  }

  openInspector(key) {
    if (!key) return;
    if (!this.store.selection.has(key)) this.store.select([key]);
    this.inspector.enter();
  }

  rename(key) {
    const { store } = this;
    const zone = isAreaKey(key) || isRegionKey(key);
    if (isCallKey(key) || (zone && zoneIdsOf(key).length > 1)) return this.openInspector(key);
    const rect = zone ? { ...this.drawing.rects.get(key), h: 26 } : this.drawing.rect(key);
    const { x, y } = this.viewport.onStage(zone ? rect : { x: rect.x + 34, y: rect.y + 7 });
    const id = zoneIdsOf(key)[0];
    const value = zone ? (store.doc.zones.find((each) => each.id === id)?.name ?? "") : component(store.doc, key).name;
    return renameField({
      stage: this.stage, rect: { x, y, w: (WIDTH - 38) * this.viewport.scale }, value, label: `Name of ${nameOf(store.doc, key)}`,
      done: (name) => {
        if (name !== null && name !== value) {
          this.dispatch(zone ? { type: "editZone", id, patch: { name } } : { type: "edit", id: key, patch: { name } });
          store.say(`Now called ${name || id || key}.`);
        }
        this.focusOn(key, { quiet: true });
      },
    });
  }

  showHelp() {
    this.bar.help.open = true;
    this.bar.help.querySelector("summary").focus();
  }
}

customElements.define("arch-canvas", ArchCanvas);
