// The drawing as SVG: a keyed diff, so that a drag touches nothing but what moves.
import { GLYPHS } from "../drawing-words.mjs";
import { areasOf, areaTitle, isRegionKey, keyedCalls, titleOf, zoneIdsOf } from "./model.mjs";
import { AREA_HEAD, HEIGHT, WIDTH, areaRects, boxAt, meets } from "./geometry.mjs";
import { callWords, describeArea, describeBox, describeCall, underName } from "./described.mjs";
import { completed } from "./layout.mjs";
import { rounded, route, resting } from "./router.mjs";
import { set, svg } from "./elements.mjs";

const LONGEST = 24; // letters on an arrow; all of them are in its fields
const PAIR_GAP = 10; // between two calls that join the same boxes
const TEXT_ROOM = WIDTH - 46;
const FOCUS = { role: "option", tabindex: -1, "aria-selected": "false" }; // beside the texts: its label says it better
const UNSAID = { "aria-hidden": "true" };
const HANDLES = [["right", WIDTH, HEIGHT / 2], ["bottom", WIDTH / 2, HEIGHT], ["left", 0, HEIGHT / 2], ["top", WIDTH / 2, 0]];

export class Drawing {
  places = {}; // of every box, whether somebody put it there or the layout did
  rects = new Map(); // of areas and regions
  boxes = new Map();
  calls = new Map();
  areas = new Map();
  badges = new Map();
  direction = "right"; // in which calls go where nobody said where things stand
  #rectOf = new WeakMap();
  #labels = 0;

  constructor() {
    const arrow = svg("marker", { id: "ac-arrow", viewBox: "0 0 10 10", refX: 9, refY: 5, markerWidth: 8, markerHeight: 8, markerUnits: "userSpaceOnUse", orient: "auto-start-reverse", class: "ac-head" }, svg("path", { d: "M0 1L9 5L0 9z" }));
    const layer = (name) => svg("g", { class: `ac-${name}`, role: "presentation" });
    [this.areaLayer, this.callLayer, this.boxLayer, this.above] = ["areas", "calls", "boxes", "above"].map(layer);
    this.root = svg("g", { role: "presentation" }, this.areaLayer, this.callLayer, this.boxLayer, this.above);
    this.svg = svg("svg", { class: "ac-svg", role: "listbox", "aria-multiselectable": "true", "aria-label": "The drawing" }, svg("defs", {}, arrow), this.root);
  }

  /** What takes the focus for a key. */
  element(key) {
    return this.#drawn(key)?.focus;
  }

  /** All that is drawn for a key. */
  group(key) {
    return this.#drawn(key)?.g;
  }

  #drawn(key) {
    return this.boxes.get(key) ?? this.calls.get(key) ?? this.areas.get(key);
  }

  rect(id) {
    const place = this.places[id];
    if (!place) return null;
    if (!this.#rectOf.has(place)) this.#rectOf.set(place, boxAt(place));
    return this.#rectOf.get(place);
  }

  /** Everything that can be focused, with its rectangle. */
  get targets() {
    const found = new Map([...this.boxes.keys()].map((id) => [id, this.rect(id)]));
    for (const key of this.areas.keys()) if (this.rects.has(key)) found.set(key, { ...this.rects.get(key), h: AREA_HEAD });
    return found;
  }

  /** Draw `doc`. While something `moves`, other arrows keep their way and areas what they held. */
  draw(doc, { moving = null } = {}) {
    this.places = completed(doc, this.direction);
    this.rects = areaRects(doc, this.places, moving?.leaving);
    this.#areas(doc);
    const moved = this.#boxes(doc);
    this.#calls(doc, moved, moving);
    if (!moving) this.#describeSoon(doc);
  }

  #areas(doc) {
    const areas = [...areasOf(doc).map(({ key }) => key)];
    const regions = [...this.rects.keys()].filter(isRegionKey);
    this.#keep(this.areas, new Set([...regions, ...areas]));
    for (const key of [...regions, ...areas]) {
      const rect = this.rects.get(key);
      let each = this.areas.get(key);
      if (!rect) {
        each?.g.remove();
        this.areas.delete(key);
        continue;
      }
      if (!each) {
        each = this.#newArea(key);
        this.areas.set(key, each);
      }
      const title = isRegionKey(key) ? `region ${doc.zones.find((one) => one.id === zoneIdsOf(key)[0])?.name || zoneIdsOf(key)[0]}` : areaTitle(doc, zoneIdsOf(key));
      if (each.title.textContent !== title) each.title.textContent = title;
      set(each.g, { transform: `translate(${rect.x} ${rect.y})` });
      set(each.rect, { width: rect.w, height: rect.h });
      set(each.grip, { transform: `translate(${rect.w - 9} ${rect.h - 9})` });
    }
  }

  #newArea(key) {
    const rect = svg("rect", { class: "ac-area-rect", rx: 10, ...FOCUS });
    const title = svg("text", { class: "ac-area-title", x: 12, y: 18, ...UNSAID });
    const grip = svg("path", { class: "ac-grip", d: "M0 6L6 0M3 6L6 3M-6 8H8V-6", "data-grip": "" });
    const g = svg("g", { class: isRegionKey(key) ? "ac-area ac-region" : "ac-area", role: "presentation", "data-key": key, "data-zone": zoneIdsOf(key).join(",") }, rect, title, grip);
    if (isRegionKey(key)) this.areaLayer.prepend(g);
    else this.areaLayer.append(g);
    return { g, rect, title, grip, focus: rect };
  }

  /** The boxes that are new, gone, or elsewhere than before: their rectangles then and now. */
  #boxes(doc) {
    const moved = [];
    const ids = new Set(doc.components.map((each) => each.id));
    for (const [id, each] of this.boxes) if (!ids.has(id) && each.box) moved.push(each.box);
    this.#keep(this.boxes, ids);
    for (const component of doc.components) {
      let each = this.boxes.get(component.id);
      if (!each) {
        each = this.#newBox(component);
        this.boxes.set(component.id, each);
      }
      const box = this.rect(component.id);
      if (each.box !== box && !(each.box && each.box.x === box.x && each.box.y === box.y)) {
        if (each.box) moved.push(each.box);
        moved.push(box);
        each.g.setAttribute("transform", `translate(${box.x} ${box.y})`);
      }
      each.box = box;
      if (each.component !== component) this.#fillBox(each, component);
      each.component = component;
      this.#badge(each, this.badges.get(component.id));
    }
    return moved;
  }

  #newBox({ id }) {
    const made = {
      copies: svg("rect", { class: "ac-copies", x: 5, y: 5, width: WIDTH, height: HEIGHT, rx: 7 }),
      card: svg("rect", { class: "ac-card", width: WIDTH, height: HEIGHT, rx: 7 }),
      glyph: svg("path", { class: "ac-sign", transform: "translate(11 19) scale(1.12)" }),
      name: svg("text", { class: "ac-name", x: 38, y: 25, ...UNSAID }),
      under: svg("text", { class: "ac-under", x: 38, y: 42, ...UNSAID }),
      focus: svg("rect", { class: "ac-focus", width: WIDTH, height: HEIGHT, rx: 7, ...FOCUS }),
      badge: svg("g", { class: "ac-badge", ...UNSAID }, svg("rect", { rx: 8, height: 17, y: -9 }), svg("text", { y: 3.5, "text-anchor": "middle" }), svg("title")),
    };
    const handles = HANDLES.map(([side, x, y]) => svg("g", { class: "ac-handle", transform: `translate(${x} ${y})`, "data-handle": side }, svg("circle", { class: "ac-handle-room", r: 13 }), svg("circle", { class: "ac-handle-dot", r: 5 })));
    made.g = svg("g", { class: "ac-box", role: "presentation", "data-key": id, "data-component": id }, made.copies, made.card, made.glyph, made.name, made.under, made.badge, made.focus, ...handles);
    this.boxLayer.append(made.g);
    return made;
  }

  #fillBox(each, component) {
    set(each.g, { "data-kind": component.kind });
    set(each.glyph, { d: GLYPHS[component.kind] ?? GLYPHS.service });
    each.g.classList.toggle("ac-many", component.instances > 1);
    fit(each.name, titleOf(component));
    fit(each.under, underName(component));
    set(each.name, { y: each.under.textContent ? 25 : 33 });
  }

  /** Live numbers of boxes: { text, level: "good" | "part" | "bad", title } by id. */
  setBadges(badges) {
    this.badges = badges;
    for (const [id, each] of this.boxes) this.#badge(each, badges.get(id));
  }

  #badge(each, badge) {
    if (each.badged === badge) return;
    each.badged = badge;
    const [back, text, title] = each.badge.children;
    each.g.dataset.level = badge?.level ?? "";
    each.badge.classList.toggle("ac-none", !badge);
    if (!badge) return;
    text.textContent = badge.text;
    title.textContent = badge.title ?? "";
    const wide = badge.text.length * 6.2 + 14;
    set(back, { width: wide, x: WIDTH - wide - 6 });
    set(text, { x: WIDTH - wide / 2 - 6 });
  }

  #calls(doc, moved, moving) {
    const keyed = keyedCalls(doc);
    this.#keep(this.calls, new Set(keyed.map((each) => each.key)));
    const boxes = moving ? [] : doc.components.map((each) => this.rect(each.id));
    const sides = asides(doc);
    const [out, into] = [tally(doc.calls, "from"), tally(doc.calls, "to")];
    keyed.forEach(({ key, call, at }) => {
      let each = this.calls.get(key);
      if (!each) {
        each = this.#newCall(key, call);
        this.calls.set(key, each);
      }
      const [source, target] = [this.rect(call.from), this.rect(call.to)];
      const aside = sides[at];
      const late = into.get(call.to) > out.get(call.from);
      const same = each.source === source && each.target === target && each.aside === aside && each.late === late && !each.rough;
      const inTheWay = !moving && each.points && moved.some((box) => meets(box, each.hull, 20));
      if (!same || inTheWay) {
        each.points = route(source, target, boxes, aside, late);
        const [xs, ys] = [each.points.map((p) => p.x), each.points.map((p) => p.y)];
        each.hull = { x: Math.min(...xs), y: Math.min(...ys), w: Math.max(...xs) - Math.min(...xs), h: Math.max(...ys) - Math.min(...ys) };
        const data = rounded(each.points);
        each.room.setAttribute("d", data);
        each.line.setAttribute("d", data);
        const { x, y } = resting(each.points, late);
        set(each.words, { x, y: aside > 0 ? y + 13 : y - 5 });
        each.rough = Boolean(moving);
      }
      Object.assign(each, { source, target, aside, late });
      if (each.call !== call) {
        set(each.g, { class: `ac-call ac-${call.kind}`, "data-call": `${call.from}->${call.to}`, "data-call-kind": call.kind });
        if (this.selected?.has(key)) each.g.classList.add("ac-selected");
        const words = [call.kind === "request" ? "" : call.kind, callWords(call)].filter(Boolean).join(" · ");
        each.words.textContent = words.length > LONGEST ? `${words.slice(0, LONGEST - 1)}…` : words;
        each.call = call;
      }
    });
  }

  #newCall(key) {
    const [room, line, words] = [svg("path", { class: "ac-room", ...FOCUS }), svg("path", { class: "ac-line", "marker-end": "url(#ac-arrow)" }), svg("text", { class: "ac-words", "text-anchor": "middle", ...UNSAID })];
    const g = svg("g", { role: "presentation", "data-key": key }, room, line, words);
    this.callLayer.append(g);
    return { g, room, line, words, focus: room };
  }

  #keep(drawn, keys) {
    for (const [key, each] of drawn) {
      if (keys.has(key)) continue;
      each.g.remove();
      drawn.delete(key);
    }
  }

  /** What a screen reader hears of each thing: told once nothing moves. */
  #describeSoon(doc) {
    clearTimeout(this.#labels);
    this.#labels = setTimeout(() => this.describe(doc), 40);
  }

  describe(doc) {
    for (const each of doc.components) if (this.boxes.has(each.id)) set(this.boxes.get(each.id).focus, { "aria-label": describeBox(doc, each, this.badges.get(each.id)) });
    for (const { key, call } of keyedCalls(doc)) if (this.calls.has(key)) set(this.calls.get(key).focus, { "aria-label": describeCall(doc, call) });
    const members = new Map(areasOf(doc).map((each) => [each.key, each.members]));
    for (const [key, each] of this.areas) set(each.focus, { "aria-label": describeArea(doc, key, members.get(key) ?? []) });
  }

  /** Mark what is selected. */
  mark(selection) {
    this.selected = selection;
    for (const drawn of [this.boxes, this.calls, this.areas]) {
      for (const [key, each] of drawn) {
        const selected = selection.has(key);
        each.g.classList.toggle("ac-selected", selected);
        each.focus.setAttribute("aria-selected", String(selected));
      }
    }
  }
}

/** To or from how many others each box calls or is called. */
function tally(calls, end) {
  const other = end === "from" ? "to" : "from";
  const found = new Map();
  for (const call of calls) found.set(call[end], (found.get(call[end]) ?? new Set()).add(call[other]));
  return new Map([...found].map(([id, others]) => [id, others.size]));
}

/** Calls between the same two boxes run side by side. */
function asides({ calls }) {
  const pair = ({ from, to }) => (from < to ? `${from} ${to}` : `${to} ${from}`);
  const count = new Map();
  for (const call of calls) count.set(pair(call), (count.get(pair(call)) ?? 0) + 1);
  const seen = new Map();
  return calls.map((call) => {
    const number = seen.get(pair(call)) ?? 0;
    seen.set(pair(call), number + 1);
    return (number - (count.get(pair(call)) - 1) / 2) * PAIR_GAP;
  });
}

/** A text cut so that it fits in a box. */
function fit(element, text) {
  element.textContent = text;
  if (text.length < 15) return;
  for (let cut = text.length - 1; cut > 3 && element.getComputedTextLength() > TEXT_ROOM; cut -= 1) element.textContent = `${text.slice(0, cut).trimEnd()}…`;
}
