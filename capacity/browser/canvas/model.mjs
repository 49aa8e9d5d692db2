// A drawing as the canvas holds it: what the schema says (components, calls, zones), and beside it where
// things stand (`places` of boxes, `areas` of zones), which no grade ever looks at.
import { ALIASES, COMPUTE, DURABLE, KINDS } from "../drawing-words.mjs";

export const EMPTY = Object.freeze({ components: [], calls: [], zones: [], places: {}, areas: {} });

/** The kinds in the palette's groups, in reading order. */
export const GROUPS = [
  ["Users and edge", ["client", "dns", "cdn", "waf", "load_balancer", "api_gateway", "reverse_proxy"]],
  ["Work", ["service", "function", "worker", "scheduler"]],
  ["Queues and caches", ["queue", "stream", "cache"]],
  ["Data", ["sql_database", "key_value_store", "document_store", "wide_column_store", "search_index", "object_store", "block_storage", "file_store", "data_warehouse"]],
  ["Others", ["coordinator", "third_party"]],
];
const TITLES = {
  dns: "DNS", cdn: "CDN", waf: "Firewall (WAF)", api_gateway: "API gateway", sql_database: "SQL database",
  key_value_store: "Key-value store", wide_column_store: "Wide-column store",
};
const IDS = {
  client: "user", load_balancer: "lb", api_gateway: "gateway", reverse_proxy: "proxy", service: "app", sql_database: "db",
  key_value_store: "kv", document_store: "docs", wide_column_store: "wide", search_index: "search", object_store: "objects",
  block_storage: "blocks", file_store: "files", data_warehouse: "warehouse", third_party: "partner",
};
const sentence = (word) => word[0].toUpperCase() + word.slice(1).replaceAll("_", " ");

export const kindTitle = (kind) => TITLES[kind] ?? sentence(kind);
export const titleOf = (component) => component.name || component.id;
export const isStore = (kind) => DURABLE.includes(kind) || kind === "search_index";
export const isWork = (kind) => COMPUTE.includes(kind);

/** What a person may type for a kind, best first: its title, its word, and the names of products. */
const SPOKEN = KINDS.map((kind) => [kind, [kindTitle(kind).toLowerCase(), kind, ...Object.keys(ALIASES).filter((word) => ALIASES[word] === kind)]]);

/** The kinds that typed letters may mean: those whose first letters they are come first. */
export function kindsFor(typed) {
  const letters = typed.trim().toLowerCase();
  if (!letters) return GROUPS.flatMap(([, kinds]) => kinds);
  const found = SPOKEN.map(([kind, words]) => [kind, Math.min(...words.map((word, at) => likeness(word, letters, at)))]);
  return found.filter(([, how]) => how < Infinity).sort(([, one], [, other]) => one - other).map(([kind]) => kind);
}

function likeness(word, letters, at) {
  if (word === letters) return -1;
  if (word.startsWith(letters)) return at ? 1 + at / 100 : 0;
  if (word.split(/[ _-]/).some((part) => part.startsWith(letters))) return 2;
  return letters.length > 2 && word.includes(letters) ? 3 : Infinity;
}

// --- finding ---------------------------------------------------------------------------------------

/** Names of the things a person can select: boxes by their id, calls and areas by what they are. */
export const callKey = (call, number) => `call ${call.from}->${call.to}#${number}`;
export const areaKey = (zones) => `area ${[...zones].sort().join(",")}`;
export const regionKey = (id) => `region ${id}`;
export const isCallKey = (key) => key.startsWith("call ");
export const isAreaKey = (key) => key.startsWith("area ");
export const isRegionKey = (key) => key.startsWith("region ");
export const zonesOfArea = (key) => key.slice("area ".length).split(",");
export const zoneIdsOf = (key) => (isAreaKey(key) ? zonesOfArea(key) : isRegionKey(key) ? [key.slice("region ".length)] : []);

/** Every call with its key: the n-th from one box to another. */
export function keyedCalls(doc) {
  const seen = new Map();
  return doc.calls.map((call, at) => {
    const pair = `${call.from}->${call.to}`;
    seen.set(pair, (seen.get(pair) ?? -1) + 1);
    return { key: callKey(call, seen.get(pair)), call, at };
  });
}

export const component = (doc, id) => doc.components.find((each) => each.id === id);
export const callOf = (doc, key) => keyedCalls(doc).find((each) => each.key === key)?.call;

/** The areas that are drawn: one for each set of zones that boxes stand in, and for each zone of its own. */
export function areasOf(doc) {
  const found = new Map();
  for (const zone of doc.zones) if (zone.kind !== "region") found.set(areaKey([zone.id]), []);
  for (const each of doc.components) {
    if (!each.zones?.length) continue;
    const key = areaKey(each.zones);
    found.set(key, [...(found.get(key) ?? []), each.id]);
  }
  return [...found].map(([key, members]) => ({ key, zones: zonesOfArea(key), members }));
}

/** The region that all of these zones lie in, or null. */
export function regionOf(doc, zones) {
  const within = new Set(zones.map((id) => doc.zones.find((each) => each.id === id)?.within ?? null));
  return within.size === 1 ? [...within][0] : null;
}

export function areaTitle(doc, zones) {
  const names = zones.map((id) => doc.zones.find((each) => each.id === id)?.name || id);
  return `${zones.length > 1 ? "zones" : "zone"} ${names.join(", ")}`;
}

/** An id that nothing has yet, from the words of a name or a kind. */
export function freeId(wanted, taken) {
  const base = (wanted.toLowerCase().normalize("NFD").replace(/[^a-z0-9]+/g, "_").replace(/^[^a-z]+|_+$/g, "") || "box").slice(0, 36);
  if (!taken.includes(base)) return base;
  let number = 2;
  while (taken.includes(`${base}${number}`)) number += 1;
  return `${base}${number}`;
}

export const idFor = (doc, kind) => freeId(IDS[kind] ?? kind, doc.components.map((each) => each.id));

/** "Service", or "Service 2" where there is one already. */
export function nameFor(doc, kind) {
  const title = kindTitle(kind);
  const names = doc.components.map((each) => each.name);
  let number = 1;
  while (names.includes(number > 1 ? `${title} ${number}` : title)) number += 1;
  return number > 1 ? `${title} ${number}` : title;
}

/** A letter that no zone has, declared or only named in a box. */
export function zoneIdFor(doc) {
  const taken = [...doc.zones.map((each) => each.id), ...doc.components.flatMap((each) => each.zones ?? [])];
  return Array.from("abcdefghijklmnopqrstuvwxyz").find((id) => !taken.includes(id)) ?? freeId("zone", taken);
}

// --- what a drawing is to others -------------------------------------------------------------------

/** The part that is judged: no places. */
export const drawingOf = ({ components, calls, zones }) => ({ components, calls, zones });

/** Where things stand, without what is not there any more. */
export function layoutOf(doc) {
  const places = Object.fromEntries(doc.components.filter((each) => doc.places[each.id]).map((each) => [each.id, doc.places[each.id]]));
  const keys = new Set(areasOf(doc).map((each) => each.key));
  const areas = Object.fromEntries(Object.entries(doc.areas).filter(([key]) => keys.has(key)));
  return { ...(Object.keys(places).length ? { places } : {}), ...(Object.keys(areas).length ? { areas } : {}) };
}

/** A drawing with the places it had before, as far as they are known. */
export function withLayout(drawing, layout) {
  return { ...EMPTY, ...drawing, places: { ...sound(layout?.places, 2) }, areas: { ...sound(layout?.areas, 4) } };
}

const sound = (places, length) => Object.fromEntries(Object.entries(places ?? {}).filter(([, each]) => Array.isArray(each) && each.length === length && each.every((n) => Number.isFinite(n) && Math.abs(n) < 1e5)));
