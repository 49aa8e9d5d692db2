// A component with nothing left open: what is drawn first, then the catalogue. The same as capacity/plan/stations.py.
import { CATALOGUE, MANAGED, PLACE_WORDS, RUN_FOR_YOU } from "./catalogue.mjs";

/** Whether copies of it are somebody else's work, by its kind or by the name of the product. */
export function isManaged(component) {
  const words = `${component.id} ${component.name} ${component.note}`.replaceAll("_", " ");
  return RUN_FOR_YOU.has(component.kind) || words.search(MANAGED) >= 0;
}

/** A name without what says where or which copy: "Redirect eu-west 1" as "redirect". */
export function role(component) {
  const words = component.name || component.id.replaceAll("_", " ");
  return words.toLowerCase().replace(PLACE_WORDS, " ").split(/\s+/).filter(Boolean).join(" ");
}

/** Everything that is drawn but clients, who are not ours to run: a Map by id. */
export function stations(drawing) {
  return new Map(drawing.components.filter((each) => each.kind !== "client").map((each) => [each.id, station(each)]));
}

/** The component as it is run. */
export function station(component) {
  const known = CATALOGUE[component.kind];
  const managed = component.managed ?? isManaged(component);
  const elastic = component.concurrency === null && (known.elastic === true || (known.elastic === "managed" && managed));
  const assumed = [];
  const fill = (name, given, usual) => {
    if (given !== null || !usual) return given;
    const [value, sentence] = usual;
    assumed.push({ component: component.id, field: name, value, sentence: `${component.title}: ${sentence}.` });
    return value;
  };
  const known_ = (name) => fill(name, null, known[name]);
  const ownTime = fill("service_time", component.service_time, known.service_time) || 0;
  const writeTime = component.write_time === null && component.service_time === null ? known_("write_time") : component.write_time;
  let [atOnce, servers] = [null, null];
  if (elastic) servers = Math.trunc(known_("most_at_once") ?? 0) || null;
  else {
    atOnce = Math.trunc(fill("at_once", component.concurrency, known.at_once) || 1);
    servers = atOnce * component.instances;
  }
  const up = managed && known.managed ? known.managed : known.availability;
  const byUse = elastic && component.price === null;
  const quorum = (given, usual) => given ?? (usual === "majority" ? Math.floor(component.instances / 2) + 1 : 1);
  known_("batch");
  return {
    id: component.id,
    title: component.title,
    kind: component.kind,
    copies: component.instances,
    shards: component.shards,
    places: places(component, managed),
    at_once: atOnce,
    servers,
    service_time: ownTime,
    write_time: writeTime ?? ownTime,
    variability: fill("variability", component.variability, known.variability) ?? 1,
    hit_ratio: fill("hit_ratio", component.hit_ratio, known.hit_ratio) || 0,
    queue_limit: component.queue_limit,
    need: component.need || 1,
    read_quorum: quorum(component.read_quorum, known.read_quorum),
    write_quorum: quorum(component.write_quorum, known.write_quorum),
    availability: fill("availability", component.availability, up) ?? 1,
    managed,
    storage: elastic ? component.storage : fill("storage", component.storage, known.storage),
    bandwidth: elastic ? component.bandwidth : fill("bandwidth", component.bandwidth, known.bandwidth),
    rate_limit: elastic ? known_("rate_limit") : null,
    price: byUse && known.elastic === "managed" ? 0 : fill("price", component.price, known.price) || 0,
    stored_price: known_("stored") || 0,
    traffic_price: known_("traffic") || 0,
    read_price: byUse ? known_("each_million") || 0 : 0,
    write_price: byUse ? (known_("each_million_writes") ?? known.each_million?.[0] ?? 0) : 0,
    assumed,
  };
}

/** The zone of each copy, in turn. What a provider runs in several zones is in none of them. */
function places({ zones, instances }, managed) {
  const nowhere = !zones.length || (managed && zones.length > 1);
  return Array.from({ length: instances }, (_, number) => (nowhere ? null : zones[number % zones.length]));
}

/** Mean time of one visit's own work. */
export const workOf = (station, writes) => (writes ? station.write_time : station.service_time);
