// What can be done with boxes and zones on the canvas: add, move into zones, copy, line up, remove, take back.
import { picked } from "./actions.mjs";
import { nameOf } from "./described.mjs";
import { aligned, boxAt, freeSpot, middle, spread, WIDTH, HEIGHT } from "./geometry.mjs";
import { arranged } from "./layout.mjs";
import { areaKey, component, idFor, isAreaKey, titleOf, zoneIdFor, zoneIdsOf } from "./model.mjs";
import { refused } from "./rules.mjs";
import { write } from "../drawing-lines.mjs";
import { parse } from "../drawing-text.mjs";

const AREA = [320, 180]; // of a new zone

export const Boxes = (Base) => class extends Base {
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
};
