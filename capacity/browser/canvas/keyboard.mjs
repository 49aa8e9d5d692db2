// Everything without a mouse: one tab stop, arrows move the focus, letters act on what has it.
import { areasOf, component, isAreaKey, isCallKey, keyedCalls, titleOf, zoneIdsOf, callOf } from "./model.mjs";
import { towards } from "./geometry.mjs";
import { nameOf } from "./described.mjs";
import { picked } from "./actions.mjs";

const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const NUDGE = 8;

export const KEYS = [
  ["A or /", "add a box, by the first letters of its kind; from a box: and connect it"],
  ["Arrows", "move the focus to the next box"],
  ["Alt + arrows", "move the box; with Shift five times as far"],
  ["C", "connect: go to the other box, press Enter"],
  ["Enter", "the fields of what has the focus"],
  ["F2", "rename in place"],
  ["E", "the calls of a box, one after the other"],
  ["R", "on a call: lead it to another box"],
  ["Z", "put the box into the next zone, or out of it"],
  ["Space", "select one more, or one less"],
  ["Ctrl + D", "duplicate"],
  ["Ctrl + C, X, V", "copy, cut, paste, also into another drawing"],
  ["Ctrl + Z, Y", "undo, do again"],
  ["Delete", "remove"],
  ["+ − 0", "larger, smaller, all of it"],
];

export class Keyboard {
  #from = null; // what is being connected: { box } or { call }

  constructor(canvas) {
    this.canvas = canvas;
    canvas.drawing.svg.addEventListener("keydown", (event) => this.#press(event));
    for (const type of ["copy", "cut", "paste"]) canvas.drawing.svg.addEventListener(type, (event) => this[type](event));
  }

  #press(event) {
    const { canvas } = this;
    const key = canvas.focused;
    const command = event.ctrlKey || event.metaKey;
    const done = ARROWS[event.key] ? this.#arrow(event, key) : command ? this.#command(event, key) : this.#letter(event, key);
    if (done !== false) event.preventDefault();
  }

  #arrow(event, key) {
    const { canvas } = this;
    const way = ARROWS[event.key];
    if (event.altKey) return this.#nudge(way, event.shiftKey ? NUDGE * 5 : NUDGE);
    if (!key) return canvas.focusOn(canvas.store.doc.components[0]?.id);
    if (isCallKey(key)) {
      const call = callOf(canvas.store.doc, key);
      const forward = way[0] + way[1] > 0;
      return canvas.focusOn(forward ? call.to : call.from);
    }
    const next = towards(canvas.drawing.targets, key, way);
    if (!next) return canvas.store.say(`Nothing further that way. ${canvas.label(key)}`);
    return canvas.focusOn(next, { keep: event.shiftKey || this.#from });
  }

  #nudge([dx, dy], by) {
    const { store, drawing } = this.canvas;
    const ids = this.canvas.chosen.flatMap((key) => (isAreaKey(key) ? (areasOf(store.doc).find((each) => each.key === key)?.members ?? []) : component(store.doc, key) ? [key] : []));
    if (!ids.length) return store.say("Only boxes and zones can be moved.");
    const places = Object.fromEntries(ids.map((id) => [id, [drawing.places[id][0] + dx * by, drawing.places[id][1] + dy * by]]));
    store.dispatch({ type: "move", places, placed: drawing.places }, { from: "canvas" });
    this.canvas.viewport.reveal(drawing.rect(ids[0]));
    return store.say(`${ids.length === 1 ? titleOf(component(store.doc, ids[0])) : `${ids.length} components`} moved ${dx ? (dx > 0 ? "right" : "left") : dy > 0 ? "down" : "up"}.`);
  }

  #letter(event, key) {
    const { canvas } = this;
    const { store } = canvas;
    const letter = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const box = key && component(store.doc, key);
    switch (letter) {
      case "a": case "/": return canvas.openPicker(null, { from: box ? key : null, keyboard: true });
      case "c": return box ? this.#connectFrom({ box: key }) : store.say("Go to a box first, then press C to connect it.");
      case "r": return isCallKey(key ?? "") ? this.#connectFrom({ call: key }) : store.say("Go to a call first, with E, then press R.");
      case "Enter": return this.#from ? this.#land(key) : canvas.openInspector(key);
      case "Escape": return this.#escape();
      case "F2": return key ? canvas.rename(key) : false;
      case "e": return key ? this.#nextCall(key) : false;
      case "z": return box ? this.#nextZone(box) : store.say("Go to a box first, then press Z to put it into a zone.");
      case " ": return key ? this.#toggle(key) : false;
      case "Delete": case "Backspace": return canvas.remove();
      case "+": case "=": return canvas.viewport.zoom(1.25);
      case "-": return canvas.viewport.zoom(0.8);
      case "0": return canvas.fit();
      case "Home": return canvas.focusOn(store.doc.components[0]?.id);
      case "End": return canvas.focusOn(store.doc.components.at(-1)?.id);
      case "?": return canvas.showHelp();
      default: return false;
    }
  }

  #command(event, key) {
    const { canvas } = this;
    const { store } = canvas;
    switch (event.key.toLowerCase()) {
      case "z": return event.shiftKey ? canvas.redo() : canvas.undo();
      case "y": return canvas.redo();
      case "d": return canvas.duplicate();
      case "a":
        store.select(store.doc.components.map((each) => each.id));
        return store.say(`All ${store.selection.size} components selected.`);
      case "enter": return canvas.openInspector(key);
      default: return false;
    }
  }

  #connectFrom(from) {
    this.#from = from;
    const { store } = this.canvas;
    if (from.call) this.canvas.focusOn(callOf(store.doc, from.call).to, { keep: true, quiet: true });
    store.say(`${from.box ? `Connecting from ${nameOf(store.doc, from.box)}` : `Leading ${nameOf(store.doc, from.call)} elsewhere`}. Go to the other box with the arrow keys and press Enter. Escape leaves it.`);
    this.canvas.drawing.svg.classList.add("ac-connecting");
  }

  #land(key) {
    const from = this.#from;
    this.#leave();
    if (!key || !component(this.canvas.store.doc, key)) return this.canvas.store.say("Only boxes can be connected.");
    if (from.call) return this.canvas.reconnect(from.call, "to", key);
    return this.canvas.connect(from.box, key, { keyboard: true });
  }

  #leave() {
    this.#from = null;
    this.canvas.drawing.svg.classList.remove("ac-connecting");
  }

  #escape() {
    const { canvas } = this;
    if (canvas.pointer.cancel()) return;
    if (this.#from) {
      this.#leave();
      canvas.store.say("Not connected.");
    } else if (canvas.closeMenus()) return;
    else if (canvas.store.selection.size) canvas.store.select([]);
    else if (canvas.whole) canvas.toggleWhole();
  }

  #toggle(key) {
    const { store } = this.canvas;
    const next = new Set(store.selection);
    if (!next.delete(key)) next.add(key);
    store.select(next);
    store.say(`${nameOf(store.doc, key)} ${next.has(key) ? "selected" : "not selected"}. ${next.size} selected.`);
  }

  #nextCall(key) {
    const { store } = this.canvas;
    const call = isCallKey(key) ? callOf(store.doc, key) : null;
    const box = call ? (this.box ?? call.from) : key;
    if (!call) this.box = key;
    const own = keyedCalls(store.doc).filter(({ call: each }) => each.from === box || each.to === box);
    if (!own.length) return store.say("No call goes from or to this box.");
    return this.canvas.focusOn(own[(own.findIndex((each) => each.key === key) + 1) % own.length].key);
  }

  /** Into each zone in turn, then into each pair that others stand in, then into none. */
  #nextZone(box) {
    const { store, drawing } = this.canvas;
    const sets = [...new Set(areasOf(store.doc).map((each) => each.key))].map(zoneIdsOf);
    if (!sets.length) return store.say("There is no zone yet. Add one with A, then type zone.");
    const now = [...(box.zones ?? [])].sort().join();
    const zones = sets[sets.findIndex((each) => [...each].sort().join() === now) + 1] ?? [];
    store.dispatch({ type: "toZones", ids: [box.id], zones, placed: drawing.places }, { from: "canvas" });
    this.canvas.intoArea(box.id, zones);
    return store.say(`${titleOf(box)} now stands in ${zones.length ? `zone ${zones.join(", ")}` : "no zone"}.`);
  }

  copy(event) {
    const { store } = this.canvas;
    const taken = picked(store.doc, this.canvas.chosen);
    if (!taken.components.length) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", this.canvas.asText(taken));
    event.clipboardData.setData("application/json", JSON.stringify(taken));
    this.canvas.copied = taken;
    store.say(`${taken.components.length} component${taken.components.length === 1 ? "" : "s"} copied.`);
  }

  cut(event) {
    this.copy(event);
    if (event.defaultPrevented) this.canvas.remove();
  }

  /** Boxes from this or another drawing, or a text that describes some. */
  paste(event) {
    event.preventDefault();
    this.canvas.paste(event.clipboardData.getData("application/json"), event.clipboardData.getData("text/plain"));
  }
}
