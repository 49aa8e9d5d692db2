// What the pointer can do on the canvas, each a small object: `move` follows, then `end`, `tap` or `cancel`.
import { WIDTH, around, boxAt, contains, middle, snap } from "./geometry.mjs";
import { areasOf, callOf, component, isAreaKey, isRegionKey, regionOf, titleOf, zoneIdsOf, zonesOfArea } from "./model.mjs";
import { refused } from "./rules.mjs";
import { set, svg } from "./elements.mjs";

export const still = () => ({});

export function pan(canvas, key) {
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

export function pinch(canvas, down) {
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
export function select(canvas, done) {
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
export function drag(canvas) {
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
function areaAt(canvas, point) {
  const found = [...canvas.drawing.rects].filter(([key, rect]) => isAreaKey(key) && contains(rect, point));
  return found.sort(([, one], [, other]) => one.w * one.h - other.w * other.h)[0]?.[0] ?? null;
}

export function resize(canvas, key) {
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
export function connect(canvas, from) {
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
export function reconnect(canvas, { end, call: key }) {
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
