// Drawings and loads as JSON, made whole: what is left out gets what the schema says, amounts may be written as
// people write them ("5 ms"). What is refused, Python refuses at its door with more words; here it must not pass.
import { read, inUnit } from "./reading.mjs";

const COMPONENT = {
  name: "", instances: 1, zones: [], shards: 1, hit_ratio: null, service_time: null, write_time: null, variability: null,
  concurrency: null, queue_limit: null, timeout: null, retries: null, need: null, read_quorum: null, write_quorum: null,
  availability: null, managed: null, storage: null, bandwidth: null, price: null, note: "",
};
const CALL = {
  kind: "request", operations: [], per_request: 1, label: "", mode: "in_turn", share: null, when: null, blocking: null,
  timeout: null, retries: null, delay: null,
};
const ZONE = { name: "", kind: "zone", within: null, availability: null };
const OPERATION = { title: "", writes: false, rate: 0, peak_factor: 1, request: 0, response: 0, keeps: 0, kept_for: null, skew: 0, items: null };
const PROMISES = { p99: null, availability: null, freshness: null };

// The unit that each field is kept in, where it may be written with one.
const UNITS = {
  service_time: "s", write_time: "s", timeout: "s", delay: "s", kept_for: "s", p99: "s", freshness: "s",
  storage: "B", request: "B", response: "B", keeps: "B", bandwidth: "B/s", rate: "request/s",
  price: "$/month", budget: "$/month", hit_ratio: "1", availability: "1", share: "1", items: "1",
};
const BARE_DOLLARS = 1; // $70 is $70 a month

/** A field's number, in the unit it is kept in. Throws Unreadable. */
export function amount(name, given) {
  if (typeof given !== "string" || !(name in UNITS)) return given;
  const found = read(given);
  const dollars = UNITS[name] === "$/month" && found.unit.powers.filter(Boolean).length === 1 && found.unit.powers[2] === BARE_DOLLARS;
  return dollars ? found.value : inUnit(found, UNITS[name]);
}

function whole(given, usual) {
  const made = { ...usual };
  for (const [name, value] of Object.entries(given)) made[name] = value === null || value === undefined ? (usual[name] ?? null) : amount(name, value);
  return made;
}

/** { components, calls, zones, byId } of a drawing's JSON. */
export function drawing(given) {
  const components = (given.components ?? []).map((each) => ({ ...whole(each, COMPONENT), title: each.name || each.id }));
  const calls = (given.calls ?? []).map(({ from, to, source, target, ...rest }) => {
    const [one, other] = [from ?? source, to ?? target];
    return { ...whole(rest, CALL), source: one, target: other, id: `${one}->${other}` };
  });
  return { components, calls, zones: (given.zones ?? []).map((each) => whole(each, ZONE)), byId: new Map(components.map((each) => [each.id, each])) };
}

/** { operations, budget } of a load's JSON, with what is said and the peak of each. */
export function workload(given) {
  const operations = (given.operations ?? []).map((each) => {
    const made = whole({ ...each, promises: undefined }, OPERATION);
    return { ...made, promises: whole(each.promises ?? {}, PROMISES), peak: made.rate * made.peak_factor, said: made.title || made.id };
  });
  return { operations, budget: given.budget === undefined ? null : amount("budget", given.budget) };
}

/** The same operations, each `factor` times as often. */
export function times(load, factor) {
  return { ...load, operations: load.operations.map((each) => ({ ...each, rate: each.rate * factor, peak: each.rate * factor * each.peak_factor })) };
}
