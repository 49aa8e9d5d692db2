// The fields of what is selected: a box, a call, a zone, or what several have in common.
import { COUNT, KINDS, OF_CALLS, OF_COMPONENTS, OF_ZONES } from "../drawing-words.mjs";
import { doNotFit, isId } from "../drawing-checks.mjs";
import { areaTitle, callOf, component, isAreaKey, isCallKey, isRegionKey, isStore, isWork, kindTitle, titleOf, zoneIdFor, zoneIdsOf } from "./model.mjs";
import { CALL_WORDS, likelyCalls } from "./rules.mjs";
import { button, glyph, html } from "./elements.mjs";
import { choiceField, countField, segments, textField, ticks, valueField } from "./fields.mjs";
import { GLYPHS } from "../drawing-words.mjs";

const LABELS = {
  shards: "Shards", hit_ratio: "Hit ratio", service_time: "Work on one request", write_time: "Work on a write", variability: "Spread (variance/mean²)",
  concurrency: "At once, each", queue_limit: "Most waiting", timeout: "Waits at most", retries: "Retries", need: "Must be up", read_quorum: "Copies that answer a read",
  write_quorum: "Copies that answer a write", availability: "Availability of one", managed: "Run by a provider", storage: "Storage of one", bandwidth: "Sends at most, each",
  price: "Price of one, a month", per_request: "Calls a request", share: "Share of requests", blocking: "Blocks its caller", delay: "Network, there and back",
};

/** The fields that matter for a kind; the others are behind "More". */
function mainFields(kind) {
  if (kind === "client" || kind === "dns") return [];
  if (kind === "cache" || kind === "cdn") return ["hit_ratio", "shards"];
  if (kind === "queue" || kind === "stream") return ["shards", "queue_limit"];
  if (isStore(kind)) return ["shards", "read_quorum", "write_quorum", "storage"];
  if (isWork(kind)) return ["service_time", "concurrency", "timeout", "retries"];
  return ["service_time", "managed"];
}

export class Inspector {
  constructor(canvas) {
    this.canvas = canvas;
    this.root = html("aside", { className: "ac-inspector", hidden: true, aria: { label: "What is selected" } });
    this.root.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      canvas.focusOn(canvas.focused);
    });
    this.root.addEventListener("input", (event) => (this.typing = event.target));
    this.root.addEventListener("change", () => (this.typing = null));
    for (const type of ["select", "change"]) canvas.store.addEventListener(type, () => this.#later());
  }

  /** Once a gesture is over, and the focus where a Tab out of a changed field takes it. */
  #later() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => (this.canvas.pointer.busy ? this.#later() : this.show()), 0);
  }

  /** Put the focus into the first field. */
  enter() {
    this.show();
    const first = this.root.querySelector("input, select") ?? this.root.querySelector("button");
    first?.focus();
    first?.select?.();
  }

  show() {
    clearTimeout(this.waiting); // or it would take the place of fields that somebody types in
    const { store } = this.canvas;
    const keys = [...store.selection].filter((key) => this.#exists(key));
    const [key] = keys;
    this.root.hidden = !keys.length;
    this.canvas.classList.toggle("ac-inspecting", Boolean(keys.length));
    if (!keys.length) return this.root.replaceChildren();
    const active = this.root.contains(document.activeElement) ? [...this.root.querySelectorAll("input, select, textarea, button, summary")].indexOf(document.activeElement) : -1;
    const open = this.root.querySelector("details")?.open && this.key === key;
    const typed = active >= 0 && this.key === key && document.activeElement === this.typing ? this.typing.value : null;
    this.key = key;
    const made = keys.length > 1 ? this.#several(keys) : isCallKey(key) ? this.#call(key) : isRegionKey(key) || isAreaKey(key) ? this.#area(key) : this.#box(component(store.doc, key));
    this.root.replaceChildren(...made);
    if (open && this.root.querySelector("details")) this.root.querySelector("details").open = true;
    const again = active < 0 ? null : [...this.root.querySelectorAll("input, select, textarea, button, summary")][active];
    again?.focus?.();
    if (typed === null) again?.select?.();
    else Object.assign(again, { value: typed }); // what is being typed stays
    this.typing = typed === null ? null : again;
  }

  #exists(key) {
    const { doc } = this.canvas.store;
    return isCallKey(key) ? Boolean(callOf(doc, key)) : isAreaKey(key) || isRegionKey(key) ? zoneIdsOf(key).length > 0 && this.canvas.drawing.areas.has(key) : Boolean(component(doc, key));
  }

  #dispatch(action) {
    const { store, drawing } = this.canvas;
    store.dispatch({ ...action, placed: drawing.places }, { from: "canvas" });
  }

  #head(title, kind, sign) {
    return html("header", { className: "ac-inspector-head" }, sign ? glyph(sign, 18) : null, html("h3", { textContent: title }), html("span", { className: "small quiet", textContent: kind }), button("×", () => this.canvas.store.select([]), { className: "plain ac-close", ariaLabel: "Close these fields" }));
  }

  #box(each) {
    const { store } = this.canvas;
    const { doc } = store;
    const edit = (patch) => {
      const wrong = doNotFit({ ...each, ...patch });
      if (wrong) return wrong;
      this.#dispatch({ type: "edit", id: each.id, patch });
      return "";
    };
    const attribute = (of) => valueField({ of, value: each[of.field], label: LABELS[of.field], change: (value) => edit({ [of.field]: value }) });
    const main = mainFields(each.kind);
    const of = (field) => OF_COMPONENTS.find((one) => one.field === field);
    const rest = OF_COMPONENTS.filter(({ field }) => !main.includes(field));
    const stores = isStore(each.kind);
    return [
      this.#head(titleOf(each), kindTitle(each.kind), GLYPHS[each.kind]),
      html("div", { className: "ac-fields" },
        textField({ label: "Name", value: each.name, placeholder: each.id, wide: true, change: (name) => (name.length > 200 ? "A name is at most 200 characters long." : edit({ name })) }),
        choiceField({ label: "Kind", value: each.kind, options: KINDS.map((kind) => [kind, kindTitle(kind)]), change: (kind) => edit({ kind, ...(each.name === kindTitle(each.kind) ? { name: kindTitle(kind) } : {}) }) }),
        countField({ label: "How many", value: each.instances ?? 1, limits: COUNT, change: (instances) => edit({ instances }) }),
        this.#zones(each),
        ...main.map((field) => attribute(of(field))),
        ...(stores ? [textField({ label: "Holds", value: (each.holds ?? []).join(", "), placeholder: "links, clicks", wide: true, change: (text) => edit({ holds: text.split(",").map((one) => one.trim()).filter(Boolean) }) })] : []),
      ),
      html("details", {}, html("summary", { textContent: "More" }),
        html("div", { className: "ac-fields" },
          ...rest.map(attribute),
          ...(stores ? [] : [textField({ label: "Holds", value: (each.holds ?? []).join(", "), change: (text) => edit({ holds: text.split(",").map((one) => one.trim()).filter(Boolean) }) })]),
          textField({ label: "Id in the text", value: each.id, change: (id) => this.#rename(each.id, id) }),
          textField({ label: "Note", value: each.note ?? "", wide: true, long: true, change: (note) => edit({ note }) }),
        )),
      html("div", { className: "ac-actions" }, button("Duplicate", () => this.canvas.duplicate()), button("Remove", () => this.canvas.remove(), { className: "ac-danger" })),
    ];
  }

  #rename(old, id) {
    const { store } = this.canvas;
    if (id === old) return "";
    if (!isId(id)) return "An id begins with a letter and has letters, digits, - and _.";
    if (component(store.doc, id)) return `There is already a component '${id}'.`;
    this.#dispatch({ type: "edit", id: old, patch: { id } });
    store.select([id]);
    return "";
  }

  #zones(each) {
    const { store } = this.canvas;
    const declared = store.doc.zones.filter((zone) => zone.kind !== "region");
    const named = [...new Set(store.doc.components.flatMap((one) => one.zones ?? []))].filter((id) => !store.doc.zones.some((zone) => zone.id === id)).map((id) => ({ id }));
    const options = [...declared, ...named].map((zone) => [zone.id, zone.name || zone.id]);
    const set = ticks({ label: "Zones", options, chosen: each.zones ?? [], change: (zones) => this.canvas.toZones([each.id], zones) });
    const id = zoneIdFor(store.doc);
    set.append(button(`New zone ${id}`, () => this.canvas.toZones([each.id], [...(each.zones ?? []), id]), { className: "link small" }));
    return set;
  }

  #call(key) {
    const { store, operations } = this.canvas;
    const { doc } = store;
    const call = callOf(doc, key);
    const [source, target] = [component(doc, call.from), component(doc, call.to)];
    const edit = (patch) => {
      const wrong = doNotFit({ ...call, ...patch });
      if (wrong) return wrong;
      this.#dispatch({ type: "editCall", key, patch });
      return "";
    };
    const attribute = (field) => {
      const of = OF_CALLS.find((one) => one.field === field);
      return valueField({ of, value: call[field], label: LABELS[field], change: (value) => edit({ [field]: value }) });
    };
    const likely = likelyCalls(source, target).flat();
    const kinds = [...new Set([...likely, "request", "read", "write", "async", "replicate"])];
    return [
      this.#head(`${titleOf(source)} → ${titleOf(target)}`, "call"),
      html("div", { className: "ac-fields" },
        segments({ label: "Kind", value: call.kind, options: kinds.map((kind) => [kind, ...CALL_WORDS[kind]]), change: (kind) => edit({ kind, ...(["async", "replicate"].includes(kind) && call.mode === "parallel" ? { mode: "in_turn" } : {}) }) }),
        operations.length ? ticks({ label: "For", options: [...new Set([...operations, ...(call.operations ?? [])])].map((id) => [id, id]), chosen: call.operations ?? [], hint: "None ticked: for all of them.", change: (chosen) => edit({ operations: chosen }) })
          : textField({ label: "For the operations", value: (call.operations ?? []).join(", "), placeholder: "all", wide: true, change: (text) => edit({ operations: text.split(",").map((one) => one.trim()).filter(Boolean) }) }),
        attribute("per_request"),
        choiceField({ label: "When", value: call.when ?? "", options: [["", "as usual"], ["always", "always"], ["miss", "only on a miss"]], change: (when) => edit({ when: when || null }) }),
        choiceField({ label: "With its other calls", value: call.mode ?? "in_turn", options: [["in_turn", "in turn"], ["parallel", "all at once"], ["one_of", "one of them"]], change: (mode) => edit({ mode, ...(mode === "one_of" ? {} : { share: null }) }) }),
        ...(call.mode === "one_of" ? [attribute("share")] : []),
        textField({ label: "Note", value: call.label ?? "", wide: true, change: (label) => edit({ label }) }),
      ),
      html("details", {}, html("summary", { textContent: "More" }), html("div", { className: "ac-fields" }, ...["timeout", "retries", "delay", "blocking"].map(attribute),
        choiceField({ label: "From", value: call.from, options: doc.components.filter((each) => each.id !== call.to).map((each) => [each.id, titleOf(each)]), change: (from) => this.canvas.reconnect(key, "from", from) }),
        choiceField({ label: "To", value: call.to, options: doc.components.filter((each) => each.id !== call.from).map((each) => [each.id, titleOf(each)]), change: (to) => this.canvas.reconnect(key, "to", to) }))),
      html("div", { className: "ac-actions" }, button("Turn around", () => this.canvas.turnAround(key)), button("Remove", () => this.canvas.remove(), { className: "ac-danger" })),
    ];
  }

  #area(key) {
    const { store } = this.canvas;
    const ids = zoneIdsOf(key);
    if (ids.length > 1) {
      return [
        this.#head(areaTitle(store.doc, ids), "area"),
        html("p", { className: "small", textContent: "Boxes in here have instances in each of these zones." }),
        html("div", { className: "ac-actions" }, button("Take the boxes out", () => this.canvas.remove(), { className: "ac-danger" })),
      ];
    }
    const zone = store.doc.zones.find((each) => each.id === ids[0]) ?? { id: ids[0], name: "", kind: "zone" };
    const regions = store.doc.zones.filter((each) => each.kind === "region" && each.id !== zone.id);
    const edit = (patch) => {
      this.#dispatch({ type: "editZone", id: zone.id, patch });
      return "";
    };
    const up = OF_ZONES[0];
    const within = [["", "none"], ...regions.map((each) => [each.id, each.name || each.id]), [" new", "a new region"]];
    return [
      this.#head(zone.name || zone.id, zone.kind),
      html("div", { className: "ac-fields" },
        textField({ label: "Name", value: zone.name, placeholder: zone.kind === "region" ? "Ireland" : "eu-west-1a", wide: true, change: (name) => edit({ name }) }),
        textField({ label: "Id", value: zone.id, change: (id) => this.#renameZone(zone, id) }),
        valueField({ of: up, value: zone.availability, label: "Availability", change: (value) => edit({ availability: value }) }),
        ...(zone.kind === "zone" ? [choiceField({ label: "In the region", value: zone.within ?? "", options: within, change: (id) => this.#intoRegion(zone, id) })] : []),
      ),
      html("div", { className: "ac-actions" }, button("Remove; boxes stay", () => this.canvas.remove(), { className: "ac-danger" })),
    ];
  }

  #intoRegion(zone, id) {
    const { store } = this.canvas;
    store.begin();
    let region = id || null;
    if (id === " new") {
      region = ["region", ...Array.from({ length: 50 }, (_, at) => `region${at + 2}`)].find((one) => !store.doc.zones.some((each) => each.id === one));
      this.#dispatch({ type: "addZone", id: region, kind: "region" });
    }
    this.#dispatch({ type: "editZone", id: zone.id, patch: { within: region } });
    store.end();
    return "";
  }

  #renameZone(zone, id) {
    const { store } = this.canvas;
    if (id === zone.id) return "";
    if (!isId(id)) return "An id begins with a letter and has letters, digits, - and _.";
    if (store.doc.zones.some((each) => each.id === id)) return `There is already a zone '${id}'.`;
    this.#dispatch({ type: "editZone", id: zone.id, patch: { id } });
    store.select([zone.kind === "region" ? `region ${id}` : `area ${id}`]);
    return "";
  }

  #several(keys) {
    const { canvas } = this;
    const boxes = keys.filter((key) => component(canvas.store.doc, key));
    const align = [["left", "Left"], ["centre", "Centre"], ["right", "Right"], ["top", "Top"], ["middle", "Middle"], ["bottom", "Bottom"]];
    return [
      this.#head(`${keys.length} selected`, ""),
      ...(boxes.length > 1 ? [html("p", { className: "small quiet", textContent: "Line up" }), html("div", { className: "ac-actions" }, ...align.map(([how, text]) => button(text, () => canvas.align(how))), button("Space evenly", () => canvas.align("spread")))] : []),
      html("div", { className: "ac-actions" }, button("Duplicate", () => canvas.duplicate()), button("Remove", () => canvas.remove(), { className: "ac-danger" })),
    ];
  }
}
