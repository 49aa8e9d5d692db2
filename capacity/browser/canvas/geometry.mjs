// Where things are, in the drawing's own units: rectangles are { x, y, w, h }.
import { areasOf, regionKey, regionOf } from "./model.mjs";

export const WIDTH = 152;
export const HEIGHT = 56;
export const AREA_PAD = 18;
export const AREA_HEAD = 26;
const NEAR = 6; // within this, an edge snaps to that of another box

export const boxAt = (place) => ({ x: place[0], y: place[1], w: WIDTH, h: HEIGHT });
export const middle = ({ x, y, w, h }) => ({ x: x + w / 2, y: y + h / 2 });
export const contains = (rect, { x, y }) => x >= rect.x && x <= rect.x + rect.w && y >= rect.y && y <= rect.y + rect.h;
export const meets = (one, other, gap = 0) => one.x < other.x + other.w + gap && other.x < one.x + one.w + gap && one.y < other.y + other.h + gap && other.y < one.y + one.h + gap;

/** The smallest rectangle around all of these, or null. */
export function around(rects) {
  if (!rects.length) return null;
  const [x, y] = [Math.min(...rects.map((each) => each.x)), Math.min(...rects.map((each) => each.y))];
  return { x, y, w: Math.max(...rects.map((each) => each.x + each.w)) - x, h: Math.max(...rects.map((each) => each.y + each.h)) - y };
}

const padded = ({ x, y, w, h }) => ({ x: x - AREA_PAD, y: y - AREA_HEAD, w: w + 2 * AREA_PAD, h: h + AREA_HEAD + AREA_PAD });

/** Every area by its key, grown to hold its boxes; regions around their areas. Boxes in `without` do not count. */
export function areaRects(doc, places, without = new Set()) {
  const rects = new Map();
  const inRegion = new Map();
  for (const { key, zones, members } of areasOf(doc)) {
    const held = members.filter((id) => places[id] && !without.has(id)).map((id) => boxAt(places[id]));
    const kept = doc.areas[key] ? [{ x: doc.areas[key][0], y: doc.areas[key][1], w: doc.areas[key][2], h: doc.areas[key][3] }] : [];
    const hull = around(held);
    const rect = around([...kept, ...(hull ? [padded(hull)] : [])]);
    if (!rect) continue;
    rects.set(key, rect);
    const region = regionOf(doc, zones);
    if (region) inRegion.set(region, [...(inRegion.get(region) ?? []), rect]);
  }
  for (const [id, inside] of inRegion) rects.set(regionKey(id), padded(around(inside)));
  return rects;
}

/** All that is drawn. */
export const bounds = (doc, places) => around([...Object.values(places).map(boxAt), ...areaRects(doc, places).values()]);

/** The first free spot at or below a wished one. */
export function freeSpot(places, [x, y]) {
  const boxes = Object.values(places).map(boxAt);
  let spot = boxAt([x, y]);
  for (let tries = 0; tries < 200 && boxes.some((each) => meets(each, spot, 12)); tries += 1) spot = boxAt([spot.x, spot.y + 28]);
  return [spot.x, spot.y];
}

/** How far to nudge a dragged rectangle so that it lines up with others, and the lines it lines up on. */
export function snap(rect, others) {
  const best = { x: null, y: null };
  for (const other of others) {
    for (const [axis, size] of [["x", "w"], ["y", "h"]]) {
      for (const part of [0, 0.5, 1]) {
        const by = other[axis] + other[size] * part - (rect[axis] + rect[size] * part);
        if (Math.abs(by) <= NEAR && (!best[axis] || Math.abs(by) < Math.abs(best[axis].by))) best[axis] = { by, at: other[axis] + other[size] * part, other };
      }
    }
  }
  return best;
}

/** Places of boxes lined up on one edge or middle: "left", "centre", "right", "top", "middle", "bottom". */
export function aligned(places, ids, how) {
  const rects = ids.map((id) => boxAt(places[id]));
  const hull = around(rects);
  const [axis, part] = { left: [0, 0], centre: [0, 0.5], right: [0, 1], top: [1, 0], middle: [1, 0.5], bottom: [1, 1] }[how];
  const at = axis ? hull.y + hull.h * part - HEIGHT * part : hull.x + hull.w * part - WIDTH * part;
  return Object.fromEntries(ids.map((id) => [id, axis ? [places[id][0], at] : [at, places[id][1]]]));
}

/** Places of boxes at even distances, along the direction in which they spread most. */
export function spread(places, ids) {
  const hull = around(ids.map((id) => boxAt(places[id])));
  const axis = hull.w - WIDTH >= hull.h - HEIGHT ? 0 : 1;
  const order = [...ids].sort((one, other) => places[one][axis] - places[other][axis]);
  const [first, last] = [places[order[0]][axis], places[order.at(-1)][axis]];
  return Object.fromEntries(order.map((id, at) => {
    const along = first + ((last - first) * at) / Math.max(1, order.length - 1);
    return [id, axis ? [places[id][0], along] : [along, places[id][1]]];
  }));
}

/** The nearest in the direction of an arrow key: straight ahead counts more than aside. */
export function towards(rects, from, [dx, dy]) {
  const here = middle(rects.get(from));
  let best = null;
  for (const [key, rect] of rects) {
    if (key === from) continue;
    const there = middle(rect);
    const along = (there.x - here.x) * dx + (there.y - here.y) * dy;
    const aside = Math.abs((there.x - here.x) * dy) + Math.abs((there.y - here.y) * dx);
    const far = along + aside * 2;
    if (along > 1 && (!best || far < best.far)) best = { key, far };
  }
  return best?.key ?? null;
}
