// What one component does in one operation: its calls, put in order, with what each depends on.
// The same as capacity/plan/steps.py, which says how a drawing is understood.
import { ACROSS_AN_OCEAN, CATALOGUE, COPYING, DURABLE_STORES, ON_A_MISS } from "./catalogue.mjs";

export const OUTSIDE = ""; // where requests come from in a drawing without a client

/** A component in an operation, with what is known of it when its turn comes. */
export class Caller {
  constructor(arrows, stations, operation, id, { behindQueue = false, behindCache = false, hot = 0 } = {}) {
    Object.assign(this, { arrows, stations, operation, id, behindQueue, behindCache, hot });
    this.own = arrows.drawing.byId.get(id) ?? null;
    this.drawn = arrows.of(id, operation).filter((call) => stations.has(call.target)); // nobody calls a client
    this.isClient = id === OUTSIDE || arrows.kind(id) === "client";
  }

  steps() {
    const calls = this.drawn.filter((call) => this.#isMeant(call));
    const caches = this.#caches(calls);
    const planned = calls.map((call) => [call, this.#planned(call, caches), caches.includes(call)]);
    planned.sort((one, other) => other[2] - one[2] || other[1].waits - one[1].waits);
    return this.#grouped(planned);
  }

  /** False for the half of an unmarked pair of read and write that is for other operations. */
  #isMeant(call) {
    const other = call.kind === "read" ? "write" : call.kind === "write" ? "read" : "";
    if (!other || this.behindQueue || this.arrows.isMarked(call)) return true;
    const pair = this.drawn.some((each) => each.target === call.target && each.kind === other);
    return !pair || (call.kind === "write") === this.operation.writes;
  }

  #caches(calls) {
    const asked = calls.filter((each) => this.arrows.asksACache(each, this.operation));
    return calls.length > asked.length || asked.length > 1 ? asked : [];
  }

  /** The caches that must have had no answer. */
  #misses(call, caches) {
    if (call.when === "always" || (call.kind === "async" && call.when !== "miss")) return [];
    const { arrows, operation } = this;
    const waits = arrows.waits(call);
    const writes = arrows.writes(call, operation);
    const first = this.own && arrows.readsThrough(this.own) && waits ? [this.id] : [];
    const asked = caches.map((each) => each.target);
    if (caches.includes(call)) return [...first, ...asked.slice(0, caches.indexOf(call))];
    const fills = asked.includes(call.target) && writes;
    const reads = !writes && waits;
    const store = reads && arrows.isOnTheWayToAStore(call.target, operation);
    const said = call.when === "miss" || (reads && call.label.search(ON_A_MISS) >= 0);
    if (!(said || (fills && !operation.writes) || store)) return first;
    const own = said && this.stations.get(this.id)?.hit_ratio ? [this.id] : [];
    return [...first, ...(asked.length ? asked : first.length ? first : own)];
  }

  #planned(call, caches) {
    const writes = this.arrows.writes(call, this.operation);
    const waits = this.arrows.waits(call);
    const misses = [...new Set(this.#misses(call, caches))];
    const target = this.stations.get(call.target);
    const [visits, answers] = visitsOf(target, writes);
    return {
      id: call.id,
      source: this.id,
      target: call.target,
      count: call.per_request * this.#asked(call),
      writes,
      waits,
      blocking: waits && this.id !== "" && this.arrows.holdsItsServer(call),
      misses,
      on_writes: call.kind === "replicate",
      share: 1,
      visits,
      answers,
      hot: this.#hottest(target, this.behindCache || misses.length > 0),
      delay: this.#delay(call),
      timeout: call.timeout || (this.own?.timeout ?? null),
      retries: call.retries ?? this.own?.retries ?? 0,
    };
  }

  /** How often a call is made that says nothing of it: clients keep addresses, streams batch. */
  #asked(call) {
    const asked = CATALOGUE[this.arrows.kind(call.target)].asked;
    if (asked && this.isClient) return asked[0];
    const batch = this.id === OUTSIDE ? null : CATALOGUE[this.arrows.kind(this.id)].batch;
    return batch && call.per_request === 1 ? 1 / batch[0] : 1;
  }

  #delay(call) {
    if (call.delay !== null) return call.delay;
    if (this.isClient) return 0; // what is promised is promised at our door
    const [here, there] = [this.#regions(call.source), this.#regions(call.target)];
    if (here.length && there.length && !here.some((each) => there.includes(each))) return ACROSS_AN_OCEAN;
    return CATALOGUE.every.delay?.[0] ?? 0;
  }

  #regions(id) {
    const own = this.arrows.drawing.byId.get(id).zones.map((zone) => this.arrows.drawing.zones.find((each) => each.id === zone)).filter(Boolean);
    return own.map((each) => (each.kind === "region" ? each.id : (each.within ?? ""))).filter(Boolean);
  }

  /** The share of the busiest shard: the most wanted thing, and its part of the rest. */
  #hottest(target, behindCache) {
    const even = 1 / target.shards;
    return behindCache || target.shards === 1 ? even : this.hot + (1 - this.hot) * even;
  }

  /** Calls that are made at once, or of which one is made, become one step. */
  #grouped(planned) {
    const groups = [];
    for (const pair of planned) {
      const group = groups.find((each) => this.#belongs(each[0], pair));
      if (group) group.push(pair);
      else groups.push([pair]);
    }
    return groups.map((group) => this.#step(group));
  }

  #belongs([one, planned], [other, also]) {
    if (planned.waits !== also.waits || planned.misses.join() !== also.misses.join() || one.mode !== other.mode) return false;
    if (one.mode !== "in_turn") return true;
    return one.kind === other.kind && one.target !== other.target && this.arrows.standIn(this.id, one.target, other.target);
  }

  #step(group) {
    let calls = group.map(([, planned]) => planned);
    let { mode } = group[0][0];
    const standIn = mode === "in_turn" && group.length > 1;
    if (standIn || mode === "one_of") {
      const shares = sharesOf(group.map(([call]) => call));
      calls = calls.map((each, number) => ({ ...each, share: shares[number] }));
      mode = "one_of";
    }
    return { mode, calls, waits: calls[0].waits, any_will_do: standIn && this.#holdTheSame(calls.map((each) => each.target)) };
  }

  /** Boxes of one store that do not copy each other hold different parts: each is needed. */
  #holdTheSame([first, ...others]) {
    return !DURABLE_STORES.has(this.arrows.kind(first)) || others.every((each) => this.arrows.copyOneAnother(first, each));
  }
}

/** How many copies take part, and how many of them must have answered. */
function visitsOf(target, writes) {
  if (!COPYING.has(target.kind) || target.servers === null) return [1, 1];
  return writes ? [target.copies, target.write_quorum] : [target.read_quorum, target.read_quorum];
}

/** What is said, and of what is left an equal part for each that says nothing. */
function sharesOf(calls) {
  const said = calls.reduce((sum, each) => sum + (each.share || 0), 0);
  const silent = calls.filter((each) => each.share === null).length;
  const left = Math.max(0, 1 - said);
  return calls.map((each) => each.share ?? left / silent);
}
