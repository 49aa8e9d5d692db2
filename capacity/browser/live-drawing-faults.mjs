// A drawing after something was lost: what an evaluation can say of it. Each fault is undone by leaving it out.
// Faults: { kind: "instance" | "all" | "zone" | "cold", target }.

const EMPTIED = new Set(["cache", "cdn"]);

/** The zones of each instance: dealt round, as the plan deals them. */
const placesOf = ({ instances = 1, zones = [] }) => Array.from({ length: instances }, (_, number) => zones[number % zones.length] ?? null);

/** { drawing, lost }: the drawing with these faults, and the ids of which nothing is left. */
export function withFaults(drawing, faults) {
  const lost = new Set();
  const components = drawing.components.map((each) => {
    const left = faults.reduce(hit, { ...each, places: placesOf(each) });
    const { places, ...made } = left;
    if (places.length) return sized(made, places, each);
    lost.add(each.id);
    return { ...each, availability: 0, ...(EMPTIED.has(each.kind) ? { hit_ratio: 0 } : {}) };
  });
  return { drawing: { ...drawing, components }, lost };
}

function hit(each, { kind, target }) {
  if (kind === "zone") return { ...each, places: each.places.filter((place) => place !== target) };
  if (kind === "cold") return EMPTIED.has(each.kind) ? { ...each, hit_ratio: 0 } : each;
  if (each.id !== target) return each;
  return { ...each, places: kind === "all" ? [] : each.places.slice(0, -1) };
}

/** What is left, in the zones that it is left in; a majority that was asked for cannot be more than there are. */
function sized(made, places, before) {
  if (places.length === placesOf(before).length) return made;
  const fit = Object.fromEntries(["need", "read_quorum", "write_quorum"].filter((name) => made[name] != null).map((name) => [name, Math.min(made[name], places.length)]));
  return { ...made, ...fit, instances: places.length, zones: [...new Set(places.filter(Boolean))] };
}

/** The faults of a whole drawing that this one can suffer: each of its zones, and caches that are emptied. */
export function possible({ components }) {
  const zones = [...new Set(components.flatMap((each) => each.zones ?? []))].sort();
  const caches = components.some((each) => EMPTIED.has(each.kind)) ? [{ kind: "cold" }] : [];
  return [...zones.map((target) => ({ kind: "zone", target })), ...caches];
}

export const same = (one, other) => one.kind === other.kind && one.target === other.target;

/** A fault as a person says it. */
export function said({ kind, target }, titles = new Map()) {
  const name = titles.get(target) ?? target;
  return { instance: `an instance of ${name} lost`, all: `all of ${name} lost`, zone: `zone ${name} lost`, cold: "caches emptied" }[kind];
}
