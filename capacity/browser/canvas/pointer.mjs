// Mouse, pen and fingers: every gesture is a small object that follows the pointer and ends or is cancelled.
import { areasOf, callOf, component, isAreaKey, isCallKey, isRegionKey, regionOf, titleOf, zoneIdsOf, zonesOfArea } from "./model.mjs";
import { WIDTH, around, boxAt, contains, middle, snap } from "./geometry.mjs";
import { refused } from "./rules.mjs";
import { set, svg } from "./elements.mjs";

const START = 4; // px before a press becomes a drag
const EDGE = 28; // px from the edge of the stage where it begins to scroll

export class Pointer {
  #down = new Map();
  #gesture = null;
  #frame = 0;
  #scrolling = 0;
  marquee = false; // the next drag on the ground selects

  constructor(canvas) {
    this.canvas = canvas;
    const { svg: picture } = canvas.drawing;
    picture.addEventListener("pointerdown", (event) => this.#press(event));
    picture.addEventListener("pointermove", (event) => this.#move(event));
    picture.addEventListener("pointerup", (event) => this.#release(event));
    picture.addEventListener("pointercancel", (event) => this.#release(event, true));
    picture.addEventListener("dblclick", (event) => this.#twice(event));
    picture.addEventListener("wheel", (event) => this.#wheel(event), { passive: false });
  }

  get busy() {
    return this.#down.size > 0;
  }

  /** Escape: whatever is under way never was. */
  cancel() {
    if (!this.#gesture) return false;
    this.#gesture.cancel?.();
    this.#finish();
    return true;
  }

  #press(event) {
    if (event.button === 2) return;
    const { canvas } = this;
    canvas.closeMenus();
    canvas.drawing.svg.setPointerCapture(event.pointerId);
    this.#down.set(event.pointerId, event);
    if (this.#down.size === 2) {
      this.cancel();
      this.#gesture = pinch(canvas, this.#down);
      return;
    }
    this.#gesture = this.#begin(event);
    this.#gesture.from = event;
  }

  #begin(event) {
    const { canvas } = this;
    const { target } = event;
    const key = target.closest("[data-key]")?.dataset.key;
    if (event.button === 1) return pan(canvas);
    if (target.closest("[data-handle]")) return connect(canvas, key);
    if (target.closest("[data-end]")) return reconnect(canvas, target.closest("[data-end]").dataset);
    if (target.closest("[data-grip]")) return resize(canvas, key);
    if (key && !isAreaKey(key) && !isRegionKey(key)) {
      this.#choose(key, event.shiftKey || event.ctrlKey || event.metaKey);
      return isCallKey(key) ? still() : drag(canvas);
    }
    const chosen = key && canvas.store.selection.has(key);
    if (!chosen && (event.shiftKey || this.marquee)) return select(canvas, () => this.#banded());
    if (key && (chosen || target.closest(".ac-area-title"))) {
      this.#choose(key, event.shiftKey);
      return drag(canvas);
    }
    return pan(canvas, key);
  }

  #banded() {
    this.marquee = false;
    this.canvas.dispatchEvent(new Event("ac-band-done"));
  }

  #choose(key, also) {
    const { store } = this.canvas;
    if (also) {
      const next = new Set(store.selection);
      if (!next.delete(key)) next.add(key);
      store.select(next);
    } else if (!store.selection.has(key)) store.select([key]);
    this.canvas.focusOn(key, { quiet: true });
  }

  #move(event) {
    if (!this.#down.has(event.pointerId)) return;
    const before = this.#down.get(event.pointerId);
    this.#down.set(event.pointerId, event);
    const gesture = this.#gesture;
    if (!gesture) return;
    if (gesture.both) return gesture.both(before, event);
    if (!gesture.moved && Math.hypot(event.clientX - gesture.from.clientX, event.clientY - gesture.from.clientY) < START) return;
    gesture.moved = true;
    this.last = event;
    this.#frame ||= requestAnimationFrame(() => this.#follow());
  }

  #follow() {
    this.#frame = 0;
    if (!this.#gesture?.move) return;
    this.#gesture.move(this.last, this.#gesture.from);
    if (this.#gesture.scrolls) this.#scrollAtEdge();
  }

  /** Near the edge of the stage the drawing moves on by itself. */
  #scrollAtEdge() {
    clearTimeout(this.#scrolling);
    const { left, right, top, bottom } = this.canvas.drawing.svg.getBoundingClientRect();
    const over = (at, low, high) => (at < low + EDGE ? 1 : at > high - EDGE ? -1 : 0) * 9;
    const [dx, dy] = [over(this.last.clientX, left, right), over(this.last.clientY, top, bottom)];
    if (!dx && !dy) return;
    this.canvas.viewport.pan(dx, dy);
    this.#gesture.panned?.(dx / this.canvas.viewport.scale, dy / this.canvas.viewport.scale);
    this.#scrolling = setTimeout(() => this.#follow(), 16);
  }

  #release(event, cancelled = false) {
    if (!this.#down.delete(event.pointerId)) return;
    const gesture = this.#gesture;
    if (!gesture) return;
    if (cancelled) gesture.cancel?.();
    else if (gesture.moved) {
      if (gesture.move) gesture.move(event, gesture.from);
      gesture.end?.(event);
    } else gesture.tap?.(event);
    this.#finish();
  }

  #finish() {
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#scrolling);
    this.#gesture?.clear?.();
    [this.#frame, this.#gesture] = [0, null];
    this.canvas.hint();
  }

  #twice(event) {
    const key = document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-key]")?.dataset.key;
    if (key && !isCallKey(key)) this.canvas.rename(key);
    else if (!key) this.canvas.openPicker(this.canvas.viewport.point(event));
  }

  #wheel(event) {
    const { viewport, whole } = this.canvas;
    if (event.ctrlKey || event.metaKey) viewport.zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.002)), event.offsetX, event.offsetY);
    else if (whole) viewport.pan(event.shiftKey ? -event.deltaY : -event.deltaX, event.shiftKey ? 0 : -event.deltaY);
    else return; // the page scrolls
    event.preventDefault();
  }
}

const still = () => ({});

function pan(canvas, key) {
  let last = null;
  return {
    move(event, from) {
      last ??= from;
      canvas.viewport.pan(event.clientX - last.clientX, event.clientY - last.clientY);
      last = event;
    },
    tap() {
      canvas.store.select(key ? [key] : []);
      if (key) canvas.focusOn(key, { quiet: true });
    },
  };
}

function pinch(canvas, down) {
  return {
    both(before, now) {
      const other = [...down.values()].find((each) => each.pointerId !== now.pointerId);
      if (!other) return;
      const { left, top } = canvas.drawing.svg.getBoundingClientRect();
      const apart = (each) => Math.hypot(each.clientX - other.clientX, each.clientY - other.clientY) || 1;
      canvas.viewport.pan((now.clientX - before.clientX) / 2, (now.clientY - before.clientY) / 2);
      canvas.viewport.zoom(apart(now) / apart(before), (now.clientX + other.clientX) / 2 - left, (now.clientY + other.clientY) / 2 - top);
    },
  };
}

/** A band: all boxes in it are selected. */
function select(canvas, done) {
  const band = svg("rect", { class: "ac-band" });
  const start = {};
  return {
    scrolls: true,
    move(event, from) {
      const [one, other] = [(start.at ??= canvas.viewport.point(from)), canvas.viewport.point(event)];
      const rect = around([{ ...one, w: 0, h: 0 }, { ...other, w: 0, h: 0 }]);
      set(band, { x: rect.x, y: rect.y, width: rect.w, height: rect.h });
      canvas.drawing.above.append(band);
      const inside = canvas.store.doc.components.filter(({ id }) => contains(rect, middle(canvas.drawing.rect(id))));
      canvas.store.select(inside.map((each) => each.id));
    },
    end() {
      const count = canvas.store.selection.size;
      canvas.store.say(`${count} component${count === 1 ? "" : "s"} selected.`);
      if (count) canvas.focusOn([...canvas.store.selection][0], { quiet: true });
    },
    cancel: () => canvas.store.select([]),
    clear() {
      band.remove();
      done();
    },
  };
}

/** Boxes, and areas with all that stands in them. Dropped into an area, a box stands in its zones. */
function drag(canvas) {
  const { store, drawing, viewport } = canvas;
  const members = new Map(areasOf(store.doc).map((each) => [each.key, each.members]));
  const areas = [...store.selection].flatMap((key) => (isAreaKey(key) ? [key] : isRegionKey(key) ? [...members.keys()].filter((each) => regionOf(store.doc, zonesOfArea(each)) === zoneIdsOf(key)[0]) : []));
  const carried = new Set(areas.flatMap((key) => members.get(key) ?? []));
  const own = [...store.selection].filter((key) => component(store.doc, key) && !carried.has(key));
  const ids = [...own, ...carried];
  const before = Object.fromEntries(ids.map((id) => [id, drawing.places[id]]));
  const kept = Object.fromEntries(areas.filter((key) => store.doc.areas[key]).map((key) => [key, store.doc.areas[key]]));
  const others = store.doc.components.filter((each) => !ids.includes(each.id)).map((each) => drawing.rect(each.id));
  const guides = svg("path", { class: "ac-guides" });
  const shift = { x: 0, y: 0 };
  const leaving = new Set(own);
  let started = false;
  let over = null;
  return {
    scrolls: true,
    panned(dx, dy) {
      shift.x -= dx;
      shift.y -= dy;
    },
    move(event, from) {
      if (!started) store.begin();
      started = true;
      canvas.moving = { leaving };
      let [dx, dy] = [(event.clientX - from.clientX) / viewport.scale + shift.x, (event.clientY - from.clientY) / viewport.scale + shift.y];
      const near = event.altKey ? {} : snap(around(ids.map((id) => boxAt([before[id][0] + dx, before[id][1] + dy]))), others);
      [dx, dy] = [dx + (near.x?.by ?? 0), dy + (near.y?.by ?? 0)];
      const places = Object.fromEntries(ids.map((id) => [id, [before[id][0] + dx, before[id][1] + dy]]));
      const moved = Object.fromEntries(Object.entries(kept).map(([key, [x, y, w, h]]) => [key, [x + dx, y + dy, w, h]]));
      store.dispatch({ type: "move", places, areas: moved, placed: drawing.places }, { from: "canvas" });
      const hull = around(ids.map((id) => boxAt(places[id])));
      set(guides, { d: `${near.x ? `M${near.x.at} ${Math.min(hull.y, near.x.other.y) - 8}V${Math.max(hull.y + hull.h, near.x.other.y + near.x.other.h) + 8}` : ""}${near.y ? `M${Math.min(hull.x, near.y.other.x) - 8} ${near.y.at}H${Math.max(hull.x + hull.w, near.y.other.x + near.y.other.w) + 8}` : ""}` || "M0 0" });
      drawing.above.append(guides);
      over = own.length ? areaAt(canvas, middle(hull)) : null;
      canvas.hint(over, true);
    },
    end() {
      canvas.moving = null;
      const zones = over ? zonesOfArea(over) : [];
      const changed = own.filter((id) => {
        const now = component(store.doc, id).zones ?? [];
        return [...now].sort().join() !== [...zones].sort().join();
      });
      if (changed.length) store.dispatch({ type: "toZones", ids: changed, zones }, { from: "canvas" });
      store.end();
      const what = ids.length === 1 ? titleOf(component(store.doc, ids[0])) : `${ids.length} components`;
      store.say(changed.length ? `${what} now ${changed.length === 1 ? "stands" : "stand"} in ${zones.length ? zones.join(", ") : "no zone"}.` : `${what} moved.`);
    },
    cancel() {
      canvas.moving = null;
      store.cancel();
      store.say("Not moved.");
    },
    clear: () => guides.remove(),
  };
}

/** The smallest area at a point. */
export function areaAt(canvas, point) {
  const found = [...canvas.drawing.rects].filter(([key, rect]) => isAreaKey(key) && contains(rect, point));
  return found.sort(([, one], [, other]) => one.w * one.h - other.w * other.h)[0]?.[0] ?? null;
}

function resize(canvas, key) {
  const { store, drawing, viewport } = canvas;
  const rect = drawing.rects.get(key);
  store.begin();
  return {
    move(event) {
      const { x, y } = viewport.point(event);
      canvas.moving = { leaving: new Set() };
      store.dispatch({ type: "sizeArea", key, area: [rect.x, rect.y, Math.max(140, x - rect.x), Math.max(90, y - rect.y)], placed: drawing.places }, { from: "canvas" });
    },
    end() {
      canvas.moving = null;
      store.end();
    },
    cancel() {
      canvas.moving = null;
      store.cancel();
    },
  };
}

const boxUnder = (event) => document.elementFromPoint(event.clientX, event.clientY)?.closest("[data-component]")?.dataset.component;

/** From a box to another; dropped on the ground, a new box is chosen and connected. */
function connect(canvas, from) {
  const { store, drawing, viewport } = canvas;
  const ghost = svg("path", { class: "ac-ghost", "marker-end": "url(#ac-arrow)" });
  const { x, y } = middle(drawing.rect(from));
  return {
    scrolls: true,
    move(event) {
      const point = viewport.point(event);
      set(ghost, { d: `M${x} ${y}L${point.x} ${point.y}` });
      drawing.above.append(ghost);
      const over = boxUnder(event);
      canvas.hint(over === from ? null : over, over && !refused(store.doc, from, over));
    },
    end(event) {
      const to = boxUnder(event);
      const inside = contains(svgRect(drawing.svg), { x: event.clientX, y: event.clientY });
      if (to && to !== from) canvas.connect(from, to);
      else if (!to && inside) {
        const point = viewport.point(event);
        canvas.openPicker({ x: point.x - (point.x > x ? 0 : WIDTH), y: point.y - 28 }, { from });
      }
    },
    tap: () => canvas.store.select([from]),
    clear: () => ghost.remove(),
  };
}

const svgRect = (element) => {
  const { x, y, width, height } = element.getBoundingClientRect();
  return { x, y, w: width, h: height };
};

/** One end of a call to another box. */
function reconnect(canvas, { end, call: key }) {
  const { store, drawing, viewport } = canvas;
  const call = callOf(store.doc, key);
  const fixed = middle(drawing.rect(end === "to" ? call.from : call.to));
  const ghost = svg("path", { class: "ac-ghost" });
  const ends = (id) => (end === "to" ? [call.from, id] : [id, call.to]);
  return {
    scrolls: true,
    move(event) {
      const point = viewport.point(event);
      set(ghost, { d: `M${fixed.x} ${fixed.y}L${point.x} ${point.y}` });
      drawing.above.append(ghost);
      const over = boxUnder(event);
      canvas.hint(over, over && !refused(store.doc, ...ends(over)));
    },
    end(event) {
      const id = boxUnder(event);
      if (id) canvas.reconnect(key, end, id);
    },
    clear: () => ghost.remove(),
  };
}
