// Places for boxes: layers in the direction of the calls, few crossings, zones kept together.
// The classic steps (Sugiyama, Tagawa and Toda, 1981), as capacity/draw/layout.py takes them.
import { callWords } from "./described.mjs";
import { areasOf } from "./model.mjs";
import { AREA_HEAD, AREA_PAD, HEIGHT, WIDTH, around, boxAt, freeSpot } from "./geometry.mjs";

const GAPS = { right: [84, 28], down: [58, 30] }; // between layers, and within one
const WORDS = 76; // more between layers where something is written on a call that goes down there
const PASSES = 12;

/** Places of all boxes; `direction` is "right" (calls go left to right) or "down". */
export function arranged(doc, direction = "right") {
  const turned = closing(doc);
  const edges = doc.calls.map(({ from, to }, at) => (turned.has(at) ? [to, from] : [from, to]));
  const layer = layers(doc, edges);
  const rows = [];
  for (const { id } of doc.components) (rows[layer.get(id)] ??= []).push({ id, size: 1 });
  const steps = withBends(rows, edges, layer);
  order(rows, steps, groups(doc));
  const across = settle(rows, steps, direction);
  const depths = depthsOf(doc, layer, direction);
  const places = {};
  for (const { id } of doc.components) {
    const [along, aside] = [depths[layer.get(id)], across.get(id)];
    places[id] = (direction === "right" ? [along, aside] : [aside, along]).map((at) => Math.round(at / 4) * 4);
  }
  return apart(doc, places, direction);
}

/** Where each layer begins. */
function depthsOf({ components, calls }, layer, direction) {
  const said = new Set(calls.filter((call) => call.kind !== "request" || callWords(call)).map(({ from, to }) => Math.max(layer.get(from), layer.get(to)) - 1));
  const [size, gap, more] = direction === "right" ? [WIDTH, GAPS.right[0], WORDS] : [HEIGHT, GAPS.down[0], WORDS / 4];
  const depths = [0];
  const last = Math.max(0, ...components.map((each) => layer.get(each.id)));
  for (let at = 0; at < last; at += 1) depths.push(depths[at] + size + gap + (said.has(at) ? more : 0));
  return depths;
}

/** Places for those that have none: all anew where nothing has one, else beside what calls them. */
export function completed(doc, direction = "right") {
  const missing = doc.components.filter((each) => !doc.places[each.id]);
  if (!missing.length) return doc.places;
  if (missing.length === doc.components.length) return arranged(doc, direction);
  const places = Object.fromEntries(doc.components.filter((each) => doc.places[each.id]).map((each) => [each.id, doc.places[each.id]]));
  for (const { id } of missing) {
    const caller = doc.calls.find((each) => each.to === id && places[each.from])?.from;
    const called = doc.calls.find((each) => each.from === id && places[each.to])?.to;
    const hull = around(Object.values(places).map(boxAt));
    const wish = caller ? [places[caller][0] + WIDTH + GAPS.right[0], places[caller][1]] : called ? [places[called][0] - WIDTH - GAPS.right[0], places[called][1]] : [hull.x, hull.y + hull.h + 40];
    places[id] = freeSpot(places, wish);
  }
  return places;
}

/** The calls that lead back to a box which is still being followed, clients first. */
function closing({ components, calls }) {
  const after = new Map(components.map((each) => [each.id, []]));
  calls.forEach(({ from, to }, at) => after.get(from).push([at, to]));
  const called = new Set(calls.map((each) => each.to));
  const starts = [...components].sort((one, other) => (one.kind !== "client") - (other.kind !== "client") || called.has(one.id) - called.has(other.id));
  const state = new Map();
  const turned = new Set();
  for (const { id } of starts) {
    if (state.has(id)) continue;
    state.set(id, "open");
    const stack = [[id, after.get(id)[Symbol.iterator]()]];
    while (stack.length) {
      const [here, rest] = stack.at(-1);
      const { value, done } = rest.next();
      if (done) {
        state.set(here, "closed");
        stack.pop();
      } else if (state.get(value[1]) === "open") turned.add(value[0]);
      else if (!state.has(value[1])) {
        state.set(value[1], "open");
        stack.push([value[1], after.get(value[1])[Symbol.iterator]()]);
      }
    }
  }
  return turned;
}

/** The longest way from the start to each box; one that nobody calls stands right before what it calls. */
function layers({ components }, edges) {
  const after = new Map(components.map((each) => [each.id, []]));
  const waiting = new Map(components.map((each) => [each.id, 0]));
  for (const [from, to] of edges) {
    after.get(from).push(to);
    waiting.set(to, waiting.get(to) + 1);
  }
  const layer = new Map(components.map((each) => [each.id, 0]));
  const called = new Set(edges.map(([, to]) => to));
  const ready = components.filter((each) => !waiting.get(each.id)).map((each) => each.id);
  for (let at = 0; at < ready.length; at += 1) {
    for (const to of after.get(ready[at])) {
      layer.set(to, Math.max(layer.get(to), layer.get(ready[at]) + 1));
      waiting.set(to, waiting.get(to) - 1);
      if (!waiting.get(to)) ready.push(to);
    }
  }
  const clients = new Set(components.filter((each) => each.kind === "client").map((each) => each.id));
  for (const id of ready.toReversed()) {
    if (!called.has(id) && !clients.has(id) && after.get(id).length) layer.set(id, Math.min(...after.get(id).map((to) => layer.get(to))) - 1);
  }
  return layer;
}

/** The steps of one layer that calls take; a call that passes a layer takes room in it. */
function withBends(rows, edges, layer) {
  const steps = [];
  edges.forEach(([from, to], number) => {
    let last = from;
    for (let at = layer.get(from) + 1; at < layer.get(to); at += 1) {
      const bend = `${number} ${at}`;
      (rows[at] ??= []).push({ id: bend, size: 0.3 });
      steps.push([last, bend]);
      last = bend;
    }
    steps.push([last, to]);
  });
  for (let at = 0; at < rows.length; at += 1) rows[at] ??= [];
  return steps;
}

const groups = (doc) => new Map(areasOf(doc).flatMap(({ key, members }) => members.map((id) => [id, key])));

/** Sort each layer by where its neighbours stand, to and fro; boxes of one area stay side by side. */
function order(rows, steps, group) {
  const [before, after] = [new Map(), new Map()];
  for (const [from, to] of steps) {
    before.set(to, [...(before.get(to) ?? []), from]);
    after.set(from, [...(after.get(from) ?? []), to]);
  }
  for (let sweep = 0; sweep < PASSES; sweep += 1) {
    const near = sweep % 2 ? after : before;
    for (const row of sweep % 2 ? rows.toReversed() : rows) {
      const at = new Map(rows.flatMap((each) => each.map(({ id }, number) => [id, number / Math.max(1, each.length - 1)])));
      const wished = new Map(row.map(({ id }) => [id, mean(near.get(id)?.map((each) => at.get(each))) ?? at.get(id)]));
      const together = new Map();
      for (const { id } of row) together.set(group.get(id), [...(together.get(group.get(id)) ?? []), wished.get(id)]);
      const of = ({ id }) => (group.has(id) ? mean(together.get(group.get(id))) : wished.get(id));
      const name = ({ id }) => group.get(id) ?? id;
      row.sort((one, other) => of(one) - of(other) || (name(one) < name(other) ? -1 : name(one) > name(other) ? 1 : 0) || wished.get(one.id) - wished.get(other.id));
    }
  }
}

const mean = (numbers) => (numbers?.length ? numbers.reduce((sum, each) => sum + each, 0) / numbers.length : undefined);

/** A place across its layer for everything: as level with its neighbours as order and gaps allow. */
function settle(rows, steps, direction) {
  const [unit, gap] = direction === "right" ? [HEIGHT, GAPS.right[1]] : [WIDTH, GAPS.down[1]];
  const near = new Map();
  for (const [from, to] of steps) for (const [one, other] of [[from, to], [to, from]]) near.set(one, [...(near.get(one) ?? []), other]);
  const at = new Map();
  for (const row of rows) {
    let edge = -row.reduce((sum, { size }) => sum + size * unit + gap, 0) / 2;
    for (const { id, size } of row) {
      at.set(id, edge + (size * unit) / 2);
      edge += size * unit + gap;
    }
  }
  for (let sweep = 0; sweep < PASSES * 2; sweep += 1) {
    for (const row of sweep % 2 ? rows.toReversed() : rows) {
      const wished = row.map(({ id }) => mean(near.get(id)?.map((each) => at.get(each))) ?? at.get(id));
      pooled(row, wished, unit, gap).forEach((place, number) => at.set(row[number].id, place));
    }
  }
  const first = Math.min(...rows.flatMap((row) => row.filter((each) => each.size === 1).map(({ id }) => at.get(id))), Infinity);
  return new Map([...at].map(([id, place]) => [id, place - first]));
}

/** The places nearest to the wished ones at which nothing overlaps (pool adjacent violators). */
function pooled(row, wished, unit, gap) {
  const offsets = row.map(() => 0);
  for (let at = 1; at < row.length; at += 1) offsets[at] = offsets[at - 1] + ((row[at - 1].size + row[at].size) / 2) * unit + gap;
  const blocks = [];
  wished.forEach((wish, at) => {
    blocks.push([wish - offsets[at], 1]);
    while (blocks.length > 1 && blocks.at(-2)[0] > blocks.at(-1)[0]) {
      const [[one, held], [other, count]] = blocks.splice(-2);
      blocks.push([(one * held + other * count) / (held + count), held + count]);
    }
  });
  return blocks.flatMap(([place, count]) => Array(count).fill(place)).map((place, at) => place + offsets[at]);
}

/** Whoever does not belong into an area makes room for it, to the side on which it stands. */
function apart(doc, places, direction) {
  const axis = direction === "right" ? 1 : 0;
  const side = axis ? "y" : "x";
  const long = axis ? "h" : "w";
  const areas = areasOf(doc).filter(({ members }) => members.length);
  for (let pass = 0; pass < 8; pass += 1) {
    let moved = false;
    for (const { members } of areas) {
      const hull = around(members.map((id) => boxAt(places[id])));
      const rect = { x: hull.x - AREA_PAD - 12, y: hull.y - AREA_HEAD - 12, w: hull.w + 2 * (AREA_PAD + 12), h: hull.h + AREA_HEAD + AREA_PAD + 24 };
      const half = rect[side] + rect[long] / 2;
      for (const { id } of doc.components) {
        const own = areas.find((each) => each.members.includes(id));
        const plain = boxAt(places[id]);
        const box = own ? { x: plain.x - AREA_PAD, y: plain.y - AREA_HEAD, w: plain.w + 2 * AREA_PAD, h: plain.h + AREA_HEAD + AREA_PAD } : plain;
        const inside = box.x < rect.x + rect.w && rect.x < box.x + box.w && box.y < rect.y + rect.h && rect.y < box.y + box.h;
        if (members.includes(id) || !inside) continue;
        const later = box[side] + box[long] / 2 >= half;
        const by = later ? rect[side] + rect[long] - box[side] : rect[side] - box[side] - box[long];
        const edge = plain[side];
        const mates = new Set(own?.members ?? [id]);
        for (const { id: other } of doc.components) {
          if (members.includes(other)) continue;
          const beyond = later ? places[other][axis] >= edge : places[other][axis] <= edge;
          const level = Math.abs(places[other][1 - axis] - places[id][1 - axis]) < 8;
          if (mates.has(other) || (beyond && level)) places[other] = places[other].map((at, which) => (which === axis ? at + by : at));
        }
        moved = true;
      }
    }
    if (!moved) break;
  }
  return places;
}
