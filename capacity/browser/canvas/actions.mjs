// Everything that can be done to a drawing, as values: canvas, table, text, keyboard and paste dispatch these.
import { areaKey, areasOf, component, freeId, idFor, isAreaKey, isCallKey, isRegionKey, keyedCalls, nameFor, zoneIdFor, zoneIdsOf } from "./model.mjs";

const GRID = 4;
const snapped = ([x, y]) => [Math.round(x / GRID) * GRID, Math.round(y / GRID) * GRID];

const ACTIONS = { add, addZone, connect, edit, editCall, editZone, reconnect, move, sizeArea, arrange, remove, insert, toZones, text, load };

/** The drawing after an action; the same object where nothing changes. `placed` are the places that were
 * found for boxes which had none: they hold from the first change that somebody makes on the canvas. */
export function reduce(doc, { placed, ...action }) {
  return ACTIONS[action.type](placed ? { ...doc, places: { ...placed, ...doc.places } } : doc, action);
}

/** A new box, at a place if one is given. */
function add(doc, { kind, id = idFor(doc, kind), name = nameFor(doc, kind), at, zones = [] }) {
  const made = { id, kind, name, instances: 1, zones };
  return { ...doc, components: [...doc.components, made], places: at ? { ...doc.places, [id]: snapped(at) } : doc.places };
}

function addZone(doc, { id = zoneIdFor(doc), kind = "zone", area }) {
  const zones = [...namedZones(doc), { id, name: "", kind, within: null }];
  return { ...doc, zones, areas: area ? { ...doc.areas, [areaKey([id])]: area.map(Math.round) } : doc.areas };
}

/** Zones that only boxes name, made zones of the drawing: once one is declared, all are. */
function namedZones(doc) {
  const known = new Set(doc.zones.map((each) => each.id));
  const named = [...new Set(doc.components.flatMap((each) => each.zones ?? []))].filter((id) => !known.has(id)).sort();
  return [...doc.zones, ...named.map((id) => ({ id, name: "", kind: "zone", within: null }))];
}

function connect(doc, { from, to, kinds = ["request"], ...rest }) {
  const made = kinds.filter((kind) => !doc.calls.some((each) => each.from === from && each.to === to && each.kind === kind));
  return made.length ? { ...doc, calls: [...doc.calls, ...made.map((kind) => ({ from, to, kind, operations: [], ...rest }))] } : doc;
}

const changes = (one, patch) => Object.entries(patch).some(([field, value]) => JSON.stringify(one[field] ?? null) !== JSON.stringify(value ?? null));

/** Fields of a box. A new id goes wherever the old one was used. */
function edit(doc, { id, patch }) {
  if (!changes(component(doc, id), patch)) return doc;
  const next = { ...doc, components: doc.components.map((each) => (each.id === id ? { ...each, ...patch } : each)) };
  if (patch.zones && doc.zones.length) next.zones = namedZones(next);
  return patch.id && patch.id !== id ? renamed(next, id, patch.id) : next;
}

function renamed(doc, old, id) {
  const calls = doc.calls.map((each) => (each.from === old || each.to === old ? { ...each, from: each.from === old ? id : each.from, to: each.to === old ? id : each.to } : each));
  const { [old]: place, ...places } = doc.places;
  return { ...doc, calls, places: place ? { ...places, [id]: place } : places };
}

function editCall(doc, { key, patch }) {
  const { at, call } = keyedCalls(doc).find((each) => each.key === key) ?? {};
  return at === undefined || !changes(call, patch) ? doc : { ...doc, calls: doc.calls.map((each, number) => (number === at ? { ...each, ...patch } : each)) };
}

function reconnect(doc, { key, from, to }) {
  return editCall(doc, { key, patch: { ...(from ? { from } : {}), ...(to ? { to } : {}) } });
}

function editZone(doc, { id, patch }) {
  const zones = namedZones(doc).map((each) => (each.id === id ? { ...each, ...patch } : each));
  const next = { ...doc, zones };
  if (patch.kind === "region") {
    next.components = doc.components.map((each) => (each.zones?.includes(id) ? { ...each, zones: each.zones.filter((one) => one !== id) } : each));
    next.zones = zones.map((each) => (each.id === id ? { ...each, within: null } : each));
  }
  if (patch.kind === "zone") next.zones = zones.map((each) => (each.within === id ? { ...each, within: null } : each));
  if (!patch.id || patch.id === id) return next;
  const other = (one) => (one === id ? patch.id : one);
  next.components = doc.components.map((each) => (each.zones?.includes(id) ? { ...each, zones: each.zones.map(other) } : each));
  next.zones = next.zones.map((each) => (each.within === id ? { ...each, within: patch.id } : each));
  next.areas = Object.fromEntries(Object.entries(doc.areas).map(([key, area]) => [areaKey(zoneIdsOf(key).map(other)), area]));
  return next;
}

/** New places of boxes, and of areas where they go along. */
function move(doc, { places = {}, areas = {} }) {
  const moved = Object.fromEntries(Object.entries(places).map(([id, at]) => [id, snapped(at)]));
  return { ...doc, places: { ...doc.places, ...moved }, areas: { ...doc.areas, ...Object.fromEntries(Object.entries(areas).map(([key, area]) => [key, area.map(Math.round)])) } };
}

function sizeArea(doc, { key, area }) {
  return { ...doc, areas: { ...doc.areas, [key]: area.map(Math.round) } };
}

/** All places anew. */
function arrange(doc, { places, areas = {} }) {
  return { ...doc, places, areas };
}

function toZones(doc, { ids, zones }) {
  const next = { ...doc, components: doc.components.map((each) => (ids.includes(each.id) ? { ...each, zones } : each)) };
  return doc.zones.length ? { ...next, zones: namedZones(next) } : next;
}

/** Boxes go with their calls, zones without their boxes. */
function remove(doc, { keys }) {
  const gone = new Set(keys);
  const zones = new Set(keys.filter((key) => isRegionKey(key) || (isAreaKey(key) && zoneIdsOf(key).length === 1)).flatMap(zoneIdsOf));
  const sets = keys.filter((key) => isAreaKey(key) && zoneIdsOf(key).length > 1);
  const calls = new Set(keyedCalls(doc).filter((each) => gone.has(each.key)).map((each) => each.at));
  const left = doc.components.filter((each) => !gone.has(each.id)).map((each) => {
    if (sets.includes(areaKey(each.zones ?? []))) return { ...each, zones: [] };
    return each.zones?.some((id) => zones.has(id)) ? { ...each, zones: each.zones.filter((id) => !zones.has(id)) } : each;
  });
  return {
    ...doc,
    components: left,
    calls: doc.calls.filter((each, at) => !calls.has(at) && !gone.has(each.from) && !gone.has(each.to)),
    zones: doc.zones.filter((each) => !zones.has(each.id)).map((each) => (zones.has(each.within) ? { ...each, within: null } : each)),
    places: without(doc.places, gone),
    areas: without(doc.areas, gone),
  };
}

const without = (places, gone) => Object.fromEntries(Object.entries(places).filter(([key]) => !gone.has(key)));

/** Boxes and the calls among them, pasted: each under an id of its own, `by` beside where it was. */
function insert(doc, { components, calls, places = {}, by = [32, 32] }) {
  const ids = new Map();
  let next = doc;
  for (const each of components) {
    const id = freeId(each.id, next.components.map((one) => one.id));
    ids.set(each.id, id);
    const name = each.name && next.components.some((one) => one.name === each.name) ? copyName(next, each.name) : each.name;
    const at = places[each.id];
    next = { ...next, components: [...next.components, { ...each, id, name }], places: at ? { ...next.places, [id]: snapped([at[0] + by[0], at[1] + by[1]]) } : next.places };
  }
  next = { ...next, calls: [...next.calls, ...calls.map((each) => ({ ...each, from: ids.get(each.from) ?? each.from, to: ids.get(each.to) ?? each.to }))] };
  return next.zones.length ? { ...next, zones: namedZones(next) } : next;
}

function copyName(doc, name) {
  const base = name.replace(/ \d+$/, "");
  let number = 2;
  while (doc.components.some((each) => each.name === `${base} ${number}`)) number += 1;
  return `${base} ${number}`;
}

/** What was read from a text: what is still there stays where it stood. */
function text(doc, { drawing }) {
  return { ...drawing, places: doc.places, areas: doc.areas };
}

function load(_doc, { doc }) {
  return doc;
}

/** The boxes that are selected, with the calls among them: what copying takes. */
export function picked(doc, keys) {
  const members = keys.filter(isAreaKey).flatMap((key) => areasOf(doc).find((each) => each.key === key)?.members ?? []);
  const ids = new Set([...keys.filter((key) => !isCallKey(key) && component(doc, key)), ...members]);
  return {
    components: doc.components.filter((each) => ids.has(each.id)),
    calls: doc.calls.filter((each) => ids.has(each.from) && ids.has(each.to)),
    places: Object.fromEntries(Object.entries(doc.places).filter(([id]) => ids.has(id))),
  };
}
